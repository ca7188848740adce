/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_UDP_GRO_TAG_H
#define OFFLOAD_UDP_GRO_TAG_H

#include "ns3/packet.h"
#include "ns3/tag.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup offload
 * What Linux tells with a read of merged datagrams (control message UDP_GRO): what was read is many
 * datagrams, of so many bytes each and the last of what is left.
 *
 * A packet tag of what UdpSocket::Recv() answers with, on a socket that has asked for it
 * (UdpGroSockets). A datagram that was not merged has none.
 */
class UdpGroTag : public Tag
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
    explicit UdpGroTag(uint16_t size = 1472);

    /**
     * @return bytes of payload of a datagram
     */
    uint16_t GetSize() const;

    /**
     * @param packet what was read
     * @return datagrams in it, 1 if it has no tag
     */
    static uint32_t CountDatagrams(Ptr<const Packet> packet);

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;

  private:
    uint16_t m_size; //!< bytes of payload
};

} // namespace ns3

#endif // OFFLOAD_UDP_GRO_TAG_H
