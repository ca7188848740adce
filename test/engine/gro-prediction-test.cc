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
 * Header prediction of GRO against its rules: whatever bit of a header changes, a frame whose
 * checksum the NIC has verified, which may be predicted, must meet the same end as one that the
 * rules alone decide on.
 */

#include "engine/checksum.h"
#include "gro-bench.h"

#include <boost/test/unit_test.hpp>
#include <tuple>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// An engine whose frames have one state of the checksum.
class Side : private GroSink
{
  public:
    /// @param state UNNECESSARY, or PARTIAL, of which nothing is predicted and nothing verified
    explicit Side(ChecksumState state)
        : m_state(state),
          m_engine({}, *this)
    {
    }

    /// @param bytes a frame @return what was done
    GroReport Receive(const Bytes& bytes)
    {
        vectors::FillFrame(m_frame, bytes, 0);
        m_frame.checksumState = m_state;
        m_frame.checksumStart = static_cast<uint16_t>(bytes.size());
        return m_engine.Receive(m_frame);
    }

    std::vector<Bytes> up; //!< what came up

    /// Deliver what is held.
    void Flush()
    {
        m_engine.FlushAll();
    }

  private:
    void Deliver(Frame& frame, const GroDelivery& /*delivery*/) override
    {
        up.push_back(vectors::LinearBytes(frame));
    }

    const ChecksumState m_state; //!< of all frames
    GroEngine m_engine;          //!< what is tested
    Frame m_frame;               //!< reused
};

/// @param report a report @return all that it says
auto
AllOf(const GroReport& report)
{
    return std::make_tuple(report.outcome,
                           report.reason,
                           report.flushReason,
                           report.packetsFlushed,
                           report.packetsCompared,
                           report.headersExamined,
                           report.ipHeadersVerified,
                           report.checksumBytes,
                           report.fragsLinked,
                           report.listMembersLinked,
                           report.headersRewritten,
                           report.framesDelivered);
}

/// @param first identification of the first @param step from one to the next @return segments
std::vector<Bytes>
Segments(uint16_t first, uint16_t step)
{
    std::vector<Bytes> frames;
    TcpPacket packet;
    packet.timestamps = Timestamps{7, 9};
    packet.identification = first;
    for (uint32_t i = 0; i < 5; ++i)
    {
        packet.payload = TcpPacket::Pattern(200, static_cast<uint8_t>(i));
        frames.push_back(packet.Build());
        packet.sequence += 200;
        packet.identification = static_cast<uint16_t>(packet.identification + step);
    }
    return frames;
}

/// Both ways must do the same with some frames.
/// @param frames the frames @return what became of the last one
GroOutcome
Compare(const std::vector<Bytes>& frames)
{
    Side predicted(ChecksumState::UNNECESSARY);
    Side examined(ChecksumState::PARTIAL);
    GroReport report;
    for (const Bytes& frame : frames)
    {
        report = predicted.Receive(frame);
        BOOST_REQUIRE(AllOf(report) == AllOf(examined.Receive(frame)));
    }
    const GroOutcome outcome = report.outcome;
    predicted.Flush();
    examined.Flush();
    BOOST_CHECK(predicted.up == examined.up);
    return outcome;
}

/// @param bytes a frame @return it with the right checksum of its IPv4 header
Bytes
WithIpChecksum(Bytes bytes)
{
    uint8_t* ip = &bytes[ethernet::HEADER_LENGTH];
    Store16(ip + ipv4::CHECKSUM, 0);
    Store16(ip + ipv4::CHECKSUM, ChecksumOfSum(SumBytes(ip, ipv4::MIN_HEADER_LENGTH)));
    return bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(gro_prediction)

BOOST_AUTO_TEST_CASE(streams_are_merged)
{
    // Identifications that stay, that count, that wrap, and that do neither
    for (const uint16_t first : {0, 1, 0xfffd, 0xffff})
    {
        BOOST_CHECK(Compare(Segments(first, 0)) == GroOutcome::MERGED);
        BOOST_CHECK(Compare(Segments(first, 1)) == GroOutcome::MERGED);
        BOOST_CHECK(Compare(Segments(first, 2)) == GroOutcome::HELD);
        BOOST_CHECK(Compare(Segments(first, 0xffff)) == GroOutcome::HELD);
    }
}

BOOST_AUTO_TEST_CASE(every_bit_counts)
{
    for (const uint16_t step : {0, 1})
    {
        const std::vector<Bytes> frames = Segments(0xfffd, step);
        const uint32_t headers = static_cast<uint32_t>(frames[0].size()) - 200;
        for (std::size_t changed = 1; changed < 4; ++changed)
        {
            for (uint32_t bit = 0; bit < 8 * headers; ++bit)
            {
                std::vector<Bytes> copy = frames;
                copy[changed][bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
                Compare(copy);
                copy[changed] = WithIpChecksum(copy[changed]);
                Compare(copy);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(lengths_count)
{
    std::vector<Bytes> frames = Segments(3, 1);
    frames[2].pop_back(); // shorter than its IP header says
    Compare(frames);
    frames = Segments(3, 1);
    frames[2].push_back(0); // padded
    Compare(frames);
}

BOOST_AUTO_TEST_CASE(the_size_limit_counts)
{
    std::vector<Bytes> frames;
    TcpPacket packet;
    packet.payload = TcpPacket::Pattern(1448);
    for (uint32_t i = 0; i < 50; ++i) // 45 fit
    {
        frames.push_back(packet.Build());
        packet = Next(packet);
    }
    Compare(frames);
}

BOOST_AUTO_TEST_CASE(a_wrong_ip_checksum_is_seen_behind_a_right_one)
{
    std::vector<Bytes> frames = Segments(0xffff, 1);
    // What an update that forgets the carry would make of it
    uint8_t* checksum = &frames[2][ethernet::HEADER_LENGTH + ipv4::CHECKSUM];
    Store16(checksum, static_cast<uint16_t>(Load16(checksum) - 1));
    BOOST_CHECK(Compare({frames[0], frames[1], frames[2]}) == GroOutcome::PASSED);
}

BOOST_AUTO_TEST_SUITE_END()
