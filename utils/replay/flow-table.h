/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FLOW_TABLE_H
#define OFFLOAD_FLOW_TABLE_H

#include "engine/flow-key.h"

#include "ns3/offload-frame.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup offload
 * What a replay counts by flow, in bounded memory.
 */

namespace ns3::offload::replay
{

/// What is counted of a flow, or of several.
struct FlowCounts
{
    uint64_t frames{0};  //!< frames on the wire
    uint64_t packets{0}; //!< packets of the stack
    uint64_t bytes{0};   //!< of the frames
    uint64_t payload{0}; //!< bytes of TCP or UDP payload
    uint32_t most{0};    //!< frames in its largest packet

    /// @param other of another flow, to be added
    void Add(const FlowCounts& other);
};

/// A flow with a row of its own.
struct FlowRow
{
    std::string name;            //!< addresses, ports and protocol, for a person
    FlowCounts counts;           //!< what was counted
    bool mayBeIncomplete{false}; //!< a part of it may be among the grouped ones
};

/**
 * Counts by flow. Flows that there is no room for are grouped: when the table is full, the half
 * with the fewest frames loses its rows, so that large flows keep theirs.
 */
class FlowTable
{
  public:
    /// @param capacity rows at most, 2 or more
    explicit FlowTable(uint32_t capacity);

    /**
     * @param packet a packet of the stack, with its headers located; one without TCP and UDP counts
     * among the others
     * @param isUdp whether it is one of UDP
     * @param counts what it adds
     */
    void Add(const Frame& packet, bool isUdp, const FlowCounts& counts);

    /// @return the rows, those with most frames first
    std::vector<FlowRow> List() const;

    /// @return rows
    std::size_t Size() const
    {
        return m_rows.size();
    }

    /// @return what the flows without a row have had
    const FlowCounts& Grouped() const
    {
        return m_grouped;
    }

    /// @return rows that were given up; a flow that came again counts each time
    uint64_t RowsGrouped() const
    {
        return m_rowsGrouped;
    }

    /// @return packets that are neither TCP nor UDP, or fragments
    const FlowCounts& Others() const
    {
        return m_others;
    }

  private:
    /// Hashes keys.
    struct Hash
    {
        /// @param key a key @return its hash
        std::size_t operator()(const FlowKey& key) const;
    };

    /// What is kept of a flow.
    struct Entry
    {
        FlowCounts counts;      //!< counted
        bool isFromStart{true}; //!< no row had been given up when it came
    };

    /// Make room.
    void Group();

    const uint32_t m_capacity;                       //!< rows at most
    std::unordered_map<FlowKey, Entry, Hash> m_rows; //!< by flow
    FlowCounts m_grouped;                            //!< of flows without a row
    uint64_t m_rowsGrouped{0};                       //!< rows given up
    FlowCounts m_others;                             //!< of what has no flow
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_FLOW_TABLE_H
