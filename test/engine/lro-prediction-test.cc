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
 * Header prediction of LRO against its rules: whatever bit of a header changes, a manager that
 * predicts must do the same as one whose locator has to be asked for each frame, within a session
 * and from one to the next; and descriptors are found, and counted, as by a linear search.
 */

#include "lro-bench.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <tuple>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// A parsing locator that does not say what it reads, so that nothing is predicted.
class SecretiveLocator : public ParsingLroLocator
{
  public:
    uint32_t asked{0}; //!< how often

    std::optional<HeaderLocation> LocateInSkb(const Frame& frame) override
    {
        ++asked;
        return ParsingLroLocator::LocateInSkb(frame);
    }

    bool ReadsOnlyHeaders() const override
    {
        return false;
    }
};

/// The same, but it does say.
class OpenLocator : public SecretiveLocator
{
  public:
    bool ReadsOnlyHeaders() const override
    {
        return true;
    }
};

/// The tag that the NIC has taken out of all frames.
constexpr uint16_t TAG = 7;

/// A manager, and what it has delivered.
class Side : private LroSink
{
  public:
    /// @param config settings @param entry how frames come in @param locator the driver's
    Side(const LroConfig& config, Entry entry, SecretiveLocator& locator)
        : manager(config, &locator, *this),
          m_entry(entry)
    {
    }

    /// @param bytes a frame @return what was done
    LroReport Receive(const Bytes& bytes)
    {
        Frame frame;
        if (m_entry == Entry::SKB)
        {
            vectors::FillFrame(frame, bytes, 0);
            return manager.ReceiveSkb(frame, TAG);
        }
        vectors::PageAllocator(4096, 2048, 0).Fill(frame, bytes, 0);
        return manager.ReceiveFrags(frame, 0, TAG);
    }

    std::vector<Bytes> up; //!< what came up
    /// Of each: gsoSize, frags, chained sk_buffs, tag, checksum state.
    std::vector<std::tuple<uint32_t, uint32_t, uint32_t, uint32_t, ChecksumState>> seen;
    LroManager manager; //!< what is tested

  private:
    void Deliver(Frame& frame, const LroDelivery& /*delivery*/) override
    {
        up.push_back(vectors::LinearBytes(frame));
        seen.emplace_back(frame.gsoSize,
                          frame.buffers.frags,
                          frame.buffers.fragListMembers,
                          frame.vlanTci.value_or(0),
                          frame.checksumState);
    }

    const Entry m_entry; //!< how frames come in
};

/// @param report a report @return all that it says
auto
AllOf(const LroReport& report)
{
    return std::make_tuple(report.outcome,
                           report.reason,
                           report.flushReason,
                           report.sessionsFlushed,
                           report.descriptorsCompared,
                           report.headersLocated,
                           report.eligibilityChecked,
                           report.skbHeadsAllocated,
                           report.headBytesCopied,
                           report.fragsLinked,
                           report.listMembersLinked,
                           report.headersRewritten,
                           report.framesDelivered);
}

/// What Compare() saw.
struct Comparison
{
    LroReport last;        //!< of the last frame
    uint32_t predicted{0}; //!< frames for which the locator was not asked
};

/**
 * Both ways must do the same with some frames.
 * @param frames the frames
 * @param entry how they come in
 * @param config settings
 * @param poll frames after which all is flushed, again and again
 * @return what was seen
 */
Comparison
Compare(const std::vector<Bytes>& frames,
        Entry entry = Entry::SKB,
        const LroConfig& config = {},
        std::size_t poll = 1000000)
{
    OpenLocator openLocator;
    SecretiveLocator secretiveLocator;
    Side predicted(config, entry, openLocator);
    Side examined(config, entry, secretiveLocator);
    Comparison seen;
    for (std::size_t i = 0; i < frames.size(); ++i)
    {
        seen.last = predicted.Receive(frames[i]);
        BOOST_REQUIRE(AllOf(seen.last) == AllOf(examined.Receive(frames[i])));
        BOOST_REQUIRE_EQUAL(predicted.manager.BytesHeld(), examined.manager.BytesHeld());
        if ((i + 1) % poll == 0)
        {
            predicted.manager.FlushAll();
            examined.manager.FlushAll();
        }
    }
    seen.predicted = secretiveLocator.asked - openLocator.asked;
    predicted.manager.FlushAll();
    examined.manager.FlushAll();
    BOOST_REQUIRE(predicted.up == examined.up);
    BOOST_REQUIRE(predicted.seen == examined.seen);
    return seen;
}

/// @param packet the first @param payload bytes of each @return segments of one flow
std::vector<Bytes>
Segments(TcpPacket packet, uint32_t payload = 201)
{
    std::vector<Bytes> frames;
    for (uint32_t i = 0; i < 5; ++i)
    {
        packet.payload = TcpPacket::Pattern(payload, static_cast<uint8_t>(i));
        frames.push_back(packet.Build());
        packet.sequence += payload;
        packet.acknowledgment += i;
        packet.window = static_cast<uint16_t>(packet.window + 77 * i);
        ++packet.identification;
        if (packet.timestamps)
        {
            packet.timestamps->value += i % 2;
            packet.timestamps->echo += i % 2;
        }
    }
    return frames;
}

} // namespace

BOOST_AUTO_TEST_SUITE(lro_prediction)

#ifdef NS3_ASSERT_ENABLE
constexpr uint32_t PREDICTED = 0; //!< of five frames: an assertion asks the locator all the same
#else
constexpr uint32_t PREDICTED = 4; //!< of five frames
#endif

BOOST_AUTO_TEST_CASE(streams_are_merged)
{
    for (const Entry entry : {Entry::SKB, Entry::FRAGS})
    {
        for (const TcpPacket& first : {TcpPacket(), WithTimestamps()})
        {
            for (const uint32_t payload : {200, 201})
            {
                Comparison seen = Compare(Segments(first, payload), entry);
                BOOST_CHECK(seen.last.outcome == LroOutcome::MERGED);
                BOOST_CHECK_EQUAL(seen.predicted, PREDICTED);
                seen = Compare(Segments(first, payload), entry, {}, 2); // three sessions
                BOOST_CHECK(seen.last.outcome == LroOutcome::HELD);
                BOOST_CHECK_EQUAL(seen.predicted, PREDICTED);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_bit_counts)
{
    for (const TcpPacket& first : {TcpPacket(), WithTimestamps()})
    {
        const std::vector<Bytes> frames = Segments(first);
        const uint32_t headers = static_cast<uint32_t>(frames[0].size()) - 201;
        for (std::size_t changed = 0; changed < 4; ++changed)
        {
            for (uint32_t bit = 0; bit < 8 * headers; ++bit)
            {
                std::vector<Bytes> copy = frames;
                copy[changed][bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
                Compare(copy);
                Compare(copy, Entry::FRAGS);
                Compare(copy, Entry::SKB, {}, 2);
                Compare(copy, Entry::FRAGS, {}, 2);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(lengths_and_timestamps_count)
{
    std::vector<Bytes> frames = Segments(WithTimestamps());
    frames[2].pop_back(); // shorter than its IP header says
    BOOST_CHECK_EQUAL(Compare(frames).predicted == 4, false);
    frames = Segments(WithTimestamps());
    frames[2].push_back(0); // padded
    Compare(frames);

    TcpPacket packet = WithTimestamps();
    const Bytes first = packet.Build();
    packet = Next(packet);
    const Timestamps right = *packet.timestamps;
    for (const uint32_t value : {right.value, right.value + 1, right.value - 1, right.value - 100})
    {
        for (const uint32_t echo : {0U, 1U, right.echo})
        {
            packet.timestamps = Timestamps{value, echo};
            Compare({first, packet.Build()});
            Compare({first, packet.Build()}, Entry::SKB, {}, 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_tag_is_where_the_rules_look_for_it)
{
    TcpPacket tagged;
    tagged.tag = 7;
    for (const Entry entry : {Entry::SKB, Entry::FRAGS})
    {
        for (const bool isExtracted : {false, true})
        {
            LroConfig config;
            config.extractVlanId = isExtracted;
            BOOST_CHECK_EQUAL(Compare(Segments(tagged), entry, config).predicted, 0U);
        }
    }
}

BOOST_AUTO_TEST_CASE(limits_are_those_of_the_rules)
{
    for (const uint32_t limit : {0U, 1U, 2U, 3U, 4U})
    {
        LroConfig config;
        config.maxAggr = limit;
        Compare(Segments(WithTimestamps()), Entry::SKB, config);
        Compare(Segments(WithTimestamps()), Entry::FRAGS, config);
    }
    LroConfig config;
    config.mtu = 65535 - 700;
    Compare(Segments(WithTimestamps()), Entry::SKB, config);
    config.maintainTcpChecksum = false;
    Compare(Segments(WithTimestamps()), Entry::SKB, config);
}

BOOST_AUTO_TEST_CASE(flows_in_any_order)
{
    LroConfig config;
    config.maxDesc = 40;
    std::vector<Bytes> frames;
    std::vector<TcpPacket> flows(50);
    uint32_t drawn = 1;
    for (uint32_t i = 0; i < 2000; ++i)
    {
        drawn = drawn * 1664525 + 1013904223;
        const uint32_t flow = (drawn >> 16) % flows.size();
        TcpPacket& packet = flows[flow];
        // Some have the same ports, some the same address.
        packet.sourceAddress = 0x0a000001 + flow % 7;
        packet.sourcePort = static_cast<uint16_t>(40000 + flow / 7);
        packet.flags = drawn >> 28 == 0 ? tcp::ACK | tcp::FIN : tcp::ACK; // its session ends
        frames.push_back(packet.Build());
        packet = Next(packet);
    }
    Compare(frames, Entry::SKB, config);
    Compare(frames, Entry::SKB, config, 37);
    Compare(frames, Entry::FRAGS, config, 200);
}

BOOST_AUTO_TEST_CASE(descriptors_are_counted_as_by_a_linear_search)
{
    constexpr uint32_t SIZE = 12;
    LroDescriptorTable table(SIZE);
    std::vector<std::optional<uint32_t>> held(SIZE); // flow of each descriptor
    uint32_t drawn = 1;
    for (uint32_t i = 0; i < 20000; ++i)
    {
        drawn = drawn * 1664525 + 1013904223;
        FlowKey key;
        const uint32_t flow = (drawn >> 16) % 20;
        key.source[0] = flow / 3;
        key.ports = flow % 3 << 16;
        uint32_t compared = 0;
        std::optional<uint32_t> slot;
        std::optional<uint32_t> free;
        for (uint32_t k = 0; k < SIZE && !slot; ++k)
        {
            if (held[k])
            {
                ++compared;
                slot = *held[k] == flow ? std::optional<uint32_t>(k) : std::nullopt;
            }
            else if (!free)
            {
                free = k;
            }
        }
        const LroDescriptorTable::Lookup found = table.Find(key);
        BOOST_REQUIRE_EQUAL(found.compared, compared);
        BOOST_REQUIRE_EQUAL(found.isActive, slot.has_value());
        BOOST_REQUIRE_EQUAL(found.session != nullptr, slot || free);
        if (slot)
        {
            BOOST_REQUIRE_EQUAL(found.slot, *slot);
            if (drawn >> 30 == 0)
            {
                table.Release(*slot);
                held[*slot].reset();
            }
        }
        else if (free)
        {
            BOOST_REQUIRE_EQUAL(found.slot, *free);
            table.Activate(*free, key);
            held[*free] = flow;
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
