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
 * The rule of SendWindowGuard:
 *   no empty segment leaves when a loss meets a window that is exactly full.
 */

#include "host-pair.h"
#include "trouble-maker.h"

#include "ns3/pointer.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/test.h"

#include <cstdint>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A loss while the window is exactly full.
class FullWindowLossTestCase : public TestCase
{
  public:
    /**
     * @param tcp congestion control
     * @param hasSack true for SACK
     */
    FullWindowLossTestCase(const std::string& tcp, bool hasSack)
        : TestCase("a loss in a window that is exactly full, " + tcp +
                   (hasSack ? " with SACK" : " without SACK")),
          m_tcp(tcp),
          m_hasSack(hasSack)
    {
    }

  private:
    void DoRun() override
    {
        // Whole segments, so that they fill the window; twice the window are free in the congestion
        // window, so that half of it still is more.
        constexpr uint32_t SEGMENT = 1024;
        constexpr uint32_t SEGMENTS = 64;
        constexpr uint32_t BYTES = 3000 * SEGMENT;
        HostPair pair;
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(SEGMENTS * SEGMENT));
        Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(4 * SEGMENTS));
        Config::SetDefault("ns3::TcpSocketBase::Sack", BooleanValue(m_hasSack));
        Config::SetDefault("ns3::TcpL4Protocol::SocketType", StringValue("ns3::" + m_tcp));
        pair.Build();
        Ptr<ErrorModel> errors = CreateObject<LoseOneErrorModel>(1000);
        pair.devices.Get(1)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        pair.AddSink(1);
        auto source = pair.AddSource(1, BYTES);
        pair.Run(MicroSeconds(1)); // then its socket is there
        const auto socket = source->GetSocket();
        socket->TraceConnectWithoutContext("Tx",
                                           MakeCallback(&FullWindowLossTestCase::NotifyTx, this));
        socket->TraceConnectWithoutContext(
            "CongState",
            MakeCallback(&FullWindowLossTestCase::NotifyState, this));
        pair.Run(Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(m_hasRecovered, true, "there was a loss recovery");
        NS_TEST_EXPECT_MSG_EQ(m_emptySegments, 0, "segments without payload");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
    }

    /**
     * The sender sends a packet. It gets no data, so it has nothing to acknowledge.
     * @param packet payload
     */
    void NotifyTx(Ptr<const Packet> packet,
                  const TcpHeader& /* header */,
                  Ptr<const TcpSocketBase> /* socket */)
    {
        m_hasBegun = m_hasBegun || packet->GetSize() > 0;
        m_emptySegments += m_hasBegun && packet->GetSize() == 0 ? 1 : 0;
    }

    /**
     * @param newState state of the sender's congestion control
     */
    void NotifyState(TcpSocketState::TcpCongState_t /* oldState */,
                     TcpSocketState::TcpCongState_t newState)
    {
        m_hasRecovered = m_hasRecovered || newState == TcpSocketState::CA_RECOVERY;
    }

    std::string m_tcp;           //!< congestion control
    bool m_hasSack;              //!< SACK
    bool m_hasBegun{false};      //!< data was sent
    bool m_hasRecovered{false};  //!< there was a loss recovery
    uint32_t m_emptySegments{0}; //!< segments
};

/**
 * @ingroup offload-test
 * Rules of a full send window.
 */
class OffloadSendWindowGuardTestSuite : public TestSuite
{
  public:
    OffloadSendWindowGuardTestSuite()
        : TestSuite("offload-send-window-guard")
    {
        AddTestCase(new FullWindowLossTestCase("TcpLinuxReno", true));
        AddTestCase(new FullWindowLossTestCase("TcpLinuxReno", false));
        AddTestCase(new FullWindowLossTestCase("TcpCubic", true));
    }
};

OffloadSendWindowGuardTestSuite g_offloadSendWindowGuardTestSuite; //!< registers the suite

} // namespace
