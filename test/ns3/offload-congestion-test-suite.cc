/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "forwarding-chain.h"

#include "ns3/error-model.h"
#include "ns3/pointer.h"
#include "ns3/test.h"
#include "ns3/transmit-tap.h"

/**
 * @file
 * @ingroup offload-test
 * The rule of super-packets under any congestion control, IPv4 and IPv6, with loss and without: the
 * bytes that arrive are those that were sent.
 */

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test The stream arrives whole.
class CongestionControlTestCase : public TestCase
{
  public:
    /**
     * @param control TypeId of the congestion control
     * @param isV6 over IPv6
     * @param loss probability that a frame is lost
     */
    CongestionControlTestCase(const std::string& control, bool isV6, double loss)
        : TestCase(control + (isV6 ? ", IPv6" : ", IPv4") + (loss > 0 ? ", loss" : ", no loss")),
          m_control(control),
          m_isV6(isV6),
          m_loss(loss)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint64_t BYTES = 3000000;
        ForwardingChain chain;
        Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue(m_control));
        Config::SetDefault("ns3::TcpSocketBase::UseEcn", StringValue("On"));
        // BBR of ns-3 counts round-trip times in ms.
        chain.hostLink.SetChannelAttribute("Delay", TimeValue(MilliSeconds(1)));
        chain.Build();
        auto errors = CreateObject<RateErrorModel>();
        errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        errors->SetRate(m_loss);
        errors->AssignStreams(7);
        chain.in.Get(1)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        chain.AddTransfers(m_isV6, BYTES, 1);
        chain.Run();
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetBytesRead(), BYTES, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto tap = chain.nodes.Get(0)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_GT(tap->GetDataSegments(), tap->GetDataPackets(), "super-packets");
    }

    std::string m_control; //!< congestion control
    bool m_isV6;           //!< over IPv6
    double m_loss;         //!< probability
};

/// @ingroup offload-test TCP/IP offload test suite.
class OffloadCongestionTestSuite : public TestSuite
{
  public:
    OffloadCongestionTestSuite()
        : TestSuite("offload-congestion", UNIT)
    {
        for (const char* control :
             {"ns3::TcpLinuxReno", "ns3::TcpCubic", "ns3::TcpDctcp", "ns3::TcpBbr"})
        {
            for (const bool isV6 : {false, true})
            {
                for (const double loss : {0.0, 1e-3})
                {
                    AddTestCase(new CongestionControlTestCase(control, isV6, loss),
                                TestCase::QUICK);
                }
            }
        }
    }
};

static OffloadCongestionTestSuite g_offloadCongestionTestSuite; //!< static instance

} // namespace
