/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#ifndef OFFLOAD_PUSH_TAG_H
#define OFFLOAD_PUSH_TAG_H

#include "ns3/packet.h"
#include "ns3/ptr.h"
#include "ns3/tag.h"

namespace ns3
{

/**
 * @ingroup offload
 * Marks the last byte of a write, which Linux sends with PSH. Stock TCP never sets it.
 *
 * An application marks what it gives to Send(); TransmitInterceptor sets the flag in the segment
 * that ends with that byte, also if it is sent again.
 */
class PushTag : public Tag
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * @param packet what an application writes; not empty
     */
    static void Mark(Ptr<Packet> packet);

    /**
     * @param packet a packet
     * @return whether its last byte is that of a write
     */
    static bool IsAtEnd(Ptr<const Packet> packet);

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;
};

} // namespace ns3

#endif // OFFLOAD_PUSH_TAG_H
