/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_SWITCH_PORT_HELPER_H
#define OFFLOAD_SWITCH_PORT_HELPER_H

#include "ns3/net-device-container.h"
#include "ns3/switch-port-queue.h"

#include <cstdint>
#include <optional>

namespace ns3
{

/**
 * @ingroup offload
 * Gives ports of switches a queue with a limit and a threshold for ECN, both in bytes, in place of
 * the one that the helper of the link has given them.
 *
 *     SwitchPortHelper port;
 *     port.SetLimit(1000000);
 *     port.SetMarkingThreshold(65000);
 *     port.Install(star.GetPort(0));
 *
 * A queue disc above such a port never holds any packet.
 */
class SwitchPortHelper
{
  public:
    /**
     * @param bytes what waits at a port at most, 1 or more; the default is a megabyte
     */
    void SetLimit(uint32_t bytes);

    /**
     * @param bytes what may wait at a port, with the frame that comes, before that is marked; 0
     * marks every frame. Without a call none is marked.
     */
    void SetMarkingThreshold(uint32_t bytes);

    /**
     * @param port port of a switch on a point-to-point link, before the simulation starts; the
     *        program ends if it is something else
     * @return its new queue, which has counted marks and drops
     */
    Ptr<SwitchPortQueue> Install(Ptr<NetDevice> port) const;

    /**
     * @param ports ports of switches on point-to-point links
     */
    void Install(const NetDeviceContainer& ports) const;

  private:
    uint32_t m_limit{1000000};           //!< bytes
    std::optional<uint32_t> m_threshold; //!< bytes
};

} // namespace ns3

#endif // OFFLOAD_SWITCH_PORT_HELPER_H
