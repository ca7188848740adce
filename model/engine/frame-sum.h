/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FRAME_SUM_H
#define OFFLOAD_FRAME_SUM_H

#include "ns3/offload-frame.h"

#include <cstdint>

/**
 * @file
 * @ingroup offload
 * One's complement sums over frames.
 */

namespace ns3::offload
{

/// Sum of a part of a frame.
struct FrameSum
{
    uint32_t sum{0};   //!< bytes that are not real count as zeros
    bool isReal{true}; //!< whether all bytes are
};

/**
 * Sum a part of a frame.
 * @param frame a frame
 * @param begin first byte, taken as even; in the head
 * @param length number of bytes; those behind the end of the frame do not count
 * @return the sum
 */
FrameSum SumFrame(const Frame& frame, uint32_t begin, uint32_t length);

} // namespace ns3::offload

#endif // OFFLOAD_FRAME_SUM_H
