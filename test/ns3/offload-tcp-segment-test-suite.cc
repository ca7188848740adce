/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

/**
 * @file
 * @ingroup offload-test
 * The rules of what travels together (FindBoundary, AddJoinedHeader):
 *   a super-packet goes on as long as its next segment follows, is no longer, and differs in
 * nothing but what may differ; each reason has a name; a super-packet has the first sequence
 * number, and all else of the newest segment.
 */

#include "engine/header-fields.h"
#include "transmit/tcp-segment.h"

#include "ns3/tcp-header.h"
#include "ns3/tcp-option-ts.h"
#include "ns3/test.h"

#include <cstdint>
#include <string>

using namespace ns3;

namespace
{

/**
 * @param sequence sequence number
 * @param payload bytes
 * @param flags flags
 * @param value value of the timestamp option; 0 for no option
 * @return a segment as TCP would hand it down
 */
TcpSegment
MakeSegment(uint32_t sequence, uint32_t payload, uint8_t flags, uint32_t value)
{
    TcpHeader header;
    header.SetSequenceNumber(SequenceNumber32(sequence));
    header.SetFlags(flags);
    header.SetAckNumber(SequenceNumber32(7000 + value));
    if (value > 0)
    {
        auto option = CreateObject<TcpOptionTS>();
        option->SetTimestamp(value);
        option->SetEcho(value - 1);
        header.AppendOption(option);
    }
    Ptr<Packet> packet = Create<Packet>(payload);
    packet->AddHeader(header);
    return TcpSegment(packet);
}

constexpr uint32_t MSS = 1448;          //!< payload of a full segment
constexpr uint8_t ACK = TcpHeader::ACK; //!< flags of most segments

/// @ingroup offload-test Which segments travel together.
class BoundaryTestCase : public TestCase
{
  public:
    BoundaryTestCase()
        : TestCase("what begins a super-packet of its own")
    {
    }

  private:
    void DoRun() override
    {
        const TcpSegment first = MakeSegment(1, MSS, ACK, 5);
        const uint32_t next = 1 + MSS;
        const auto expect = [this](const TcpSegment& a,
                                   const TcpSegment& b,
                                   const TcpSegment& c,
                                   TransmitBoundary boundary) {
            NS_TEST_EXPECT_MSG_EQ(std::string(ToString(FindBoundary(a, b, c))),
                                  std::string(ToString(boundary)),
                                  "sequence " << c.sequence << ", payload " << c.payload);
        };
        const auto after = [&](const TcpSegment& segment, TransmitBoundary boundary) {
            expect(first, first, segment, boundary);
        };
        after(MakeSegment(next, MSS, ACK, 5), TransmitBoundary::NONE);
        after(MakeSegment(next, MSS, ACK, 6), TransmitBoundary::NONE);
        after(MakeSegment(next, 100, ACK, 5), TransmitBoundary::NONE);
        after(MakeSegment(next, MSS, ACK | TcpHeader::FIN, 5), TransmitBoundary::NONE);
        after(MakeSegment(next, MSS, ACK | TcpHeader::PSH, 5), TransmitBoundary::NONE);
        after(MakeSegment(next + 1, MSS, ACK, 5), TransmitBoundary::NOT_CONTIGUOUS);
        after(MakeSegment(next - MSS, MSS, ACK, 5), TransmitBoundary::NOT_CONTIGUOUS);
        after(MakeSegment(next, MSS + 1, ACK, 5), TransmitBoundary::LONGER);
        after(MakeSegment(next, 0, ACK | TcpHeader::FIN, 5), TransmitBoundary::FLAGS);
        after(MakeSegment(next, MSS, ACK | TcpHeader::CWR, 5), TransmitBoundary::FLAGS);
        after(MakeSegment(next, MSS, ACK | TcpHeader::ECE, 5), TransmitBoundary::FLAGS);
        after(MakeSegment(next, MSS, ACK | TcpHeader::URG, 5), TransmitBoundary::FLAGS);
        after(MakeSegment(next, MSS, ACK, 0), TransmitBoundary::OPTIONS);

        TcpSegment marked = MakeSegment(next, MSS, ACK, 5);
        marked.tos = 2;
        after(marked, TransmitBoundary::IP_FIELDS);
        TcpSegment again = MakeSegment(next, MSS, ACK, 5);
        again.isRetransmission = true;
        after(again, TransmitBoundary::RETRANSMISSION);

        const TcpSegment last = MakeSegment(next, 100, ACK, 5);
        expect(first, last, MakeSegment(next + 100, 100, ACK, 5), TransmitBoundary::SHORT_BEFORE);
        const TcpSegment pushed = MakeSegment(next, MSS, ACK | TcpHeader::PSH, 5);
        expect(first, pushed, MakeSegment(next + MSS, MSS, ACK, 5), TransmitBoundary::FLAGS);
        // CWR is for the first, which may have it.
        const TcpSegment reduced = MakeSegment(1, MSS, ACK | TcpHeader::CWR, 5);
        expect(reduced, reduced, MakeSegment(next, MSS, ACK, 5), TransmitBoundary::NONE);
    }
};

/// @ingroup offload-test The header of a super-packet.
class HeaderTestCase : public TestCase
{
  public:
    HeaderTestCase()
        : TestCase("a super-packet has the first sequence number, and all else of the newest")
    {
    }

  private:
    void DoRun() override
    {
        const TcpSegment first = MakeSegment(1, MSS, ACK | TcpHeader::CWR, 5);
        const TcpSegment last = MakeSegment(1 + MSS, MSS, ACK | TcpHeader::FIN, 9);
        const Ptr<Packet> packet = Create<Packet>();
        AddJoinedHeader(*packet, first, last);
        TcpHeader header;
        packet->PeekHeader(header);
        NS_TEST_EXPECT_MSG_EQ(header.GetSequenceNumber().GetValue(), 1, "sequence number");
        NS_TEST_EXPECT_MSG_EQ(header.GetAckNumber().GetValue(), 7009, "acknowledgment number");
        NS_TEST_EXPECT_MSG_EQ((header.GetFlags() == (ACK | TcpHeader::CWR | TcpHeader::FIN)),
                              true,
                              "CWR of the first, FIN of the last");
        auto option = DynamicCast<const TcpOptionTS>(header.GetOption(TcpOption::TS));
        NS_TEST_EXPECT_MSG_EQ(option->GetTimestamp(), 9, "timestamp");
    }
};

/**
 * @ingroup offload-test
 * Rules of TcpSegment.
 */
class OffloadTcpSegmentTestSuite : public TestSuite
{
  public:
    OffloadTcpSegmentTestSuite()
        : TestSuite("offload-tcp-segment")
    {
        AddTestCase(new BoundaryTestCase);
        AddTestCase(new HeaderTestCase);
    }
};

OffloadTcpSegmentTestSuite g_offloadTcpSegmentTestSuite; //!< registers the suite

} // namespace
