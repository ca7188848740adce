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
 * The rules of what TCP and UDP send through the interceptor:
 *   packets of a flow leave in the order in which TCP sent them, whatever paid for them;
 *   on a host that costs nothing a packet goes through within the call;
 *   UDP and IPv6 pass, and pay.
 */

#include "cpu/ns3-compat.h"
#include "difference.h"
#include "host-pair.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ppp-header.h"
#include "ns3/tcp-header.h"
#include "ns3/test.h"
#include "ns3/transmit-interceptor.h"
#include "ns3/udp-socket-factory.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * @param packet a packet on a link, from its PPP header
 * @param [out] tcp its TCP header
 * @return bytes of its payload; 0 also if it is not IPv4
 */
uint32_t
ParseFrame(Ptr<const Packet> packet, TcpHeader& tcp)
{
    auto copy = packet->Copy();
    PppHeader ppp;
    Ipv4Header ip;
    copy->RemoveHeader(ppp);
    copy->RemoveHeader(ip);
    copy->RemoveHeader(tcp);
    return copy->GetSize();
}

/// @ingroup offload-test The order of a flow.
class FlowOrderTestCase : public TestCase
{
  public:
    /**
     * @param interruptCore core of interrupts
     * @param appCore core of the writer
     */
    FlowOrderTestCase(uint32_t interruptCore, uint32_t appCore)
        : TestCase("a flow keeps its order, interrupts on core " + std::to_string(interruptCore) +
                   ", writer on core " + std::to_string(appCore)),
          m_interruptCore(interruptCore),
          m_appCore(appCore)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        HostPair pair;
        // ACKs arrive, and let segments go, while the first window still waits for its core.
        pair.senderCosts = CreateTestProfile({{"transmit_packet", 20000}});
        pair.link.SetDeviceAttribute("InterruptCore", UintegerValue(m_interruptCore));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        pair.devices.Get(0)->TraceConnectWithoutContext(
            "MacTx",
            MakeCallback(&FlowOrderTestCase::NotifyWire, this));
        pair.AddSink(1);
        auto source = pair.AddSource(m_appCore, BYTES);
        pair.Run(MicroSeconds(1)); // then its socket is there
        source->GetSocket()->TraceConnectWithoutContext(
            "Tx",
            MakeCallback(&FlowOrderTestCase::NotifyTx, this));
        pair.Run(MilliSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(m_sent.size(), 691, "segments");
        NS_TEST_EXPECT_MSG_EQ(FindDifference(m_sent, m_wire),
                              "",
                              "the order on the wire is not TCP's");
        const auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_EQ(interceptor->GetWaiting(), 0, "nothing waits");
    }

    /**
     * TCP sends a packet.
     * @param packet payload
     * @param header its header
     */
    void NotifyTx(Ptr<const Packet> packet,
                  const TcpHeader& header,
                  Ptr<const TcpSocketBase> /* socket */)
    {
        if (packet->GetSize() > 0)
        {
            m_sent.push_back(header.GetSequenceNumber());
        }
    }

    /**
     * A packet reaches the device.
     * @param packet the packet
     */
    void NotifyWire(Ptr<const Packet> packet)
    {
        TcpHeader tcp;
        if (ParseFrame(packet, tcp) > 0)
        {
            m_wire.push_back(tcp.GetSequenceNumber());
        }
    }

    uint32_t m_interruptCore;             //!< core
    uint32_t m_appCore;                   //!< core
    std::vector<SequenceNumber32> m_sent; //!< as TCP sent them
    std::vector<SequenceNumber32> m_wire; //!< as they reached the device
};

/// @ingroup offload-test UDP, on a host that costs nothing and on one that does.
class UdpTestCase : public TestCase
{
  public:
    /**
     * @param cycles what sending a packet costs
     */
    explicit UdpTestCase(uint32_t cycles)
        : TestCase("a datagram on a host where it costs " + std::to_string(cycles) + " cycles"),
          m_cycles(cycles)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.senderCosts = CreateTestProfile({{"transmit_packet", m_cycles}});
        pair.Build();
        pair.Run(MilliSeconds(1));
        pair.devices.Get(0)->TraceConnectWithoutContext(
            "MacTx",
            MakeCallback(&UdpTestCase::NotifyWire, this));
        auto receiver = Socket::CreateSocket(pair.hosts.Get(1), UdpSocketFactory::GetTypeId());
        receiver->Bind(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT));
        auto sender = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        const auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        ScheduleFunctionInContext(
            pair.hosts.Get(0)->GetId(),
            Time(0),
            [this, sender, interceptor]() {
                sender->SendTo(Create<Packet>(1), 0, InetSocketAddress("10.0.0.2", HostPair::PORT));
                NS_TEST_EXPECT_MSG_EQ(m_times.size(),
                                      (m_cycles == 0 ? 1 : 0),
                                      "packets that left within the call");
                NS_TEST_EXPECT_MSG_EQ(interceptor->GetWaiting(),
                                      (m_cycles == 0 ? 0 : 1),
                                      "packets that wait");
            });
        pair.Run(MilliSeconds(1));
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), 1, "packets that left");
        NS_TEST_EXPECT_MSG_EQ(m_times[0], MilliSeconds(1) + NanoSeconds(m_cycles), "when");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetRxAvailable(), 1, "bytes that arrived");
        NS_TEST_EXPECT_MSG_EQ(pair.senderCpu->GetCore(0).GetCharged(Operation::TRANSMIT_PACKET),
                              m_cycles,
                              "cycles charged");
    }

    /// A packet reaches the device.
    void NotifyWire(Ptr<const Packet> /* packet */)
    {
        m_times.push_back(Simulator::Now());
    }

    uint32_t m_cycles;         //!< what sending costs
    std::vector<Time> m_times; //!< when packets left
};

/// @ingroup offload-test TCP over IPv6.
class Ipv6TestCase : public TestCase
{
  public:
    /**
     * @param path how the receiver receives
     */
    explicit Ipv6TestCase(const ReceivePath& path)
        : TestCase(std::string("TCP over IPv6, ") + path.name),
          m_path(path)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        constexpr uint32_t SEGMENT = HostPair::SEGMENT - 20; // the header is longer
        HostPair pair(m_path);
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT));
        pair.senderCosts = pair.receiverCosts = CreateTestProfile({{"transmit_packet", 1000}});
        pair.Build();
        const auto interfaces =
            Ipv6AddressHelper("2001:db8::", Ipv6Prefix(64)).Assign(pair.devices);
        pair.Run(Seconds(3)); // until the addresses are known to be unique
        const auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        const auto count = [interceptor]() {
            return interceptor->GetDataPackets() + interceptor->GetPureAcks();
        };
        const uint64_t packets = count();
        const uint64_t before = GetCharged(pair.senderCpu);
        pair.AddSink(1, Inet6SocketAddress(Ipv6Address::GetAny(), HostPair::PORT));
        pair.AddSource(1, BYTES, Inet6SocketAddress(interfaces.GetAddress(1, 1), HostPair::PORT));
        pair.Run(MilliSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(count() - packets, BYTES / SEGMENT, "packets");
        NS_TEST_EXPECT_MSG_EQ(GetCharged(pair.senderCpu) - before,
                              1000 * (count() - packets),
                              "cycles charged");
    }

    /**
     * @param cpu the cores of a host
     * @return cycles that they have charged for sending
     */
    static uint64_t GetCharged(Ptr<HostCpu> cpu)
    {
        return static_cast<uint64_t>(cpu->GetCore(0).GetCharged(Operation::TRANSMIT_PACKET) +
                                     cpu->GetCore(1).GetCharged(Operation::TRANSMIT_PACKET));
    }

    ReceivePath m_path; //!< how the receiver receives
};

/**
 * @ingroup offload-test
 * Rules of TransmitInterceptor.
 */
class OffloadTransmitInterceptorTestSuite : public TestSuite
{
  public:
    OffloadTransmitInterceptorTestSuite()
        : TestSuite("offload-transmit-interceptor")
    {
        AddTestCase(new FlowOrderTestCase(0, 0));
        AddTestCase(new FlowOrderTestCase(0, 1));
        AddTestCase(new FlowOrderTestCase(1, 0));
        AddTestCase(new UdpTestCase(0));
        AddTestCase(new UdpTestCase(700));
        AddTestCase(new Ipv6TestCase(RECEIVE_PATHS[0]));
        AddTestCase(new Ipv6TestCase(RECEIVE_PATHS[2]));
    }
};

OffloadTransmitInterceptorTestSuite g_offloadTransmitInterceptorTestSuite; //!< registers the suite

} // namespace
