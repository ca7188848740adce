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
 * The rules of GroReceiveHook:
 *   costs follow what the engine did; in pages a merged frame costs no sk_buff;
 *   without rx-checksum GRO sums every frame, once;
 *   feature gro is switched off in the middle, and what was held goes up;
 *   small packets and packets of IPv6 are merged too;
 *   UDP for the host itself is not merged, also where forwarded UDP would be;
 *   GRO without NAPI is refused.
 */

#include "datagrams.h"
#include "difference.h"
#include "expect-abort.h"
#include "feature-test-cases.h"
#include "gro-pair.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/test.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What the engine did is what the core is charged for.
class GroCostsTestCase : public TestCase
{
  public:
    /**
     * @param hasChecksums feature rx-checksum
     */
    explicit GroCostsTestCase(bool hasChecksums)
        : TestCase(std::string("costs follow what the engine did, rx-checksum ") +
                   (hasChecksums ? "on" : "off")),
          m_hasChecksums(hasChecksums)
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        pair.receiverCosts = CreateTestProfile({{"compare_flow", 1},
                                                {"merge_segment", 1},
                                                {"link_fragment", 1},
                                                {"allocate_skb_head", 1},
                                                {"checksum_byte", 1}});
        pair.link.SetDeviceAttribute("rx-checksum", BooleanValue(m_hasChecksums));
        pair.Build();
        pair.AddSink(1);
        for (uint32_t flow = 0; flow < 4; flow++)
        {
            pair.AddSource(0, 200000);
        }
        pair.Run(MilliSeconds(100));
        NS_TEST_ASSERT_MSG_EQ(pair.sink->GetBytesRead(), 800000, "bytes");
        const CpuCore& core = pair.receiverCpu->GetCore(0);
        const auto charged = [&core](Operation operation) {
            return static_cast<uint64_t>(core.GetCharged(operation));
        };
        const auto& counters = pair.GetGro()->GetCounters();
        const uint64_t merged = counters.Frames(offload::GroOutcome::MERGED);
        NS_TEST_EXPECT_MSG_GT(merged, 300, "segments are merged");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::COMPARE_FLOW),
                              pair.GetGro()->GetComparisons(),
                              "comparisons");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::MERGE_SEGMENT),
                              counters.framesReceived - counters.Frames(offload::GroReason::NOT_IP),
                              "every IP packet is looked at");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::LINK_FRAGMENT), merged, "one buffer a frame");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::ALLOCATE_SKB_HEAD),
                              counters.framesReceived - merged,
                              "the sk_buff of a merged frame serves the next");
        const auto& statistics = pair.receiverNic->GetStatistics();
        constexpr uint32_t HEADERS = 34; // of Ethernet and IP
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::CHECKSUM_BYTE),
                              (m_hasChecksums ? 0 : statistics.bytes - HEADERS * statistics.frames),
                              "bytes that the NIC did not sum");
    }

    bool m_hasChecksums; //!< feature
};

/// @ingroup offload-test Feature gro in mid-simulation.
class GroFeatureTestCase : public TestCase
{
  public:
    GroFeatureTestCase()
        : TestCase("gro is switched off in the middle, and on again; lro does not matter")
    {
    }

  private:
    /**
     * @param pair the hosts
     * @return frames a packet, in the next five milliseconds
     */
    static double GetAggregation(const GroPair& pair)
    {
        pair.Run(MilliSeconds(1));
        const ReceiveStatistics before = pair.receiverNic->GetStatistics();
        pair.Run(MilliSeconds(5));
        const ReceiveStatistics& after = pair.receiverNic->GetStatistics();
        return static_cast<double>(after.dataFrames - before.dataFrames) /
               static_cast<double>(after.dataDeliveries - before.dataDeliveries);
    }

    void DoRun() override
    {
        GroPair pair;
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        const auto set = [&pair](const char* feature, bool isOn) {
            pair.devices.Get(1)->SetAttribute(feature, BooleanValue(isOn));
        };
        pair.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_GT(GetAggregation(pair), 10, "merged");
        set("lro", false);
        NS_TEST_EXPECT_MSG_GT(GetAggregation(pair), 10, "merged without lro");
        set("gro", false);
        NS_TEST_EXPECT_MSG_EQ(GetAggregation(pair), 1, "merged without gro");
        NS_TEST_EXPECT_MSG_EQ(pair.GetGro()->GetBytesHeld(), 0, "still held");
        set("gro", true);
        NS_TEST_EXPECT_MSG_GT(GetAggregation(pair), 10, "merged again");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }
};

/// @ingroup offload-test Small packets are merged, too.
class GroSmallPacketTestCase : public TestCase
{
  public:
    GroSmallPacketTestCase()
        : TestCase("small packets are received apart, and merged with the others")
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        pair.link.SetDeviceAttribute("SmallPacketSize", UintegerValue(200));
        pair.Build();
        pair.AddSink(1);
        auto source = pair.AddSource(0, 0);
        source->SetAttribute("WriteSize", UintegerValue(10 * HostPair::SEGMENT + 100));
        source->SetAttribute("NoDelay", BooleanValue(true));
        source->SetAttribute("Rate", StringValue("1Gbps"));
        pair.Run(MilliSeconds(20));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(statistics.smallFrames, 50, "small frames");
        NS_TEST_EXPECT_MSG_GT(
            pair.GetGro()->GetCounters().Packets(offload::GroFlushReason::SHORT_SEGMENT),
            50,
            "packets that end with a short segment");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto allocations = pair.receiverNic->GetAllocations();
        NS_TEST_EXPECT_MSG_LT(allocations.skbs - allocations.skbsFreed, 64, "freed");
    }
};

/// @ingroup offload-test IPv6.
class GroIpv6TestCase : public TestCase
{
  public:
    GroIpv6TestCase()
        : TestCase("segments of IPv6 are merged, and their checksums found right")
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        Config::SetGlobal("ChecksumEnabled", BooleanValue(true));
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1428));
        pair.Build();
        const auto addresses = Ipv6AddressHelper("2001:db8::", Ipv6Prefix(64)).Assign(pair.devices);
        pair.Run(Seconds(3)); // until the addresses are known to be unique
        pair.AddSink(1, Inet6SocketAddress(Ipv6Address::GetAny(), HostPair::PORT));
        pair.AddSource(0, 3000000, Inet6SocketAddress(addresses.GetAddress(1, 1), HostPair::PORT));
        pair.Run(Seconds(1));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 3000000, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 8 * statistics.dataDeliveries, "merged");
    }
};

/// @ingroup offload-test Datagrams for a socket of ns-3 stay what they are.
class GroDatagramTestCase : public TestCase
{
  public:
    GroDatagramTestCase()
        : TestCase("datagrams for the host are read as they were sent")
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        pair.link.SetFeature("rx-udp-gro-forwarding", true);
        Config::SetGlobal("ChecksumEnabled", BooleanValue(true));
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        constexpr uint32_t COUNT = 40;
        for (uint32_t i = 0; i < COUNT; i++)
        {
            sender.SendAfter(MilliSeconds(1), Create<Packet>(1000));
        }
        pair.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_EQ(FindDifference(reader.sizes, std::vector<uint32_t>(COUNT, 1000)),
                              "",
                              "datagrams");
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(statistics.deliveries, statistics.framesDelivered, "none is merged");
    }
};

/// @ingroup offload-test GRO is a part of NAPI.
class GroWithoutNapiTestCase : public TestCase
{
  public:
    GroWithoutNapiTestCase()
        : TestCase("GRO without NAPI is refused")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            GroPair pair;
            pair.link.SetDeviceAttribute("Napi", BooleanValue(false));
            pair.Build();
            pair.Run(MilliSeconds(1));
        });
        NS_TEST_EXPECT_MSG_NE(message.find("Attribute Napi is false"),
                              std::string::npos,
                              "message: " << message);
    }
};

/**
 * @ingroup offload-test
 * Rules of GRO in the host.
 */
class OffloadGroHookTestSuite : public TestSuite
{
  public:
    OffloadGroHookTestSuite()
        : TestSuite("offload-gro-hook")
    {
        AddTestCase(new GroCostsTestCase(true));
        AddTestCase(new GroCostsTestCase(false));
        AddTestCase(new GroFeatureTestCase);
        AddTestCase(new HeldTestCase("GRO", "gro", false, [](HostPair& pair) {
            Config::SetDefault("ns3::HostCpu::Hz", UintegerValue(12)); // no jiffy ends meanwhile
            pair.link.SetReceiveHook("ns3::GroReceiveHook");
            pair.link.SetDeviceAttribute("GroFlushTimeout", TimeValue(MilliSeconds(10)));
        }));
        AddTestCase(new GroSmallPacketTestCase);
        AddTestCase(new GroIpv6TestCase);
        AddTestCase(new GroDatagramTestCase);
        AddTestCase(new GroWithoutNapiTestCase);
    }
};

OffloadGroHookTestSuite g_offloadGroHookTestSuite; //!< registers the suite

} // namespace
