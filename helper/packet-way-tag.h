/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_PACKET_WAY_TAG_H
#define OFFLOAD_PACKET_WAY_TAG_H

#include "ns3/latency-stack.h"
#include "ns3/packet.h"
#include "ns3/tag.h"

#include <cstdint>
#include <optional>

namespace ns3
{

/**
 * @ingroup offload
 * How long a packet of the wire has been where, so far. A byte tag, which stays with the packet's
 * bytes whatever they are merged with; the last one that was added holds.
 */
class PacketWayTag : public Tag
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    PacketWayTag() = default;

    /**
     * A packet leaves its sender's NIC.
     * @param departed when
     */
    explicit PacketWayTag(Time departed);

    /**
     * @param packet a packet, alone
     * @return its tag, or nothing
     */
    static std::optional<PacketWayTag> Find(Ptr<const Packet> packet);

    /**
     * The packet has come from the wire, now: the way through a host begins. That through another
     * host, which has forwarded it, was the wire.
     *
     * @param node index of the host's node
     * @param part where the packet is
     */
    void Arrive(uint32_t node, LatencyPart part);

    /**
     * The packet goes on.
     *
     * @param part where it is from now on
     * @param now when: it was where it was until then
     */
    void GoOn(LatencyPart part, Time now);

    /**
     * @return where the packet is
     */
    LatencyPart GetPart() const;

    /**
     * @return since when it is there
     */
    Time GetSince() const;

    /**
     * @return how long it has been where
     */
    const LatencyParts& GetParts() const;

    /**
     * @return index of the host's node that it has come to
     */
    uint32_t GetNode() const;

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;

  private:
    uint32_t m_node{0};                    //!< index of the host's node
    LatencyPart m_part{LatencyPart::WIRE}; //!< where it is
    Time m_departed;                       //!< when it left its sender's NIC
    Time m_since;                          //!< since when it is there
    LatencyParts m_parts;                  //!< how long it was where before
};

} // namespace ns3

#endif // OFFLOAD_PACKET_WAY_TAG_H
