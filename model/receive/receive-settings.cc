/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/receive-settings.h"

#include "engine/receive-scaling.h"

#include "ns3/abort.h"
#include "ns3/attribute-use.h"
#include "ns3/boolean.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{

namespace
{

/**
 * @return checks a time of the NIC: more than any hardware has, and less than a number that was
 * meant in microseconds and is taken for seconds
 */
Ptr<const AttributeChecker>
MakeNicTimeChecker()
{
    return MakeTimeChecker(Seconds(0), Seconds(1));
}

/// Slots of a ring, or frames of a poll: beyond what any driver has.
constexpr uint32_t MOST = 65536;

} // namespace

TypeId
ModerationSettings::AddAttributes(TypeId tid)
{
    return tid
        .AddAttribute("RxUsecs",
                      "Interrupt moderation: delay after the first frame. The default is that "
                      "of Linux's myri10ge driver.",
                      TimeValue(MicroSeconds(75)),
                      MakeCheckedAccessor(AttributeUse::INTERRUPTS,
                                          "RxUsecs",
                                          MakeTimeAccessor(&ModerationSettings::rxUsecs)),
                      MakeNicTimeChecker())
        .AddAttribute("RxFrames",
                      "Interrupt moderation: frames that end the delay early; 0 for none.",
                      UintegerValue(0),
                      MakeCheckedAccessor(AttributeUse::INTERRUPTS,
                                          "RxFrames",
                                          MakeUintegerAccessor(&ModerationSettings::rxFrames)),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("ItrUsecs",
                      "Interrupt moderation: least time between interrupts (Intel's ITR); 0 "
                      "for none.",
                      TimeValue(Seconds(0)),
                      MakeCheckedAccessor(AttributeUse::INTERRUPTS,
                                          "ItrUsecs",
                                          MakeTimeAccessor(&ModerationSettings::itrUsecs)),
                      MakeNicTimeChecker())
        .AddAttribute("AdaptiveItr",
                      "Interrupt moderation: the least time between interrupts follows the "
                      "traffic.",
                      BooleanValue(false),
                      MakeCheckedAccessor(AttributeUse::INTERRUPTS,
                                          "AdaptiveItr",
                                          MakeBooleanAccessor(&ModerationSettings::adaptiveItr)),
                      MakeBooleanChecker());
}

void
ModerationSettings::Check() const
{
    NS_ABORT_MSG_IF(adaptiveItr && itrUsecs.IsStrictlyPositive(),
                    "Attribute ItrUsecs is " << itrUsecs.As(Time::US)
                                             << ", and attribute AdaptiveItr is true, which "
                                                "chooses the gap itself: leave one of the two out");
}

TypeId
ReceiveSettings::AddAttributes(TypeId tid)
{
    return ModerationSettings::AddAttributes(tid)
        .AddAttribute("RxRing",
                      "Frames that a receive ring holds.",
                      UintegerValue(1024),
                      MakeCheckedAccessor(AttributeUse::RING,
                                          "RxRing",
                                          MakeUintegerAccessor(&ReceiveSettings::rxRing)),
                      MakeUintegerChecker<uint32_t>(1, MOST))
        .AddAttribute(
            "RxQueues",
            "Receive queues, each with its own ring, interrupt, NAPI context, hook "
            "and memory; RSS chooses one for each flow.",
            UintegerValue(1),
            MakeStartAccessor("RxQueues", MakeUintegerAccessor(&ReceiveSettings::rxQueues)),
            MakeUintegerChecker<uint32_t>(1, offload::ReceiveScaling::TABLE_SIZE))
        .AddAttribute(
            "QueueCores",
            "Cores of the queues, as 0,2,4, from the beginning again if there are "
            "more queues; empty: from InterruptCore on, one after the other.",
            StringValue(""),
            MakeStartAccessor("QueueCores", MakeStringAccessor(&ReceiveSettings::queueCores)),
            MakeStringChecker())
        .AddAttribute("RssKey",
                      "Key of the receive hash: 40 bytes as hexadecimal digits. The default is "
                      "that of Microsoft's verification suite.",
                      StringValue("6d:5a:56:da:25:5b:0e:c2:41:67:25:3d:43:a3:8f:b0:d0:ca:2b:cb:"
                                  "ae:7b:30:b4:77:cb:2d:a3:80:30:f2:0c:6a:42:b7:3b:be:ac:01:"
                                  "fa"),
                      MakeStartAccessor("RssKey", MakeStringAccessor(&ReceiveSettings::rssKey)),
                      MakeStringChecker())
        .AddAttribute("RssIndirection",
                      "Queues in the indirection table of RSS, as 0,1,1,2, repeated to its 128 "
                      "entries; empty: all queues in turn.",
                      StringValue(""),
                      MakeStartAccessor("RssIndirection",
                                        MakeStringAccessor(&ReceiveSettings::rssIndirection)),
                      MakeStringChecker())
        .AddAttribute("Napi",
                      "The driver polls; otherwise it works in its interrupt handler, and "
                      "packets go through the backlog of its core.",
                      BooleanValue(true),
                      MakeStartAccessor("Napi", MakeBooleanAccessor(&ReceiveSettings::napi)),
                      MakeBooleanChecker())
        .AddAttribute("NapiWeight",
                      "Frames that one poll takes at most.",
                      UintegerValue(64),
                      MakeCheckedAccessor(AttributeUse::NAPI,
                                          "NapiWeight",
                                          MakeUintegerAccessor(&ReceiveSettings::napiWeight)),
                      MakeUintegerChecker<uint32_t>(1, MOST))
        .AddAttribute("GroFlushTimeout",
                      "Time for which GRO may keep packets when NAPI completes "
                      "(gro_flush_timeout); 0 for none.",
                      TimeValue(Seconds(0)),
                      MakeCheckedAccessor(AttributeUse::NAPI,
                                          "GroFlushTimeout",
                                          MakeTimeAccessor(&ReceiveSettings::groFlushTimeout)),
                      MakeNicTimeChecker())
        .AddAttribute(
            "NapiDeferHardIrqs",
            "Polls without frames, GroFlushTimeout apart, before the interrupt is "
            "unmasked (napi_defer_hard_irqs).",
            UintegerValue(0),
            MakeCheckedAccessor(AttributeUse::NAPI,
                                "NapiDeferHardIrqs",
                                MakeUintegerAccessor(&ReceiveSettings::napiDeferHardIrqs)),
            MakeUintegerChecker<uint32_t>())
        .AddAttribute("InterruptCore",
                      "Core that takes the interrupts and polls.",
                      UintegerValue(0),
                      MakeStartAccessor("InterruptCore",
                                        MakeUintegerAccessor(&ReceiveSettings::interruptCore)),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("SmallPacketSize",
                      "Frames below this size in bytes are received into buffers of their own "
                      "and go straight to the stack; 0 for none.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&ReceiveSettings::smallPacketSize),
                      MakeUintegerChecker<uint32_t>(0, 65535))
        .AddAttribute("ReceiveHook",
                      "What merges received frames; null for nothing.",
                      PointerValue(),
                      MakeStartAccessor("ReceiveHook", MakePointerAccessor(&ReceiveSettings::hook)),
                      MakePointerChecker<ReceiveHook>())
        .AddAttribute(
            "ReceiveBuffers",
            "What memory frames are received into; null for an sk_buff a frame.",
            PointerValue(),
            MakeStartAccessor("ReceiveBuffers", MakePointerAccessor(&ReceiveSettings::buffers)),
            MakePointerChecker<ReceiveBuffers>())
        .AddAttribute(
            "HardwareMerger",
            "LRO or GRO in the NIC; null for none.",
            PointerValue(),
            MakeStartAccessor("HardwareMerger", MakePointerAccessor(&ReceiveSettings::hardware)),
            MakePointerChecker<HardwareMerger>());
}

} // namespace ns3
