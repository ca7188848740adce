/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/gro-list.h"

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

GroList::Lookup
GroList::Find(const gro::Candidate& next)
{
    Lookup lookup;
    // The flow of this frame is likely to be that of the last one.
    for (auto it = m_held.rbegin(); it != m_held.rend(); ++it)
    {
        ++lookup.compared;
        if (gro::IsSameFlow(**it, next))
        {
            lookup.held = it->get();
            break;
        }
    }
    return lookup;
}

GroHeldPacket&
GroList::Add()
{
    if (m_stock.empty())
    {
        m_stock.push_back(std::make_unique<GroHeldPacket>());
    }
    m_held.push_back(std::move(m_stock.back()));
    m_stock.pop_back();
    return *m_held.back();
}

void
GroList::Remove(GroHeldPacket& held)
{
    const auto it = std::find_if(m_held.begin(), m_held.end(), [&](const auto& candidate) {
        return candidate.get() == &held;
    });
    held.Clear();
    m_stock.push_back(std::move(*it));
    m_held.erase(it);
}

uint64_t
GroList::BytesHeld() const
{
    uint64_t bytes = 0;
    for (const auto& held : m_held)
    {
        bytes += held->SuperPacket().wireBytes;
    }
    return bytes;
}

void
GroList::Print(std::ostream& os) const
{
    for (const auto& held : m_held)
    {
        held->Print(os);
        os << "\n";
    }
}

} // namespace ns3::offload
