/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "engine/header-view.h"
#include "engine/segment-types.h"

#include "ns3/gro-types.h"
#include "ns3/lro-types.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <sstream>
#include <string>

/**
 * @file
 * @ingroup offload-test
 * Enums of outcomes and reasons in print:
 * - a value prints as its enumerator, and has a sentence; no two values have the same name;
 * - what is no value prints as "unknown";
 * - counters by value print those that are not 0, and add up;
 * - counters of an engine print all that they hold.
 */

using namespace ns3::offload;

namespace
{

/// @param value anything @return what it prints
template <typename T>
std::string
Print(const T& value)
{
    std::ostringstream os;
    os << value;
    return os.str();
}

/// Checks the texts of all values. @tparam Enum an enum that has texts
template <typename Enum>
void
CheckTexts()
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::COUNT); i++)
    {
        const auto value = static_cast<Enum>(i);
        const std::string name = Print(value);
        BOOST_CHECK_MESSAGE(names.insert(name).second, name << " is there twice");
        BOOST_CHECK_EQUAL(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"),
                          std::string::npos);
        BOOST_CHECK_MESSAGE(std::string(ToString(value)).size() > 1, name << " has no sentence");
    }
    BOOST_CHECK_EQUAL(Print(Enum::COUNT), "unknown");
    BOOST_CHECK_EQUAL(ToString(static_cast<Enum>(255)), std::string("unknown"));
}

} // namespace

BOOST_AUTO_TEST_SUITE(Enums)

BOOST_AUTO_TEST_CASE(ValuesPrintTheirNames)
{
    CheckTexts<LroOutcome>();
    CheckTexts<LroReason>();
    CheckTexts<LroFlushReason>();
    CheckTexts<GroOutcome>();
    CheckTexts<GroReason>();
    CheckTexts<GroFlushReason>();
    CheckTexts<SegmentReason>();
    CheckTexts<ParseOutcome>();
    BOOST_CHECK_EQUAL(Print(LroReason::OUT_OF_SEQUENCE), "OUT_OF_SEQUENCE");
    BOOST_CHECK_EQUAL(Print(LroUpcall::NETIF_RX), "NETIF_RX");
    BOOST_CHECK_EQUAL(ToString(GroFlushReason::SIZE_LIMIT), std::string("size limit"));
}

BOOST_AUTO_TEST_CASE(CountersPrintWhatIsNotZero)
{
    EnumCounts<GroOutcome> counts;
    BOOST_CHECK_EQUAL(Print(counts), "");
    counts[GroOutcome::MERGED] = 3;
    ++counts[GroOutcome::PASSED];
    BOOST_CHECK_EQUAL(Print(counts), "MERGED 3, PASSED 1");
    BOOST_CHECK_EQUAL(counts.Total(), 4U);
}

BOOST_AUTO_TEST_CASE(EnginesCountersPrint)
{
    LroCounters lro;
    lro.reasons[LroReason::NO_PAYLOAD] = 2;
    lro.bytesRefused = 108;
    BOOST_CHECK_NE(Print(lro).find("NO_PAYLOAD 2"), std::string::npos);
    BOOST_CHECK_NE(Print(lro).find("108 refused"), std::string::npos);
    GroCounters gro;
    gro.flushes[GroFlushReason::EVICTED] = 5;
    gro.bytesDelivered = 99;
    BOOST_CHECK_NE(Print(gro).find("EVICTED 5"), std::string::npos);
    BOOST_CHECK_NE(Print(gro).find("99 delivered"), std::string::npos);
    SegmentCounters segments;
    segments.reasons[SegmentReason::NOT_IP] = 7;
    segments.payloadBytes = 42;
    BOOST_CHECK_NE(Print(segments).find("NOT_IP 7"), std::string::npos);
    BOOST_CHECK_NE(Print(segments).find("42 payload bytes"), std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
