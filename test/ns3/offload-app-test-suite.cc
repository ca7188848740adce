/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "host-pair.h"
#include "test-profile.h"

#include "ns3/cpu-datagram-sink.h"
#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

#include <string>

/**
 * @file
 * @ingroup offload-test
 * The rules of applications that answer requests or read datagrams:
 *   each request costs client and server their calls, copies and wake-ups, and takes that long;
 *   a datagram costs its reader one call and its bytes;
 *   what comes faster than it is read is lost at the socket.
 */

using namespace ns3;

namespace
{

/// @ingroup offload-test A request takes the time of what is done for it.
class RpcCostsTestCase : public TestCase
{
  public:
    RpcCostsTestCase()
        : TestCase("a request takes its calls, copies, wake-ups, and its time on the wire")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        const std::map<std::string, double> costs{{"enter_syscall", 1000},
                                                  {"copy_byte", 10},
                                                  {"switch_task", 3000}};
        pair.senderCosts = CreateTestProfile(costs);
        pair.receiverCosts = CreateTestProfile(costs);
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        auto server = CreateObject<CpuRpcServer>();
        server->SetAttribute(
            "Local",
            AddressValue(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT)));
        server->SetAttribute("RequestSize", UintegerValue(200));
        server->SetAttribute("ResponseSize", UintegerValue(300));
        pair.hosts.Get(1)->AddApplication(server);
        auto client = CreateObject<CpuRpcClient>();
        client->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", HostPair::PORT)));
        client->SetAttribute("RequestSize", UintegerValue(200));
        client->SetAttribute("ResponseSize", UintegerValue(300));
        client->SetAttribute("Gap", StringValue("ns3::ConstantRandomVariable[Constant=0.0001]"));
        pair.hosts.Get(0)->AddApplication(client);
        Time latency;
        client->TraceConnectWithoutContext("Latency", Callback<void, Time>([&latency](Time time) {
                                               latency = time;
                                           }));
        pair.Run(MilliSeconds(10));
        // Cycles are nanoseconds here. Client: write and read, a wake-up each; server: the same,
        // but one wake-up. Then two ways of 5 us, and the frames' time on the wire.
        const Time cpu = NanoSeconds(4 * 1000 + 3 * 3000 + 10 * 2 * (200 + 300));
        const Time wire = MicroSeconds(10) + NanoSeconds(8 * (200 + 300 + 2 * 52) / 10);
        NS_TEST_EXPECT_MSG_GT(client->GetResponses(), 50, "responses");
        NS_TEST_EXPECT_MSG_EQ_TOL(latency, cpu + wire, NanoSeconds(100), "latency");
        const int64_t copies = pair.receiverCpu->GetCore(0).GetCharged(Operation::COPY_BYTE);
        NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(copies),
                                  static_cast<double>(server->GetRequests() * 10 * 500),
                                  5000,
                                  "the server's copies");
    }
};

/// @ingroup offload-test Datagrams are read one by one, or lost.
class DatagramTestCase : public TestCase
{
  public:
    /**
     * @param gap between datagrams, us
     * @param isLost whether that is too fast for the reader
     */
    DatagramTestCase(uint32_t gap, bool isLost)
        : TestCase("a datagram in " + std::to_string(gap) + " us"),
          m_gap(MicroSeconds(gap)),
          m_isLost(isLost)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.receiverCosts = CreateTestProfile({{"enter_syscall", 1000}, {"copy_byte", 10}});
        pair.Build();
        auto sink = CreateObject<CpuDatagramSink>();
        sink->SetAttribute("Local",
                           AddressValue(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT)));
        sink->SetAttribute("Core", UintegerValue(1));
        pair.hosts.Get(1)->AddApplication(sink);
        auto socket = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        socket->Bind();
        socket->Connect(InetSocketAddress("10.0.0.2", HostPair::PORT));
        constexpr uint32_t COUNT = 1000;
        constexpr uint32_t BYTES = 1000; // 11 us a datagram
        for (uint32_t i = 0; i < COUNT; i++)
        {
            Simulator::Schedule(MilliSeconds(1) + m_gap * i,
                                [socket, bytes = BYTES]() { socket->Send(Create<Packet>(bytes)); });
        }
        pair.Run(MilliSeconds(100));
        const uint64_t read = sink->GetDatagramsRead();
        NS_TEST_EXPECT_MSG_EQ((read < COUNT), m_isLost, "datagrams are lost");
        const CpuCore& core = pair.receiverCpu->GetCore(1);
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::ENTER_SYSCALL)),
                              1000 * read,
                              "a call a datagram");
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::COPY_BYTE)),
                              10 * BYTES * read,
                              "its bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.receiverNic->GetStatistics().framesDelivered,
                              COUNT,
                              "all came up");
    }

    Time m_gap;    //!< between datagrams
    bool m_isLost; //!< some do not fit the socket's buffer
};

/**
 * @ingroup offload-test
 * Rules of applications.
 */
class OffloadAppTestSuite : public TestSuite
{
  public:
    OffloadAppTestSuite()
        : TestSuite("offload-app")
    {
        AddTestCase(new RpcCostsTestCase);
        AddTestCase(new DatagramTestCase(20, false));
        AddTestCase(new DatagramTestCase(5, true));
    }
};

OffloadAppTestSuite g_offloadAppTestSuite; //!< registers the suite

} // namespace
