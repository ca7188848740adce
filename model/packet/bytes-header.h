/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_BYTES_HEADER_H
#define OFFLOAD_BYTES_HEADER_H

#include "ns3/header.h"
#include "ns3/packet.h"

namespace ns3::offload
{

/**
 * @ingroup offload
 * A header as bytes, to be put before a packet. For who receives, prints or traces the packet it is
 * the header of ns-3 that it has the TypeId of.
 */
class BytesHeader : public Header
{
  public:
    /// For Packet::Print, which wants one to print with.
    BytesHeader() = default;

    /**
     * @param bytes first byte; they must outlive this object
     * @param length number of bytes
     * @param type which header of ns-3 they are
     */
    BytesHeader(const uint8_t* bytes, uint32_t length, TypeId type = GetTypeId());

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    uint32_t Deserialize(Buffer::Iterator start) override;
    void Print(std::ostream& os) const override;

  private:
    const uint8_t* m_bytes{nullptr}; //!< first byte
    uint32_t m_length{0};            //!< number of bytes
    TypeId m_type{GetTypeId()};      //!< which header of ns-3 they are
};

/**
 * Put a network header, with the transport header if there is one, before a packet.
 *
 * @param packet the packet
 * @param bytes first byte of the network header
 * @param length bytes of the headers
 */
void AddNetworkHeaders(Packet& packet, const uint8_t* bytes, uint32_t length);

} // namespace ns3::offload

#endif // OFFLOAD_BYTES_HEADER_H
