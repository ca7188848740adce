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
 * The rules of the MTU, which is wide for super-packets:
 *   an IPv4 router fragments wire frames, wherever they were segmented;
 *   an IPv6 router reports its MTU, and the sender fragments its segments;
 *   the MTU is wide for the super-packet at hand, and for nothing else.
 */

#include "datagrams.h"
#include "difference.h"
#include "network.h"
#include "segmentation-place.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/test.h"

#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * A host, a router, and behind it a link of stock devices with a smaller MTU.
 */
class NarrowPath : public Network
{
  public:
    /**
     * @param place where super-packets are segmented
     * @param mtu MTU behind the router
     */
    NarrowPath(const SegmentationPlace& place, uint32_t mtu)
    {
        OffloadPointToPointHelper link("ideal");
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        link.SetFeature("tx-gso", place.gso);
        link.SetFeature("tx-tcp-segmentation", place.tso);
        PointToPointHelper stock;
        stock.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
        stock.SetDeviceAttribute("Mtu", UintegerValue(mtu));
        // The ring and the queue of the router hold all that a window has.
        stock.SetQueue("ns3::DropTailQueue<Packet>", "MaxSize", StringValue("10000p"));
        nodes.Create(3);
        left = link.Install(nodes.Get(0), nodes.Get(1));
        right = stock.Install(nodes.Get(1), nodes.Get(2));
        InternetStackHelper().Install(nodes);
    }

    NodeContainer nodes;      //!< host, router, host
    NetDeviceContainer left;  //!< the first link
    NetDeviceContainer right; //!< the link behind the router
};

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
            NS_TEST_EXPECT_MSG_EQ(FindDifference(Run(place).packets, none.packets),
                                  "",
                                  place.name << ": fragments");
        }
    }

    /**
     * @param place where super-packets are segmented
     * @return what leaves the router for the receiver
     */
    WireLog Run(const SegmentationPlace& place)
    {
        NarrowPath path(place, 1000);
        Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
        addresses.Assign(path.left);
        addresses.NewNetwork();
        addresses.Assign(path.right);
        Ipv4GlobalRoutingHelper::PopulateRoutingTables();
        WireLog log;
        log.Watch(path.right.Get(0));
        constexpr uint64_t BYTES = 500000;
        const uint64_t arrived = path.Transfer(path.nodes.Get(0),
                                               path.nodes.Get(2),
                                               InetSocketAddress("10.0.1.2", Network::PORT),
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
        NarrowPath path(place, 1400);
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(Network::SEGMENT - 20));
        Ipv6AddressHelper addresses("2001:1::", Ipv6Prefix(64));
        auto here = addresses.Assign(path.left);
        addresses.NewNetwork();
        auto there = addresses.Assign(path.right);
        here.SetForwarding(1, true);
        here.SetDefaultRouteInAllNodes(1);
        there.SetForwarding(0, true);
        there.SetDefaultRouteInAllNodes(0);
        FrameSizes behind;
        FrameSizes before;
        behind.Watch(path.right.Get(0));
        before.Watch(path.left.Get(0));
        constexpr uint64_t BYTES = 300000;
        const uint64_t arrived =
            path.Transfer(path.nodes.Get(0),
                          path.nodes.Get(2),
                          Inet6SocketAddress(there.GetAddress(1, 1), Network::PORT),
                          BYTES,
                          Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(arrived, BYTES, place.name << ": bytes");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(behind.longest,
                                    1402,
                                    place.name << ": the MTU and PPP's header");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(before.longest, 1502, place.name << ": the sender's own link");
        return behind.longest;
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
        log.Watch(pair.devices.Get(0));
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        m_sender = &sender;
        // IP calls this between the interceptor and its look at the MTU.
        auto ip = pair.hosts.Get(0)->GetObject<Ipv4L3Protocol>();
        ip->TraceConnectWithoutContext("SendOutgoing",
                                       MakeCallback(&ScopedMtuTestCase::NotifyOutgoing, this));
        pair.AddSink(1);
        constexpr uint64_t BYTES = 1000000;
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(m_nested, 5, "super-packets that sent a datagram");
        NS_TEST_EXPECT_MSG_EQ(FindDifference(reader.sizes, std::vector<uint32_t>(5, 9000)),
                              "",
                              "datagrams");
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

    /**
     * IP has a packet to send.
     * @param packet the packet without IP header
     */
    void NotifyOutgoing(const Ipv4Header& /* header */,
                        Ptr<const Packet> packet,
                        uint32_t /* interface */)
    {
        if (packet->GetSize() > 2000 && m_nested < 5)
        {
            m_nested++;
            m_sender->Send(Create<Packet>(9000));
        }
    }

    DatagramSender* m_sender{nullptr}; //!< of datagrams
    uint32_t m_nested{0};              //!< super-packets that sent a datagram
};

/**
 * @ingroup offload-test
 * Rules of the MTU.
 */
class OffloadMtuTestSuite : public TestSuite
{
  public:
    OffloadMtuTestSuite()
        : TestSuite("offload-mtu")
    {
        AddTestCase(new SmallMtuV4TestCase);
        AddTestCase(new SmallMtuV6TestCase);
        AddTestCase(new ScopedMtuTestCase);
    }
};

OffloadMtuTestSuite g_offloadMtuTestSuite; //!< registers the suite

} // namespace
