/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TCP_OFFLOAD_ENGINE_H
#define OFFLOAD_TCP_OFFLOAD_ENGINE_H

#include "receive/interrupt-moderation.h"

#include "ns3/host-cpu.h"
#include "ns3/nic-settings.h"

namespace ns3
{

/**
 * @ingroup offload
 * A processor on the NIC that does the work of driver and stack (TOE). The NIC is its own interrupt
 * handler; what it interrupts the host for is data for a socket.
 */
class TcpOffloadEngine
{
  public:
    /**
     * @param cpu the host, which gets one more core
     * @param settings of the NIC, which outlive this object
     */
    TcpOffloadEngine(Ptr<HostCpu> cpu, const NicSettings& settings);

    /**
     * @return index of the NIC's core
     */
    uint32_t GetCore() const;

    /**
     * The engine has data for a socket.
     * @param bytes of the frames that they came in
     */
    void NotifyData(uint32_t bytes);

    /// Stop.
    void Stop();

  private:
    uint32_t m_core;                 //!< the NIC's
    InterruptModeration m_interrupt; //!< of the host
};

} // namespace ns3

#endif // OFFLOAD_TCP_OFFLOAD_ENGINE_H
