/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "segmentation-place.h"

#include "ns3/bridge-helper.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-address-generator.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/paravirtual-helper.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/test.h"
#include "ns3/udp-segment-tag.h"
#include "ns3/udp-socket-factory.h"

#include <string>
#include <vector>

using namespace ns3;

namespace
{

/**
 * @ingroup offload-test
 * Applications between any two nodes, and the clean-up of a simulation.
 */
class Network
{
  public:
    Network()
    {
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(HostPair::SEGMENT));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(512 * 1024));
        Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1024 * 1024));
    }

    ~Network()
    {
        Simulator::Destroy();
        Ipv4AddressGenerator::Reset();
        Ipv6AddressGenerator::Reset();
        Config::Reset();
    }

    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /**
     * Transfer bytes over TCP, from now to their end.
     *
     * @param from sender
     * @param to receiver
     * @param remote the receiver's address and port
     * @param bytes how many
     * @param duration time to simulate
     * @return bytes that arrived right
     */
    uint64_t Transfer(Ptr<Node> from,
                      Ptr<Node> to,
                      const Address& remote,
                      uint64_t bytes,
                      Time duration)
    {
        auto sink = CreateObject<CpuSink>();
        sink->SetAttribute("Local", AddressValue(remote));
        sink->SetAttribute("Verify", BooleanValue(true));
        to->AddApplication(sink);
        auto source = CreateObject<CpuSource>();
        source->SetAttribute("Remote", AddressValue(remote));
        source->SetAttribute("MaxBytes", UintegerValue(bytes));
        source->SetAttribute("Pattern", BooleanValue(true));
        source->SetStartTime(MilliSeconds(10));
        from->AddApplication(source);
        Simulator::Stop(duration);
        Simulator::Run();
        return sink->GetBytesRead() - sink->GetWrongBytes();
    }

    /**
     * @param node a node
     * @param port port to listen on
     * @param sizes gets the size of each datagram
     */
    static void CollectDatagrams(Ptr<Node> node, uint16_t port, std::vector<uint32_t>& sizes)
    {
        auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), port));
        socket->SetRecvCallback([&sizes](Ptr<Socket> from) {
            while (Ptr<Packet> packet = from->Recv())
            {
                sizes.push_back(packet->GetSize());
            }
        });
    }
};

constexpr uint16_t UDP_PORT = 9; //!< of those who collect datagrams

/**
 * @param device a device
 * @param longest gets the length of the longest frame that begins on its wire
 */
void
WatchLongest(Ptr<NetDevice> device, uint32_t& longest)
{
    device->TraceConnectWithoutContext(
        "PhyTxBegin",
        Callback<void, Ptr<const Packet>>([&longest](Ptr<const Packet> packet) {
            longest = std::max(longest, packet->GetSize());
        }));
}

} // namespace

/// @ingroup offload-test A router with a smaller MTU fragments what it would without offloads.
class SmallMtuV4TestCase : public TestCase
{
  public:
    SmallMtuV4TestCase()
        : TestCase("an IPv4 router fragments wire frames, wherever they were segmented")
    {
    }

  private:
    void DoRun() override
    {
        const WireLog none = Run(PLACES[0]);
        NS_TEST_EXPECT_MSG_EQ(none.longest, 996, "fragments of an MTU of 1000");
        for (const auto& place : {PLACES[1], PLACES[2]})
        {
            NS_TEST_EXPECT_MSG_EQ((Run(place).packets == none.packets),
                                  true,
                                  place.name << ": fragments");
        }
    }

    /**
     * @param place where super-packets are segmented
     * @return what leaves the router for the receiver
     */
    WireLog Run(const SegmentationPlace& place)
    {
        Network network;
        NodeContainer nodes(3);
        OffloadPointToPointHelper link("ideal");
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        link.SetFeature("tx-gso", place.gso);
        link.SetFeature("tx-tcp-segmentation", place.tso);
        PointToPointHelper stock;
        stock.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
        stock.SetDeviceAttribute("Mtu", UintegerValue(1000));
        // The ring and the queue of the router hold all that a window has.
        stock.SetQueue("ns3::DropTailQueue<Packet>", "MaxSize", StringValue("10000p"));
        const auto left = link.Install(nodes.Get(0), nodes.Get(1));
        const auto right = stock.Install(nodes.Get(1), nodes.Get(2));
        InternetStackHelper().Install(nodes);
        Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
        addresses.Assign(left);
        addresses.NewNetwork();
        addresses.Assign(right);
        Ipv4GlobalRoutingHelper::PopulateRoutingTables();
        WireLog log;
        right.Get(0)->TraceConnectWithoutContext("PhyTxBegin", MakeCallback(&WireLog::Note, &log));
        constexpr uint64_t BYTES = 500000;
        const uint64_t arrived = network.Transfer(nodes.Get(0),
                                                  nodes.Get(2),
                                                  InetSocketAddress("10.0.1.2", HostPair::PORT),
                                                  BYTES,
                                                  Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, place.name << ": bytes");
        return log;
    }
};

/// @ingroup offload-test IPv6: the true MTU is reported, and a path MTU applies to segments.
class SmallMtuV6TestCase : public TestCase
{
  public:
    SmallMtuV6TestCase()
        : TestCase("an IPv6 router reports its MTU, and the sender fragments its segments")
    {
    }

  private:
    void DoRun() override
    {
        const uint32_t none = Run(PLACES[0]);
        for (const auto& place : {PLACES[1], PLACES[2]})
        {
            NS_TEST_EXPECT_MSG_EQ(Run(place), none, place.name << ": longest behind the router");
        }
    }

    /**
     * @param place where super-packets are segmented
     * @return length of the longest frame behind the router
     */
    uint32_t Run(const SegmentationPlace& place)
    {
        Network network;
        constexpr uint32_t SEGMENT_V6 = HostPair::SEGMENT - 20;
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT_V6));
        NodeContainer nodes(3);
        OffloadPointToPointHelper link("ideal");
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        link.SetFeature("tx-gso", place.gso);
        link.SetFeature("tx-tcp-segmentation", place.tso);
        PointToPointHelper stock;
        stock.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
        stock.SetDeviceAttribute("Mtu", UintegerValue(1400));
        const auto left = link.Install(nodes.Get(0), nodes.Get(1));
        const auto right = stock.Install(nodes.Get(1), nodes.Get(2));
        InternetStackHelper().Install(nodes);
        Ipv6AddressHelper addresses("2001:1::", Ipv6Prefix(64));
        auto here = addresses.Assign(left);
        addresses.NewNetwork();
        auto there = addresses.Assign(right);
        here.SetForwarding(1, true);
        here.SetDefaultRouteInAllNodes(1);
        there.SetForwarding(0, true);
        there.SetDefaultRouteInAllNodes(0);
        uint32_t longest = 0;
        uint32_t longestHere = 0;
        WatchLongest(right.Get(0), longest);
        WatchLongest(left.Get(0), longestHere);
        constexpr uint64_t BYTES = 300000;
        const uint64_t arrived =
            network.Transfer(nodes.Get(0),
                             nodes.Get(2),
                             Inet6SocketAddress(there.GetAddress(1, 1), HostPair::PORT),
                             BYTES,
                             Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, place.name << ": bytes");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(longest, 1402, place.name << ": the MTU and PPP's header");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(longestHere, 1502, place.name << ": the sender's own link");
        return longest;
    }
};

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
        const WireLog stock = Run(false, false);
        std::vector<std::tuple<uint32_t, uint32_t, bool>> expected;
        for (uint32_t offset = 0; offset < 9008; offset += 1480)
        {
            const uint32_t length = std::min(1480U, 9008 - offset);
            expected.emplace_back(length + 20, offset, offset + length < 9008);
        }
        NS_TEST_EXPECT_MSG_EQ((stock.packets == expected), true, "fragmented by IP");
        NS_TEST_EXPECT_MSG_EQ((Run(true, false).packets == expected), true, "by the NIC (UFO)");
        NS_TEST_EXPECT_MSG_EQ((Run(false, true).packets == expected), true, "by the driver");
    }

    /**
     * @param isUfo whether the NIC fragments
     * @param isGso whether IP leaves it to the driver
     * @return what the wire has seen
     */
    WireLog Run(bool isUfo, bool isGso)
    {
        HostPair pair;
        Config::SetDefault("ns3::TransmitTap::UdpFragmentGso", BooleanValue(isGso));
        pair.link.SetFeature("tx-gso", true);
        pair.link.SetFeature("tx-udp-fragmentation", isUfo);
        pair.Build();
        WireLog log;
        pair.devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                        MakeCallback(&WireLog::Note, &log));
        std::vector<uint32_t> sizes;
        Network::CollectDatagrams(pair.hosts.Get(1), UDP_PORT, sizes);
        auto socket = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        Simulator::Schedule(MilliSeconds(1), [socket]() {
            socket->SendTo(Create<Packet>(9000), 0, InetSocketAddress("10.0.0.2", UDP_PORT));
        });
        pair.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_EQ((sizes == std::vector<uint32_t>{9000}), true, "one datagram");
        return log;
    }
};

/// @ingroup offload-test The MTU is wide for the super-packet at hand, and for nothing else.
class ScopedMtuTestCase : public TestCase
{
  public:
    ScopedMtuTestCase()
        : TestCase("a datagram sent from within the call of a super-packet is fragmented")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        SetPlace(pair, PLACES[2]);
        pair.Build();
        WireLog log;
        pair.devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                        MakeCallback(&WireLog::Note, &log));
        std::vector<uint32_t> sizes;
        Network::CollectDatagrams(pair.hosts.Get(1), UDP_PORT, sizes);
        auto socket = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        uint32_t nested = 0;
        // IP calls this between the tap and its look at the MTU.
        auto ip = pair.hosts.Get(0)->GetObject<Ipv4L3Protocol>();
        ip->TraceConnectWithoutContext(
            "SendOutgoing",
            Callback<void, const Ipv4Header&, Ptr<const Packet>, uint32_t>(
                [&](const Ipv4Header&, Ptr<const Packet> packet, uint32_t) {
                    if (packet->GetSize() > 2000 && nested < 5)
                    {
                        nested++;
                        socket->SendTo(Create<Packet>(9000),
                                       0,
                                       InetSocketAddress("10.0.0.2", UDP_PORT));
                    }
                }));
        pair.AddSink(1);
        constexpr uint64_t BYTES = 1000000;
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(nested, 5, "super-packets that sent a datagram");
        NS_TEST_EXPECT_MSG_EQ((sizes == std::vector<uint32_t>(5, 9000)), true, "datagrams");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_EQ(log.longest, 1500, "longest packet on the wire");
        uint32_t fragments = 0;
        for (const auto& [length, offset, isMore] : log.packets)
        {
            fragments += offset > 0 || isMore ? 1 : 0;
        }
        NS_TEST_EXPECT_MSG_EQ(fragments, 5 * 7, "fragments: of the datagrams, not of TCP");
    }
};

/// @ingroup offload-test UDP_SEGMENT.
class UdpSegmentTestCase : public TestCase
{
  public:
    UdpSegmentTestCase()
        : TestCase("one send with UDP_SEGMENT is many datagrams, wherever it is cut")
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
     * @param isUso whether the NIC cuts
     * @param size bytes of payload of a datagram; above 1472 each is fragmented
     */
    void Run(bool isUso, uint16_t size)
    {
        HostPair pair;
        pair.link.SetFeature("tx-udp-segmentation", isUso);
        pair.Build();
        WireLog log;
        pair.devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                        MakeCallback(&WireLog::Note, &log));
        std::vector<uint32_t> sizes;
        Network::CollectDatagrams(pair.hosts.Get(1), UDP_PORT, sizes);
        auto socket = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        constexpr uint32_t BYTES = 20000;
        Simulator::Schedule(MilliSeconds(1), [socket, size, bytes = BYTES]() {
            Ptr<Packet> packet = Create<Packet>(bytes);
            packet->AddPacketTag(UdpSegmentTag(size));
            socket->SendTo(packet, 0, InetSocketAddress("10.0.0.2", UDP_PORT));
        });
        pair.Run(MilliSeconds(10));
        std::vector<uint32_t> expected(BYTES / size, size);
        if (BYTES % size > 0)
        {
            expected.push_back(BYTES % size);
        }
        NS_TEST_EXPECT_MSG_EQ((sizes == expected), true, "datagrams of " << size);
        NS_TEST_EXPECT_MSG_LT_OR_EQ(log.longest, 1500, "longest packet on the wire");
        const auto& ring = pair.senderNic->GetTransmitPath().GetRing().GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(ring.superPackets, (isUso && size <= 1472 ? 1 : 0), "cut by the NIC");
        const std::set<uint16_t> ids(log.identifications.begin(), log.identifications.end());
        NS_TEST_EXPECT_MSG_EQ(ids.size(), sizes.size(), "identifications, one a datagram");
    }
};

/// @ingroup offload-test NICs on a CSMA channel, and a bridge between two of them.
class BridgeTestCase : public TestCase
{
  public:
    BridgeTestCase()
        : TestCase("a bridge passes frames between NICs on CSMA channels; short ones are padded")
    {
    }

  private:
    void DoRun() override
    {
        Network network;
        NodeContainer nodes(3);
        OffloadCsmaHelper link("ideal");
        link.SetChannelAttribute("DataRate", StringValue("1Gbps"));
        link.SetChannelAttribute("Delay", TimeValue(MicroSeconds(1)));
        link.SetFeature("tx-tcp-segmentation", true);
        const auto left = link.Install(NodeContainer(nodes.Get(0), nodes.Get(1)));
        const auto right = link.Install(NodeContainer(nodes.Get(1), nodes.Get(2)));
        BridgeHelper().Install(nodes.Get(1), NetDeviceContainer(left.Get(1), right.Get(0)));
        InternetStackHelper().Install(NodeContainer(nodes.Get(0), nodes.Get(2)));
        Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
        addresses.Assign(NetDeviceContainer(left.Get(0), right.Get(1)));
        uint32_t longest = 0;
        uint32_t shortest = UINT32_MAX;
        for (const auto& device : {left.Get(0), right.Get(0), right.Get(1)})
        {
            WatchLongest(device, longest);
            device->TraceConnectWithoutContext(
                "PhyTxBegin",
                Callback<void, Ptr<const Packet>>([&shortest](Ptr<const Packet> packet) {
                    shortest = std::min(shortest, packet->GetSize());
                }));
        }
        constexpr uint64_t BYTES = 1000000;
        const uint64_t arrived = network.Transfer(nodes.Get(0),
                                                  nodes.Get(2),
                                                  InetSocketAddress("10.0.0.2", HostPair::PORT),
                                                  BYTES,
                                                  Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(longest, 1518, "longest frame, with header and check sequence");
        NS_TEST_EXPECT_MSG_EQ(shortest, 64, "shortest frame, likewise (ARP)");
    }
};

/// @ingroup offload-test Guests: super-packets cross whole, and are cut at the way out.
class GuestTestCase : public TestCase
{
  public:
    GuestTestCase()
        : TestCase("super-packets between guests are not segmented, those to a wire once")
    {
    }

  private:
    void DoRun() override
    {
        Network network;
        // 0, 1: guests; 2: their host; 3: a host on the wire
        NodeContainer nodes(4);
        ParavirtualHelper guests("ideal");
        OffloadCsmaHelper wire("ideal");
        wire.SetChannelAttribute("DataRate", StringValue("1Gbps"));
        const auto first = guests.Install(nodes.Get(0), nodes.Get(2));
        const auto second = guests.Install(nodes.Get(1), nodes.Get(2));
        const auto out = wire.Install(NodeContainer(nodes.Get(2), nodes.Get(3)));
        NetDeviceContainer ports(first.Get(1), second.Get(1));
        ports.Add(out.Get(0));
        BridgeHelper().Install(nodes.Get(2), ports);
        InternetStackHelper().Install(NodeContainer(nodes.Get(0), nodes.Get(1), nodes.Get(3)));
        NetDeviceContainer ends(first.Get(0), second.Get(0));
        ends.Add(out.Get(1));
        Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(ends);
        uint32_t longest = 0;
        WatchLongest(out.Get(0), longest);
        constexpr uint64_t BYTES = 1000000;
        const auto port = [](NetDeviceContainer pair, uint32_t index) {
            return pair.Get(index)->GetObject<NicDriver>();
        };

        uint64_t arrived = network.Transfer(nodes.Get(0),
                                            nodes.Get(1),
                                            InetSocketAddress("10.0.0.2", HostPair::PORT),
                                            BYTES,
                                            Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, "guest to guest: bytes");
        const auto& guest = port(second, 0)->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(guest.dataFrames, 4 * guest.dataDeliveries, "packets come whole");
        NS_TEST_EXPECT_MSG_EQ(CountSegmented({port(first, 0), port(second, 1), port(out, 0)}),
                              0,
                              "guest to guest: nothing is segmented");

        arrived = network.Transfer(nodes.Get(0),
                                   nodes.Get(3),
                                   InetSocketAddress("10.0.0.3", HostPair::PORT),
                                   BYTES,
                                   Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, "guest to wire: bytes");
        NS_TEST_EXPECT_MSG_EQ(CountSegmented({port(first, 0), port(first, 1)}),
                              0,
                              "guest to wire: not in the guest");
        NS_TEST_EXPECT_MSG_GT(CountSegmented({port(out, 0)}), 10, "guest to wire: at the egress");
        NS_TEST_EXPECT_MSG_EQ(longest, 1518, "longest frame on the wire");
    }

    /**
     * @param nics some NICs
     * @return super-packets that were cut before or in them
     */
    static uint64_t CountSegmented(const std::vector<Ptr<NicDriver>>& nics)
    {
        uint64_t sum = 0;
        for (const auto& nic : nics)
        {
            sum += nic->GetTransmitPath().GetSoftwareSegmented() +
                   nic->GetTransmitPath().GetRing().GetStatistics().superPackets;
        }
        return sum;
    }
};

/// @ingroup offload-test Paths through a network test suite.
class OffloadPathTestSuite : public TestSuite
{
  public:
    OffloadPathTestSuite()
        : TestSuite("offload-path", UNIT)
    {
        AddTestCase(new SmallMtuV4TestCase, TestCase::QUICK);
        AddTestCase(new SmallMtuV6TestCase, TestCase::QUICK);
        AddTestCase(new LongDatagramTestCase, TestCase::QUICK);
        AddTestCase(new ScopedMtuTestCase, TestCase::QUICK);
        AddTestCase(new UdpSegmentTestCase, TestCase::QUICK);
        AddTestCase(new BridgeTestCase, TestCase::QUICK);
        AddTestCase(new GuestTestCase, TestCase::QUICK);
    }
};

static OffloadPathTestSuite g_offloadPathTestSuite; //!< static instance
