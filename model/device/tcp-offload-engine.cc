/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/tcp-offload-engine.h"

#include "ns3/abort.h"
#include "ns3/log.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("TcpOffloadEngine");

namespace
{

/**
 * @param cpu a host
 * @param settings of its NIC
 * @return index of a new core, that of the NIC
 */
uint32_t
AddCore(HostCpu& cpu, const NicSettings& settings)
{
    NS_ABORT_MSG_IF(settings.rxQueues > 1,
                    "Attribute RxQueues is "
                        << settings.rxQueues << ", and attribute TcpOffloadEngine is "
                        << settings.tcpOffloadEngine
                        << ", which has one core and one queue: set RxQueues to 1");
    std::string error;
    const auto profile = CostProfile::Load(settings.tcpOffloadEngine, error);
    NS_ABORT_MSG_IF(!profile, "Attribute TcpOffloadEngine: " << error);
    return cpu.AddCore(profile);
}

} // namespace

TcpOffloadEngine::TcpOffloadEngine(Ptr<HostCpu> cpu, const NicSettings& settings)
    : m_core(AddCore(*cpu, settings)),
      m_interrupt(settings, [this, cpu = PeekPointer(cpu), core = settings.interruptCore]() {
          NS_LOG_LOGIC("data for the host: interrupt for core " << core);
          cpu->Execute(CoreContext{core, CpuContext::HARDIRQ},
                       Work(Operation::TAKE_INTERRUPT),
                       [this]() { m_interrupt.Unmask(); });
      })
{
    cpu->GetCore(settings.interruptCore); // says what is wrong if there is no such core
}

uint32_t
TcpOffloadEngine::GetCore() const
{
    return m_core;
}

void
TcpOffloadEngine::NotifyData(uint32_t bytes)
{
    m_interrupt.NotifyEvent(bytes);
}

void
TcpOffloadEngine::Stop()
{
    m_interrupt.Cancel();
}

} // namespace ns3
