/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_ARRIVAL_H
#define OFFLOAD_LRO_ARRIVAL_H

#include "engine/lro-manager.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup offload
 * What an LRO manager knows of a frame that comes in.
 */

namespace ns3::offload
{

/// A frame on its way through the manager.
struct LroManager::Arrival
{
    /// @param received the frame @param how it came @param tci the tag that the NIC took out
    Arrival(Frame& received, Mode how, const std::optional<uint16_t>& tci)
        : frame(received),
          mode(how),
          vlanTci(tci)
    {
    }

    Frame& frame;                    //!< the frame
    Mode mode;                       //!< how it came
    std::optional<uint16_t> vlanTci; //!< the tag that the NIC took out
    LroTcpSegment segment;           //!< valid once located
    /// Page mode: what goes into the head if the frame needs one. Until it is located
    /// LRO_MAX_PG_HLEN.
    uint32_t headBytes{64};
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_ARRIVAL_H
