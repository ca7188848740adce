/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "lro-bench.h"

#include <boost/test/unit_test.hpp>

/**
 * @file
 * @ingroup offload-test
 * LRO at the limits of its settings and numbers:
 * - max_desc 0: no frame finds a descriptor; all are passed and counted;
 * - max_aggr 0 is max_aggr 1: a session is flushed by its first merge;
 * - a timestamp 2^31 away from that of the session is an older one, in either direction.
 */

using namespace ns3::offload;
using namespace ns3::offload::test;

BOOST_AUTO_TEST_SUITE(LroLimits)

BOOST_AUTO_TEST_CASE(NoDescriptors)
{
    LroConfig config;
    config.maxDesc = 0;
    BOOST_CHECK_EQUAL(config.FindFault(), "");
    for (const Entry entry : {Entry::SKB, Entry::FRAGS})
    {
        LroBench bench(config, entry);
        const TcpPacket packet;
        for (const TcpPacket& each : {packet, Next(packet)})
        {
            const LroReport report = bench.Receive(each);
            BOOST_CHECK(report.outcome == LroOutcome::PASSED);
            BOOST_CHECK(report.reason == LroReason::NO_DESCRIPTOR);
            BOOST_CHECK_EQUAL(report.descriptorsCompared, 0U);
        }
        BOOST_CHECK_EQUAL(bench.Manager().FlushAll().sessionsFlushed, 0U);
        BOOST_CHECK_EQUAL(bench.Manager().Counters().noDesc, 2U);
        BOOST_CHECK_EQUAL(bench.Manager().Counters().aggregated, 0U);
        BOOST_REQUIRE_EQUAL(bench.Up().size(), 2U);
        BOOST_CHECK(bench.Up()[0].bytes == packet.Build());
    }
}

BOOST_AUTO_TEST_CASE(NoAggregation)
{
    for (const Entry entry : {Entry::SKB, Entry::FRAGS})
    {
        for (const uint32_t maxAggr : {0U, 1U})
        {
            LroConfig config;
            config.maxAggr = maxAggr;
            BOOST_CHECK_EQUAL(config.FindFault(), "");
            LroBench bench(config, entry);
            TcpPacket packet;
            BOOST_CHECK(bench.Receive(packet).outcome == LroOutcome::HELD);
            packet = Next(packet);
            const LroReport report = bench.Receive(packet);
            BOOST_CHECK(report.outcome == LroOutcome::MERGED);
            BOOST_CHECK(report.flushReason == LroFlushReason::MAX_AGGR);
            BOOST_CHECK_EQUAL(bench.Up().size(), 1U);
            BOOST_CHECK(bench.Receive(Next(packet)).outcome == LroOutcome::HELD);
        }
    }
}

BOOST_AUTO_TEST_CASE(TimestampHalfTheNumbersAway)
{
    constexpr uint32_t HALF = 0x80000000;
    for (const uint32_t value : {100U, HALF, HALF + 100U, 0xffffffffU})
    {
        for (const uint32_t step : {HALF - 1, HALF, HALF + 1})
        {
            LroBench bench;
            TcpPacket packet;
            packet.timestamps = Timestamps{value, 50};
            bench.Receive(packet);
            packet = Next(packet);
            packet.timestamps->value += step;
            BOOST_CHECK_EQUAL(bench.Receive(packet).reason,
                              step < HALF ? LroReason::NONE : LroReason::TIMESTAMP_BACKWARDS);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
