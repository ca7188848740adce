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
 * The rules of CpuRpcClient and CpuRpcServer:
 *   each request costs client and server their calls, copies and wake-ups, and takes that long.
 */

#include "cpu/ns3-compat.h"
#include "host-pair.h"

#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/test.h"

#include <map>
#include <string>

using namespace ns3;
using namespace offloadtest;

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
        client->TraceConnectWithoutContext(
            "Latency",
            MakeFunctionCallback<Time>([&latency](Time time) { latency = time; }));
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

/**
 * @ingroup offload-test
 * Rules of requests and responses.
 */
class OffloadCpuRpcTestSuite : public TestSuite
{
  public:
    OffloadCpuRpcTestSuite()
        : TestSuite("offload-cpu-rpc")
    {
        AddTestCase(new RpcCostsTestCase);
    }
};

OffloadCpuRpcTestSuite g_offloadCpuRpcTestSuite; //!< registers the suite

} // namespace
