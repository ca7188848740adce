/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-frame.h"

#include <utility>

/**
 * @file
 * @ingroup offload
 * ns3::offload::Frame implementation.
 */

namespace ns3::offload
{

const FrameInfo FrameInfo::EMPTY;

uint32_t
Frame::CountBytes() const
{
    uint32_t bytes = head.Length();
    for (const Frag& frag : frags)
    {
        bytes += frag.Length();
    }
    return bytes;
}

void
SwapFrames(Frame& a, Frame& b)
{
    std::swap(static_cast<FrameInfo&>(a), static_cast<FrameInfo&>(b));
    std::swap(a.head, b.head); // copies no more than is in use
    a.frags.swap(b.frags);
    a.fragList.swap(b.fragList);
}

} // namespace ns3::offload
