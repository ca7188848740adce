/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "segmentation-place.h"

#include "ns3/header-fields.h"
#include "ns3/nic-features.h"
#include "ns3/offload-loopback-helper.h"
#include "ns3/tcp-option-ts.h"
#include "ns3/tcp-segment.h"
#include "ns3/test.h"

#include <sstream>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/**
 * @param sequence sequence number
 * @param payload bytes
 * @param flags flags
 * @param value value of the timestamp option; 0 for no option
 * @return a segment as TCP would hand it down
 */
TcpSegment
MakeSegment(uint32_t sequence, uint32_t payload, uint8_t flags, uint32_t value)
{
    TcpHeader header;
    header.SetSequenceNumber(SequenceNumber32(sequence));
    header.SetFlags(flags);
    header.SetAckNumber(SequenceNumber32(7000 + value));
    if (value > 0)
    {
        auto option = CreateObject<TcpOptionTS>();
        option->SetTimestamp(value);
        option->SetEcho(value - 1);
        header.AppendOption(option);
    }
    Ptr<Packet> packet = Create<Packet>(payload);
    packet->AddHeader(header);
    return TcpSegment(packet);
}

constexpr uint32_t MSS = 1448;          //!< payload of a full segment
constexpr uint8_t ACK = TcpHeader::ACK; //!< flags of most segments

} // namespace

/// @ingroup offload-test Which segments travel together.
class BoundaryTestCase : public TestCase
{
  public:
    BoundaryTestCase()
        : TestCase("what begins a super-packet of its own")
    {
    }

  private:
    void DoRun() override
    {
        const TcpSegment first = MakeSegment(1, MSS, ACK, 5);
        const uint32_t next = 1 + MSS;
        const auto expect = [this](const TcpSegment& a,
                                   const TcpSegment& b,
                                   const TcpSegment& c,
                                   TransmitBoundary boundary) {
            NS_TEST_EXPECT_MSG_EQ(std::string(ToString(FindBoundary(a, b, c))),
                                  std::string(ToString(boundary)),
                                  "sequence " << c.sequence << ", payload " << c.payload);
        };
        const auto after = [&](const TcpSegment& segment, TransmitBoundary boundary) {
            expect(first, first, segment, boundary);
        };
        after(MakeSegment(next, MSS, ACK, 5), TransmitBoundary::NONE);
        after(MakeSegment(next, MSS, ACK, 6), TransmitBoundary::NONE);
        after(MakeSegment(next, 100, ACK, 5), TransmitBoundary::NONE);
        after(MakeSegment(next, MSS, ACK | TcpHeader::FIN, 5), TransmitBoundary::NONE);
        after(MakeSegment(next, MSS, ACK | TcpHeader::PSH, 5), TransmitBoundary::NONE);
        after(MakeSegment(next + 1, MSS, ACK, 5), TransmitBoundary::NOT_CONTIGUOUS);
        after(MakeSegment(next - MSS, MSS, ACK, 5), TransmitBoundary::NOT_CONTIGUOUS);
        after(MakeSegment(next, MSS + 1, ACK, 5), TransmitBoundary::LONGER);
        after(MakeSegment(next, 0, ACK | TcpHeader::FIN, 5), TransmitBoundary::FLAGS);
        after(MakeSegment(next, MSS, ACK | TcpHeader::CWR, 5), TransmitBoundary::FLAGS);
        after(MakeSegment(next, MSS, ACK | TcpHeader::ECE, 5), TransmitBoundary::FLAGS);
        after(MakeSegment(next, MSS, ACK | TcpHeader::URG, 5), TransmitBoundary::FLAGS);
        after(MakeSegment(next, MSS, ACK, 0), TransmitBoundary::OPTIONS);

        TcpSegment marked = MakeSegment(next, MSS, ACK, 5);
        marked.tos = 2;
        after(marked, TransmitBoundary::IP_FIELDS);
        TcpSegment again = MakeSegment(next, MSS, ACK, 5);
        again.isRetransmission = true;
        after(again, TransmitBoundary::RETRANSMISSION);

        const TcpSegment last = MakeSegment(next, 100, ACK, 5);
        expect(first, last, MakeSegment(next + 100, 100, ACK, 5), TransmitBoundary::SHORT_BEFORE);
        const TcpSegment pushed = MakeSegment(next, MSS, ACK | TcpHeader::PSH, 5);
        expect(first, pushed, MakeSegment(next + MSS, MSS, ACK, 5), TransmitBoundary::FLAGS);
        // CWR is for the first, which may have it.
        const TcpSegment reduced = MakeSegment(1, MSS, ACK | TcpHeader::CWR, 5);
        expect(reduced, reduced, MakeSegment(next, MSS, ACK, 5), TransmitBoundary::NONE);
    }
};

/// @ingroup offload-test The header of a super-packet.
class HeaderTestCase : public TestCase
{
  public:
    HeaderTestCase()
        : TestCase("a super-packet has the first sequence number, and all else of the newest")
    {
    }

  private:
    void DoRun() override
    {
        TcpSegment first = MakeSegment(1, MSS, ACK | TcpHeader::CWR, 5);
        const TcpSegment last = MakeSegment(1 + MSS, MSS, ACK | TcpHeader::FIN, 9);
        FinishHeader(first, last);
        TcpHeader header;
        first.packet->PeekHeader(header);
        NS_TEST_EXPECT_MSG_EQ(header.GetSequenceNumber().GetValue(), 1, "sequence number");
        NS_TEST_EXPECT_MSG_EQ(header.GetAckNumber().GetValue(), 7009, "acknowledgment number");
        NS_TEST_EXPECT_MSG_EQ((header.GetFlags() == (ACK | TcpHeader::CWR | TcpHeader::FIN)),
                              true,
                              "CWR of the first, FIN of the last");
        auto option = DynamicCast<const TcpOptionTS>(header.GetOption(TcpOption::TS));
        NS_TEST_EXPECT_MSG_EQ(option->GetTimestamp(), 9, "timestamp");
    }
};

/// @ingroup offload-test TCP small queues.
class SmallQueueTestCase : public TestCase
{
  public:
    /**
     * @param limit attribute LimitOutputBytes
     * @param place where super-packets are segmented
     */
    SmallQueueTestCase(uint32_t limit, const SegmentationPlace& place)
        : TestCase("no more than " + std::to_string(limit) + " bytes lie below TCP, " + place.name),
          m_limit(limit),
          m_place(place)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        Config::SetDefault("ns3::TransmitTap::LimitOutputBytes", UintegerValue(m_limit));
        Config::SetDefault("ns3::TransmitTap::PacingShift", UintegerValue(0));
        SetPlace(pair, m_place);
        pair.link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        pair.Build();
        pair.AddSink(1);
        constexpr uint64_t BYTES = 5000000;
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        auto tap = pair.hosts.Get(0)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_GT(tap->GetHolds(TransmitHold::SMALL_QUEUE), 10, "times it was held");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(tap->GetMaxBytesBelow(), m_limit, "bytes below TCP");
        // Nothing is lost of the rate: a NIC that sends is never without work.
        NS_TEST_EXPECT_MSG_GT(tap->GetMaxBytesBelow(), m_limit / 2, "bytes below TCP");
    }

    uint32_t m_limit;          //!< bytes
    SegmentationPlace m_place; //!< place
};

/// @ingroup offload-test The features of a NIC, by era.
class FeatureRulesTestCase : public TestCase
{
  public:
    FeatureRulesTestCase()
        : TestCase("a feature is off while what it needs is off, by the rules of the era")
    {
    }

  private:
    void DoRun() override
    {
        std::string error;
        for (const auto& era : NicFeatures::GetEras())
        {
            NS_TEST_EXPECT_MSG_EQ(NicFeatures().SetEra(era, error), true, era << ": " << error);
        }
        NicFeatures features;
        NS_TEST_EXPECT_MSG_EQ(features.SetEra("linux-1.0", error), false, "no such era");
        NS_TEST_EXPECT_MSG_EQ((error.find("linux-6.18") != std::string::npos), true, error);

        NS_TEST_ASSERT_MSG_EQ(features.SetEra("linux-6.18", error), true, error);
        for (const auto feature : {NicFeature::SCATTER_GATHER,
                                   NicFeature::TX_CHECKSUM,
                                   NicFeature::TX_GSO,
                                   NicFeature::TX_TCP,
                                   NicFeature::RX_CHECKSUM,
                                   NicFeature::LRO,
                                   NicFeature::GRO})
        {
            features.Request(feature, true);
            NS_TEST_EXPECT_MSG_EQ(features.IsOn(feature), true, NicFeatures::GetName(feature));
        }
        features.Request(NicFeature::SCATTER_GATHER, false);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::TX_GSO), false, "GSO needs SG today");
        NS_TEST_EXPECT_MSG_EQ(features.IsRequested(NicFeature::TX_GSO), true, "still asked for");
        NS_TEST_EXPECT_MSG_EQ((features.Explain(NicFeature::TX_GSO).find("sg is off") == 0),
                              true,
                              features.Explain(NicFeature::TX_GSO));
        std::ostringstream listed;
        features.Print(listed);
        const bool isListed =
            listed.str().find("tx-gso: off [requested on]\n") != std::string::npos &&
            listed.str().find("rx-checksum: on\n") != std::string::npos;
        NS_TEST_EXPECT_MSG_EQ(isListed, true, listed.str());
        NS_TEST_ASSERT_MSG_EQ(features.SetEra("linux-2.6.18", error), true, error);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::TX_GSO), true, "... but not in 2.6.18");
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::TX_TCP), false, "TSO does");
        NS_TEST_ASSERT_MSG_EQ(features.SetEra("linux-6.18", error), true, error);

        features.Request(NicFeature::RX_CHECKSUM, false);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::LRO), false, "LRO needs rx-checksum");
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::GRO), true, "GRO does not");
        features.Request(NicFeature::RX_GRO_HW, true);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::RX_GRO_HW), false, "nor has hardware GRO");
        features.Request(NicFeature::RX_CHECKSUM, true);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::RX_GRO_HW), true, "now it has");
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::LRO), false, "which excludes LRO");
        NS_TEST_EXPECT_MSG_EQ(features.List().size(),
                              static_cast<std::size_t>(NicFeature::COUNT),
                              "as ethtool -k: all of them");
    }
};

/// @ingroup offload-test Features are switched while packets flow.
class FeatureSwitchTestCase : public TestCase
{
  public:
    FeatureSwitchTestCase()
        : TestCase("features switched in mid-stream lose nothing and act at once")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.Build();
        WireLog log;
        auto nic = pair.devices.Get(0);
        nic->TraceConnectWithoutContext("PhyTxBegin", MakeCallback(&WireLog::Note, &log));
        pair.AddSink(1);
        pair.AddSource(0, 0);
        auto tap = pair.hosts.Get(0)->GetObject<TransmitTap>();
        pair.Run(MilliSeconds(3));
        tap = pair.hosts.Get(0)->GetObject<TransmitTap>();
        const auto& path = pair.senderNic->GetTransmitPath();
        NS_TEST_EXPECT_MSG_EQ(tap->GetDataSegments(), tap->GetDataPackets(), "no super-packets");
        nic->SetAttribute("tx-gso", BooleanValue(true));
        pair.Run(MilliSeconds(3));
        NS_TEST_EXPECT_MSG_GT(tap->GetDataSegments(), tap->GetDataPackets() + 500, "with tx-gso");
        NS_TEST_EXPECT_MSG_GT(path.GetSoftwareSegmented(), 20, "cut in software");
        nic->SetAttribute("tx-tcp-segmentation", BooleanValue(true));
        const uint64_t software = path.GetSoftwareSegmented();
        pair.Run(MilliSeconds(3));
        const auto& ring = pair.senderNic->GetTransmitPath().GetRing().GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(path.GetSoftwareSegmented(), software, "no longer in software");
        NS_TEST_EXPECT_MSG_GT(ring.superPackets, 20, "but in the NIC");
        nic->SetAttribute("sg", BooleanValue(false));
        BooleanValue isOn;
        nic->GetAttribute("tx-tcp-segmentation", isOn);
        NS_TEST_EXPECT_MSG_EQ(isOn.Get(), false, "TSO without scatter/gather is off");
        pair.Run(MilliSeconds(3));
        const uint64_t packets = tap->GetDataPackets();
        const uint64_t segments = tap->GetDataSegments();
        pair.Run(MilliSeconds(3));
        NS_TEST_EXPECT_MSG_EQ(tap->GetDataSegments() - segments,
                              tap->GetDataPackets() - packets,
                              "and so is GSO");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_EQ(log.longest, 1500, "longest packet on the wire");
        NS_TEST_EXPECT_MSG_GT(pair.sink->GetBytesRead(), 12000000, "bytes");
    }
};

/// @ingroup offload-test What a NIC without scatter/gather costs.
class LinearCopyTestCase : public TestCase
{
  public:
    LinearCopyTestCase()
        : TestCase("without SG the bytes of super-packets are copied once more")
    {
    }

  private:
    void DoRun() override
    {
        for (const bool hasGather : {true, false})
        {
            HostPair pair;
            pair.senderCosts = CreateTestProfile({{"copy_byte", 1}});
            pair.link.SetDeviceAttribute("Era", StringValue("linux-2.6.18"));
            pair.link.SetFeature("tx-gso", true);
            pair.link.SetFeature("sg", hasGather);
            pair.Build();
            uint64_t inSuperPackets = 0;
            pair.AddSink(1);
            constexpr uint64_t BYTES = 1000000;
            pair.AddSource(0, BYTES);
            Simulator::Schedule(MicroSeconds(1), [&pair, &inSuperPackets]() {
                pair.hosts.Get(0)->GetObject<TransmitTap>()->TraceConnectWithoutContext(
                    "Packet",
                    Callback<void, uint32_t, uint32_t>(
                        [&inSuperPackets](uint32_t segments, uint32_t payload) {
                            inSuperPackets += segments > 1 ? payload : 0;
                        }));
            });
            pair.Run(Seconds(1));
            NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
            NS_TEST_EXPECT_MSG_GT(inSuperPackets, BYTES / 2, "bytes in super-packets");
            NS_TEST_EXPECT_MSG_EQ(
                static_cast<uint64_t>(pair.senderCpu->GetCore(0).GetCharged(Operation::COPY_BYTE)),
                BYTES + (hasGather ? 0 : inSuperPackets),
                "bytes copied");
        }
    }
};

/// @ingroup offload-test One host, both ends.
class LoopbackTestCase : public TestCase
{
  public:
    LoopbackTestCase()
        : TestCase("one core pays for both sides of a loopback device with an MTU")
    {
    }

  private:
    void DoRun() override
    {
        for (const bool isGso : {false, true})
        {
            Run(isGso);
        }
    }

    /**
     * @param isGso feature tx-gso
     */
    void Run(bool isGso)
    {
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(MSS));
        Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1024 * 1024));
        auto host = CreateObject<Node>();
        OffloadLoopbackHelper loopback("xu-2006");
        loopback.SetDeviceAttribute("Mtu", UintegerValue(1500));
        loopback.SetFeature("tx-gso", isGso);
        auto device = loopback.Install(host);
        InternetStackHelper().Install(host);
        auto sink = CreateObject<CpuSink>();
        const InetSocketAddress remote(Ipv4Address::GetLoopback(), HostPair::PORT);
        sink->SetAttribute("Local", AddressValue(remote));
        sink->SetAttribute("Verify", BooleanValue(true));
        host->AddApplication(sink);
        auto source = CreateObject<CpuSource>();
        constexpr uint64_t BYTES = 2000000;
        source->SetAttribute("Remote", AddressValue(remote));
        source->SetAttribute("MaxBytes", UintegerValue(BYTES));
        source->SetAttribute("Pattern", BooleanValue(true));
        host->AddApplication(source);
        Simulator::Stop(Seconds(1));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(sink->GetWrongBytes(), 0, "wrong bytes");
        const auto& statistics = device->GetDriver()->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(statistics.dataFrames, statistics.dataDeliveries, "cut before");
        const CpuCore& core = HostCpu::Get(host)->GetCore(0);
        NS_TEST_EXPECT_MSG_EQ((core.GetCharged(Operation::SEGMENT_PACKET) > 0), isGso, "cutting");
        const int64_t copies = core.GetCharged(Operation::COPY_BYTE);
        NS_TEST_EXPECT_MSG_EQ(copies, 2 * static_cast<int64_t>(BYTES), "copied in, copied out");
        int64_t charged = 0;
        for (std::size_t i = 0; i < N_OPERATIONS; i++)
        {
            charged += core.GetCharged(static_cast<Operation>(i));
        }
        NS_TEST_EXPECT_MSG_EQ(charged,
                              core.GetBusyCycles(CpuContext::HARDIRQ) +
                                  core.GetBusyCycles(CpuContext::SOFTIRQ) +
                                  core.GetBusyCycles(CpuContext::PROCESS),
                              "busy time = sum of the charges");
        Simulator::Destroy();
        Config::Reset();
    }
};

/// @ingroup offload-test Transmit tap and features test suite.
class OffloadTapTestSuite : public TestSuite
{
  public:
    OffloadTapTestSuite()
        : TestSuite("offload-tap", UNIT)
    {
        AddTestCase(new BoundaryTestCase, TestCase::QUICK);
        AddTestCase(new HeaderTestCase, TestCase::QUICK);
        for (const auto& place : PLACES)
        {
            AddTestCase(new SmallQueueTestCase(131072, place), TestCase::QUICK);
            AddTestCase(new SmallQueueTestCase(70000, place), TestCase::QUICK);
        }
        AddTestCase(new FeatureRulesTestCase, TestCase::QUICK);
        AddTestCase(new FeatureSwitchTestCase, TestCase::QUICK);
        AddTestCase(new LinearCopyTestCase, TestCase::QUICK);
        AddTestCase(new LoopbackTestCase, TestCase::QUICK);
    }
};

static OffloadTapTestSuite g_offloadTapTestSuite; //!< static instance
