/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/frame-sum.h"

#include "engine/checksum.h"

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
    for (const Frag& frag : frame.frags)
    {
        const uint32_t part = std::min(frag.Length(), length - position);
        if (part > 0)
        {
            result.isReal = result.isReal && frag.HasSum();
            result.sum = SumAddBlock(result.sum, frag.Sum(part), position);
            position += part;
        }
    }
    return result;
}

} // namespace ns3::offload
