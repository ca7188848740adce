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
 * The rule of super-packets under any congestion control, IPv4 and IPv6, with and without loss:
 *   the bytes that arrive are those that were sent.
 */

#include "forwarding-chain.h"

#include "ns3/error-model.h"
#include "ns3/pointer.h"
#include "ns3/test.h"
#include "ns3/transmit-interceptor.h"

#include <string>

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
        chain.in.Get(1)->TraceConnectWithoutContext(
            "PhyRxDrop",
            MakeCallback(&CongestionControlTestCase::NotifyLoss, this));
        chain.AddTransfers(m_isV6, BYTES, 1);
        chain.RunToEnd();
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetBytesRead(), BYTES, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto interceptor = chain.nodes.Get(0)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_GT(interceptor->GetDataSegments(),
                              interceptor->GetDataPackets(),
                              "super-packets");
        NS_TEST_EXPECT_MSG_EQ((m_lost > 0), (m_loss > 0), "frames lost: " << m_lost);
        const uint64_t segments =
            (BYTES + ForwardingChain::SEGMENT_V6 - 1) / ForwardingChain::SEGMENT_V6;
        NS_TEST_EXPECT_MSG_EQ((interceptor->GetDataSegments() > segments),
                              (m_loss > 0),
                              "segments sent again: " << interceptor->GetDataSegments() - segments);
    }

    /// The error model takes a frame.
    void NotifyLoss(Ptr<const Packet> /* packet */)
    {
        m_lost++;
    }

    std::string m_control; //!< congestion control
    bool m_isV6;           //!< over IPv6
    double m_loss;         //!< probability
    uint32_t m_lost{0};    //!< frames
};

/**
 * @ingroup offload-test
 * Rules of congestion control.
 */
class OffloadCongestionTestSuite : public TestSuite
{
  public:
    OffloadCongestionTestSuite()
        : TestSuite("offload-congestion")
    {
        for (const char* control : {"ns3::TcpLinuxReno",
                                    "ns3::TcpCubic",
                                    "ns3::TcpDctcp",
                                    "ns3::TcpLinuxDctcp",
                                    "ns3::TcpBbr"})
        {
            for (const bool isV6 : {false, true})
            {
                for (const double loss : {0.0, 1e-3})
                {
                    AddTestCase(new CongestionControlTestCase(control, isV6, loss));
                }
            }
        }
    }
};

OffloadCongestionTestSuite g_offloadCongestionTestSuite; //!< registers the suite

} // namespace
