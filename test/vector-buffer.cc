/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-buffer.h"

#include "engine/checksum.h"
#include "engine/header-fields.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload-test
 * Byte buffer implementation.
 */

namespace ns3::offload::vectors
{

namespace
{

uint32_t g_alive = 0; //!< byte buffers alive

} // namespace

const FragOps ByteBuffer::OPS = {&ByteBuffer::Retain, &ByteBuffer::Release, &ByteBuffer::Sum};

ByteBuffer::ByteBuffer(Bytes bytes, uint32_t frameIndex, uint32_t page)
    : m_bytes(std::move(bytes)),
      m_frameIndex(frameIndex),
      m_page(page)
{
    ++g_alive;
}

ByteBuffer::~ByteBuffer()
{
    --g_alive;
}

Frag
ByteBuffer::Make(Bytes bytes, uint32_t frameIndex, uint32_t page)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    return Frag(new ByteBuffer(std::move(bytes), frameIndex, page), &OPS, 0, length);
}

const ByteBuffer&
ByteBuffer::Of(const Frag& frag)
{
    return *static_cast<const ByteBuffer*>(frag.Object());
}

uint32_t
ByteBuffer::Alive()
{
    return g_alive;
}

void
ByteBuffer::Retain(void* object)
{
    ++static_cast<ByteBuffer*>(object)->m_holders;
}

void
ByteBuffer::Release(void* object)
{
    auto* buffer = static_cast<ByteBuffer*>(object);
    if (--buffer->m_holders == 0)
    {
        delete buffer;
    }
}

uint32_t
ByteBuffer::Sum(const void* object, uint32_t offset, uint32_t length)
{
    return SumBytes(static_cast<const ByteBuffer*>(object)->m_bytes.data() + offset, length);
}

void
FillFrame(Frame& frame, const Bytes& bytes, uint32_t frameIndex)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    Frag rest = ByteBuffer::Make(bytes, frameIndex);
    rest.TrimFront(frame.head.Assign(bytes.data(), length));
    frame.frags.push_back(std::move(rest));
    frame.length = length;
    frame.trueSize = length;
    frame.buffers.skbHeads = 1;
    frame.buffers.linearBytes = length - std::min<uint32_t>(length, ethernet::HEADER_LENGTH);
    frame.cookie = frameIndex;
}

Bytes
LinearBytes(const Frame& frame)
{
    Bytes bytes(frame.head.Data(), frame.head.Data() + frame.head.Length());
    for (const Frag& frag : frame.frags)
    {
        const auto begin = ByteBuffer::Of(frag).Content().begin() + frag.Offset();
        bytes.insert(bytes.end(), begin, begin + frag.Length());
    }
    return bytes;
}

std::vector<uint32_t>
FramesIn(const Frame& frame)
{
    std::vector<uint32_t> frames{static_cast<uint32_t>(frame.cookie)};
    for (const Frag& frag : frame.frags)
    {
        const uint32_t index = ByteBuffer::Of(frag).FrameIndex();
        if (index != frames.back())
        {
            frames.push_back(index);
        }
    }
    return frames;
}

} // namespace ns3::offload::vectors
