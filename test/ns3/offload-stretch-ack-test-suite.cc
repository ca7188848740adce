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
 * The rules of StretchAck:
 *   a super-packet is acknowledged at once, a lone segment waits for the socket's own DelAckCount;
 *   the socket's own DelAckCount is there again after a super-packet, and after the connection;
 *   a window that holds only one super-packet does not wait for the delayed-ACK timer.
 */

#include "connection.h"
#include "stack/stretch-ack.h"

#include "ns3/tcp-tx-buffer.h"
#include "ns3/test.h"

#include <numeric>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * @param socket a socket
 * @return its DelAckCount
 */
uint64_t
GetDelAckCount(Ptr<TcpSocketBase> socket)
{
    UintegerValue count;
    socket->GetAttribute("DelAckCount", count);
    return count.Get();
}

/// @ingroup offload-test Which packets are acknowledged at once.
class StretchAckTestCase : public TestCase
{
  public:
    /// Segments of a burst, and whether it is acknowledged at once.
    using Bursts = std::vector<std::pair<uint32_t, bool>>;

    /**
     * @param own the socket's own DelAckCount
     * @param bursts what arrives, each burst as one packet
     */
    StretchAckTestCase(uint32_t own, const Bursts& bursts)
        : TestCase("DelAckCount " + std::to_string(own) + ", segments" +
                   std::accumulate(bursts.begin(),
                                   bursts.end(),
                                   std::string(),
                                   [](const std::string& text, const auto& burst) {
                                       return text + " " + std::to_string(burst.first);
                                   })),
          m_own(own),
          m_bursts(bursts)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[2]);
        Config::SetDefault("ns3::TcpSocket::DelAckCount", UintegerValue(m_own));
        Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(64));
        pair.Build();
        Connection connection(pair);
        connection.Write(HostPair::SEGMENT, MilliSeconds(1)); // stock TCP acknowledges the first
        for (std::size_t i = 0; i < m_bursts.size(); i++)
        {
            const auto& [segments, isAtOnce] = m_bursts[i];
            const uint32_t before = connection.acks;
            connection.Write(segments * HostPair::SEGMENT, MilliSeconds(1));
            NS_TEST_EXPECT_MSG_EQ(connection.acks - before,
                                  (isAtOnce ? 1 : 0),
                                  "ACKs at once of burst " << i);
        }
        NS_TEST_EXPECT_MSG_EQ(GetDelAckCount(connection.server),
                              (m_bursts.back().first > 1 ? 1 : m_own),
                              "the attribute afterwards");
        pair.Run(MilliSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(connection.client->GetTxBuffer()->Size(),
                              0,
                              "all is acknowledged in the end");
    }

    uint32_t m_own;  //!< DelAckCount
    Bursts m_bursts; //!< what arrives
};

/// @ingroup offload-test The socket's own DelAckCount comes back.
class OwnDelAckCountTestCase : public TestCase
{
  public:
    OwnDelAckCountTestCase()
        : TestCase("the socket's own DelAckCount comes back")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        Config::SetDefault("ns3::TcpSocket::DelAckCount", UintegerValue(3));
        pair.Build();
        Connection connection(pair);
        Address client;
        connection.client->GetSockName(client);
        const TcpFlow flow{Ipv4Address("10.0.0.2"),
                           Ipv4Address("10.0.0.1"),
                           HostPair::PORT,
                           InetSocketAddress::ConvertFrom(client).GetPort()};
        const TcpFlow other{flow.local, flow.peer, flow.localPort, 1};

        StretchAck stretchAck(pair.hosts.Get(1));
        const auto expect = [&](uint64_t count, bool isIdle, const std::string& when) {
            NS_TEST_EXPECT_MSG_EQ(GetDelAckCount(connection.server), count, when);
            NS_TEST_EXPECT_MSG_EQ(stretchAck.IsIdle(), isIdle, when << ": nothing is known");
        };
        stretchAck.BeforeDelivery(flow, 1);
        expect(3, true, "after a lone segment");
        stretchAck.BeforeDelivery(other, 16);
        expect(3, true, "after a super-packet for nobody");
        stretchAck.BeforeDelivery(flow, 2);
        expect(1, false, "after a super-packet");
        stretchAck.BeforeDelivery(flow, 1);
        expect(3, false, "after a lone segment that follows");
        stretchAck.BeforeDelivery(flow, 16);
        stretchAck.BeforeDelivery(flow, 16);
        expect(1, false, "after two super-packets");
        stretchAck.Forget(flow);
        expect(3, true, "when the flow ends");
    }
};

/// @ingroup offload-test A window of one super-packet.
class SmallWindowTestCase : public TestCase
{
  public:
    SmallWindowTestCase()
        : TestCase("a window of one super-packet does not wait for the delayed-ACK timer")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        HostPair pair(RECEIVE_PATHS[2]);
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(16 * HostPair::SEGMENT));
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(1, BYTES);
        // 44 windows, each some 120 us: moderation, wire and link.
        pair.Run(MilliSeconds(20));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes by then");
    }
};

/**
 * @ingroup offload-test
 * Rules of stretch ACKs.
 */
class OffloadStretchAckTestSuite : public TestSuite
{
  public:
    OffloadStretchAckTestSuite()
        : TestSuite("offload-stretch-ack")
    {
        AddTestCase(new StretchAckTestCase(2, {{16, true}}));
        AddTestCase(new StretchAckTestCase(2, {{2, true}, {2, true}}));
        AddTestCase(new StretchAckTestCase(2, {{1, false}, {1, true}}));
        AddTestCase(new StretchAckTestCase(2, {{16, true}, {1, false}}));
        AddTestCase(new StretchAckTestCase(2, {{1, false}, {16, true}, {1, false}, {1, true}}));
        AddTestCase(new StretchAckTestCase(1, {{16, true}, {1, true}}));
        AddTestCase(new StretchAckTestCase(3, {{16, true}, {1, false}, {1, false}, {1, true}}));
        AddTestCase(new OwnDelAckCountTestCase);
        AddTestCase(new SmallWindowTestCase);
    }
};

OffloadStretchAckTestSuite g_offloadStretchAckTestSuite; //!< registers the suite

} // namespace
