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
 * The rule of OffloadLoopbackNetDevice:
 *   one core pays for both sides of a loopback device with an MTU, whose super-packets are
 * segmented before it.
 */

#include "simulation.h"

#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/host-cpu.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/offload-loopback-helper.h"
#include "ns3/test.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

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
        Simulation simulation;
        auto host = CreateObject<Node>();
        OffloadLoopbackHelper loopback("xu-2006");
        loopback.SetDeviceAttribute("Mtu", UintegerValue(1500));
        loopback.SetFeature("tx-gso", isGso);
        auto device = loopback.Install(host);
        NS_TEST_EXPECT_MSG_EQ((device->GetAddress() == device->GetBroadcast()),
                              true,
                              "has the address that ns-3's stack sends to");
        InternetStackHelper().Install(host);
        auto sink = CreateObject<CpuSink>();
        const InetSocketAddress remote(Ipv4Address::GetLoopback(), Simulation::PORT);
        sink->SetAttribute("Local", AddressValue(remote));
        sink->SetAttribute("Verify", BooleanValue(true));
        host->AddApplication(sink);
        auto source = CreateObject<CpuSource>();
        constexpr uint64_t BYTES = 2000000;
        source->SetAttribute("Remote", AddressValue(remote));
        source->SetAttribute("MaxBytes", UintegerValue(BYTES));
        source->SetAttribute("Pattern", BooleanValue(true));
        host->AddApplication(source);
        simulation.Run(Seconds(1));
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
    }
};

/**
 * @ingroup offload-test
 * Rules of the loopback device.
 */
class OffloadLoopbackNetDeviceTestSuite : public TestSuite
{
  public:
    OffloadLoopbackNetDeviceTestSuite()
        : TestSuite("offload-loopback-net-device")
    {
        AddTestCase(new LoopbackTestCase);
    }
};

OffloadLoopbackNetDeviceTestSuite g_offloadLoopbackNetDeviceTestSuite; //!< registers the suite

} // namespace
