/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"
#include "host-pair.h"

#include "ns3/tcp-socket-factory.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

#include <set>

using namespace ns3;
using namespace offloadtest;

/// @ingroup offload-test A host's work is done in the context of its node, whoever asks for it.
class NodeContextTestCase : public TestCase
{
  public:
    /// Who sends.
    enum class Sender
    {
        UDP,    //!< a UDP socket
        TCP,    //!< a TCP socket
        DEVICE, //!< the device, as ARP and IPv6's neighbour discovery do
    };

    /**
     * @param sender who sends
     * @param name it in words
     */
    NodeContextTestCase(Sender sender, const char* name)
        : TestCase(std::string("what a script makes ") + name +
                   " send is sent in the context of the node"),
          m_sender(sender)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.senderCosts = CreateTestProfile({{"transmit_packet", 1000}});
        pair.Build();
        std::set<uint32_t> contexts;
        uint32_t frames = 0;
        for (const char* trace : {"PhyTxBegin", "PhyTxEnd"})
        {
            pair.devices.Get(0)->TraceConnectWithoutContext(
                trace,
                MakeFunctionCallback<Ptr<const Packet>>([&](Ptr<const Packet>) {
                    frames++;
                    contexts.insert(Simulator::GetContext());
                }));
        }
        ScheduleFunction(MilliSeconds(1), [this, &pair]() { Send(pair); });
        pair.Run(MilliSeconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.hosts.Get(0)->GetId(), 0, "the sender's node");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(frames, 2, "frames begun and ended");
        NS_TEST_EXPECT_MSG_EQ(contexts.size(), 1, "contexts in which they are");
        NS_TEST_EXPECT_MSG_EQ(contexts.count(0), 1, "that of the node");
    }

    /**
     * Send one packet.
     * @param pair the hosts
     */
    void Send(const HostPair& pair) const
    {
        constexpr uint16_t PORT = 9;
        const InetSocketAddress peer(Ipv4Address("10.0.0.2"), PORT);
        if (m_sender == Sender::DEVICE)
        {
            auto device = pair.devices.Get(0);
            device->Send(Create<Packet>(100), device->GetBroadcast(), 0x0800);
            return;
        }
        const auto factory =
            m_sender == Sender::UDP ? UdpSocketFactory::GetTypeId() : TcpSocketFactory::GetTypeId();
        auto socket = Socket::CreateSocket(pair.hosts.Get(0), factory);
        socket->Connect(peer);
        if (m_sender == Sender::UDP)
        {
            socket->Send(Create<Packet>(100));
        }
    }

    Sender m_sender; //!< who sends
};

/// @ingroup offload-test Context test suite.
class OffloadContextTestSuite : public TestSuite
{
  public:
    OffloadContextTestSuite()
        : TestSuite("offload-context")
    {
        using Sender = NodeContextTestCase::Sender;
        AddTestCase(new NodeContextTestCase(Sender::UDP, "UDP"));
        AddTestCase(new NodeContextTestCase(Sender::TCP, "TCP"));
        AddTestCase(new NodeContextTestCase(Sender::DEVICE, "a device"));
    }
};

static OffloadContextTestSuite g_offloadContextTestSuite; //!< static instance
