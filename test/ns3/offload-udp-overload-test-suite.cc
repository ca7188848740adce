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
 * The rules of a host that is asked to send more datagrams than it can:
 *   it goes on sending at its capacity, however much is offered, whatever its queue disc;
 *   what finds the send buffer of its socket full is refused and counted, and nothing else is;
 *   a datagram that ends on its way through IP does not fill the buffer for good, nor does one that
 *   leaves by a stock device;
 *   a datagram that a timer sends is work of a process, one that another sends in reply is not.
 */

#include "datagrams.h"
#include "host-pair.h"
#include "queue-discs.h"

#include "ns3/csma-channel.h"
#include "ns3/datagram-flood.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/test.h"

#include <string>
#include <utility>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// Cycles for a datagram, at 1 GHz: 250,000 a second.
constexpr uint32_t SEND_CYCLES = 3800;
/// Cycles to take its descriptor back.
constexpr uint32_t RECLAIM_CYCLES = 200;

/**
 * @ingroup offload-test
 * @param pair a pair, not yet built, whose sender gets costs
 */
void
MakeSlowSender(HostPair& pair)
{
    pair.senderCosts = CreateTestProfile({{"transmit_packet", SEND_CYCLES},
                                          {"reclaim_tx_descriptor", RECLAIM_CYCLES},
                                          {"take_interrupt", 2000}});
}

/// @ingroup offload-test Offered against sent.
class CapacityTestCase : public TestCase
{
  public:
    /**
     * @param disc TypeId of the sender's queue disc
     * @param bytes of a datagram
     */
    CapacityTestCase(const std::string& disc, uint32_t bytes)
        : TestCase("a flood is sent at capacity, by " + disc + ", " + std::to_string(bytes) +
                   " bytes"),
          m_disc(disc),
          m_bytes(bytes)
    {
    }

  private:
    void DoRun() override
    {
        constexpr double CAPACITY = 1e9 / (SEND_CYCLES + RECLAIM_CYCLES);
        for (const double load : {0.95, 1.2, 5.0})
        {
            const double rate = Flood(load * CAPACITY);
            const double expected = std::min(load, 1.0) * CAPACITY;
            // Interrupts take what is left: 2000 cycles each 75 us, 2.7 %.
            NS_TEST_EXPECT_MSG_LT_OR_EQ(rate, expected * 1.005, "more than all, offered " << load);
            NS_TEST_EXPECT_MSG_GT_OR_EQ(rate, expected * 0.96, "offered " << load);
        }
    }

    /**
     * @param pps datagrams a second that are offered
     * @return datagrams a second that have arrived
     */
    double Flood(double pps)
    {
        HostPair pair;
        MakeSlowSender(pair);
        pair.installQueueDisc = [this](Ptr<NetDevice> device) {
            TrafficControlHelper control;
            control.SetRootQueueDisc(m_disc);
            control.Install(device);
        };
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        auto flood = CreateObject<DatagramFlood>();
        flood->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", UDP_PORT)));
        flood->SetAttribute("Size", UintegerValue(m_bytes));
        flood->SetAttribute("Interval", TimeValue(NanoSeconds(static_cast<int64_t>(1e9 / pps))));
        flood->SetStopTime(MilliSeconds(20));
        pair.hosts.Get(0)->AddApplication(flood);
        pair.Run(MilliSeconds(10)); // past what fills rings and queues
        const std::size_t before = reader.sizes.size();
        pair.Run(MilliSeconds(8));
        const auto rate = static_cast<double>(reader.sizes.size() - before) / 8e-3;
        pair.Run(MilliSeconds(20));
        const auto sender = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_EQ(
            reader.sizes.size() + sender->GetSndbufErrors() +
                GetQueueDisc(pair.devices.Get(0))->GetStats().nTotalDroppedPackets,
            flood->GetSent(),
            "each datagram has arrived, or was refused or dropped and counted");
        return rate;
    }

    std::string m_disc; //!< TypeId
    uint32_t m_bytes;   //!< of a datagram
};

/// @ingroup offload-test The send buffer.
class SendBufferTestCase : public TestCase
{
  public:
    SendBufferTestCase()
        : TestCase("a burst is refused beyond the send buffer, which is free again when it is sent")
    {
    }

  private:
    void DoRun() override
    {
        // Memory of a datagram of 1472 bytes is 2048 with sk_buff and skb_shared_info.
        for (const auto& [buffer, taken] : {std::pair(212992U, 104U), std::pair(20480U, 10U)})
        {
            HostPair pair;
            Config::SetDefault("ns3::TransmitInterceptor::WmemDefault", UintegerValue(buffer));
            MakeSlowSender(pair);
            pair.link.SetDeviceAttribute("DataRate",
                                         StringValue("10Mbps")); // it waits for the wire
            pair.Build();
            DatagramReader reader(pair.hosts.Get(1));
            DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
            DatagramSender other(pair.hosts.Get(0), "10.0.0.2");
            constexpr uint32_t BURST = 200;
            for (uint32_t round = 1; round <= 3; round++)
            {
                for (uint32_t i = 0; i < BURST; i++)
                {
                    sender.SendAfter(MilliSeconds(1), Create<Packet>(1472));
                }
                other.SendAfter(MilliSeconds(2), Create<Packet>(1472));
                pair.Run(MilliSeconds(500));
                const auto host = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
                NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(),
                                      round * (taken + 1),
                                      "round " << round << ": a buffer, and one of another socket");
                NS_TEST_EXPECT_MSG_EQ(host->GetSndbufErrors(),
                                      round * (BURST - taken),
                                      "refused by round " << round);
            }
        }
    }
};

/// @ingroup offload-test Datagrams for an address that nobody has.
class DeadAddressTestCase : public TestCase
{
  public:
    DeadAddressTestCase()
        : TestCase("datagrams that end in ARP do not fill the send buffer for good")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t DATAGRAMS = 500;
        Simulation simulation;
        NodeContainer nodes(2);
        OffloadCsmaHelper link("athlon64-2007");
        link.SetChannelAttribute("DataRate", StringValue("1Gbps"));
        const auto devices = link.Install(nodes);
        InternetStackHelper().Install(nodes);
        Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);
        DatagramReader reader(nodes.Get(1));
        auto socket = Socket::CreateSocket(nodes.Get(0), UdpSocketFactory::GetTypeId());
        socket->Bind();
        for (const char* to : {"10.0.0.99", "10.0.0.2"})
        {
            for (uint32_t i = 1; i <= DATAGRAMS; i++)
            {
                Simulator::Schedule(MicroSeconds(100) * i,
                                    &DeadAddressTestCase::Send,
                                    this,
                                    socket,
                                    Ipv4Address(to));
            }
            simulation.Run(MilliSeconds(100));
        }
        // The first wait for an answer of ARP, and some are dropped.
        NS_TEST_EXPECT_MSG_GT(reader.sizes.size(), DATAGRAMS / 2, "to a host that is there");
        socket->Close();
    }

    /**
     * @param socket a socket
     * @param to whom it sends a datagram
     */
    void Send(Ptr<Socket> socket, Ipv4Address to)
    {
        socket->SendTo(Create<Packet>(1472), 0, InetSocketAddress(to, UDP_PORT));
    }
};

/// @ingroup offload-test Datagrams that leave by a stock device of a host.
class StockDeviceTestCase : public TestCase
{
  public:
    StockDeviceTestCase()
        : TestCase("datagrams that leave by a stock device do not fill the send buffer for good")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t DATAGRAMS = 500;
        HostPair pair;
        MakeSlowSender(pair);
        pair.Build();
        NodeContainer stock(pair.hosts.Get(0));
        stock.Create(1);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        const auto devices = link.Install(stock);
        InternetStackHelper().Install(stock.Get(1));
        Ipv4AddressHelper("10.0.1.0", "255.255.255.0").Assign(devices);
        DatagramReader reader(stock.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.1.2");
        for (uint32_t i = 1; i <= DATAGRAMS; i++)
        {
            sender.SendAfter(MicroSeconds(100) * i, Create<Packet>(1472));
        }
        pair.Run(MilliSeconds(100));
        NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(), DATAGRAMS, "datagrams that arrived");
    }
};

/// @ingroup offload-test Who pays for a datagram.
class DatagramContextTestCase : public TestCase
{
  public:
    DatagramContextTestCase()
        : TestCase("a datagram of an application of ns-3 is paid for in process context")
    {
    }

  private:
    void DoRun() override
    {
        constexpr int64_t DATAGRAMS = 10;
        HostPair pair;
        pair.senderCosts = CreateTestProfile({{"transmit_packet", 1000}});
        pair.Build();
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        for (int64_t i = 0; i < DATAGRAMS; i++)
        {
            sender.SendAfter(MicroSeconds(100), Create<Packet>(i == 0 ? 0 : 18));
        }
        pair.Run(MilliSeconds(1));
        const CpuCore& core = pair.senderCpu->GetCore(0);
        NS_TEST_EXPECT_MSG_EQ(core.GetBusyCycles(CpuContext::PROCESS), 1000 * DATAGRAMS, "process");
        NS_TEST_EXPECT_MSG_EQ(core.GetBusyCycles(CpuContext::SOFTIRQ), 0, "softirq");
    }
};

/**
 * @ingroup offload-test
 * Tests of a host that is asked to send more datagrams than it can.
 */
class OffloadUdpOverloadTestSuite : public TestSuite
{
  public:
    OffloadUdpOverloadTestSuite()
        : TestSuite("offload-udp-overload")
    {
        AddTestCase(new CapacityTestCase("ns3::FqCoDelQueueDisc", 18));
        AddTestCase(new CapacityTestCase("ns3::PfifoFastQueueDisc", 1472));
        AddTestCase(new SendBufferTestCase);
        AddTestCase(new DeadAddressTestCase);
        AddTestCase(new StockDeviceTestCase);
        AddTestCase(new DatagramContextTestCase);
    }
};

OffloadUdpOverloadTestSuite g_offloadUdpOverloadTestSuite; //!< registers the suite

} // namespace
