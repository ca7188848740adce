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
 * Recorded cases:
 * - every recorded case of the 2007 LRO, of GRO and of GSO comes out byte for byte;
 * - a folder without cases, and one that is not there, are errors and not successes;
 * - the frames of a case are the range that its entry tells, without a range the whole of the file,
 *   and without an entry the file of its name; a range that is not in the file is an error;
 * - differences are told with field or offset.
 */

#include "../vector-set.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <random>
#include <sstream>

using namespace ns3::offload::vectors;

namespace
{

/// A folder with captures of three frames of one byte, 1 to 3; gone at the end.
class ThreeFrames
{
  public:
    ThreeFrames()
        : m_folder(std::filesystem::temp_directory_path() /
                   ("offload-vectors-test-" + std::to_string(std::random_device()())))
    {
        std::filesystem::create_directory(m_folder);
        for (const char* name : {"packets.pcap", "alone.in.pcap"})
        {
            Bytes file{0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0,
                       0,    0,    0,    0,    0, 0, 4, 0, 1, 0, 0, 0};
            for (const uint8_t frame : {1, 2, 3})
            {
                const Bytes record{0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, frame};
                file.insert(file.end(), record.begin(), record.end());
            }
            std::ofstream(m_folder / name, std::ios::binary)
                .write(reinterpret_cast<const char*>(file.data()),
                       static_cast<std::streamsize>(file.size()));
        }
    }

    ~ThreeFrames()
    {
        std::filesystem::remove_all(m_folder);
    }

    /// @param packets the entry "packets" of a case @return the bytes of the frames of its part
    /// "in"
    Bytes Read(const json& packets) const
    {
        json testCase = {{"name", "alone"}};
        if (!packets.is_null())
        {
            testCase["packets"] = packets;
        }
        Bytes bytes;
        for (const Bytes& frame : Captures(m_folder).Read(testCase, "in"))
        {
            bytes.insert(bytes.end(), frame.begin(), frame.end());
        }
        return bytes;
    }

    /// @param first packet @param count packets @return the bytes of such a range
    Bytes ReadRange(const json& first, const json& count) const
    {
        return Read({{"in", {{"file", "packets.pcap"}, {"first", first}, {"count", count}}}});
    }

  private:
    const std::filesystem::path m_folder; //!< of the captures
};

} // namespace

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

BOOST_AUTO_TEST_CASE(LinuxGso)
{
    std::ostringstream log;
    const VectorTally tally =
        RunVectors(std::filesystem::path(OFFLOAD_TEST_DATA_DIR) / "linux-6.18" / "gso", log);
    BOOST_CHECK_MESSAGE(tally.IsGood(), log.str());
}

BOOST_AUTO_TEST_CASE(FramesAreWhereTheEntryTells)
{
    const ThreeFrames captures;
    BOOST_CHECK(captures.ReadRange(1, 1) == Bytes({1}));
    BOOST_CHECK(captures.ReadRange(2, 2) == Bytes({2, 3}));
    BOOST_CHECK(captures.ReadRange(3, 0) == Bytes());
    BOOST_CHECK(captures.ReadRange(4, 0) == Bytes());
    BOOST_CHECK(captures.Read({{"in", {{"file", "packets.pcap"}}}}) == Bytes({1, 2, 3}));
    BOOST_CHECK(captures.Read(json()) == Bytes({1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(FramesThatAreNotThereAreAnError)
{
    const ThreeFrames captures;
    BOOST_CHECK_THROW(captures.ReadRange(0, 1), VectorError);
    BOOST_CHECK_THROW(captures.ReadRange(3, 2), VectorError);
    BOOST_CHECK_THROW(captures.ReadRange(5, 0), VectorError);
    BOOST_CHECK_THROW(captures.ReadRange(-1, 1), VectorError);
    BOOST_CHECK_THROW(captures.ReadRange(1, -1), VectorError);
    BOOST_CHECK_THROW(captures.Read({{"in", {{"file", "no-such.pcap"}}}}), VectorError);
    BOOST_CHECK_THROW(captures.Read({{"out", {{"file", "packets.pcap"}}}}), VectorError);
    BOOST_CHECK_THROW(captures.Read({{"in", {{"first", 1}}}}), json::exception);
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
