/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/frame-sum.h"

#include "ns3/checksum.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload
 * Sums over frames: implementation.
 */

namespace ns3::offload
{

FrameSum
SumFrame(const Frame& frame, uint32_t begin, uint32_t length)
{
    FrameSum result;
    uint32_t position = std::min(frame.head.Length() - begin, length);
    result.sum = SumBytes(frame.head.Data() + begin, position);
    for (const Piece& piece : frame.pieces)
    {
        const uint32_t part = std::min(piece.Length(), length - position);
        if (part > 0)
        {
            result.isReal = result.isReal && piece.HasSum();
            result.sum = SumAddBlock(result.sum, piece.Sum(part), position);
            position += part;
        }
    }
    return result;
}

} // namespace ns3::offload
