/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/lro-descriptor-table.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::LroDescriptorTable implementation.
 */

namespace ns3::offload
{

LroDescriptorTable::LroDescriptorTable(uint32_t size)
    : m_slots(size),
      m_sessions(size)
{
}

LroDescriptorTable::Lookup
LroDescriptorTable::Find(const FlowKey& key)
{
    Lookup lookup;
    // All active slots have been compared once there were as many as are active.
    for (uint32_t slot = 0; slot < Size() && lookup.compared < m_activeCount; ++slot)
    {
        if (!m_slots[slot].isActive)
        {
            continue;
        }
        ++lookup.compared;
        if (m_slots[slot].key == key)
        {
            lookup.session = &m_sessions[slot];
            lookup.slot = slot;
            lookup.isActive = true;
            return lookup;
        }
    }
    if (m_activeCount < Size())
    {
        while (m_slots[lookup.slot].isActive)
        {
            ++lookup.slot;
        }
        lookup.session = &m_sessions[lookup.slot];
    }
    return lookup;
}

void
LroDescriptorTable::Activate(uint32_t slot, const FlowKey& key)
{
    m_slots[slot].key = key;
    m_slots[slot].isActive = true;
    ++m_activeCount;
}

void
LroDescriptorTable::Release(uint32_t slot)
{
    m_sessions[slot].Clear();
    m_slots[slot].isActive = false;
    --m_activeCount;
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
