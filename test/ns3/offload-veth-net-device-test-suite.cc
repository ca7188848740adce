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
 * The rules of VethNetDevice:
 *   a super-packet reaches the other end whole with tx-tcp-segmentation, and is cut before it
 * without;
 *   what was cut is merged again with GRO, in polls without interrupts;
 *   without GRO the core with the backlog is interrupted by the other, if that puts the first
 * packet on it; the bytes stay what they were, and busy time is the sum of the charges.
 */

#include "simulation.h"
#include "test-profile.h"

#include "ns3/boolean.h"
#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/host-cpu.h"
#include "ns3/inet-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/offload-loopback-helper.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test One way over a veth pair.
class VethTestCase : public TestCase
{
  public:
    /**
     * @param isTso feature tx-tcp-segmentation
     * @param isGro the receiving end has GRO
     * @param readerCore core of the reader; the writer and the packets are on core 0
     */
    VethTestCase(bool isTso, bool isGro, uint32_t readerCore = 0)
        : TestCase(std::string(isTso ? "whole" : "cut") + " over a veth pair" +
                   (isGro ? ", with GRO" : "") + (readerCore > 0 ? ", to another core" : "")),
          m_isTso(isTso),
          m_isGro(isGro),
          m_readerCore(readerCore)
    {
    }

  private:
    void DoRun() override
    {
        Simulation simulation;
        auto host = CreateObject<Node>();
        OffloadLoopbackHelper veth("xu-2006", "ns3::VethNetDevice");
        veth.SetDeviceAttribute("Mtu", UintegerValue(1500));
        veth.SetFeature("tx-tcp-segmentation", m_isTso);
        if (m_isGro)
        {
            veth.SetReceiveHook("ns3::GroReceiveHook");
        }
        auto device = veth.Install(host);
        InternetStackHelper().Install(host);
        const auto cpu = HostCpu::Get(host);
        cpu->SetAttribute("Cores", UintegerValue(2));
        std::string error;
        cpu->SetCostProfile(LoadProfile("xu-2006")->WithCost("take_ipi", 500, error));
        auto sink = CreateObject<CpuSink>();
        sink->SetAttribute("Core", UintegerValue(m_readerCore));
        sink->SetAttribute("AckAfterRead", BooleanValue(true)); // from the reader's core
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
        CheckDevice(device->GetDriver()->GetStatistics(), HostCpu::Get(host)->GetCore(0));
    }

    /**
     * @param statistics what the device has counted
     * @param core the core that has paid
     */
    void CheckDevice(const ReceiveStatistics& statistics, const CpuCore& core)
    {
        const double segments = static_cast<double>(statistics.dataFrames) /
                                static_cast<double>(statistics.dataDeliveries);
        constexpr double MANY = 10;
        NS_TEST_EXPECT_MSG_EQ((segments > MANY),
                              (m_isTso || m_isGro),
                              segments << " segments a delivery");
        NS_TEST_EXPECT_MSG_EQ((core.GetCharged(Operation::SEGMENT_PACKET) > 0), !m_isTso, "cut");
        NS_TEST_EXPECT_MSG_EQ((core.GetCharged(Operation::MERGE_SEGMENT) > 0), m_isGro, "merged");
        NS_TEST_EXPECT_MSG_EQ(statistics.interrupts, 0, "interrupts");
        const int64_t interrupted = core.GetCharged(Operation::TAKE_IPI);
        NS_TEST_EXPECT_MSG_EQ((interrupted > 0), (m_readerCore > 0 && !m_isGro), "interrupted");
        NS_TEST_EXPECT_MSG_EQ(core.GetBusyCycles(CpuContext::HARDIRQ), interrupted, "in hardirq");
        NS_TEST_EXPECT_MSG_GT(statistics.polls, 0, "polls");
        int64_t charged = 0;
        for (std::size_t i = 0; i < N_OPERATIONS; i++)
        {
            charged += core.GetCharged(static_cast<Operation>(i));
        }
        NS_TEST_EXPECT_MSG_EQ(charged, core.GetBusyCycles(), "busy time = sum of the charges");
    }

    bool m_isTso;          //!< super-packets stay whole
    bool m_isGro;          //!< the receiving end merges
    uint32_t m_readerCore; //!< core of the reader
};

/**
 * @ingroup offload-test
 * Rules of the veth pair.
 */
class OffloadVethNetDeviceTestSuite : public TestSuite
{
  public:
    OffloadVethNetDeviceTestSuite()
        : TestSuite("offload-veth-net-device")
    {
        for (const bool isTso : {false, true})
        {
            for (const bool isGro : {false, true})
            {
                AddTestCase(new VethTestCase(isTso, isGro));
                AddTestCase(new VethTestCase(isTso, isGro, 1));
            }
        }
    }
};

OffloadVethNetDeviceTestSuite g_offloadVethNetDeviceTestSuite; //!< registers the suite

} // namespace
