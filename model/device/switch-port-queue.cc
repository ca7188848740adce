/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/switch-port-queue.h"

#include "packet/congestion-mark.h"

#include "ns3/uinteger.h"

#include <limits>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(SwitchPortQueue);

TypeId
SwitchPortQueue::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::SwitchPortQueue")
            .SetParent<DropTailQueue<Packet>>()
            .SetGroupName("Offload")
            .AddConstructor<SwitchPortQueue>()
            .AddAttribute("MarkingThreshold",
                          "Bytes in the queue, with the frame that comes, above which that is "
                          "marked if it is ECN-capable: 0 marks every frame, the default none.",
                          UintegerValue(std::numeric_limits<uint32_t>::max()),
                          MakeUintegerAccessor(&SwitchPortQueue::m_threshold),
                          MakeUintegerChecker<uint32_t>())
            .AddTraceSource("Mark",
                            "A frame, from its PPP header, is marked with Congestion Experienced.",
                            MakeTraceSourceAccessor(&SwitchPortQueue::m_markTrace),
                            "ns3::Packet::TracedCallback");
    return tid;
}

bool
SwitchPortQueue::Enqueue(Ptr<Packet> frame)
{
    const bool isLong = GetNBytes() + frame->GetSize() > m_threshold;
    const bool hasRoom = GetCurrentSize() + frame <= GetMaxSize();
    if (isLong && hasRoom && offload::MarkCongestion(frame))
    {
        m_marks++;
        m_markTrace(frame);
    }
    return DropTailQueue<Packet>::Enqueue(frame);
}

uint64_t
SwitchPortQueue::GetMarks() const
{
    return m_marks;
}

} // namespace ns3
