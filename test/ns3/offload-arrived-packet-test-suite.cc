/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/arrived-packet.h"
#include "ns3/flow-id-tag.h"
#include "ns3/ipv4-header.h"
#include "ns3/test.h"
#include "ns3/udp-header.h"

#include <array>
#include <numeric>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * A segment of a super-packet is the same as the packet that would be made of it.
 */

using namespace ns3;

namespace
{

constexpr uint32_t HEADERS = 28;   //!< bytes of IPv4 and UDP
constexpr uint32_t PAYLOAD = 1000; //!< bytes of payload of a segment
constexpr uint32_t PACKET_TAG = 7; //!< on the super-packet
constexpr uint32_t BYTE_TAG = 8;   //!< on the bytes of the second segment

/**
 * @return a super-packet of three segments, with tags, from its network header
 */
Ptr<const Packet>
MakeWhole()
{
    const auto whole = Create<Packet>();
    for (uint32_t i = 0; i < 3; i++)
    {
        std::vector<uint8_t> bytes(PAYLOAD);
        std::iota(bytes.begin(), bytes.end(), static_cast<uint8_t>(100 * i));
        const auto part = Create<Packet>(bytes.data(), PAYLOAD);
        if (i == 1)
        {
            part->AddByteTag(FlowIdTag(BYTE_TAG));
        }
        whole->AddAtEnd(part);
    }
    whole->AddHeader(UdpHeader());
    whole->AddHeader(Ipv4Header());
    whole->AddPacketTag(FlowIdTag(PACKET_TAG));
    return whole;
}

/**
 * @param whole the super-packet
 * @return its segments, each with a header of its own
 */
Ptr<const PacketSegments>
MakeSegments(Ptr<const Packet> whole)
{
    const auto segments = Create<PacketSegments>(whole);
    std::array<uint8_t, HEADERS> headers;
    whole->CopyData(headers.data(), HEADERS);
    for (uint32_t i = 0; i < 3; i++)
    {
        headers[5] = static_cast<uint8_t>(i + 1); // its identification
        segments->Add(HEADERS + i * PAYLOAD, PAYLOAD, headers.data(), HEADERS);
    }
    return segments;
}

/**
 * @param packet a packet
 * @param size how many bytes
 * @return its first bytes
 */
template <typename P>
std::vector<uint8_t>
CopyBytes(const P& packet, uint32_t size)
{
    std::vector<uint8_t> bytes(size);
    bytes.resize(packet.CopyData(bytes.data(), size));
    return bytes;
}

/// @ingroup offload-test A segment and what is made of it.
class SegmentTestCase : public TestCase
{
  public:
    SegmentTestCase()
        : TestCase("a segment has the size, bytes and tags of the packet that is made of it")
    {
    }

  private:
    void DoRun() override
    {
        const auto whole = MakeWhole();
        const PacketSegment segment(MakeSegments(whole), 1);
        const auto packet = segment.MakePacket();
        NS_TEST_ASSERT_MSG_EQ(packet->GetSize(), HEADERS + PAYLOAD, "bytes");
        NS_TEST_EXPECT_MSG_EQ(packet->GetUid(), whole->GetUid(), "uid");
        const auto all = CopyBytes(*packet, HEADERS + PAYLOAD);
        NS_TEST_EXPECT_MSG_EQ(all[5], 2, "a header of its own");
        NS_TEST_EXPECT_MSG_EQ(all[HEADERS], 100, "its own payload");
        for (const uint32_t size : {0U, 6U, HEADERS, HEADERS + 1, HEADERS + PAYLOAD, 4000U})
        {
            const ArrivedPacket arrived(segment);
            NS_TEST_EXPECT_MSG_EQ(arrived.GetSize(), packet->GetSize(), "bytes, before it is made");
            const auto bytes = CopyBytes(arrived, size);
            NS_TEST_EXPECT_MSG_EQ((bytes == CopyBytes(*packet, size)), true, size << " bytes");
            NS_TEST_EXPECT_MSG_EQ(arrived.GetSize(), packet->GetSize(), "bytes, perhaps made");
        }
        auto tags = packet->GetByteTagIterator();
        NS_TEST_ASSERT_MSG_EQ(tags.HasNext(), true, "byte tag");
        NS_TEST_EXPECT_MSG_EQ(tags.Next().GetStart(), HEADERS, "on the payload");
        const ArrivedPacket arrived(segment);
        FlowIdTag tag;
        NS_TEST_EXPECT_MSG_EQ(arrived.PeekPacketTag(tag), true, "packet tag, before it is made");
        NS_TEST_EXPECT_MSG_EQ(arrived.Get(), arrived.Get(), "one packet is made");
        NS_TEST_EXPECT_MSG_EQ(arrived.PeekPacketTag(tag), true, "packet tag, made");
        NS_TEST_EXPECT_MSG_EQ(tag.GetFlowId(), PACKET_TAG, "that of the super-packet");
    }
};

/// @ingroup offload-test Headers and parts.
class PartTestCase : public TestCase
{
  public:
    PartTestCase()
        : TestCase("headers can be had without payload, payload lies side by side")
    {
    }

  private:
    void DoRun() override
    {
        const auto whole = MakeWhole();
        const auto segments = MakeSegments(whole);
        const ArrivedPacket first(PacketSegment(segments, 0));
        const ArrivedPacket second(PacketSegment(segments, 1));
        std::vector<uint8_t> bytes(4000);
        NS_TEST_EXPECT_MSG_EQ(first.CopyHeaders(bytes.data(), 4000), HEADERS, "headers");
        NS_TEST_EXPECT_MSG_EQ(first.CopyHeaders(bytes.data(), 20), 20, "where there is room");
        const PacketPart one = first.GetPart(HEADERS, PAYLOAD);
        const PacketPart two = second.GetPart(HEADERS + 10, 20);
        NS_TEST_EXPECT_MSG_EQ(one.packet, whole, "in the super-packet");
        NS_TEST_EXPECT_MSG_EQ(two.packet, whole, "in the same one");
        NS_TEST_EXPECT_MSG_EQ(one.offset, HEADERS, "behind its headers");
        NS_TEST_EXPECT_MSG_EQ(two.offset, one.offset + one.length + 10, "side by side");
        NS_TEST_EXPECT_MSG_EQ(two.length, 20, "bytes");
        const PacketPart header = second.GetPart(5, 30);
        NS_TEST_EXPECT_MSG_EQ(header.packet, second.Get(), "with bytes of its own headers");
        NS_TEST_EXPECT_MSG_EQ(header.offset, 5, "where they are in it");

        const ArrivedPacket plain(whole);
        NS_TEST_EXPECT_MSG_EQ(plain.GetPart(40, 50).offset, 40, "of a packet that was there");
        NS_TEST_EXPECT_MSG_EQ(plain.CopyHeaders(bytes.data(), 300), 300, "as far as there is room");
        NS_TEST_EXPECT_MSG_EQ(ArrivedPacket().Get(), nullptr, "none");
    }
};

/// @ingroup offload-test Suite offload-arrived-packet.
class OffloadArrivedPacketTestSuite : public TestSuite
{
  public:
    OffloadArrivedPacketTestSuite()
        : TestSuite("offload-arrived-packet")
    {
        AddTestCase(new SegmentTestCase);
        AddTestCase(new PartTestCase);
    }
};

OffloadArrivedPacketTestSuite g_offloadArrivedPacketTestSuite; //!< registers the suite

} // namespace
