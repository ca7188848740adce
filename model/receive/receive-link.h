/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVE_LINK_H
#define OFFLOAD_RECEIVE_LINK_H

#include "ns3/cpu-operation.h"
#include "ns3/offload-frame.h"

namespace ns3
{

/**
 * @ingroup offload
 * How frames come from the link that a NIC is connected to: a policy of the receive side.
 */
class ReceiveLink
{
  public:
    virtual ~ReceiveLink() = default;

    /**
     * @return whether packets go straight to the backlog of a core: no ring, no interrupt, no hook.
     * false unless overridden
     */
    virtual bool UsesBacklog() const
    {
        return false;
    }

    /**
     * @return whether the driver is told of frames by an interrupt; without one the core that
     * delivers a frame asks for the poll itself. true unless overridden
     */
    virtual bool HasInterrupt() const
    {
        return true;
    }

    /**
     * Charge what it takes to get a frame from the link into the host's memory.
     *
     * @param frame the frame, merged by the NIC or not
     * @param memory what its memory has cost
     * @param [in,out] work is charged
     */
    virtual void ChargeReceive(const offload::Frame& frame,
                               const Work& memory,
                               Work& work) const = 0;
};

} // namespace ns3

#endif // OFFLOAD_RECEIVE_LINK_H
