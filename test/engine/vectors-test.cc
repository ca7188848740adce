/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "../vector-set.h"

#include <boost/test/unit_test.hpp>
#include <sstream>

/**
 * @file
 * @ingroup offload-test
 * Recorded cases:
 * - every recorded case of the 2007 LRO comes out byte for byte;
 * - a folder without cases, and one that is not there, are errors and not successes;
 * - differences are told with field or offset.
 */

using namespace ns3::offload::vectors;

BOOST_AUTO_TEST_SUITE(RecordedCases)

BOOST_AUTO_TEST_CASE(InetLro)
{
    std::ostringstream log;
    const VectorTally tally =
        RunVectors(std::filesystem::path(OFFLOAD_TEST_DATA_DIR) / "inet-lro", log);
    BOOST_CHECK_MESSAGE(tally.IsGood(), log.str());
}

BOOST_AUTO_TEST_CASE(LinuxGro)
{
    std::ostringstream log;
    const VectorTally tally =
        RunVectors(std::filesystem::path(OFFLOAD_TEST_DATA_DIR) / "linux-6.18" / "gro", log);
    BOOST_CHECK_MESSAGE(tally.IsGood(), log.str());
}

BOOST_AUTO_TEST_CASE(NothingToRunIsAnError)
{
    std::ostringstream log;
    BOOST_CHECK(!RunVectors("/no/such/folder", log).IsGood());
    BOOST_CHECK(log.str().find("/no/such/folder") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(DifferencesAreTold)
{
    const json expected = {{"a", {{"b", 1}}}};
    const json actual = {{"a", {{"b", 2}}}, {"c", 3}};
    BOOST_CHECK_EQUAL(FirstDifference(expected, expected, "out"), "");
    BOOST_CHECK_EQUAL(FirstDifference(expected, actual, "out"), "out.a.b: expected 1, got 2");
    BOOST_CHECK_EQUAL(FirstDifference(actual, expected, "out"), "out.a.b: expected 2, got 1");
    BOOST_CHECK_EQUAL(FirstDifference(Bytes{1, 2, 3}, Bytes{1, 2, 3}, "out"), "");
    BOOST_CHECK_EQUAL(FirstDifference(Bytes{1, 2, 3}, Bytes{1, 7}, "out"),
                      "out: byte 1: expected 02 03 (3 bytes in all), got 07 (2 bytes)");
}

BOOST_AUTO_TEST_SUITE_END()
