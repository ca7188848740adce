/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/packet-frame.h"

#include "ns3/checksum.h"
#include "ns3/ethernet-wire.h"
#include "ns3/header-fields.h"
#include "ns3/header-view.h"
#include "ns3/header.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace ns3::offload
{

namespace
{

/**
 * Headers as bytes.
 */
class BytesHeader : public Header
{
  public:
    /**
     * @param bytes first byte
     * @param length number of bytes
     */
    BytesHeader(const uint8_t* bytes, uint32_t length)
        : m_bytes(bytes),
          m_length(length)
    {
    }

    /// For Packet::Print, which wants one to print with.
    BytesHeader()
        : BytesHeader(nullptr, 0)
    {
    }

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId()
    {
        static TypeId tid = TypeId("ns3::offload::BytesHeader")
                                .SetParent<Header>()
                                .SetGroupName("Offload")
                                .AddConstructor<BytesHeader>();
        return tid;
    }

    TypeId GetInstanceTypeId() const override
    {
        return GetTypeId();
    }

    uint32_t GetSerializedSize() const override
    {
        return m_length;
    }

    void Serialize(Buffer::Iterator start) const override
    {
        start.Write(m_bytes, m_length);
    }

    uint32_t Deserialize(Buffer::Iterator /* start */) override
    {
        return 0; // a packet's receiver reads the headers as what they are
    }

    void Print(std::ostream& os) const override
    {
        os << m_length << " bytes";
    }

  private:
    const uint8_t* m_bytes; //!< first byte
    uint32_t m_length;      //!< number of bytes
};

/**
 * Lay out a lone timestamp option as every TCP but ns-3's does: NOP NOP timestamp, where ns-3
 * writes timestamp END END. Receive offloads look for just these bytes, to be fast (RFC 7323,
 * appendix A). The checksum is updated, so that it stays right or wrong as it was.
 *
 * @param header a whole TCP header
 */
void
AlignTimestamp(uint8_t* header)
{
    constexpr uint32_t BYTES_WITH_TIMESTAMP = 32;
    constexpr uint8_t OPTIONS_OF_NS3[] = {8, 10};
    uint8_t* options = header + tcp::MIN_HEADER_LENGTH;
    if ((header[tcp::DATA_OFFSET] >> 4) * 4U != BYTES_WITH_TIMESTAMP ||
        std::memcmp(options, OPTIONS_OF_NS3, sizeof(OPTIONS_OF_NS3)) != 0 ||
        Load16(options + 10) != 0)
    {
        return;
    }
    std::memmove(options + 2, options, 10);
    Store16(options, 0x0101);
    const auto sum = static_cast<uint16_t>(~Load16(header + tcp::CHECKSUM));
    Store16(header + tcp::CHECKSUM, ChecksumOfSum(SumAdd(sum, 0x0101)));
}

} // namespace

uint32_t
LoadHead(const Arrival& arrival, const Mac48Address& to, bool extractTag, Frame& frame)
{
    uint8_t* bytes = frame.head.Data();
    to.CopyTo(bytes);
    std::fill_n(bytes + 6, 6, uint8_t{0});
    if (Mac48Address::IsMatchingType(arrival.from))
    {
        Mac48Address::ConvertFrom(arrival.from).CopyTo(bytes + 6);
    }
    uint32_t linkBytes = ETHERNET_HEADER_BYTES;
    if (arrival.vlanTci && !extractTag)
    {
        Store16(bytes + ethernet::TYPE, ethernet::TYPE_8021Q);
        Store16(bytes + ETHERNET_HEADER_BYTES, *arrival.vlanTci);
        linkBytes += VLAN_TAG_BYTES;
    }
    else
    {
        frame.vlanTci = arrival.vlanTci;
    }
    Store16(bytes + linkBytes - 2, arrival.protocol);

    const uint32_t size = arrival.packet->GetSize();
    const uint32_t room = FrameHead::CAPACITY - linkBytes;
    const uint32_t available =
        linkBytes + arrival.packet->CopyData(bytes + linkBytes, std::min(size, room));
    const auto view = HeaderView::Parse(bytes, available, linkBytes + size);
    if (view.IsTcp() || view.IsUdp())
    {
        frame.head.Resize(view.payloadOffset);
        frame.networkOffset = view.networkOffset;
        frame.transportOffset = view.transportOffset;
        frame.payloadLength = view.payloadLength;
        if (view.IsTcp())
        {
            AlignTimestamp(bytes + view.transportOffset);
        }
    }
    else
    {
        // What cannot be parsed is not merged; its first bytes will do.
        frame.head.Resize(available);
    }
    return linkBytes;
}

Ptr<const Packet>
ToPacket(const Arrival& arrival, const Frame& frame)
{
    if (frame.segments == 1 && !frame.headModified)
    {
        return arrival.packet;
    }
    Ptr<Packet> packet;
    for (const Piece& piece : frame.pieces)
    {
        const auto* received = static_cast<const ReceivedPacket*>(piece.Object());
        auto part = received->arrival.packet->CreateFragment(piece.Offset(), piece.Length());
        if (packet)
        {
            packet->AddAtEnd(part);
        }
        else
        {
            packet = part;
        }
    }
    packet->AddHeader(BytesHeader(frame.head.Data() + frame.networkOffset,
                                  frame.head.Length() - frame.networkOffset));
    return packet;
}

Ptr<const Packet>
ToVouchedPacket(Ptr<const Packet> packet, const Frame& frame)
{
    const uint32_t size = packet->GetSize();
    const uint32_t begin = frame.transportOffset - frame.networkOffset;
    std::vector<uint8_t> bytes(size);
    packet->CopyData(bytes.data(), size);
    uint8_t* segment = bytes.data() + begin;
    const uint32_t length = size - begin;
    Store16(segment + tcp::CHECKSUM, 0);
    constexpr uint8_t TCP = 6;
    const uint32_t pseudo = SumPseudoHeaderV4(bytes.data() + ipv4::SOURCE, TCP, length);
    Store16(segment + tcp::CHECKSUM, ChecksumOfSum(SumBytes(segment, length, pseudo)));

    const uint32_t headers = frame.head.Length() - frame.networkOffset;
    Ptr<Packet> vouched = packet->CreateFragment(headers, size - headers);
    vouched->AddHeader(BytesHeader(bytes.data(), headers));
    return vouched;
}

} // namespace ns3::offload
