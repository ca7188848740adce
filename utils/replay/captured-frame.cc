/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "captured-frame.h"

#include "engine/checksum.h"
#include "engine/header-fields.h"

#include <algorithm>

namespace ns3::offload::replay
{

const FragOps CapturedFrame::WHOLE = {&Retain, &Release, &Sum};
const FragOps CapturedFrame::TRUNCATED = {&Retain, &Release, nullptr};

CapturedFrame::CapturedFrame(FramePool& pool, uint32_t sizeClass, uint32_t capacity)
    : m_pool(pool),
      m_sizeClass(sizeClass),
      m_bytes(new uint8_t[capacity])
{
}

void
CapturedFrame::Retain(void* object)
{
    ++static_cast<CapturedFrame*>(object)->m_holders;
}

void
CapturedFrame::Release(void* object)
{
    auto* frame = static_cast<CapturedFrame*>(object);
    if (--frame->m_holders == 0)
    {
        frame->m_pool.m_free[frame->m_sizeClass].push_back(frame);
    }
}

uint32_t
CapturedFrame::Sum(const void* object, uint32_t offset, uint32_t length)
{
    return SumBytes(static_cast<const CapturedFrame*>(object)->Bytes() + offset, length);
}

Frag
CapturedFrame::Share(uint32_t offset, uint32_t length) const
{
    ++m_holders;
    return Frag(const_cast<CapturedFrame*>(this),
                facts.captured < facts.length ? &TRUNCATED : &WHOLE,
                offset,
                length);
}

void
CapturedFrame::Fill(Frame& frame, uint32_t bufferSize) const
{
    const uint32_t bytes = facts.length;
    const uint32_t size = bufferSize == 0 ? bytes : bufferSize;
    uint32_t begin = frame.head.Assign(Bytes(), std::min(facts.headers, size));
    for (uint32_t end = std::min(size, bytes); begin < bytes || frame.frags.empty();
         end = std::min(end + size, bytes))
    {
        frame.frags.push_back(Share(begin, end - begin));
        begin = end;
    }
    frame.length = bytes;
    frame.wireBytes = facts.wireBytes;
    frame.payloadLength = facts.payload;
    frame.networkOffset = facts.network;
    frame.transportOffset = facts.transport;
    frame.vlanTci = facts.vlanTci;
    frame.cookie = reinterpret_cast<uint64_t>(this);
    if (bufferSize == 0)
    {
        frame.buffers.skbHeads = 1;
        frame.buffers.linearBytes = bytes - std::min(bytes, ethernet::HEADER_LENGTH);
    }
    else
    {
        frame.buffers.frags = static_cast<uint32_t>(frame.frags.size());
    }
}

CapturedFrame&
FramePool::Take(uint32_t bytes)
{
    const auto capacity = std::lower_bound(CAPACITIES.begin(), CAPACITIES.end() - 1, bytes);
    const auto sizeClass = static_cast<uint32_t>(capacity - CAPACITIES.begin());
    std::vector<CapturedFrame*>& free = m_free[sizeClass];
    if (free.empty())
    {
        m_all.emplace_back(new CapturedFrame(*this, sizeClass, *capacity));
        free.push_back(m_all.back().get());
    }
    CapturedFrame* frame = free.back();
    free.pop_back();
    return *frame;
}

} // namespace ns3::offload::replay
