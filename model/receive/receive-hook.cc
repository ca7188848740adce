/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/receive-hook.h"

#include <ostream>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(ReceiveHook);

TypeId
ReceiveHook::GetTypeId()
{
    static TypeId tid = TypeId("ns3::ReceiveHook").SetParent<Object>().SetGroupName("Offload");
    return tid;
}

ReceiveHook::~ReceiveHook() = default;

void
ReceiveHook::Start(Ptr<NetDevice> /* device */)
{
}

NicFeature
ReceiveHook::GetFeature() const
{
    return NicFeature::LRO;
}

bool
ReceiveHook::NeedsNapi() const
{
    return false;
}

void
ReceiveHook::ApplyFeatures(const NicFeatures& /* features */)
{
}

bool
ReceiveHook::TakesSmallFrames() const
{
    return false;
}

bool
ReceiveHook::NeedsVerifiedChecksums() const
{
    return true;
}

void
ReceiveHook::FlushFlow(const offload::Frame& /* frame */, const ReceiveContext& /* context */)
{
}

void
ReceiveHook::EndPoll(PollFlush /* flush */, const ReceiveContext& /* context */)
{
}

uint64_t
ReceiveHook::GetBytesHeld() const
{
    return 0;
}

std::vector<HookCounter>
ReceiveHook::ListCounters() const
{
    return {};
}

std::ostream&
operator<<(std::ostream& os, PollFlush flush)
{
    return os << (flush == PollFlush::ALL ? "ALL" : "OLD");
}

} // namespace ns3
