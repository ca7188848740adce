/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_DESCRIPTOR_TABLE_H
#define OFFLOAD_LRO_DESCRIPTOR_TABLE_H

#include "engine/flow-key.h"
#include "engine/lro-session.h"

#include <cstdint>
#include <ostream>
#include <vector>

/**
 * @file
 * @ingroup offload
 * The descriptors of an LRO manager.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * A fixed number of descriptors, as if searched linearly: the first active one of a flow, else the
 * first that is free. Which slot a session has decides when flush_all delivers it.
 *
 * A hint tells for most flows which descriptor a search would come to. It may be wrong, and is
 * believed only if the descriptor is, or was last, of the flow. In the latter case the flow has no
 * session: another would have changed the hint.
 */
class LroDescriptorTable
{
  public:
    /// @param size number of descriptors
    explicit LroDescriptorTable(uint32_t size);

    /// What a lookup found.
    struct Lookup
    {
        LroSession* session{nullptr}; //!< of the flow, else a free one, else null
        uint32_t slot{0};             //!< its index
        bool isActive{false};         //!< it is of the flow
        uint32_t compared{0};         //!< active descriptors whose key was compared
    };

    /**
     * @param key a flow
     * @return the descriptor for it
     */
    Lookup Find(const FlowKey& key);

    /**
     * Find without reading headers the session that a frame continues as predicted, or a descriptor
     * for it if it is like those of its flow's last session.
     * @param next a frame
     * @return what Find() would answer, if the rules let the frame join or begin that session; no
     * session if that is not known
     */
    Lookup FindPredicting(const Frame& next)
    {
        const uint8_t* head = next.head.Data();
        if (next.head.Length() >= LroPrediction::PORTS_END)
        {
            const uint32_t source = Load32(head + LroPrediction::IP_OFFSET + ipv4::SOURCE);
            const uint32_t slot = HintOf(source, Load32(head + LroPrediction::TCP_OFFSET));
            LroSession& session = m_sessions[slot];
            if (session.IsAlike(next))
            {
                return session.Continues(next) ? Lookup{&session, slot, true, CountActive(slot)}
                       : session.IsOpen()      ? Lookup{}
                                               : FindFree();
            }
        }
        return {};
    }

    /**
     * Mark a descriptor as taken.
     * @param slot which
     * @param key the flow that it is for
     */
    void Activate(uint32_t slot, const FlowKey& key);

    /**
     * Empty a descriptor and mark it as free.
     * @param slot which
     */
    void Release(uint32_t slot);

    /// @return number of descriptors
    uint32_t Size() const
    {
        return static_cast<uint32_t>(m_slots.size());
    }

    /// @param slot which @return whether it holds a session
    bool IsActive(uint32_t slot) const
    {
        return m_slots[slot].isActive;
    }

    /// @param slot which @return its session
    LroSession& Session(uint32_t slot)
    {
        return m_sessions[slot];
    }

    /// @return descriptors in use
    uint32_t ActiveCount() const
    {
        return m_activeCount;
    }

    /// @return bytes of wire frames held in all sessions
    uint64_t BytesHeld() const;

    /**
     * Print the active sessions, one a line.
     * @param os where to
     */
    void Print(std::ostream& os) const;

  private:
    /// What the search looks at, apart from the bulk of the sessions: a scan stays in few cache
    /// lines.
    struct Slot
    {
        FlowKey key;          //!< of the session
        bool isActive{false}; //!< whether there is one
    };

    /// @param source lower word of an address @param ports both ports @return the hint for a flow,
    /// an index of a descriptor
    uint32_t& HintOf(uint32_t source, uint32_t ports)
    {
        // Fibonacci hashing: the upper bits depend on all, and neighbours come to lie far apart.
        return m_hints[((source ^ ports) * 0x9e3779b1U) >> m_hintShift];
    }

    /// @return the answer for a flow without a session
    Lookup FindFree()
    {
        LroSession* const free = m_firstFree < Size() ? &m_sessions[m_firstFree] : nullptr;
        return {free, m_firstFree, false, m_activeCount};
    }

    /// @param key a flow @return its active descriptor, or Size()
    uint32_t SearchActive(const FlowKey& key);

    /// @param slot an active descriptor @return how many active ones a search compares up to it
    uint32_t CountActive(uint32_t slot) const
    {
        return slot < m_firstFree ? slot + 1 : CountActiveBehindFree(slot);
    }

    /// @param slot an active descriptor behind the first free one @return as CountActive()
    uint32_t CountActiveBehindFree(uint32_t slot) const;

    std::vector<Slot> m_slots;          //!< keys
    std::vector<LroSession> m_sessions; //!< sessions, by the same index
    std::vector<uint32_t> m_hints;      //!< slots, by a hash of the flow
    uint32_t m_hintShift{0};            //!< of the hash
    uint32_t m_activeCount{0};          //!< active slots
    uint32_t m_firstFree{0};            //!< the first slot that is not active; Size() if all are
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_DESCRIPTOR_TABLE_H
