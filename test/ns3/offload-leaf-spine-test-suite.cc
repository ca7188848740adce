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
 * LeafSpineTopology.
 *
 * Rules: every host, modelled or not, reaches every other; flows between leaves take all spines,
 * and each flow one of them; as many hosts are modelled as were asked for, at every leaf; a network
 * that cannot be ends in a message.
 */

#include "expect-abort.h"
#include "network.h"

#include "ns3/bulk-send-helper.h"
#include "ns3/channel-list.h"
#include "ns3/channel.h"
#include "ns3/host-cpu.h"
#include "ns3/inet-socket-address.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/leaf-spine-topology.h"
#include "ns3/network-switch.h"
#include "ns3/node-list.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/packet.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/queue-size.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// A flow: addresses and ports of a packet.
using FlowName = std::tuple<uint32_t, uint32_t, uint32_t>;

/// Flows by spine.
using Paths = std::map<uint32_t, std::set<FlowName>>;

/**
 * Note which flow a spine forwards.
 * @param paths where to
 * @param spine node of the spine
 * @param header of the packet
 * @param packet a packet, from its transport header on
 */
void
NotePath(Paths* paths,
         uint32_t spine,
         const Ipv4Header& header,
         Ptr<const Packet> packet,
         uint32_t /* interface */)
{
    uint8_t ports[4] = {};
    packet->CopyData(ports, sizeof(ports));
    (*paths)[spine].insert({header.GetSource().Get(),
                            header.GetDestination().Get(),
                            ports[0] << 24 | ports[1] << 16 | ports[2] << 8 | ports[3]});
}

/// @ingroup offload-test All to all.
class LeafSpineTestCase : public TestCase
{
  public:
    /// @param modelled hosts that are modelled
    explicit LeafSpineTestCase(uint32_t modelled)
        : TestCase(std::to_string(modelled) + " of 12 hosts are modelled"),
          m_modelled(modelled)
    {
    }

  private:
    void DoRun() override
    {
        Network network;
        LeafSpineTopology::Shape shape;
        shape.leaves = 3;
        shape.spines = 2;
        shape.hostsPerLeaf = 4;
        shape.modelled = m_modelled;
        shape.portFrames = 77;
        LeafSpineTopology topology(shape);
        topology.Build();
        for (auto channel = ChannelList::Begin(); channel != ChannelList::End(); ++channel)
        {
            for (std::size_t end = 0; end < 2; end++)
            {
                const auto device = (*channel)->GetDevice(end);
                if (device->GetNode()->GetObject<NetworkSwitch>())
                {
                    NS_TEST_EXPECT_MSG_EQ(
                        DynamicCast<PointToPointNetDevice>(device)->GetQueue()->GetMaxSize(),
                        QueueSize("77p"),
                        "what a port of a switch holds");
                }
            }
        }

        const NodeContainer& hosts = topology.GetHosts();
        std::vector<uint32_t> modelled(shape.leaves);
        for (uint32_t i = 0; i < hosts.GetN(); i++)
        {
            modelled[i / shape.hostsPerLeaf] += topology.IsModelled(i) ? 1 : 0;
            NS_TEST_EXPECT_MSG_EQ((hosts.Get(i)->GetObject<HostCpu>() != nullptr),
                                  topology.IsModelled(i),
                                  "host " << i << " has a CPU");
        }
        for (const uint32_t number : modelled)
        {
            NS_TEST_EXPECT_MSG_EQ(number, m_modelled / shape.leaves, "modelled hosts of a leaf");
        }
        NS_TEST_EXPECT_MSG_EQ(topology.CountLinks(0, 3), 2, "at one leaf");
        NS_TEST_EXPECT_MSG_EQ(topology.CountLinks(0, 4), 4, "at two");

        Paths paths;
        for (uint32_t i = 1; i <= shape.spines; i++)
        {
            const uint32_t spine = NodeList::GetNNodes() - i;
            NodeList::GetNode(spine)->GetObject<Ipv4L3Protocol>()->TraceConnectWithoutContext(
                "UnicastForward",
                MakeBoundCallback(&NotePath, &paths, spine));
        }
        constexpr uint64_t BYTES = 20'000;
        ApplicationContainer sinks;
        for (uint32_t to = 0; to < hosts.GetN(); to++)
        {
            const InetSocketAddress address(topology.GetAddress(to), Network::PORT);
            sinks.Add(PacketSinkHelper("ns3::TcpSocketFactory", address).Install(hosts.Get(to)));
            BulkSendHelper source("ns3::TcpSocketFactory", address);
            source.SetAttribute("MaxBytes", UintegerValue(BYTES));
            for (uint32_t from = 0; from < hosts.GetN(); from++)
            {
                if (from != to)
                {
                    source.Install(hosts.Get(from)).Start(MicroSeconds(10 * from));
                }
            }
        }
        network.Run(MilliSeconds(100));
        for (uint32_t i = 0; i < sinks.GetN(); i++)
        {
            NS_TEST_EXPECT_MSG_EQ(DynamicCast<PacketSink>(sinks.Get(i))->GetTotalRx(),
                                  BYTES * (hosts.GetN() - 1),
                                  "bytes of host " << i);
        }
        NS_TEST_ASSERT_MSG_EQ(paths.size(), shape.spines, "spines that forward");
        const auto& first = paths.begin()->second;
        const auto& second = paths.rbegin()->second;
        const std::size_t flows = 2 * 12 * 8; // to hosts of other leaves, and back
        NS_TEST_EXPECT_MSG_EQ(first.size() + second.size(), flows, "a flow has one path");
        NS_TEST_EXPECT_MSG_GT(first.size(), flows / 3, "flows over one spine");
        NS_TEST_EXPECT_MSG_GT(second.size(), flows / 3, "flows over the other");
    }

    const uint32_t m_modelled; //!< hosts that are modelled
};

/// @ingroup offload-test Networks that cannot be.
class WrongLeafSpineTestCase : public TestCase
{
  public:
    WrongLeafSpineTestCase()
        : TestCase("a network that cannot be ends in a message")
    {
    }

  private:
    void DoRun() override
    {
        LeafSpineTopology::Shape shape;
        shape.spines = 17;
        std::string message = GetAbortMessage([&shape]() { LeafSpineTopology{shape}; });
        NS_TEST_EXPECT_MSG_NE(message.find("spines is 17: give 1 to 16"),
                              std::string::npos,
                              message);
        shape.spines = 1;
        shape.modelled = 17;
        message = GetAbortMessage([&shape]() { LeafSpineTopology{shape}; });
        NS_TEST_EXPECT_MSG_NE(message.find("modelled is 17: there are 16 hosts"),
                              std::string::npos,
                              message);
    }
};

/**
 * @ingroup offload-test
 * Rules of LeafSpineTopology.
 */
class OffloadLeafSpineTestSuite : public TestSuite
{
  public:
    OffloadLeafSpineTestSuite()
        : TestSuite("offload-leaf-spine")
    {
        AddTestCase(new LeafSpineTestCase(0));
        AddTestCase(new LeafSpineTestCase(3));
        AddTestCase(new LeafSpineTestCase(12));
        AddTestCase(new WrongLeafSpineTestCase);
    }
};

OffloadLeafSpineTestSuite g_offloadLeafSpineTestSuite; //!< registers the suite

} // namespace
