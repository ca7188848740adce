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
 * The rules of what IP fragments cost:
 *   each is built, and leaves as a packet; the host sums the datagram, as no NIC sees it whole;
 *   each is received and put in its place, and the datagram is delivered once;
 *   to fragment in IP costs more than in the driver, and that more than in the NIC;
 *   fragments count in a send buffer until they are sent.
 */

#include "datagrams.h"
#include "host-pair.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What sender and receiver pay for the fragments of one datagram.
class FragmentCostTestCase : public TestCase
{
  public:
    /**
     * @param isV6 over IPv6
     */
    explicit FragmentCostTestCase(bool isV6)
        : TestCase(std::string("fragments are paid for at both ends, ") + (isV6 ? "IPv6" : "IPv4")),
          m_isV6(isV6)
    {
    }

  private:
    void DoRun() override
    {
        constexpr int64_t BYTES = 9000;
        constexpr int64_t FRAGMENTS = 7; // 9008 bytes in pieces of 1480, or of 1448
        HostPair pair;
        Config::SetDefault("ns3::Icmpv6L4Protocol::DAD", BooleanValue(false));
        pair.senderCosts = CreateTestProfile({{"transmit_packet", 10000},
                                              {"segment_packet", 1000},
                                              {"post_tx_descriptor", 100},
                                              {"checksum_byte", 1}});
        pair.receiverCosts = CreateTestProfile({{"deliver_packet", 10000},
                                                {"reassemble_fragment", 1000},
                                                {"link_fragment", 100},
                                                {"checksum_byte", 1}});
        pair.Build();
        const auto v6 = Ipv6AddressHelper("fd00::", 64).Assign(pair.devices);
        pair.Run(Seconds(1)); // past what IPv6 has to say at first
        DatagramReader reader(pair.hosts.Get(1));
        auto socket = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        const CpuCore& sender = pair.senderCpu->GetCore(0);
        const CpuCore& receiver = pair.receiverCpu->GetCore(0);
        const int64_t sent = sender.GetBusyCycles();
        const int64_t received = receiver.GetBusyCycles();
        Simulator::ScheduleWithContext(
            pair.hosts.Get(0)->GetId(),
            Time(),
            &FragmentCostTestCase::Send,
            socket,
            m_isV6 ? Address(Inet6SocketAddress(v6.GetAddress(1, 1), UDP_PORT))
                   : Address(InetSocketAddress("10.0.0.2", UDP_PORT)),
            static_cast<uint32_t>(BYTES));
        pair.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_EQ(sender.GetBusyCycles() - sent, FRAGMENTS * 11100 + BYTES, "sender");
        const int64_t headers = m_isV6 ? 48 : 20;
        NS_TEST_EXPECT_MSG_EQ(receiver.GetBusyCycles() - received,
                              FRAGMENTS * 1100 + 10000 + (BYTES + 8 + FRAGMENTS * headers),
                              "receiver");
        socket->Close();
    }

    /**
     * @param socket a socket
     * @param to whom it sends a datagram
     * @param bytes of it
     */
    static void Send(Ptr<Socket> socket, Address to, uint32_t bytes)
    {
        socket->SendTo(Create<Packet>(bytes), 0, to);
    }

    bool m_isV6; //!< over IPv6
};

/// @ingroup offload-test Who fragments, and what it costs.
class FragmentPlaceTestCase : public TestCase
{
  public:
    FragmentPlaceTestCase()
        : TestCase("to fragment in IP costs more than in the driver, and that more than in the NIC")
    {
    }

  private:
    void DoRun() override
    {
        const int64_t inIp = Run(false, false);
        const int64_t inDriver = Run(false, true);
        const int64_t inNic = Run(true, false);
        NS_TEST_EXPECT_MSG_GT(inIp, inDriver, "IP and driver");
        NS_TEST_EXPECT_MSG_GT(inDriver, inNic, "driver and NIC");
    }

    /**
     * @param isUfo whether the NIC fragments
     * @param isGso whether the driver does
     * @return cycles for some datagrams of 14.7 KB
     */
    static int64_t Run(bool isUfo, bool isGso)
    {
        HostPair pair;
        Config::SetDefault("ns3::TransmitInterceptor::UdpFragmentGso", BooleanValue(isGso));
        pair.senderCosts = LoadProfile("i7-870-freebsd");
        pair.link.SetFeature("tx-gso", true);
        pair.link.SetFeature("tx-udp-fragmentation", isUfo);
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        for (uint32_t i = 1; i <= 10; i++)
        {
            sender.SendAfter(MilliSeconds(i), Create<Packet>(14720));
        }
        pair.Run(MilliSeconds(20));
        return reader.sizes.size() == 10 ? pair.senderCpu->GetCore(0).GetBusyCycles() : 0;
    }
};

/// @ingroup offload-test Fragments and the send buffer.
class FragmentBufferTestCase : public TestCase
{
  public:
    FragmentBufferTestCase()
        : TestCase("fragments count in the send buffer until they are sent")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.senderCosts = LoadProfile("i7-870-freebsd");
        pair.link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        constexpr uint32_t BURST = 100;
        uint32_t taken = 0;
        for (uint32_t round = 1; round <= 3; round++)
        {
            for (uint32_t i = 0; i < BURST; i++)
            {
                sender.SendAfter(MilliSeconds(1) + MicroSeconds(100) * i, Create<Packet>(9000));
            }
            pair.Run(Seconds(1));
            taken = round == 1 ? static_cast<uint32_t>(reader.sizes.size()) : taken;
            NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(), round * taken, "round " << round);
        }
        // 212992 bytes of memory, 13032 for the seven of a datagram; some are sent meanwhile.
        NS_TEST_EXPECT_MSG_GT_OR_EQ(taken, 16, "taken of a burst");
        NS_TEST_EXPECT_MSG_LT(taken, 25, "taken of a burst");
        NS_TEST_EXPECT_MSG_EQ(
            pair.hosts.Get(0)->GetObject<TransmitInterceptor>()->GetSndbufErrors(),
            3 * (BURST - taken),
            "refused");
    }
};

/**
 * @ingroup offload-test
 * Tests of what IP fragments cost.
 */
class OffloadFragmentCostTestSuite : public TestSuite
{
  public:
    OffloadFragmentCostTestSuite()
        : TestSuite("offload-fragment-cost")
    {
        AddTestCase(new FragmentCostTestCase(false));
        AddTestCase(new FragmentCostTestCase(true));
        AddTestCase(new FragmentPlaceTestCase);
        AddTestCase(new FragmentBufferTestCase);
    }
};

OffloadFragmentCostTestSuite g_offloadFragmentCostTestSuite; //!< registers the suite

} // namespace
