/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-list.h"

#include <algorithm>
#include <ostream>
#include <utility>

/**
 * @file
 * @ingroup offload
 * ns3::offload::GroList implementation.
 */

namespace ns3::offload
{

GroHeldPacket&
GroList::Add(const gro::Candidate& next)
{
    if (m_stock.empty())
    {
        m_stock.push_back(std::make_unique<GroHeldPacket>());
    }
    m_held.push_back({SignatureOf(next.hash, next.packet.key.ports),
                      next.packet.transportOffset,
                      std::move(m_stock.back())});
    m_stock.pop_back();
    return *m_held.back().packet;
}

void
GroList::Remove(GroHeldPacket& held)
{
    const auto it = std::find_if(m_held.begin(), m_held.end(), [&](const Entry& entry) {
        return entry.packet.get() == &held;
    });
    held.Clear();
    m_stock.push_back(std::move(it->packet));
    m_held.erase(it);
}

uint64_t
GroList::BytesHeld() const
{
    uint64_t bytes = 0;
    for (const Entry& entry : m_held)
    {
        bytes += entry.packet->SuperPacket().wireBytes;
    }
    return bytes;
}

void
GroList::Print(std::ostream& os) const
{
    for (const Entry& entry : m_held)
    {
        entry.packet->Print(os);
        os << "\n";
    }
}

} // namespace ns3::offload
