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
 * The rules of UDP super-packets and long datagrams:
 *   a datagram longer than the MTU is fragmented as ever, by IP, the driver or the NIC (UFO);
 *   one send with UDP_SEGMENT is many datagrams, wherever it is segmented (USO).
 */

#include "datagrams.h"
#include "difference.h"
#include "segmentation-place.h"

#include "ns3/test.h"
#include "ns3/udp-segment-tag.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Datagrams longer than the MTU.
class LongDatagramTestCase : public TestCase
{
  public:
    LongDatagramTestCase()
        : TestCase("a datagram of 9000 bytes is fragmented as ever, in the NIC or in IP")
    {
    }

  private:
    void DoRun() override
    {
        // Fragments of 1480 bytes are as long as the MTU allows, those of 1472 a multiple of 8.
        for (const auto& [mtu, most] : {std::pair(1500U, 1480U), std::pair(1499U, 1472U)})
        {
            std::vector<WirePacket> expected;
            for (uint32_t offset = 0; offset < 9008; offset += most)
            {
                const uint32_t length = std::min(most, 9008 - offset);
                expected.push_back({length + 20, offset, offset + length < 9008});
            }
            Check(mtu, expected);
        }
    }

    /**
     * @param mtu the MTU
     * @param expected packets on the wire
     */
    void Check(uint32_t mtu, const std::vector<WirePacket>& expected)
    {
        NS_TEST_EXPECT_MSG_EQ(FindDifference(Run(mtu, false, false).packets, expected),
                              "",
                              "fragmented by IP");
        NS_TEST_EXPECT_MSG_EQ(FindDifference(Run(mtu, true, false).packets, expected),
                              "",
                              "by the NIC (UFO)");
        NS_TEST_EXPECT_MSG_EQ(FindDifference(Run(mtu, false, true).packets, expected),
                              "",
                              "by the driver");
    }

    /**
     * @param mtu the MTU
     * @param isUfo whether the NIC fragments
     * @param isGso whether IP leaves it to the driver
     * @return what the wire has seen
     */
    WireLog Run(uint32_t mtu, bool isUfo, bool isGso)
    {
        HostPair pair;
        Config::SetDefault("ns3::TransmitInterceptor::UdpFragmentGso", BooleanValue(isGso));
        pair.link.SetDeviceAttribute("Mtu", UintegerValue(mtu));
        pair.link.SetFeature("tx-gso", true);
        pair.link.SetFeature("tx-udp-fragmentation", isUfo);
        pair.Build();
        WireLog log;
        log.Watch(pair.devices.Get(0));
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        sender.SendAfter(MilliSeconds(1), Create<Packet>(9000));
        pair.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_EQ(FindDifference(reader.sizes, std::vector<uint32_t>{9000}),
                              "",
                              "one datagram");
        return log;
    }
};

/// @ingroup offload-test UDP_SEGMENT.
class UdpSegmentTestCase : public TestCase
{
  public:
    UdpSegmentTestCase()
        : TestCase("one send with UDP_SEGMENT is many datagrams, wherever it is segmented")
    {
    }

  private:
    void DoRun() override
    {
        for (const bool isUso : {false, true})
        {
            for (const uint16_t size : {1472, 512, 2000})
            {
                Run(isUso, size);
            }
        }
    }

    /**
     * @param isUso whether the NIC segments
     * @param size bytes of payload of a datagram; above 1472 each is fragmented
     */
    void Run(bool isUso, uint16_t size)
    {
        HostPair pair;
        pair.link.SetFeature("tx-udp-segmentation", isUso);
        pair.Build();
        WireLog log;
        log.Watch(pair.devices.Get(0));
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        constexpr uint32_t BYTES = 20000;
        constexpr uint32_t SENDS = 2; // whose identifications do not overlap
        for (uint32_t i = 1; i <= SENDS; i++)
        {
            const auto packet = Create<Packet>(BYTES);
            packet->AddPacketTag(UdpSegmentTag(size));
            sender.SendAfter(MilliSeconds(i), packet);
        }
        pair.Run(MilliSeconds(10));
        std::vector<uint32_t> expected(BYTES / size, size);
        if (BYTES % size > 0)
        {
            expected.push_back(BYTES % size);
        }
        const std::vector<uint32_t> once = expected;
        expected.insert(expected.end(), once.begin(), once.end());
        NS_TEST_EXPECT_MSG_EQ(FindDifference(reader.sizes, expected), "", "datagrams of " << size);
        NS_TEST_EXPECT_MSG_LT_OR_EQ(log.longest, 1500, "longest packet on the wire");
        const auto& ring = pair.senderNic->GetTransmitStatistics();
        NS_TEST_EXPECT_MSG_EQ(ring.superPackets,
                              (isUso && size <= 1472 ? SENDS : 0),
                              "segmented by the NIC");
        const std::set<uint16_t> ids(log.identifications.begin(), log.identifications.end());
        NS_TEST_EXPECT_MSG_EQ(ids.size(), reader.sizes.size(), "identifications, one a datagram");
    }
};

/**
 * @ingroup offload-test
 * Rules of what UDP sends.
 */
class OffloadUdpDepartureTestSuite : public TestSuite
{
  public:
    OffloadUdpDepartureTestSuite()
        : TestSuite("offload-udp-departure")
    {
        AddTestCase(new LongDatagramTestCase);
        AddTestCase(new UdpSegmentTestCase);
    }
};

OffloadUdpDepartureTestSuite g_offloadUdpDepartureTestSuite; //!< registers the suite

} // namespace
