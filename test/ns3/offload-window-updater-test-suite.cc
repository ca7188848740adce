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
 * The rules of WindowUpdater:
 *   a read sends a window update if twice the window given, and a segment, can be given;
 *   a reader that stopped gets the sender going without the persist timer;
 *   a reader that keeps up sends no window updates, a slow one few;
 *   an application that tells nobody of its reads gets the sender going within a millisecond;
 *   with AckAfterRead the reader's core sends the ACKs, one a read() of more than a segment;
 *   a probe without data is answered with the window that there is, so a lost update does no harm.
 */

#include "connection.h"
#include "stack/window-updater.h"

#include "ns3/error-model.h"
#include "ns3/pointer.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test When a read sends a window update.
class WindowUpdateRuleTestCase : public TestCase
{
  public:
    /**
     * @param received bytes that have filled a buffer of 60000
     * @param read bytes that are read of them
     * @param isUpdated true if a window update must be sent
     */
    WindowUpdateRuleTestCase(uint32_t received, uint32_t read, bool isUpdated)
        : TestCase("of 60000 bytes " + std::to_string(received) + " filled, " +
                   std::to_string(read) + " read: " + (isUpdated ? "an" : "no") + " update"),
          m_received(received),
          m_read(read),
          m_isUpdated(isUpdated)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BUFFER = 60000; // needs no window scale
        HostPair pair;
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(BUFFER));
        Config::SetDefault("ns3::TcpSocket::DelAckCount", UintegerValue(1));
        Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(64));
        pair.Build();
        Connection connection(pair);
        connection.client->SetAttribute("TcpNoDelay", BooleanValue(true));
        connection.Write(m_received, MilliSeconds(1));
        const uint32_t given = BUFFER - m_received;
        NS_TEST_ASSERT_MSG_EQ(connection.window, given, "the window that is given");

        const uint32_t before = connection.acks;
        connection.server->Recv(m_read, 0);
        const bool isUpdated = connection.updater->AfterRead();
        pair.Run(MilliSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(isUpdated, m_isUpdated, "what AfterRead says");
        NS_TEST_EXPECT_MSG_EQ(connection.acks - before, (m_isUpdated ? 1 : 0), "ACKs sent");
        NS_TEST_EXPECT_MSG_EQ(connection.updater->GetUpdates(), connection.acks - before, "count");
        NS_TEST_EXPECT_MSG_EQ(connection.window,
                              (m_isUpdated ? given + m_read : given),
                              "the window that the sender knows");
        NS_TEST_EXPECT_MSG_EQ(connection.server->GetRxBuffer()->MaxBufferSize(),
                              BUFFER,
                              "the buffer keeps its size");
        NS_TEST_EXPECT_MSG_EQ(connection.updater->AfterRead(), false, "once is enough");
    }

    uint32_t m_received; //!< bytes
    uint32_t m_read;     //!< bytes
    bool m_isUpdated;    //!< expected
};

/// @ingroup offload-test A reader that stops, and then drains.
class StoppedReaderTestCase : public TestCase
{
  public:
    StoppedReaderTestCase()
        : TestCase("a reader that stopped gets the sender going without the persist timer")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        HostPair pair(RECEIVE_PATHS[2]);
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(60000));
        pair.Build();
        Connection connection(pair);
        connection.Write(BYTES, MilliSeconds(100));
        NS_TEST_ASSERT_MSG_LT(connection.window, HostPair::SEGMENT, "the window is closed");
        connection.KeepReading();
        pair.Run(MilliSeconds(20)); // ns-3's persist timer is 6 s
        NS_TEST_EXPECT_MSG_EQ(connection.bytesRead, BYTES, "bytes by then");
    }
};

/// @ingroup offload-test Window updates of readers that go on.
class UpdateStormTestCase : public TestCase
{
  public:
    /**
     * @param name what is tested
     * @param cycles what copying a byte costs the reader, at 1 GHz
     * @param updates most window updates for a million bytes
     */
    UpdateStormTestCase(const std::string& name, double cycles, uint64_t updates)
        : TestCase(name),
          m_cycles(cycles),
          m_updates(updates)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        HostPair pair(RECEIVE_PATHS[2]);
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(65536));
        pair.receiverCosts = CreateTestProfile({{"copy_byte", m_cycles}});
        pair.Build();
        pair.AddSink(1)->SetAttribute("ReadSize", UintegerValue(1000));
        pair.AddSource(1, BYTES);
        pair.Run(MilliSeconds(100));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(pair.sink->GetWindowUpdates(), m_updates, "window updates");
        NS_TEST_EXPECT_MSG_EQ((pair.sink->GetWindowUpdates() > 0), (m_updates > 0), "any");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(pair.sink->GetReads(), 1000, "reads");
    }

    double m_cycles;    //!< per byte
    uint64_t m_updates; //!< most
};

/// @ingroup offload-test An application of ns-3 that reads slowly.
class StockReaderTestCase : public TestCase
{
  public:
    StockReaderTestCase()
        : TestCase("an application that tells nobody of its reads gets the sender going")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        HostPair pair;
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(60000));
        pair.Build();
        Connection connection(pair);
        m_server = connection.server;
        connection.Write(BYTES, MilliSeconds(100));
        NS_TEST_ASSERT_MSG_LT(connection.window, HostPair::SEGMENT, "the window is closed");
        Read();
        pair.Run(MilliSeconds(100)); // ns-3's persist timer is 6 s
        NS_TEST_EXPECT_MSG_EQ(m_bytes, BYTES, "bytes by then");
        NS_TEST_EXPECT_MSG_LT(m_reads, 90, "one a millisecond");
    }

    /// Read all there is, and again in a millisecond.
    void Read()
    {
        const auto packet = m_server->Recv();
        m_bytes += packet ? packet->GetSize() : 0;
        m_reads += packet ? 1 : 0;
        Simulator::Schedule(MilliSeconds(1), &StockReaderTestCase::Read, this);
    }

    Ptr<Socket> m_server; //!< receiver's socket
    uint32_t m_bytes{0};  //!< read
    uint32_t m_reads{0};  //!< that read something
};

/// @ingroup offload-test Who sends the ACKs.
class AckAfterReadTestCase : public TestCase
{
  public:
    /**
     * @param isAfterRead attribute AckAfterRead
     * @param path index of a receive path
     */
    AckAfterReadTestCase(bool isAfterRead, std::size_t path)
        : TestCase(std::string("ACKs are sent ") +
                   (isAfterRead ? "after a read()" : "as data arrive") + ", receive path " +
                   std::to_string(path)),
          m_isAfterRead(isAfterRead),
          m_path(path)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        HostPair pair(RECEIVE_PATHS[m_path]);
        pair.receiverCosts = CreateTestProfile({{"build_ack", 1}, {"copy_byte", 0.1}});
        pair.Build();
        pair.AddSink(1)->SetAttribute("AckAfterRead", BooleanValue(m_isAfterRead));
        pair.AddSource(1, BYTES);
        pair.Run(MilliSeconds(100));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        const int64_t ofInterrupts = pair.receiverCpu->GetCore(0).GetCharged(Operation::BUILD_ACK);
        const int64_t ofReader = pair.receiverCpu->GetCore(1).GetCharged(Operation::BUILD_ACK);
        constexpr int64_t FEW = 5; // of the handshake, of a delayed ACK, of the end
        NS_TEST_EXPECT_MSG_EQ((ofReader > FEW), m_isAfterRead, "ACKs of the reader: " << ofReader);
        NS_TEST_EXPECT_MSG_EQ((ofInterrupts > FEW),
                              !m_isAfterRead,
                              "ACKs of the core with the interrupts: " << ofInterrupts);
        NS_TEST_EXPECT_MSG_LT_OR_EQ(static_cast<uint64_t>(ofReader),
                                    pair.sink->GetReads() + FEW,
                                    "one a read()");
    }

    bool m_isAfterRead; //!< attribute
    std::size_t m_path; //!< receive path
};

/// @ingroup offload-test Zero-window probes of Linux, which have no data.
class ProbeTestCase : public TestCase
{
  public:
    ProbeTestCase()
        : TestCase("a probe is answered with the window that there is, also when an update is lost")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(60000));
        Config::SetDefault("ns3::TcpSocketBase::Timestamp", BooleanValue(false));
        pair.Build();
        Connection connection(pair);
        connection.Write(1000000, MilliSeconds(100));
        NS_TEST_ASSERT_MSG_LT(connection.window, HostPair::SEGMENT, "the window is closed");
        uint32_t acks = connection.acks;
        Probe(pair, connection);
        NS_TEST_EXPECT_MSG_EQ(connection.acks, acks + 1, "a closed window is told, too");
        Probe(pair, connection);
        NS_TEST_EXPECT_MSG_EQ(connection.acks, acks + 1, "but not twice in half a second");
        pair.Run(MilliSeconds(500));

        const auto errors = CreateObject<ReceiveListErrorModel>();
        errors->SetList({0});
        pair.devices.Get(0)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        acks = connection.acks;
        connection.server->Recv(UINT32_MAX, 0);
        connection.updater->AfterRead();
        pair.Run(MilliSeconds(100));
        NS_TEST_EXPECT_MSG_EQ(connection.acks, acks + 1, "an update was sent");
        NS_TEST_ASSERT_MSG_LT(connection.window, HostPair::SEGMENT, "and lost");
        Probe(pair, connection);
        NS_TEST_EXPECT_MSG_GT(connection.server->GetRxAvailable(), 0, "the sender goes on");
    }

    /**
     * Let the sender probe as Linux does, and simulate for a while.
     * @param pair the hosts
     * @param connection the connection
     */
    static void Probe(HostPair& pair, const Connection& connection)
    {
        Address name;
        connection.client->GetSockName(name);
        TcpHeader header;
        header.SetSourcePort(InetSocketAddress::ConvertFrom(name).GetPort());
        header.SetDestinationPort(HostPair::PORT);
        header.SetSequenceNumber(connection.client->GetTxBuffer()->HeadSequence() - 1);
        header.SetAckNumber(connection.client->GetRxBuffer()->NextRxSequence());
        header.SetFlags(TcpHeader::ACK);
        header.SetWindowSize(1000);
        pair.hosts.Get(0)->GetObject<TcpL4Protocol>()->SendPacket(Create<Packet>(),
                                                                  header,
                                                                  Ipv4Address("10.0.0.1"),
                                                                  Ipv4Address("10.0.0.2"));
        pair.Run(MilliSeconds(10));
    }
};

/**
 * @ingroup offload-test
 * Rules of window updates.
 */
class OffloadWindowUpdaterTestSuite : public TestSuite
{
  public:
    OffloadWindowUpdaterTestSuite()
        : TestSuite("offload-window-updater")
    {
        // Given: more than half of the buffer, or half, less, nothing; possible: about twice that.
        AddTestCase(new WindowUpdateRuleTestCase(29999, 29999, false));
        AddTestCase(new WindowUpdateRuleTestCase(30000, 29999, false));
        AddTestCase(new WindowUpdateRuleTestCase(30000, 30000, true));
        AddTestCase(new WindowUpdateRuleTestCase(50000, 9999, false));
        AddTestCase(new WindowUpdateRuleTestCase(50000, 10000, true));
        AddTestCase(new WindowUpdateRuleTestCase(59900, 100, false));
        AddTestCase(new WindowUpdateRuleTestCase(60000, HostPair::SEGMENT - 1, false));
        AddTestCase(new WindowUpdateRuleTestCase(60000, HostPair::SEGMENT, true));
        AddTestCase(new WindowUpdateRuleTestCase(60000, 60000, true));
        AddTestCase(new StoppedReaderTestCase);
        AddTestCase(new StockReaderTestCase);
        for (const std::size_t path : {0, 2})
        {
            AddTestCase(new AckAfterReadTestCase(false, path));
            AddTestCase(new AckAfterReadTestCase(true, path));
        }
        AddTestCase(new ProbeTestCase);
        AddTestCase(
            new UpdateStormTestCase("a reader that keeps up sends no window updates", 0, 0));
        // 0.5 Gb/s; an update frees at least half of the 64 KB buffer, or doubles what is left.
        AddTestCase(new UpdateStormTestCase("a slow reader sends few window updates", 16, 40));
    }
};

OffloadWindowUpdaterTestSuite g_offloadWindowUpdaterTestSuite; //!< registers the suite

} // namespace
