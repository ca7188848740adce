/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_FLOW_SEGMENT_TAG_H
#define OFFLOAD_FLOW_SEGMENT_TAG_H

#include "ns3/ipv6-address.h"
#include "ns3/packet.h"
#include "ns3/tag.h"

#include <cstdint>
#include <functional>

namespace ns3
{

/**
 * @ingroup offload
 * Marks the bytes of one segment, for who counts segments where they leave and where they arrive,
 * whatever they are merged with in between.
 */
class FlowSegmentTag : public Tag
{
  public:
    /// What is known of a segment.
    struct Fields
    {
        uint32_t flow{0};   //!< number of its flow (FlowId)
        uint32_t number{0}; //!< its number within the flow (FlowPacketId)
        uint32_t size{0};   //!< bytes of its IP packet
        Ipv6Address from;   //!< source; IPv4 as an IPv4-mapped address
        Ipv6Address to;     //!< destination
    };

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    FlowSegmentTag() = default;

    /**
     * @param fields the fields
     */
    explicit FlowSegmentTag(const Fields& fields);

    /**
     * Visit the segments of a packet, each once, in the order of its bytes.
     * @param packet a packet, perhaps merged
     * @param visit gets each segment
     */
    static void Visit(Ptr<const Packet> packet, const std::function<void(const Fields&)>& visit);

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;

  private:
    Fields m_fields; //!< the fields
};

} // namespace ns3

#endif // OFFLOAD_FLOW_SEGMENT_TAG_H
