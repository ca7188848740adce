/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LIST_HEADERS_TAG_H
#define OFFLOAD_LIST_HEADERS_TAG_H

#include "ns3/tag.h"

#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * The headers of the frames that GRO has chained behind the first one (fraglist), for the NIC that
 * takes the list apart: goes with a TransmitTag that says that the packet is a list.
 */
class ListHeadersTag : public Tag
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    ListHeadersTag() = default;

    /**
     * @param length bytes of the headers of each frame, from the network header on
     */
    explicit ListHeadersTag(uint32_t length);

    /**
     * Add the headers of a frame.
     * @param bytes first byte
     */
    void Add(const uint8_t* bytes);

    /**
     * @return number of frames
     */
    uint32_t GetFrames() const;

    /**
     * @return bytes of the headers of each frame
     */
    uint32_t GetLength() const;

    /**
     * @param frame index of a frame
     * @return first byte of its headers
     */
    const uint8_t* GetHeaders(uint32_t frame) const;

    TypeId GetInstanceTypeId() const override;
    uint32_t GetSerializedSize() const override;
    void Serialize(TagBuffer i) const override;
    void Deserialize(TagBuffer i) override;
    void Print(std::ostream& os) const override;

  private:
    uint32_t m_length{0};         //!< bytes of each
    std::vector<uint8_t> m_bytes; //!< one after the other
};

} // namespace ns3

#endif // OFFLOAD_LIST_HEADERS_TAG_H
