/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/frame.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload
 * ns3::offload::Frame implementation.
 */

namespace ns3::offload
{

void
Frame::Clear()
{
    pieces.clear();
    fragList.clear();
    head.Resize(0);
    static_cast<FrameInfo&>(*this) = FrameInfo();
}

bool
Frame::CanReturnHead(uint32_t headLength) const
{
    return head.Length() <= headLength ||
           (!pieces.empty() && pieces.front().Offset() >= head.Length() - headLength);
}

bool
Frame::ReturnHead(uint32_t headLength)
{
    if (!CanReturnHead(headLength))
    {
        return false;
    }
    if (head.Length() > headLength)
    {
        pieces.front().ExtendFront(head.Length() - headLength);
        head.Resize(headLength);
    }
    return true;
}

uint32_t
Frame::CountBytes() const
{
    uint32_t bytes = head.Length();
    for (const Piece& piece : pieces)
    {
        bytes += piece.Length();
    }
    return bytes;
}

void
SwapFrames(Frame& a, Frame& b)
{
    // std::swap moves three times; each move copies no more of a head than is in use.
    std::swap(a, b);
}

} // namespace ns3::offload
