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
#include "wrong-file-test.h"

#include "ns3/hardware-lro.h"
#include "ns3/lro-receive-hook.h"
#include "ns3/nic-preset.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/test.h"

#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * The rules of receive offloads in a host:
 *   the stream that is read is the one that was sent, for every NIC preset and every trouble;
 *   a NIC preset's file is checked, with file and line;
 *   costs follow what the engine did: comparisons, merges, checksum bytes;
 *   hardware LRO completes by timer and by size, and its merges cost the host nothing;
 *   feature lro can be switched off in the middle, and what was held goes up;
 *   without NAPI the backlog queue drops when it is full, and the books balance;
 *   small packets are received apart, after what was held of their flow;
 *   a VLAN's tag takes its time, is merged over, and keeps other VLANs out;
 *   on request the memory of packets decides how much window a receiver gives;
 *   a TCP offload engine leaves the host's interrupt core alone.
 */

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A path without offloads, for presets that bring their own.
const ReceivePath& PLAIN = RECEIVE_PATHS[0];

/// @ingroup offload-test Every preset delivers the stream.
class PresetStreamTestCase : public TestCase
{
  public:
    /**
     * @param nic name of a preset
     * @param trouble what happens on the way
     */
    PresetStreamTestCase(const std::string& nic, Trouble trouble)
        : TestCase(nic + ": the stream survives " + GetTroubleName(trouble)),
          m_nic(nic),
          m_trouble(trouble)
    {
    }

  private:
    void DoRun() override
    {
        // Two of them end while the others go on: their FIN comes in the middle of a burst.
        const std::vector<uint32_t> lengths{1500000, 100001, 654321};
        HostPair pair(PLAIN);
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(10)));
        Config::SetDefault("ns3::TcpSocketBase::UseEcn", StringValue("On"));
        std::string error;
        pair.receiverCosts = CostProfile::Load("athlon64-2007", error);
        pair.link.SetNic(m_nic);
        pair.Build();
        const auto device = DynamicCast<PointToPointNetDevice>(pair.devices.Get(1));
        device->SetAttribute("ReceiveErrorModel",
                             PointerValue(CreateObject<TroubleMaker>(m_trouble, device)));
        pair.AddSink(1);
        uint64_t total = 0;
        for (const uint32_t length : lengths)
        {
            pair.AddSource(0, length);
            total += length;
        }
        pair.Run(Seconds(30));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), total, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesRingFull + statistics.bytesBacklogFull +
                                  statistics.bytesDelivered + pair.receiverNic->GetBytesWaiting(),
                              "bytes in = dropped + delivered + waiting");
        const auto allocations = pair.receiverNic->GetAllocations();
        NS_TEST_EXPECT_MSG_EQ(allocations.skbs, allocations.skbsFreed, "sk_buffs are freed");
    }

    std::string m_nic; //!< preset
    Trouble m_trouble; //!< on the way
};

/// @ingroup offload-test What the engine did is what the core is charged for.
class EngineCostsTestCase : public TestCase
{
  public:
    EngineCostsTestCase()
        : TestCase("costs follow what the engine did")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[2]);
        pair.receiverCosts = CreateTestProfile({{"compare_flow", 1}, {"merge_segment", 1}});
        pair.Build();
        pair.AddSink(1);
        for (uint32_t flow = 0; flow < 4; flow++)
        {
            // After the first millisecond, when timestamps begin to echo something.
            pair.AddSource(0, 200000)->SetStartTime(MilliSeconds(2));
        }
        pair.Run(MilliSeconds(100));
        NS_TEST_ASSERT_MSG_EQ(pair.sink->GetBytesRead(), 800000, "bytes");
        auto hook = DynamicCast<LroReceiveHook>(pair.receiverNic->GetSettings().hook);
        const CpuCore& core = pair.receiverCpu->GetCore(0);
        const auto& counters = hook->GetCounters();
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::COMPARE_FLOW)),
                              hook->GetComparisons(),
                              "comparisons");
        NS_TEST_EXPECT_MSG_GT(hook->GetComparisons(),
                              counters.aggregated,
                              "several flows are held");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(
            static_cast<uint64_t>(core.GetCharged(Operation::MERGE_SEGMENT)),
            counters.aggregated,
            "a segment is examined before it is merged");
    }
};

/// @ingroup offload-test Hardware LRO: timer and size, at the host's cost of descriptors only.
class HardwareLroTestCase : public TestCase
{
  public:
    /**
     * @param segments limit of the NIC
     */
    explicit HardwareLroTestCase(uint32_t segments)
        : TestCase("hardware LRO of up to " + std::to_string(segments) + " segments"),
          m_segments(segments)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(PLAIN);
        pair.receiverCosts = CreateTestProfile(
            {{"merge_segment", 1000}, {"read_rx_descriptor", 1}, {"load_header", 1}});
        pair.link.SetHardwareLro("MaxSegments",
                                 UintegerValue(m_segments),
                                 "Timeout",
                                 TimeValue(MicroSeconds(50)));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        pair.AddSink(1);
        // After the first millisecond, when timestamps begin to echo something.
        auto source = pair.AddSource(0, 2000000);
        source->SetStartTime(MilliSeconds(2));
        // Lone segments, a millisecond apart, when the other transfer is over.
        auto lone = pair.AddSource(0, 10 * HostPair::SEGMENT);
        lone->SetAttribute("WriteSize", UintegerValue(HostPair::SEGMENT));
        lone->SetAttribute("Rate", DataRateValue(DataRate(8000 * HostPair::SEGMENT)));
        lone->SetStartTime(MilliSeconds(20));
        Time longest;
        pair.receiverNic->TraceConnectWithoutContext(
            "Delay",
            Callback<void, Time>([&longest](Time delay) { longest = std::max(longest, delay); }));
        pair.Run(MilliSeconds(100));
        NS_TEST_ASSERT_MSG_EQ(pair.sink->GetBytesRead(), 2000000 + 10 * HostPair::SEGMENT, "bytes");
        const auto& statistics = pair.receiverNic->GetStatistics();
        const double merged = static_cast<double>(statistics.dataFrames) /
                              static_cast<double>(statistics.dataDeliveries);
        NS_TEST_EXPECT_MSG_GT(merged, 0.5 * m_segments, "segments a delivery");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(merged, m_segments, "segments a delivery");
        // The timer, and the few cycles that a descriptor costs here.
        NS_TEST_EXPECT_MSG_EQ_TOL(longest,
                                  MicroSeconds(50),
                                  NanoSeconds(100),
                                  "a lone segment waits for the timer");
        const CpuCore& core = pair.receiverCpu->GetCore(0);
        NS_TEST_EXPECT_MSG_EQ(core.GetCharged(Operation::MERGE_SEGMENT), 0, "merges are free");
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::READ_RX_DESCRIPTOR)),
                              statistics.framesDelivered,
                              "descriptors are not");
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::LOAD_HEADER)),
                              statistics.deliveries,
                              "one header for a completion");
    }

    uint32_t m_segments; //!< limit
};

/// @ingroup offload-test LRO in the NIC and in the driver at once.
class TwiceTestCase : public TestCase
{
  public:
    TwiceTestCase()
        : TestCase("what the NIC has merged may be merged again")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[1]);
        pair.link.SetHardwareLro("MaxSegments", UintegerValue(4));
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 2000000)->SetStartTime(MilliSeconds(2));
        pair.Run(MilliSeconds(100));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 2000000, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 5 * statistics.dataDeliveries, "merged twice");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes, statistics.bytesDelivered, "bytes in and out");
    }
};

/// @ingroup offload-test A merged packet can be printed.
class PrintingTestCase : public TestCase
{
  public:
    PrintingTestCase()
        : TestCase("a merged packet can be printed")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            Packet::EnablePrinting();
            HostPair pair(RECEIVE_PATHS[2]);
            pair.Build();
            pair.AddSink(1);
            pair.AddSource(0, 100000)->SetStartTime(MilliSeconds(2));
            uint32_t merged = 0;
            pair.receiverNic->TraceConnectWithoutContext(
                "Deliver",
                Callback<void, Ptr<const Packet>, uint32_t>(
                    [&merged](Ptr<const Packet> packet, uint32_t segments) {
                        std::ostringstream text;
                        packet->Print(text);
                        merged += segments > 1 && !text.str().empty() ? 1 : 0;
                    }));
            pair.Run(MilliSeconds(50));
            NS_ABORT_MSG_IF(merged == 0, "no merged packet was printed");
        });
        NS_TEST_EXPECT_MSG_EQ(message, "(it did not abort)", "printing");
    }
};

/// @ingroup offload-test Feature lro in mid-simulation.
class FeatureTestCase : public TestCase
{
  public:
    /**
     * @param nic a preset that merges
     */
    explicit FeatureTestCase(const std::string& nic)
        : TestCase(nic + ": lro is switched off in the middle"),
          m_nic(nic)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(PLAIN);
        pair.link.SetNic(m_nic);
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(10));
        const ReceiveStatistics before = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(before.framesDelivered, 2 * before.deliveries, "frames are merged");
        pair.devices.Get(1)->SetAttribute("lro", BooleanValue(false));
        pair.Run(MilliSeconds(1));
        const ReceiveStatistics middle = pair.receiverNic->GetStatistics();
        pair.Run(MilliSeconds(5));
        const ReceiveStatistics& after = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(after.framesDelivered - middle.framesDelivered,
                              after.deliveries - middle.deliveries,
                              "frames are still merged");
        NS_TEST_EXPECT_MSG_GT(after.deliveries, middle.deliveries + 1000, "frames still come");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    std::string m_nic; //!< preset
};

/// @ingroup offload-test A full backlog queue drops.
class BacklogTestCase : public TestCase
{
  public:
    BacklogTestCase()
        : TestCase("without NAPI, an interrupt a packet; a full backlog drops")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(PLAIN);
        // The handler keeps up with the wire, the softirq behind it does not.
        pair.receiverCosts =
            CreateTestProfile({{"read_rx_descriptor", 300}, {"deliver_packet", 3000}});
        pair.link.SetDeviceAttribute("Napi", BooleanValue(false));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.link.SetDeviceAttribute("MaxBacklog", UintegerValue(16));
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(5)));
        pair.Build();
        pair.AddSink(1);
        // Four initial windows of ten segments come at once.
        for (uint32_t flow = 0; flow < 4; flow++)
        {
            pair.AddSource(0, 250000);
        }
        pair.Run(Seconds(10));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 1000000, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_GT(statistics.framesBacklogFull, 0, "the backlog was full");
        NS_TEST_EXPECT_MSG_EQ(statistics.framesRingFull, 0, "the ring was not");
        NS_TEST_EXPECT_MSG_GT(statistics.interrupts, statistics.frames / 2, "one a packet, nearly");
        NS_TEST_EXPECT_MSG_EQ(statistics.polls, 0, "nobody polls");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesBacklogFull + statistics.bytesDelivered,
                              "bytes in = dropped + delivered");
    }
};

/// @ingroup offload-test Small packets go by their own way, and do not overtake.
class SmallPacketTestCase : public TestCase
{
  public:
    SmallPacketTestCase()
        : TestCase("small packets are received apart, after what was held of their flow")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[2]);
        pair.link.SetDeviceAttribute("SmallPacketSize", UintegerValue(200));
        pair.Build();
        pair.AddSink(1);
        // A write of 10 segments and a bit: the bit comes in a small frame behind them.
        auto source = pair.AddSource(0, 0);
        source->SetAttribute("WriteSize", UintegerValue(10 * HostPair::SEGMENT + 100));
        source->SetAttribute("Rate", StringValue("1Gbps"));
        source->SetAttribute("NoDelay", BooleanValue(true));
        source->SetStartTime(MilliSeconds(2));
        SequenceNumber32 next(0);
        uint32_t backwards = 0;
        pair.receiverNic->TraceConnectWithoutContext(
            "Deliver",
            Callback<void, Ptr<const Packet>, uint32_t>(
                [&next, &backwards](Ptr<const Packet> packet, uint32_t /* segments */) {
                    std::array<uint8_t, 28> head{};
                    packet->CopyData(head.data(), head.size());
                    const SequenceNumber32 sequence(uint32_t{head[24]} << 24 |
                                                    uint32_t{head[25]} << 16 |
                                                    uint32_t{head[26]} << 8 | head[27]);
                    backwards += sequence < next ? 1 : 0;
                    next = sequence;
                }));
        pair.Run(MilliSeconds(20));
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(statistics.smallFrames, 50, "small frames");
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 4 * statistics.dataDeliveries, "merged");
        NS_TEST_EXPECT_MSG_EQ(backwards, 0, "packets have overtaken");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }
};

/// @ingroup offload-test VLANs.
class VlanTestCase : public TestCase
{
  public:
    /**
     * @param path LRO in skb mode or page mode
     * @param isExtracted whether the NIC takes tags out
     * @param sender the sender's VLAN
     * @param receiver the receiver's VLAN
     * @param merges whether frames are merged
     */
    VlanTestCase(const ReceivePath& path,
                 bool isExtracted,
                 uint16_t sender,
                 uint16_t receiver,
                 bool merges)
        : TestCase(std::string(path.name) + ", VLAN " + std::to_string(sender) + " to " +
                   std::to_string(receiver) +
                   (isExtracted ? ", tag taken out" : ", tag in the frame")),
          m_path(path),
          m_isExtracted(isExtracted),
          m_sender(sender),
          m_receiver(receiver),
          m_merges(merges)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(m_path);
        pair.link.SetDeviceAttribute("rx-vlan-offload", BooleanValue(m_isExtracted));
        pair.link.SetDeviceAttribute("VlanId", UintegerValue(m_sender));
        pair.Build();
        pair.devices.Get(1)->SetAttribute("VlanId", UintegerValue(m_receiver));
        pair.AddSink(1);
        pair.AddSource(0, 0)->SetStartTime(MilliSeconds(2));
        pair.Run(MilliSeconds(12));
        const uint64_t early = pair.sink->GetBytesRead();
        pair.Run(MilliSeconds(10));
        const auto& statistics = pair.receiverNic->GetStatistics();
        const double rate = static_cast<double>(pair.sink->GetBytesRead() - early) * 8 / 10e6;
        if (m_sender == m_receiver)
        {
            // 1448 bytes in 1538 of wire time, and 4 for the tag.
            NS_TEST_EXPECT_MSG_EQ_TOL(rate, 10.0 * 1448 / 1542, 0.05, "Gb/s");
            NS_TEST_EXPECT_MSG_EQ((statistics.framesDelivered > 4 * statistics.deliveries),
                                  m_merges,
                                  "frames are merged");
            NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        }
        else
        {
            NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 0, "bytes of another VLAN");
            NS_TEST_EXPECT_MSG_GT(pair.receiverNic->GetOtherVlanFrames(), 0, "frames kept out");
        }
    }

    ReceivePath m_path;  //!< LRO in skb mode or page mode
    bool m_isExtracted;  //!< rx-vlan-offload
    uint16_t m_sender;   //!< VLAN
    uint16_t m_receiver; //!< VLAN
    bool m_merges;       //!< whether frames are merged
};

/// @ingroup offload-test Memory decides the window, on request.
class TrueSizeTestCase : public TestCase
{
  public:
    /**
     * @param isCharged whether memory is charged
     */
    explicit TrueSizeTestCase(bool isCharged)
        : TestCase(isCharged ? "the memory of packets is charged to the receive buffer"
                             : "payload is charged to the receive buffer"),
          m_isCharged(isCharged)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[2]);
        pair.link.SetDeviceAttribute("ChargeTrueSize", BooleanValue(m_isCharged));
        pair.Build();
        Ptr<Socket> accepted;
        auto listener = Socket::CreateSocket(pair.hosts.Get(1), TcpSocketFactory::GetTypeId());
        listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT));
        listener->Listen();
        listener->SetAcceptCallback(
            MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
            Callback<void, Ptr<Socket>, const Address&>(
                [&accepted](Ptr<Socket> socket, const Address& /* from */) { accepted = socket; }));
        pair.AddSource(0, 0)->SetStartTime(MilliSeconds(2));
        pair.Run(MilliSeconds(50));
        // Nobody reads: what has come is what the window let come.
        const double share = accepted->GetRxAvailable() / (512.0 * 1024);
        const double payload = HostPair::SEGMENT / 2048.0;
        const double expected = m_isCharged ? payload : 1;
        NS_TEST_EXPECT_MSG_EQ_TOL(share, expected, 0.03, "of the buffer");
    }

    bool m_isCharged; //!< attribute
};

/// @ingroup offload-test A NIC with a processor of its own.
class OffloadEngineTestCase : public TestCase
{
  public:
    OffloadEngineTestCase()
        : TestCase("a TCP offload engine leaves the host's interrupt core alone")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(PLAIN);
        std::string error;
        pair.receiverCosts = CostProfile::Load("athlon64-2007", error);
        pair.link.SetNic("toe");
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(20));
        const uint32_t engine = 2;
        NS_TEST_ASSERT_MSG_EQ(pair.receiverCpu->GetNCores(), 3, "two of the host, one of the NIC");
        const CpuCore& host = pair.receiverCpu->GetCore(0);
        const CpuCore& nic = pair.receiverCpu->GetCore(engine);
        NS_TEST_EXPECT_MSG_EQ(host.GetBusyCycles(CpuContext::SOFTIRQ), 0, "the host's softirq");
        NS_TEST_EXPECT_MSG_GT(host.GetCharged(Operation::TAKE_INTERRUPT), 0, "data is announced");
        NS_TEST_EXPECT_MSG_GT(nic.GetCharged(Operation::DELIVER_PACKET), 0, "the NIC's stack");
        NS_TEST_EXPECT_MSG_GT(nic.GetCharged(Operation::BUILD_ACK), 0, "the NIC's ACKs");
        const double seconds = 0.02;
        const auto clock = static_cast<double>(nic.GetCostProfile()->GetClock());
        NS_TEST_EXPECT_MSG_LT_OR_EQ(static_cast<double>(nic.GetBusyCycles(CpuContext::SOFTIRQ)),
                                    clock * seconds,
                                    "at its own speed");
    }
};

/**
 * @ingroup offload-test
 * Rules of receive offloads in a host.
 */
class OffloadLroTestSuite : public TestSuite
{
  public:
    OffloadLroTestSuite()
        : TestSuite("offload-lro")
    {
        for (const auto& nic : NicPreset::GetNames())
        {
            for (const auto trouble : {Trouble::NONE,
                                       Trouble::LOSS,
                                       Trouble::REORDERING,
                                       Trouble::DUPLICATION,
                                       Trouble::ECN_MARKS})
            {
                AddTestCase(new PresetStreamTestCase(nic, trouble));
            }
        }
        for (const auto& fault : std::vector<WrongFileTestCase::Fault>{
                 {"table", "[hook]", "[hock]", "unknown key \"hock\""},
                 {"attribute", "MaxDesc", "MaxDisk", "no attribute \"MaxDisk\""},
                 {"value", "\"8\"", "\"0\"", "\"0\" is no value for"},
                 {"type",
                  "ns3::LroReceiveHook",
                  "ns3::SkbReceiveBuffers",
                  "is no ns3::ReceiveHook"},
                 {"source", "source =", "from =", "unknown key \"from\""}})
        {
            AddTestCase(new WrongFileTestCase(
                std::string(OFFLOAD_NIC_DIR) + "/ehea.toml",
                [](const std::string& path, std::string& error) {
                    return NicPreset::Load(path, error) != nullptr;
                },
                fault));
        }
        AddTestCase(new EngineCostsTestCase);
        AddTestCase(new HardwareLroTestCase(8));
        AddTestCase(new HardwareLroTestCase(32));
        AddTestCase(new TwiceTestCase);
        AddTestCase(new PrintingTestCase);
        AddTestCase(new FeatureTestCase("myri10ge"));
        AddTestCase(new FeatureTestCase("xframe"));
        AddTestCase(new BacklogTestCase);
        AddTestCase(new SmallPacketTestCase);
        // The LRO of 2007 never merges tagged frames in skb mode if the tag is in their bytes.
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[1], true, 7, 7, true));
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[1], false, 7, 7, false));
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[2], true, 7, 7, true));
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[2], false, 7, 7, true));
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[1], true, 7, 8, false));
        AddTestCase(new TrueSizeTestCase(false));
        AddTestCase(new TrueSizeTestCase(true));
        AddTestCase(new OffloadEngineTestCase);
    }
};

OffloadLroTestSuite g_offloadLroTestSuite; //!< registers the suite

} // namespace
