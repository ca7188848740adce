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
 * The rules of LinuxHystart:
 *   a short flow is not slower than without HyStart, and with LRO or GRO not slower than without;
 *   slow start ends near what the path holds;
 *   the other attributes of Cubic stay as they are.
 */

#include "host-pair.h"
#include "stack/linux-hystart.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/test.h"

#include <array>
#include <cstring>
#include <memory>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A flow over a short path.
class ShortFlowTestCase : public TestCase
{
  public:
    ShortFlowTestCase()
        : TestCase("the first 4 ms of a flow carry as much as without HyStart, LRO or not")
    {
    }

  private:
    void DoRun() override
    {
        for (const std::size_t path : {0, 2})
        {
            const uint64_t without = Carry(path, false, true);
            const uint64_t asLinux = Carry(path, true, true);
            const uint64_t stock = Carry(path, true, false);
            const std::string name = RECEIVE_PATHS[path].name;
            NS_TEST_EXPECT_MSG_GT_OR_EQ(10 * asLinux, 9 * without, "without HyStart, " << name);
            NS_TEST_EXPECT_MSG_LT(2 * stock, asLinux, "ns-3's HyStart, " << name);
        }
        NS_TEST_EXPECT_MSG_GT_OR_EQ(10 * Carry(2, true, true), 9 * Carry(0, true, true), "LRO");
    }

    /**
     * @param path index of the receive path
     * @param isOn attribute HyStart
     * @param isLinux attribute LinuxHystart
     * @return bytes that the first 4 ms carry
     */
    static uint64_t Carry(std::size_t path, bool isOn, bool isLinux)
    {
        HostPair pair(RECEIVE_PATHS[path]);
        Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue("ns3::TcpCubic"));
        Config::SetDefault("ns3::TcpCubic::HyStart", BooleanValue(isOn));
        Config::SetDefault("ns3::TransmitInterceptor::LinuxHystart", BooleanValue(isLinux));
        pair.link.SetFeature("tx-gso", true);
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0)->SetStartTime(MilliSeconds(2));
        pair.Run(MilliSeconds(6));
        return pair.sink->GetBytesRead();
    }
};

/// @ingroup offload-test A flow over a longer path.
class SlowStartEndTestCase : public TestCase
{
  public:
    SlowStartEndTestCase()
        : TestCase("slow start ends near what the path holds")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[2]);
        Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue("ns3::TcpCubic"));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(16 << 20));
        Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(16 << 20));
        pair.link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        pair.link.SetChannelAttribute("Delay", TimeValue(MilliSeconds(5)));
        pair.link.SetFeature("tx-gso", true);
        pair.Build();
        pair.AddSink(1);
        auto source = pair.AddSource(0, 0);
        pair.Run(MicroSeconds(100));
        source->GetSocket()->TraceConnectWithoutContext(
            "SlowStartThreshold",
            MakeCallback(&SlowStartEndTestCase::NoteThreshold, this));
        pair.Run(MilliSeconds(120));
        const double bytes = 1e9 / 8 * 10e-3; // that the path holds
        NS_TEST_ASSERT_MSG_GT(m_threshold, 0, "slow start has ended");
        NS_TEST_EXPECT_MSG_GT(m_threshold, bytes / 4, "too early");
        NS_TEST_EXPECT_MSG_LT(m_threshold, bytes * 2, "too late");
    }

    /**
     * @param now slow-start threshold, bytes
     */
    void NoteThreshold(uint32_t /* before */, uint32_t now)
    {
        m_threshold = m_threshold == 0 && now < UINT32_MAX ? now : m_threshold;
    }

    uint32_t m_threshold{0}; //!< the first
};

/// @ingroup offload-test What LinuxHystart takes over.
class AttributeTestCase : public TestCase
{
  public:
    AttributeTestCase()
        : TestCase("TcpFriendliness, which ns-3 does not copy, is the default")
    {
    }

  private:
    void DoRun() override
    {
        if (!TcpCubic::GetTypeId().LookupAttributeByName("TcpFriendliness", &m_attribute))
        {
            return; // before ns-3 3.41
        }
        for (const bool isFriendly : {false, true})
        {
            for (const int garbage : {0, 1})
            {
                Check(isFriendly, garbage);
            }
        }
    }

    /**
     * @param isFriendly default of the attribute
     * @param garbage in the memory that the object may get
     */
    void Check(bool isFriendly, int garbage)
    {
        const Simulation simulation;
        Config::SetDefault("ns3::TcpCubic::TcpFriendliness", BooleanValue(isFriendly));
        const auto node = CreateObject<Node>();
        InternetStackHelper().Install(node);
        const auto socket =
            DynamicCast<TcpSocketBase>(Socket::CreateSocket(node, TcpSocketFactory::GetTypeId()));
        socket->SetCongestionControlAlgorithm(CreateObject<TcpCubic>());
        {
            std::array<std::unique_ptr<char[]>, 8> blocks;
            for (auto& block : blocks)
            {
                block = std::make_unique<char[]>(sizeof(LinuxHystart));
                std::memset(block.get(), garbage, sizeof(LinuxHystart));
            }
        }
        LinuxHystart::Install(socket, []() { return LinuxHystart::Path{}; });
        PointerValue algorithm;
        socket->GetAttribute("CongestionOps", algorithm);
        const auto hystart = algorithm.Get<LinuxHystart>();
        NS_TEST_ASSERT_MSG_NE(hystart, nullptr, "it is Linux's");
        BooleanValue friendliness;
        hystart->GetAttribute("TcpFriendliness", friendliness);
        NS_TEST_EXPECT_MSG_EQ(friendliness.Get(), isFriendly, "memory full of " << garbage);
    }

    TypeId::AttributeInformation m_attribute; //!< of the attribute
};

/**
 * @ingroup offload-test
 * Tests of LinuxHystart.
 */
class OffloadHystartTestSuite : public TestSuite
{
  public:
    OffloadHystartTestSuite()
        : TestSuite("offload-hystart")
    {
        AddTestCase(new ShortFlowTestCase);
        AddTestCase(new SlowStartEndTestCase);
        AddTestCase(new AttributeTestCase);
    }
};

OffloadHystartTestSuite g_offloadHystartTestSuite; //!< registers the suite

} // namespace
