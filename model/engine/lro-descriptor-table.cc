/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-descriptor-table.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload
 * ns3::offload::LroDescriptorTable implementation.
 */

namespace ns3::offload
{

LroDescriptorTable::LroDescriptorTable(uint32_t size)
    : m_slots(size),
      m_sessions(std::max(size, 1U)) // one to look at without asking
{
    constexpr std::size_t HINTS = 16; // for each descriptor, so that few flows share one
    uint32_t bits = 10;
    while (std::size_t{1} << bits < size * HINTS)
    {
        ++bits;
    }
    m_hints.resize(std::size_t{1} << bits);
    m_hintShift = 32 - bits;
}

LroDescriptorTable::Lookup
LroDescriptorTable::Find(const FlowKey& key)
{
    const uint32_t slot = SearchActive(key);
    return slot < Size() ? Lookup{&m_sessions[slot], slot, true, CountActive(slot)} : FindFree();
}

uint32_t
LroDescriptorTable::SearchActive(const FlowKey& key)
{
    const uint32_t hint = HintOf(static_cast<uint32_t>(key.source[0]), key.ports);
    if (hint < Size() && m_slots[hint].key == key)
    {
        return m_slots[hint].isActive ? hint : Size();
    }
    uint32_t slot = 0;
    for (uint32_t left = m_activeCount; left > 0; ++slot)
    {
        if (m_slots[slot].isActive)
        {
            if (m_slots[slot].key == key)
            {
                return slot;
            }
            --left;
        }
    }
    return Size();
}

uint32_t
LroDescriptorTable::CountActiveBehindFree(uint32_t slot) const
{
    uint32_t count = m_firstFree;
    for (uint32_t i = m_firstFree; i <= slot; ++i)
    {
        count += m_slots[i].isActive ? 1 : 0;
    }
    return count;
}

void
LroDescriptorTable::Activate(uint32_t slot, const FlowKey& key)
{
    m_slots[slot].key = key;
    m_slots[slot].isActive = true;
    ++m_activeCount;
    HintOf(static_cast<uint32_t>(key.source[0]), key.ports) = slot;
    while (m_firstFree < Size() && m_slots[m_firstFree].isActive)
    {
        ++m_firstFree;
    }
}

void
LroDescriptorTable::Release(uint32_t slot)
{
    m_sessions[slot].Clear();
    m_slots[slot].isActive = false;
    --m_activeCount;
    m_firstFree = std::min(m_firstFree, slot);
}

uint64_t
LroDescriptorTable::BytesHeld() const
{
    uint64_t bytes = 0;
    for (uint32_t slot = 0; slot < Size(); ++slot)
    {
        bytes += m_slots[slot].isActive ? m_sessions[slot].SuperPacket().wireBytes : 0;
    }
    return bytes;
}

void
LroDescriptorTable::Print(std::ostream& os) const
{
    for (uint32_t slot = 0; slot < Size(); ++slot)
    {
        if (m_slots[slot].isActive)
        {
            os << "descriptor " << slot << ": ";
            m_sessions[slot].Print(os);
            os << "\n";
        }
    }
}

} // namespace ns3::offload
