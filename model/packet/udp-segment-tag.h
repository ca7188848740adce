/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_UDP_SEGMENT_TAG_H
#define OFFLOAD_UDP_SEGMENT_TAG_H

#include "ns3/tag.h"

namespace ns3
{

/**
 * @ingroup offload
 * Linux's socket option UDP_SEGMENT for one send: the packet is many datagrams, of so many bytes
 * each and the last of what is left.
 *
 * Add it as a packet tag to what is given to a UDP socket:
 *
 *     packet->AddPacketTag(UdpSegmentTag(1472));
 *     socket->Send(packet);
 *
 * The stack is traversed once; the NIC (tx-udp-segmentation) or the driver segments. A size that
 * does not fit the link, and a way that leaves by a stock device, get datagrams one by one.
 */
class UdpSegmentTag : public Tag
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * @param size bytes of payload of a datagram (gso_size), above 0
     */
    explicit UdpSegmentTag(uint16_t size = 1472);

    /**
     * @return bytes of payload of a datagram
     */
    uint16_t GetSize() const;

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;

  private:
    uint16_t m_size; //!< bytes of payload
};

} // namespace ns3

#endif // OFFLOAD_UDP_SEGMENT_TAG_H
