/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_LIST_H
#define OFFLOAD_GRO_LIST_H

#include "engine/gro-rules.h"

#include <cstdint>
#include <memory>
#include <vector>

/**
 * @file
 * @ingroup offload
 * The held packets of one hash bucket.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * Held packets in order of age. They do not move while they are held. Packets that are not in use
 * are kept in a stock: nothing is allocated once the list has been full.
 */
class GroList
{
  public:
    /// Answer of Find().
    struct Lookup
    {
        GroHeldPacket* held{nullptr}; //!< the held packet of the flow, or null
        uint32_t compared{0};         //!< packets asked
    };

    /// @param next a frame @return the held packet of its flow; there is at most one. All up to it
    /// count as compared, although a signature tells most apart without reading their headers
    Lookup Find(const gro::Candidate& next)
    {
        Lookup lookup;
        const uint32_t signature = SignatureOf(next.hash, next.packet.key.ports);
        // The flow of this frame is likely to be that of the last one.
        for (auto it = m_held.rbegin(); it != m_held.rend(); ++it)
        {
            ++lookup.compared;
            if (it->signature == signature && gro::IsSameFlow(*it->packet, next))
            {
                lookup.held = it->packet.get();
                break;
            }
        }
        return lookup;
    }

    /// @param next a frame @param hash its receive hash
    /// @return the held packet that predicts it; Find() would answer the same, and compare as many
    Lookup FindPredicting(const Frame& next, uint32_t hash)
    {
        Lookup lookup;
        for (auto it = m_held.rbegin(); it != m_held.rend(); ++it)
        {
            ++lookup.compared;
            const uint32_t ports = Load32(next.head.Data() + it->transportOffset);
            if (it->signature == SignatureOf(hash, ports))
            {
                // With the same ports a signature is that of one hash only.
                lookup.held = it->packet->Predicts(next) ? it->packet.get() : nullptr;
                break;
            }
        }
        return lookup;
    }

    /// @param next a frame @return a packet to be opened with it, now the youngest
    GroHeldPacket& Add(const gro::Candidate& next);

    /// @param held a packet of this list: it goes back to the stock, emptied
    void Remove(GroHeldPacket& held);

    /// @return the packet held longest, or null
    GroHeldPacket* Oldest()
    {
        return m_held.empty() ? nullptr : m_held.front().packet.get();
    }

    /// @return packets held
    uint32_t Size() const
    {
        return static_cast<uint32_t>(m_held.size());
    }

    /// @return bytes of wire frames held
    uint64_t BytesHeld() const;

    /**
     * Print the packets for a person, a line each.
     * @param os where to
     */
    void Print(std::ostream& os) const;

  private:
    /// A held packet.
    struct Entry
    {
        uint32_t signature;                    //!< equal if the flow is
        uint16_t transportOffset;              //!< where its ports are
        std::unique_ptr<GroHeldPacket> packet; //!< the packet
    };

    /// @param hash receive hash @param ports both ports @return a number that differs for most
    /// other flows
    static uint32_t SignatureOf(uint32_t hash, uint32_t ports)
    {
        return hash * 0x9e3779b1U + ports;
    }

    std::vector<Entry> m_held;                           //!< in use, the oldest first
    std::vector<std::unique_ptr<GroHeldPacket>> m_stock; //!< not in use
};

} // namespace ns3::offload

#endif // OFFLOAD_GRO_LIST_H
