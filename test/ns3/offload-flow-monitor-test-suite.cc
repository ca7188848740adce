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
 * FlowMonitor over hosts that segment and merge.
 *
 * Rules: where nothing is merged, OffloadFlowMonitorHelper finds what ns-3's helper does; where
 * super-packets leave and merged packets arrive, it finds what the wire has; each frame is
 * received, dropped or on its way; ns-3's own helper ends in a message there.
 */

#include "expect-abort.h"
#include "host-pair.h"
#include "segmentation-place.h"

#include "ns3/flow-monitor-helper.h"
#include "ns3/flow-segment-tag.h"
#include "ns3/ipv4-flow-probe.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/offload-flow-monitor-helper.h"
#include "ns3/test.h"

#include <sstream>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

constexpr uint64_t BYTES = 5'000'000; //!< that are sent

/**
 * @ingroup offload-test
 * @param statistics of a flow
 * @return what is compared, in a line
 */
std::string
Describe(const FlowMonitor::FlowStats& statistics)
{
    std::ostringstream text;
    text << statistics.txPackets << " " << statistics.txBytes << " " << statistics.rxPackets << " "
         << statistics.rxBytes << " " << statistics.lostPackets << " " << statistics.delaySum << " "
         << statistics.jitterSum << " " << statistics.timesForwarded;
    return text.str();
}

/// @ingroup offload-test What ns-3's helper finds.
class SameAsStockTestCase : public TestCase
{
  public:
    SameAsStockTestCase()
        : TestCase("where nothing is merged it finds what ns-3's helper does")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        SetPlace(pair, PLACES[0]);
        pair.link.SetDeviceAttribute("gro", BooleanValue(false));
        pair.Build();
        FlowMonitorHelper stock;
        OffloadFlowMonitorHelper ours;
        const auto expected = stock.InstallAll();
        const auto found = ours.InstallAll();
        pair.AddSink(1);
        pair.AddSource(0, BYTES);
        pair.Run(MilliSeconds(40));
        NS_TEST_ASSERT_MSG_EQ(found->GetFlowStats().size(), 2, "flows");
        for (const auto& [flow, statistics] : expected->GetFlowStats())
        {
            NS_TEST_EXPECT_MSG_EQ(Describe(found->GetFlowStats().at(flow)),
                                  Describe(statistics),
                                  "flow " << flow);
        }
        NS_TEST_EXPECT_MSG_EQ(ours.SerializeToXmlString(0, true, true),
                              stock.SerializeToXmlString(0, true, true),
                              "the file");
    }
};

/// @ingroup offload-test Super-packets that leave, and merged packets that arrive.
class SuperPacketTestCase : public TestCase
{
  public:
    /**
     * @param place where super-packets are segmented
     * @param isIpv6 whether the transfer is over IPv6
     * @param ring slots of the receive ring
     */
    SuperPacketTestCase(const SegmentationPlace& place, bool isIpv6, uint32_t ring)
        : TestCase(std::string("it finds what the wire has: ") + place.name +
                   (isIpv6 ? ", IPv6" : ", IPv4") + ", ring of " + std::to_string(ring)),
          m_place(place),
          m_isIpv6(isIpv6),
          m_ring(ring)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        constexpr uint32_t SEGMENT_V6 = HostPair::SEGMENT - 20; // whose header is longer
        Config::SetDefault("ns3::TcpSocket::SegmentSize",
                           UintegerValue(m_isIpv6 ? SEGMENT_V6 : HostPair::SEGMENT));
        SetPlace(pair, m_place);
        pair.link.SetReceiveHook("ns3::GroReceiveHook");
        pair.link.SetDeviceAttribute("RxRing", UintegerValue(m_ring));
        pair.Build();
        OffloadFlowMonitorHelper helper;
        Address local = InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT);
        Address remote = InetSocketAddress("10.0.0.2", HostPair::PORT);
        if (m_isIpv6)
        {
            const auto addresses = Ipv6AddressHelper("fd00::", 64).Assign(pair.devices);
            local = Inet6SocketAddress(Ipv6Address::GetAny(), HostPair::PORT);
            remote = Inet6SocketAddress(addresses.GetAddress(1, 1), HostPair::PORT);
        }
        const auto monitor = helper.InstallAll();
        pair.AddSink(1, local);
        pair.AddSource(0, BYTES, remote)->SetStartTime(Seconds(2)); // after IPv6 has its addresses
        pair.Run(Seconds(4));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");

        uint64_t txPackets = 0;
        uint64_t rxPackets = 0;
        uint64_t rxBytes = 0;
        uint64_t drops = 0;
        for (const auto& [flow, statistics] : monitor->GetFlowStats())
        {
            txPackets += statistics.txPackets;
            rxPackets += statistics.rxPackets;
            rxBytes += statistics.rxBytes;
            if (statistics.packetsDropped.size() > Ipv4FlowProbe::DROP_QUEUE)
            {
                drops += statistics.packetsDropped[Ipv4FlowProbe::DROP_QUEUE];
            }
        }
        const auto sender = pair.senderNic->GetTransmitStatistics();
        const auto receiver = pair.receiverNic->GetTransmitStatistics();
        const auto atReceiver = pair.receiverNic->GetStatistics();
        const auto atSender = pair.senderNic->GetStatistics();
        // ICMPv6 belongs to no flow
        const uint64_t extra = m_isIpv6 ? 20 : 0;
        NS_TEST_EXPECT_MSG_EQ_TOL(txPackets,
                                  sender.frames + receiver.frames - extra / 2,
                                  extra / 2 + 0,
                                  "packets sent");
        NS_TEST_EXPECT_MSG_EQ_TOL(rxPackets,
                                  atReceiver.framesDelivered + atSender.framesDelivered - extra / 2,
                                  extra / 2 + 0,
                                  "packets received");
        NS_TEST_EXPECT_MSG_EQ(drops,
                              atReceiver.framesRingFull + atSender.framesRingFull,
                              "drops at a ring");
        NS_TEST_EXPECT_MSG_EQ(txPackets, rxPackets + drops, "each is received or dropped");
        NS_TEST_EXPECT_MSG_EQ((drops > 0), (m_ring < 100), "a small ring drops");
        constexpr uint32_t ETHERNET = 14;
        NS_TEST_EXPECT_MSG_EQ_TOL(rxBytes,
                                  atReceiver.bytesDelivered + atSender.bytesDelivered -
                                      ETHERNET * rxPackets,
                                  extra * 100 + 0,
                                  "bytes received");
        NS_TEST_EXPECT_MSG_GT(atReceiver.framesDelivered,
                              3 * atReceiver.deliveries,
                              "the receiver merges");
    }

    SegmentationPlace m_place; //!< place
    bool m_isIpv6;             //!< IP version
    uint32_t m_ring;           //!< slots
};

/// @ingroup offload-test ns-3's helper, where it would be wrong.
class StockRefusedTestCase : public TestCase
{
  public:
    /**
     * @param name what makes it wrong
     * @param gso whether super-packets leave
     * @param gro whether merged packets arrive
     */
    StockRefusedTestCase(const std::string& name, bool gso, bool gro)
        : TestCase("ns-3's FlowMonitorHelper ends in a message: " + name),
          m_gso(gso),
          m_gro(gro)
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([this]() {
            HostPair pair;
            pair.link.SetFeature("tx-gso", m_gso);
            pair.link.SetFeature("tx-tcp-segmentation", m_gso);
            pair.link.SetFeature("gro", m_gro);
            pair.link.SetReceiveHook("ns3::GroReceiveHook");
            pair.Build();
            FlowMonitorHelper stock;
            stock.InstallAll();
            pair.AddSink(1);
            pair.AddSource(0, BYTES);
            pair.Run(MilliSeconds(20));
        });
        NS_TEST_EXPECT_MSG_NE(message.find("use OffloadFlowMonitorHelper"),
                              std::string::npos,
                              message);
    }

    bool m_gso; //!< super-packets
    bool m_gro; //!< merged packets
};

/// @ingroup offload-test The tag of a segment.
class SegmentTagTestCase : public TestCase
{
  public:
    SegmentTagTestCase()
        : TestCase("a segment that was taken apart and merged is one segment")
    {
    }

  private:
    void DoRun() override
    {
        FlowSegmentTag::Fields fields;
        auto packet = Create<Packet>(300);
        for (uint32_t i = 0; i < 3; i++)
        {
            fields.number = i;
            fields.size = 140;
            packet->AddByteTag(FlowSegmentTag(fields), i * 100, i * 100 + 100);
        }
        auto merged = packet->CreateFragment(0, 150);
        merged->AddAtEnd(packet->CreateFragment(150, 150));
        std::string numbers;
        FlowSegmentTag::Visit(merged, [&](const FlowSegmentTag::Fields& each) {
            numbers += std::to_string(each.number) + "/" + std::to_string(each.size) + " ";
        });
        NS_TEST_EXPECT_MSG_EQ(numbers, "0/140 1/140 2/140 ", "segments");
    }
};

/**
 * @ingroup offload-test
 * Rules of OffloadFlowMonitorHelper.
 */
class OffloadFlowMonitorTestSuite : public TestSuite
{
  public:
    OffloadFlowMonitorTestSuite()
        : TestSuite("offload-flow-monitor")
    {
        AddTestCase(new SameAsStockTestCase);
        for (const auto& place : PLACES)
        {
            AddTestCase(new SuperPacketTestCase(place, false, 1024));
        }
        AddTestCase(new SuperPacketTestCase(PLACES[std::size(PLACES) - 1], true, 1024));
        AddTestCase(new SuperPacketTestCase(PLACES[std::size(PLACES) - 1], false, 24));
        AddTestCase(new StockRefusedTestCase("super-packets leave", true, false));
        AddTestCase(new StockRefusedTestCase("merged packets arrive", false, true));
        AddTestCase(new SegmentTagTestCase);
    }
};

OffloadFlowMonitorTestSuite g_offloadFlowMonitorTestSuite; //!< registers the suite

} // namespace
