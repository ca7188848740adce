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
 * A fixed number of descriptors, searched linearly: the first active one of a flow, else the first
 * that is free. Which slot a session has decides when flush_all delivers it.
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

    std::vector<Slot> m_slots;          //!< keys
    std::vector<LroSession> m_sessions; //!< sessions, by the same index
    uint32_t m_activeCount{0};          //!< active slots
};

} // namespace ns3::offload

#endif // OFFLOAD_LRO_DESCRIPTOR_TABLE_H
