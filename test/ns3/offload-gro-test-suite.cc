/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "expect-abort.h"
#include "host-pair.h"
#include "test-profile.h"
#include "trouble-maker.h"

#include "ns3/cpu-datagram-sink.h"
#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/gro-receive-hook.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

#include <algorithm>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * The rules of GRO in a host:
 *   the stream that is read is the one that was sent, whatever happens on the way, damage included
 *   where there are checksums;
 *   costs follow what the engine did; in pages a merged frame costs no sk_buff;
 *   without rx-checksum GRO sums every frame, once;
 *   at HZ 1000 a packet grows over polls that use up their weight, at HZ 250 it does not;
 *   with gro_flush_timeout a packet waits for the timer, with napi_defer_hard_irqs for so many of
 *   them, and the interrupt stays masked meanwhile;
 *   a packet that ends with PSH, the end of a write, waits for no timer;
 *   feature gro is switched off in the middle, and what was held goes up;
 *   frames of several connections between the same hosts come numbered without gaps, as Linux's do;
 *   small packets and packets of IPv6 are merged too;
 *   UDP for the host itself is not merged, also where forwarded UDP would be;
 *   GRO in the NIC merges by the same rules, at no cost for merging, completes by its timer, and is
 *   refused without rx-checksum;
 *   GRO without NAPI is refused.
 */

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Hosts that do GRO.
class GroPair : public HostPair
{
  public:
    /**
     * @param isPaged whether frames are received into pages
     */
    explicit GroPair(bool isPaged = true)
    {
        link.SetReceiveHook("ns3::GroReceiveHook");
        link.SetReceiveBuffers(isPaged ? "ns3::PageReceiveBuffers" : "ns3::SkbReceiveBuffers");
    }

    /**
     * @return the receiver's GRO
     */
    Ptr<GroReceiveHook> GetGro() const
    {
        return DynamicCast<GroReceiveHook>(receiverNic->GetSettings().hook);
    }
};

/// @ingroup offload-test The stream arrives whole.
class GroStreamTestCase : public TestCase
{
  public:
    /**
     * @param isPaged whether frames are received into pages
     * @param hasChecksums whether ns-3 computes checksums
     * @param trouble what happens on the way
     */
    GroStreamTestCase(bool isPaged, bool hasChecksums, Trouble trouble)
        : TestCase(std::string(isPaged ? "pages" : "sk_buffs") +
                   (hasChecksums ? ", checksums" : "") + ": the stream survives " +
                   GetTroubleName(trouble)),
          m_isPaged(isPaged),
          m_hasChecksums(hasChecksums),
          m_trouble(trouble)
    {
    }

  private:
    void DoRun() override
    {
        const std::vector<uint32_t> lengths{1500000, 100001, 654321};
        GroPair pair(m_isPaged);
        Config::SetGlobal("ChecksumEnabled", BooleanValue(m_hasChecksums));
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(10)));
        Config::SetDefault("ns3::TcpSocketBase::UseEcn", StringValue("On"));
        std::string error;
        pair.receiverCosts = CostProfile::Load("athlon64-2007", error);
        pair.Build();
        const auto device = DynamicCast<PointToPointNetDevice>(pair.devices.Get(1));
        const auto trouble = CreateObject<TroubleMaker>(m_trouble, device);
        device->SetAttribute("ReceiveErrorModel", PointerValue(trouble));
        pair.AddSink(1);
        uint64_t total = 0;
        for (const uint32_t length : lengths)
        {
            pair.AddSource(0, length);
            total += length;
        }
        pair.Run(Seconds(30));
        Config::SetGlobal("ChecksumEnabled", BooleanValue(false));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), total, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 2 * statistics.dataDeliveries, "merged");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesRingFull + statistics.bytesDelivered +
                                  pair.receiverNic->GetBytesWaiting(),
                              "bytes in = dropped + delivered + waiting");
        const auto allocations = pair.receiverNic->GetAllocations();
        NS_TEST_EXPECT_MSG_EQ(allocations.skbs, allocations.skbsFreed, "sk_buffs are freed");
        const uint64_t wrong =
            pair.GetGro()->GetCounters().Frames(offload::GroReason::TRANSPORT_CHECKSUM);
        NS_TEST_EXPECT_MSG_EQ(wrong,
                              (m_trouble == Trouble::DAMAGE ? trouble->GetCount() : 0),
                              "frames with a wrong checksum");
    }

    bool m_isPaged;      //!< receive buffers
    bool m_hasChecksums; //!< global value
    Trouble m_trouble;   //!< on the way
};

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

/// @ingroup offload-test Packets grow over several polls, or do not.
class GroAcrossPollsTestCase : public TestCase
{
  public:
    /**
     * @param hz clock ticks a second
     */
    explicit GroAcrossPollsTestCase(uint32_t hz)
        : TestCase("saturated queue at HZ " + std::to_string(hz)),
          m_hz(hz)
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        constexpr uint32_t SMALL_SEGMENT = 500; // 64 KB take more of them than a poll does
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SMALL_SEGMENT));
        Config::SetDefault("ns3::HostCpu::Hz", UintegerValue(m_hz));
        // A frame of 0.47 us on the wire takes 2 us.
        pair.receiverCosts = CreateTestProfile({{"read_rx_descriptor", 2000}});
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        uint32_t largest = 0;
        pair.receiverNic->TraceConnectWithoutContext(
            "Deliver",
            Callback<void, Ptr<const Packet>, uint32_t>(
                [&largest](Ptr<const Packet> /* packet */, uint32_t segments) {
                    largest = std::max(largest, segments);
                }));
        pair.Run(MilliSeconds(30)); // and the window is open
        const ReceiveStatistics before = pair.receiverNic->GetStatistics();
        pair.Run(MilliSeconds(20));
        const ReceiveStatistics& after = pair.receiverNic->GetStatistics();
        constexpr uint32_t WEIGHT = 64;
        constexpr uint32_t LIMIT = 65535 / SMALL_SEGMENT;
        NS_TEST_EXPECT_MSG_GT(4 * (after.pollsExhausted - before.pollsExhausted),
                              3 * (after.polls - before.polls),
                              "most polls use up their weight");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(largest, LIMIT, "no longer than IP allows");
        if (m_hz >= 1000)
        {
            NS_TEST_EXPECT_MSG_GT(largest, WEIGHT, "segments of several polls");
            NS_TEST_EXPECT_MSG_GT(after.dataFrames - before.dataFrames,
                                  WEIGHT * (after.dataDeliveries - before.dataDeliveries),
                                  "on average, too");
        }
        else
        {
            NS_TEST_EXPECT_MSG_EQ(largest, WEIGHT, "segments of one poll");
        }
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    uint32_t m_hz; //!< clock ticks a second
};

/// @ingroup offload-test Timer and masked interrupts.
class GroFlushTimeoutTestCase : public TestCase
{
  public:
    /**
     * @param timeout gro_flush_timeout, us
     * @param deferrals napi_defer_hard_irqs
     * @param gap between frames, us
     */
    GroFlushTimeoutTestCase(uint32_t timeout, uint32_t deferrals, uint32_t gap)
        : TestCase("gro_flush_timeout " + std::to_string(timeout) + " us, napi_defer_hard_irqs " +
                   std::to_string(deferrals) + ", a frame in " + std::to_string(gap) + " us"),
          m_timeout(MicroSeconds(timeout)),
          m_deferrals(deferrals),
          m_gap(MicroSeconds(gap))
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        Config::SetDefault("ns3::HostCpu::Hz", UintegerValue(12)); // no jiffy ends meanwhile
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        pair.devices.Get(1)->SetAttribute("GroFlushTimeout", TimeValue(m_timeout));
        pair.devices.Get(1)->SetAttribute("NapiDeferHardIrqs", UintegerValue(m_deferrals));
        pair.AddSink(1);
        auto source = pair.AddSource(0, 0);
        source->SetAttribute("WriteSize", UintegerValue(HostPair::SEGMENT));
        source->SetAttribute("Rate",
                             DataRateValue(DataRate(static_cast<uint64_t>(HostPair::SEGMENT * 8 /
                                                                          m_gap.GetSeconds()))));
        pair.Run(MilliSeconds(5)); // and the connection is there
        const ReceiveStatistics before = pair.receiverNic->GetStatistics();
        const uint64_t acksBefore = pair.senderNic->GetStatistics().frames;
        Time longest;
        pair.receiverNic->TraceConnectWithoutContext(
            "Delay",
            Callback<void, Time>([&longest](Time delay) { longest = std::max(longest, delay); }));
        pair.Run(MilliSeconds(10));
        const ReceiveStatistics& after = pair.receiverNic->GetStatistics();
        const uint64_t frames = after.frames - before.frames;
        const uint64_t interrupts = after.interrupts - before.interrupts;
        const uint64_t timers = after.flushTimers - before.flushTimers;
        const uint64_t acks = pair.senderNic->GetStatistics().frames - acksBefore;
        NS_TEST_EXPECT_MSG_GT(frames, 50, "frames");
        const bool isSparse = m_gap > m_timeout * (m_deferrals + 1);
        const uint32_t waits = std::max<uint32_t>(m_deferrals, 1);
        if (isSparse)
        {
            // Each frame comes to an idle NIC, and waits for the last of the timers.
            NS_TEST_EXPECT_MSG_EQ(longest, m_timeout * waits, "delay");
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(interrupts),
                                      static_cast<double>(frames + acks),
                                      2,
                                      "an interrupt a frame, and one an ACK sent");
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(timers),
                                      static_cast<double>(m_timeout.IsZero() ? 0 : frames * waits),
                                      waits,
                                      "timers a frame");
        }
        else if (m_deferrals > 0)
        {
            // Hardly ever do timers find nothing: only while the sender waits for an ACK.
            NS_TEST_EXPECT_MSG_LT(10 * interrupts, frames, "interrupts");
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(timers),
                                      MilliSeconds(10).GetSeconds() / m_timeout.GetSeconds(),
                                      5,
                                      "polls by the timer");
        }
        else
        {
            // Each frame's interrupt sets the timer anew, unless it completes a packet.
            NS_TEST_EXPECT_MSG_GT(interrupts, frames - 10, "an interrupt a frame");
            NS_TEST_EXPECT_MSG_LT(10 * timers, interrupts, "timers");
            NS_TEST_EXPECT_MSG_GT(longest, m_timeout * 10, "delay");
        }
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    Time m_timeout;       //!< gro_flush_timeout
    uint32_t m_deferrals; //!< napi_defer_hard_irqs
    Time m_gap;           //!< between frames
};

/// @ingroup offload-test Requests and responses.
class GroRpcTestCase : public TestCase
{
  public:
    /**
     * @param size of requests and responses, bytes
     * @param hasChecksums whether ns-3 computes checksums
     */
    GroRpcTestCase(uint32_t size, bool hasChecksums)
        : TestCase("requests of " + std::to_string(size) +
                   " bytes end with PSH, and wait for no timer" +
                   (hasChecksums ? ", checksums" : "")),
          m_size(size),
          m_hasChecksums(hasChecksums)
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        Config::SetGlobal("ChecksumEnabled", BooleanValue(m_hasChecksums));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.link.SetDeviceAttribute("GroFlushTimeout", TimeValue(MicroSeconds(200)));
        pair.Build();
        auto server = CreateObject<CpuRpcServer>();
        server->SetAttribute(
            "Local",
            AddressValue(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT)));
        auto client = CreateObject<CpuRpcClient>();
        client->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", HostPair::PORT)));
        client->SetAttribute("Gap", StringValue("ns3::ConstantRandomVariable[Constant=0.0003]"));
        for (const Ptr<Application>& application : std::vector<Ptr<Application>>{server, client})
        {
            application->SetAttribute("RequestSize", UintegerValue(m_size));
            application->SetAttribute("ResponseSize", UintegerValue(m_size));
        }
        pair.hosts.Get(1)->AddApplication(server);
        pair.hosts.Get(0)->AddApplication(client);
        Time longest;
        uint64_t responses = 0;
        client->TraceConnectWithoutContext("Latency", Callback<void, Time>([&](Time latency) {
                                               longest = std::max(longest, latency);
                                               responses++;
                                           }));
        pair.Run(MilliSeconds(100));
        Config::SetGlobal("ChecksumEnabled", BooleanValue(false));
        NS_TEST_EXPECT_MSG_GT(responses, 200, "responses");
        NS_TEST_EXPECT_MSG_EQ(client->GetResponses(), responses, "responses");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(server->GetRequests(), responses, "requests");
        NS_TEST_EXPECT_MSG_LT(longest, MicroSeconds(100), "latency");
        NS_TEST_EXPECT_MSG_GT(longest, MicroSeconds(10), "two ways of 5 us");
    }

    uint32_t m_size;     //!< bytes
    bool m_hasChecksums; //!< global value
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

/// @ingroup offload-test Connections do not disturb each other's IPv4 identifications.
class GroIdentificationTestCase : public TestCase
{
  public:
    /**
     * @param hasGso whether the sender makes super-packets
     */
    explicit GroIdentificationTestCase(bool hasGso)
        : TestCase(std::string("identifications count on in each connection, tx-gso ") +
                   (hasGso ? "on" : "off")),
          m_hasGso(hasGso)
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        pair.link.SetDeviceAttribute("tx-gso", BooleanValue(m_hasGso));
        pair.Build();
        pair.AddSink(1);
        for (uint32_t flow = 0; flow < 4; flow++)
        {
            pair.AddSource(0, 0);
        }
        pair.Run(MilliSeconds(30));
        const auto& counters = pair.GetGro()->GetCounters();
        NS_TEST_EXPECT_MSG_GT(counters.Frames(offload::GroOutcome::MERGED), 10000, "merged");
        NS_TEST_EXPECT_MSG_EQ(counters.Packets(offload::GroFlushReason::IDENTIFICATION),
                              0,
                              "packets that end by their identification");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    bool m_hasGso; //!< tx-gso
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
        Config::SetGlobal("ChecksumEnabled", BooleanValue(false));
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
        pair.link.SetReceiveHook("ns3::GroReceiveHook", "UdpGroForwarding", BooleanValue(true));
        Config::SetGlobal("ChecksumEnabled", BooleanValue(true));
        pair.Build();
        auto sink = CreateObject<CpuDatagramSink>();
        sink->SetAttribute("Local",
                           AddressValue(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT)));
        pair.hosts.Get(1)->AddApplication(sink);
        auto socket = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        socket->Bind();
        socket->Connect(InetSocketAddress("10.0.0.2", HostPair::PORT));
        constexpr uint32_t COUNT = 40;
        Simulator::Schedule(MilliSeconds(1), [socket]() {
            for (uint32_t i = 0; i < COUNT; i++)
            {
                socket->Send(Create<Packet>(1000));
            }
        });
        pair.Run(MilliSeconds(10));
        Config::SetGlobal("ChecksumEnabled", BooleanValue(false));
        NS_TEST_EXPECT_MSG_EQ(sink->GetDatagramsRead(), COUNT, "datagrams");
    }
};

/// @ingroup offload-test GRO in the NIC.
class HardwareGroTestCase : public TestCase
{
  public:
    HardwareGroTestCase()
        : TestCase("GRO in the NIC: 64 KB, timer, no cost for merging")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.receiverCosts = CreateTestProfile(
            {{"merge_segment", 1000}, {"read_rx_descriptor", 1}, {"load_header", 1}});
        pair.link.SetHardwareGro("Timeout", TimeValue(MicroSeconds(100)));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        uint32_t largest = 0;
        pair.receiverNic->TraceConnectWithoutContext(
            "Deliver",
            Callback<void, Ptr<const Packet>, uint32_t>(
                [&largest](Ptr<const Packet> /* packet */, uint32_t segments) {
                    largest = std::max(largest, segments);
                }));
        pair.Run(MilliSeconds(20));
        const auto& statistics = pair.receiverNic->GetStatistics();
        const CpuCore& core = pair.receiverCpu->GetCore(0);
        NS_TEST_EXPECT_MSG_EQ(largest, 45, "45 segments of 1448 bytes are 65212 bytes");
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 30 * statistics.dataDeliveries, "merged");
        NS_TEST_EXPECT_MSG_EQ(core.GetCharged(Operation::MERGE_SEGMENT), 0, "merging costs");
        NS_TEST_EXPECT_MSG_LT(10 * core.GetCharged(Operation::LOAD_HEADER),
                              core.GetCharged(Operation::READ_RX_DESCRIPTOR),
                              "one header a packet, a descriptor a frame");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesDelivered + pair.receiverNic->GetBytesWaiting(),
                              "bytes in = delivered + waiting");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");

        // Switched off, what was held goes up; on again, a lone frame waits for the timer.
        pair.devices.Get(1)->SetAttribute("rx-gro-hw", BooleanValue(false));
        pair.Run(MilliSeconds(1));
        largest = 0;
        pair.Run(MilliSeconds(2));
        NS_TEST_EXPECT_MSG_EQ(largest, 1, "off");
        pair.devices.Get(1)->SetAttribute("rx-gro-hw", BooleanValue(true));
        pair.sources[0]->SetAttribute("Rate", StringValue("10Mbps"));
        pair.sources[0]->SetAttribute("NoDelay", BooleanValue(true));
        pair.Run(MilliSeconds(100));
        Time longest;
        pair.receiverNic->TraceConnectWithoutContext(
            "Delay",
            Callback<void, Time>([&longest](Time delay) { longest = std::max(longest, delay); }));
        pair.Run(MilliSeconds(200));
        NS_TEST_EXPECT_MSG_GT_OR_EQ(longest, MicroSeconds(100), "timer");
        NS_TEST_EXPECT_MSG_LT(longest, MicroSeconds(101), "timer");
    }
};

/// @ingroup offload-test GRO in the NIC wants checksums to be verified there.
class HardwareGroWithoutChecksumTestCase : public TestCase
{
  public:
    HardwareGroWithoutChecksumTestCase()
        : TestCase("GRO in the NIC without rx-checksum is refused")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            HostPair pair;
            pair.link.SetHardwareGro();
            pair.link.SetDeviceAttribute("rx-checksum", BooleanValue(false));
            pair.Build();
            pair.Run(MilliSeconds(1));
        });
        NS_TEST_EXPECT_MSG_NE(message.find("rx-checksum is off"),
                              std::string::npos,
                              "message: " << message);
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
 * Rules of GRO in a host.
 */
class OffloadGroTestSuite : public TestSuite
{
  public:
    OffloadGroTestSuite()
        : TestSuite("offload-gro")
    {
        for (const bool isPaged : {false, true})
        {
            for (const auto trouble : {Trouble::NONE,
                                       Trouble::LOSS,
                                       Trouble::REORDERING,
                                       Trouble::DUPLICATION,
                                       Trouble::ECN_MARKS})
            {
                AddTestCase(new GroStreamTestCase(isPaged, false, trouble));
            }
            AddTestCase(new GroStreamTestCase(isPaged, true, Trouble::NONE));
            AddTestCase(new GroStreamTestCase(isPaged, true, Trouble::DAMAGE));
        }
        AddTestCase(new GroCostsTestCase(true));
        AddTestCase(new GroCostsTestCase(false));
        AddTestCase(new GroAcrossPollsTestCase(1000));
        AddTestCase(new GroAcrossPollsTestCase(250));
        AddTestCase(new GroFlushTimeoutTestCase(0, 0, 100));
        AddTestCase(new GroFlushTimeoutTestCase(40, 0, 100));
        AddTestCase(new GroFlushTimeoutTestCase(20, 2, 100));
        AddTestCase(new GroFlushTimeoutTestCase(20, 3, 100));
        AddTestCase(new GroFlushTimeoutTestCase(40, 0, 30));
        AddTestCase(new GroFlushTimeoutTestCase(40, 2, 30));
        AddTestCase(new GroRpcTestCase(100, false));
        AddTestCase(new GroRpcTestCase(5000, false));
        AddTestCase(new GroRpcTestCase(5000, true));
        AddTestCase(new GroFeatureTestCase);
        AddTestCase(new GroIdentificationTestCase(false));
        AddTestCase(new GroIdentificationTestCase(true));
        AddTestCase(new GroSmallPacketTestCase);
        AddTestCase(new GroIpv6TestCase);
        AddTestCase(new GroDatagramTestCase);
        AddTestCase(new HardwareGroTestCase);
        AddTestCase(new HardwareGroWithoutChecksumTestCase);
        AddTestCase(new GroWithoutNapiTestCase);
    }
};

OffloadGroTestSuite g_offloadGroTestSuite; //!< registers the suite

} // namespace
