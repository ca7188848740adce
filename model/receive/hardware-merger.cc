/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "ns3/hardware-merger.h"

#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HardwareMerger);

TypeId
HardwareMerger::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HardwareMerger").SetParent<Object>().SetGroupName("Offload");
    return tid;
}

HardwareMerger::~HardwareMerger() = default;

void
HardwareMerger::DoDispose()
{
    m_complete = nullptr;
    Object::DoDispose();
}

void
HardwareMerger::Start(CompleteCallback complete)
{
    m_complete = std::move(complete);
    DoStart();
}

void
HardwareMerger::DoStart()
{
}

std::vector<HookCounter>
HardwareMerger::ListCounters() const
{
    return {};
}

void
HardwareMerger::Complete(offload::Frame& frame)
{
    m_complete(frame);
}

} // namespace ns3
