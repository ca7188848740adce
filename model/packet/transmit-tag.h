/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_TRANSMIT_TAG_H
#define OFFLOAD_TRANSMIT_TAG_H

#include "ns3/offload-frame.h"
#include "ns3/packet.h"
#include "ns3/tag.h"

namespace ns3
{

/**
 * @ingroup offload
 * What travels with a packet from a host's transport layer, or its receive path, to its NIC, as
 * fields of an sk_buff do. The NIC takes it off: no wire sees it.
 */
class TransmitTag : public Tag
{
  public:
    /// The fields.
    struct Fields
    {
        /// How the packet is to be segmented; NONE for a packet that is no super-packet (gso_type).
        offload::SegmentationType type{offload::SegmentationType::NONE};
        uint32_t size{0};     //!< payload bytes of a segment (gso_size)
        uint32_t segments{1}; //!< segments in the packet (gso_segs)
        bool fixedId{false};  //!< segments repeat the IPv4 identification (SKB_GSO_TCP_FIXEDID)
        bool isList{false};   //!< frames chained with their headers (SKB_GSO_FRAGLIST)
        uint16_t idOffset{0}; //!< what is to be added to the IPv4 identification
        uint32_t flow{0};     //!< number of the flow whose small queue it is counted in; 0: none
        uint32_t payload{0};  //!< bytes of transport payload
        bool isPaid{false};   //!< the core has been charged for its way through driver and NIC
    };

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    TransmitTag() = default;

    /**
     * @param fields the fields
     */
    explicit TransmitTag(const Fields& fields);

    /**
     * @return the fields
     */
    const Fields& Get() const;

    /**
     * Let a super-packet go to another host as it is, which has to know what it is; who sent it is
     * no concern of that host.
     *
     * @param packet the packet
     * @param fields its fields at the sender
     */
    static void GiveToOtherHost(Ptr<Packet> packet, Fields fields);

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;

  private:
    Fields m_fields; //!< the fields
};

} // namespace ns3

#endif // OFFLOAD_TRANSMIT_TAG_H
