/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_STREAM_PATTERN_H
#define OFFLOAD_STREAM_PATTERN_H

#include <cstdint>

namespace ns3::offload
{

/**
 * The content of a test stream: each byte follows from its position, so that a lost, repeated or
 * moved byte is seen.
 *
 * @param position position in the stream, bytes
 * @return the byte there
 */
constexpr uint8_t
GetStreamByte(uint64_t position)
{
    // 251 is prime: the pattern does not repeat at the distance of a segment or a page.
    return static_cast<uint8_t>(position % 251 + position / 65521);
}

} // namespace ns3::offload

#endif // OFFLOAD_STREAM_PATTERN_H
