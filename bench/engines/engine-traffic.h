/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ENGINE_TRAFFIC_H
#define OFFLOAD_ENGINE_TRAFFIC_H

#include "engine/header-fields.h"

#include <array>
#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup offload
 * The packets that all engines of offload-engine-bench get.
 */

namespace ns3::offload::bench
{

constexpr uint32_t TCP_OFFSET = ethernet::HEADER_LENGTH + ipv4::MIN_HEADER_LENGTH;
constexpr uint32_t HEADERS = TCP_OFFSET + tcp::MIN_HEADER_LENGTH + 12; //!< with timestamps
constexpr uint32_t PAYLOAD = 1448;                                     //!< of a segment, bytes

using Headers = std::array<uint8_t, HEADERS>; //!< from Ethernet to the end of TCP's options

/// @param flow number of a flow @param payload bytes that follow @return headers of its first
/// packet
Headers MakeHeaders(uint32_t flow, uint32_t payload = PAYLOAD);

/// Segments of some flows in turn: each continues its flow.
class Traffic
{
  public:
    /// @param flows their number
    explicit Traffic(uint32_t flows);

    /// What Next() tells of a segment.
    struct Segment
    {
        Headers headers; //!< its headers
        uint32_t flow;   //!< its flow, which serves as receive hash
    };

    /// @return the next segment
    Segment Next();

  private:
    std::vector<Headers> m_flows; //!< of the next segment of each
    uint32_t m_next{0};           //!< flow
};

} // namespace ns3::offload::bench

#endif // OFFLOAD_ENGINE_TRAFFIC_H
