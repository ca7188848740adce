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

namespace ns3::offload
{

/**
 * @ingroup offload
 * Headers as bytes, to be put before a packet. What they are is read from the bytes by who
 * receives the packet.
 */
class BytesHeader : public Header
{
  public:
    /// For Packet::Print, which wants one to print with.
    BytesHeader() = default;

    /**
     * @param bytes first byte; they must outlive this object
     * @param length number of bytes
     */
    BytesHeader(const uint8_t* bytes, uint32_t length);

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
};

} // namespace ns3::offload

#endif // OFFLOAD_BYTES_HEADER_H
