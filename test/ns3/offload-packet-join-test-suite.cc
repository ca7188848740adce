/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/packet-join.h"

#include "ns3/flow-id-tag.h"
#include "ns3/test.h"
#include "ns3/udp-header.h"

#include <numeric>

/**
 * @file
 * @ingroup offload-test
 * Packets that are joined (packet-join.h).
 */

using namespace ns3;

namespace
{

using Parts = std::vector<Ptr<const Packet>>;

constexpr uint32_t PART = 1448; //!< bytes of a part
constexpr uint32_t PARTS = 40;  //!< how many

/**
 * @param first the packet that the joined one begins as, with an UDP header
 * @param parts the parts
 * @return them joined, behind another UDP header
 */
Ptr<Packet>
Join(Ptr<const Packet> first, const Parts& parts)
{
    const UdpHeader header;
    std::vector<PacketPart> ranges;
    for (const auto& part : parts)
    {
        const Ptr<Packet> whole = part->Copy(); // a part lies behind headers
        whole->AddHeader(header);
        ranges.push_back({ranges.empty() ? first : Ptr<const Packet>(whole),
                          header.GetSerializedSize(),
                          part->GetSize()});
    }
    return offload::JoinPackets(ranges, [&](Packet& joined) { joined.AddHeader(header); });
}

/**
 * @param bytes what is in the packet
 * @return a packet with an UDP header
 */
Ptr<Packet>
MakeFirst(Ptr<const Packet> bytes)
{
    const Ptr<Packet> packet = bytes->Copy();
    packet->AddHeader(UdpHeader());
    return packet;
}

/**
 * @param begin value of the first byte
 * @return a part with content, which others share
 */
Ptr<const Packet>
MakeContent(uint32_t begin)
{
    std::vector<uint8_t> bytes(PART);
    std::iota(bytes.begin(), bytes.end(), static_cast<uint8_t>(begin));
    return Create<Packet>(bytes.data(), PART);
}

/// @ingroup offload-test Payload that nobody has written.
class UnwrittenTestCase : public TestCase
{
  public:
    UnwrittenTestCase()
        : TestCase("payload that nobody has written takes no memory, written out as zeros or not")
    {
    }

  private:
    void DoRun() override
    {
        const std::vector<uint8_t> zeros(PART);
        const Ptr<const Packet> unwritten = Create<Packet>(PARTS * PART);
        Parts parts;
        for (uint32_t i = 0; i < PARTS; i++)
        {
            // As ns-3's TCP cuts it out of what was written, and as it joins two writes.
            parts.push_back(i % 2 == 0 ? unwritten->CreateFragment(i * PART, PART)
                                       : Create<Packet>(zeros.data(), PART));
        }
        const Ptr<Packet> joined = Join(MakeFirst(parts.front()), parts);
        NS_TEST_ASSERT_MSG_EQ(joined->GetSize(),
                              PARTS * PART + UdpHeader().GetSerializedSize(),
                              "bytes");
        NS_TEST_EXPECT_MSG_LT(joined->GetSerializedSize(), PART, "bytes in memory");
    }
};

/// @ingroup offload-test Payload with content.
class ContentTestCase : public TestCase
{
  public:
    ContentTestCase()
        : TestCase("content comes through, between bytes that nobody has written too")
    {
    }

  private:
    void DoRun() override
    {
        Parts parts;
        std::vector<uint8_t> expected;
        for (uint32_t i = 0; i < PARTS; i++)
        {
            const bool isWritten = i % 5 != 0;
            parts.push_back(isWritten ? MakeContent(i) : Ptr<const Packet>(Create<Packet>(PART)));
            expected.resize((i + 1) * PART);
            parts.back()->CopyData(&expected[i * PART], PART);
        }
        const Ptr<Packet> joined = Join(MakeFirst(parts.front()), parts);
        UdpHeader header;
        joined->RemoveHeader(header);
        std::vector<uint8_t> bytes(joined->GetSize());
        joined->CopyData(bytes.data(), joined->GetSize());
        NS_TEST_EXPECT_MSG_EQ((bytes == expected), true, "bytes");
    }
};

/// @ingroup offload-test A header of an application before bytes that nobody has written.
class ApplicationHeaderTestCase : public TestCase
{
  public:
    ApplicationHeaderTestCase()
        : TestCase(
              "a header of an application, before bytes that nobody has written, comes through")
    {
    }

  private:
    void DoRun() override
    {
        for (const uint32_t headers : {8U, 200U})
        {
            Parts parts;
            std::vector<uint8_t> expected(PARTS * PART);
            for (uint32_t i = 0; i < PARTS; i++)
            {
                const Ptr<Packet> part = Create<Packet>(PART - headers);
                for (uint32_t k = 0; k < headers; k += 8)
                {
                    UdpHeader header; // any header that is not all zeros
                    header.SetSourcePort(static_cast<uint16_t>(i + 1));
                    part->AddHeader(header);
                }
                part->CopyData(&expected[i * PART], PART);
                parts.push_back(part);
            }
            const Ptr<Packet> joined = Join(MakeFirst(parts.front()), parts);
            UdpHeader header;
            joined->RemoveHeader(header);
            std::vector<uint8_t> bytes(joined->GetSize());
            joined->CopyData(bytes.data(), joined->GetSize());
            NS_TEST_EXPECT_MSG_EQ((bytes == expected), true, headers << " bytes of headers");
        }
    }
};

/// @ingroup offload-test What a packet has beside its bytes.
class TagTestCase : public TestCase
{
  public:
    TagTestCase()
        : TestCase("uid and packet tags are those of the first, byte tags stay with their bytes")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t TAGGED = 3;
        const std::vector<uint8_t> zeros(PART);
        Parts parts;
        for (uint32_t i = 0; i < PARTS; i++)
        {
            const Ptr<Packet> part = Create<Packet>(zeros.data(), PART);
            if (i == TAGGED)
            {
                part->AddByteTag(FlowIdTag(TAGGED));
            }
            parts.push_back(part);
        }
        const Ptr<Packet> first = MakeFirst(parts.front());
        first->AddPacketTag(FlowIdTag(7));
        const Ptr<Packet> joined = Join(first, parts);
        NS_TEST_EXPECT_MSG_EQ(joined->GetUid(), first->GetUid(), "uid");
        FlowIdTag packetTag;
        NS_TEST_EXPECT_MSG_EQ(joined->PeekPacketTag(packetTag), true, "packet tag");
        NS_TEST_EXPECT_MSG_EQ(packetTag.GetFlowId(), 7, "packet tag");
        auto tags = joined->GetByteTagIterator();
        NS_TEST_ASSERT_MSG_EQ(tags.HasNext(), true, "byte tag");
        const auto tag = tags.Next();
        const uint32_t header = UdpHeader().GetSerializedSize();
        NS_TEST_EXPECT_MSG_EQ(tag.GetStart(), header + TAGGED * PART, "its first byte");
        NS_TEST_EXPECT_MSG_EQ(tag.GetEnd(), header + (TAGGED + 1) * PART, "behind its last");
        NS_TEST_EXPECT_MSG_EQ(tags.HasNext(), false, "no other");
    }
};

/// @ingroup offload-test Parts of one packet.
class NeighboursTestCase : public TestCase
{
  public:
    NeighboursTestCase()
        : TestCase("parts that lie side by side in one packet are joined as one")
    {
    }

  private:
    void DoRun() override
    {
        const uint32_t header = UdpHeader().GetSerializedSize();
        const Ptr<Packet> whole = MakeFirst(MakeContent(3));
        const Ptr<const Packet> other = MakeFirst(MakeContent(90));
        // A gap after the second, and another packet behind the third, then what is before it
        const std::vector<PacketPart> parts{{whole, header, 10},
                                            {whole, header + 10, 20},
                                            {whole, header + 40, 5},
                                            {other, header + 45, 5},
                                            {other, header + 40, 5}};
        const Ptr<Packet> joined =
            offload::JoinPackets(parts, [](Packet& packet) { packet.AddHeader(UdpHeader()); });
        std::vector<uint8_t> expected;
        for (const PacketPart& part : parts)
        {
            std::vector<uint8_t> bytes(part.offset + part.length);
            part.packet->CopyData(bytes.data(), bytes.size());
            expected.insert(expected.end(), bytes.begin() + part.offset, bytes.end());
        }
        NS_TEST_ASSERT_MSG_EQ(joined->GetSize(), header + expected.size(), "bytes");
        UdpHeader removed;
        joined->RemoveHeader(removed);
        std::vector<uint8_t> bytes(joined->GetSize());
        joined->CopyData(bytes.data(), joined->GetSize());
        NS_TEST_EXPECT_MSG_EQ((bytes == expected), true, "bytes");
    }
};

/**
 * @ingroup offload-test
 * Packets that are joined.
 */
class OffloadPacketJoinTestSuite : public TestSuite
{
  public:
    OffloadPacketJoinTestSuite()
        : TestSuite("offload-packet-join")
    {
        AddTestCase(new UnwrittenTestCase);
        AddTestCase(new ApplicationHeaderTestCase);
        AddTestCase(new ContentTestCase);
        AddTestCase(new TagTestCase);
        AddTestCase(new NeighboursTestCase);
    }
};

OffloadPacketJoinTestSuite g_offloadPacketJoinTestSuite; //!< registers the suite

} // namespace
