/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "host-pair.h"
#include "test-profile.h"

#include "ns3/error-model.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ppp-header.h"
#include "ns3/stretch-ack.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/window-updater.h"

#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * The rules for living with stock TCP:
 *   a super-packet is acknowledged at once, a lone segment waits for the socket's own DelAckCount;
 *   the socket's own DelAckCount is there again after a super-packet, and after the connection;
 *   a window that holds only one super-packet does not wait for the delayed-ACK timer;
 *   a read sends a window update if twice the window given, and a segment, can be given;
 *   a reader that stopped gets the sender going without the persist timer;
 *   a reader that keeps up sends no window updates, a slow one few;
 *   no empty segment leaves when a loss meets a window that is exactly full;
 *   a write is charged in process context on its core, an ACK in softirq on the interrupt core, a
 *   timer in softirq;
 *   packets of a flow leave in the order in which TCP sent them, whatever paid for them;
 *   on a host that costs nothing a packet goes through within the call;
 *   UDP and IPv6 pass, and pay.
 */

using namespace ns3;

namespace
{

/**
 * @ingroup offload-test
 * A connection from the sender to the receiver of a pair, written to and read from by hand.
 */
class Connection
{
  public:
    /**
     * Connect, and simulate until that is done.
     * @param pair the hosts
     */
    explicit Connection(HostPair& pair)
        : m_pair(pair)
    {
        // ns-3's timestamps count ms from 0, and LRO takes no segment that echoes 0.
        pair.Run(MilliSeconds(5));
        m_listener = Socket::CreateSocket(pair.hosts.Get(1), TcpSocketFactory::GetTypeId());
        m_listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT));
        m_listener->Listen();
        m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                      MakeCallback(&Connection::Accept, this));
        client = DynamicCast<TcpSocketBase>(
            Socket::CreateSocket(pair.hosts.Get(0), TcpSocketFactory::GetTypeId()));
        client->Bind();
        client->TraceConnectWithoutContext("RWND", MakeCallback(&Connection::NotifyWindow, this));
        client->Connect(InetSocketAddress("10.0.0.2", HostPair::PORT));
        pair.Run(MilliSeconds(1));
    }

    /**
     * Write, and simulate for a while.
     * @param bytes how much
     * @param duration how long to simulate
     */
    void Write(uint32_t bytes, Time duration)
    {
        client->Send(Create<Packet>(bytes), 0);
        m_pair.Run(duration);
    }

    /// Read all there is now and whenever there is more.
    void KeepReading()
    {
        server->SetRecvCallback(MakeCallback(&Connection::ReadAll, this));
        ReadAll(server);
    }

    Ptr<TcpSocketBase> client;  //!< sender's socket
    Ptr<TcpSocketBase> server;  //!< receiver's socket
    Ptr<WindowUpdater> updater; //!< of the receiver's socket
    uint32_t acks{0};           //!< packets that the receiver's socket sent
    uint32_t window{0};         //!< that the sender knows, bytes
    uint32_t bytesRead{0};      //!< by KeepReading

  private:
    /**
     * The connection is there.
     * @param socket the receiver's socket
     */
    void Accept(Ptr<Socket> socket, const Address& /* from */)
    {
        server = DynamicCast<TcpSocketBase>(socket);
        updater = WindowUpdater::Install(server);
        server->TraceConnectWithoutContext("Tx", MakeCallback(&Connection::NotifyAck, this));
    }

    /// The receiver sent a packet.
    void NotifyAck(Ptr<const Packet> /* packet */,
                   const TcpHeader& /* header */,
                   Ptr<const TcpSocketBase> /* socket */)
    {
        acks++;
    }

    /**
     * The sender got another window.
     * @param newWindow it, in bytes
     */
    void NotifyWindow(uint32_t /* oldWindow */, uint32_t newWindow)
    {
        window = newWindow;
    }

    /**
     * Read all there is.
     * @param socket the receiver's socket
     */
    void ReadAll(Ptr<Socket> socket)
    {
        while (auto packet = socket->Recv())
        {
            bytesRead += packet->GetSize();
            updater->AfterRead();
        }
    }

    HostPair& m_pair;       //!< the hosts
    Ptr<Socket> m_listener; //!< listening socket
};

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
        NS_TEST_EXPECT_MSG_GT_OR_EQ(pair.sink->GetReads(), 1000, "reads");
    }

    double m_cycles;    //!< per byte
    uint64_t m_updates; //!< most
};

/**
 * @ingroup offload-test
 * Loses one packet with payload.
 */
class LoseOneErrorModel : public ErrorModel
{
  public:
    /**
     * @param number which one, from 1
     */
    explicit LoseOneErrorModel(uint32_t number)
        : m_left(number)
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        return packet->GetSize() > 1000 && m_left > 0 && --m_left == 0;
    }

    void DoReset() override
    {
    }

    uint32_t m_left; //!< packets until then
};

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
        Simulator::Schedule(MicroSeconds(1), [this, source]() {
            auto socket = source->GetSocket();
            socket->TraceConnectWithoutContext(
                "Tx",
                MakeCallback(&FullWindowLossTestCase::NotifyTx, this));
            socket->TraceConnectWithoutContext(
                "CongState",
                MakeCallback(&FullWindowLossTestCase::NotifyState, this));
        });
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
 * Hosts at 1 GHz whose interrupts and applications have a core each.
 */
class ChargeTestCase : public TestCase
{
  public:
    /**
     * @param name what is tested
     * @param interruptCore core of interrupts, 0 or 1; applications run on the other one
     */
    ChargeTestCase(const std::string& name, uint32_t interruptCore)
        : TestCase(name + ", interrupts on core " + std::to_string(interruptCore)),
          m_interruptCore(interruptCore),
          m_appCore(1 - interruptCore)
    {
    }

  protected:
    /**
     * Make a pair of hosts that pay for what they send.
     * @param pair the hosts
     */
    void Build(HostPair& pair) const
    {
        pair.receiverCosts = CreateTestProfile({{"transmit_packet", 1000}, {"build_ack", 100}});
        // A write() takes longer than what was sent before it, behind which its data would wait.
        pair.senderCosts = CreateTestProfile(
            {{"transmit_packet", 1000}, {"build_ack", 100}, {"enter_syscall", SYSCALL}});
        pair.link.SetDeviceAttribute("InterruptCore", UintegerValue(m_interruptCore));
        pair.Build();
    }

    /**
     * Compare the busy cycles of a host's cores.
     *
     * @param cpu the host
     * @param process expected in process context on the core of applications
     * @param softirq expected in softirq on the core of interrupts
     * @param who whose
     */
    void ExpectBusy(Ptr<HostCpu> cpu, uint64_t process, uint64_t softirq, const std::string& who)
    {
        for (uint32_t core = 0; core < 2; core++)
        {
            const auto busy = [&](CpuContext context) {
                return static_cast<uint64_t>(cpu->GetCore(core).GetBusyCycles(context));
            };
            NS_TEST_EXPECT_MSG_EQ(busy(CpuContext::PROCESS),
                                  (core == m_appCore ? process : 0),
                                  who << ", process on core " << core);
            NS_TEST_EXPECT_MSG_EQ(busy(CpuContext::SOFTIRQ),
                                  (core == m_interruptCore ? softirq : 0),
                                  who << ", softirq on core " << core);
        }
    }

    static constexpr uint32_t SYSCALL = 50000; //!< cycles of a write()

    uint32_t m_interruptCore; //!< core
    uint32_t m_appCore;       //!< core
};

/// @ingroup offload-test Who pays for data and for ACKs.
class TransferChargeTestCase : public ChargeTestCase
{
  public:
    /**
     * @param interruptCore core of interrupts
     */
    explicit TransferChargeTestCase(uint32_t interruptCore)
        : ChargeTestCase(
              "a write is paid for by its process, an ACK and what it lets go by softirq",
              interruptCore)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t INITIAL = 10;
        constexpr uint32_t LATER = 20;
        constexpr uint32_t BYTES = (INITIAL + LATER) * HostPair::SEGMENT;
        HostPair pair;
        Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(INITIAL));
        Build(pair);
        pair.AddSink(m_appCore);
        pair.AddSource(m_appCore, BYTES);
        pair.Run(MilliSeconds(1));
        NS_TEST_ASSERT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");

        const auto sender = pair.hosts.Get(0)->GetObject<TransmitTap>();
        const auto receiver = pair.hosts.Get(1)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_EQ(sender->GetDataPackets(), INITIAL + LATER, "segments");
        NS_TEST_EXPECT_MSG_EQ(sender->GetPureAcks(), 2, "SYN, and the ACK of SYN+ACK");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetDataPackets(), 0, "the receiver sends no data");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(receiver->GetPureAcks(), LATER / 2, "ACKs");
        ExpectBusy(pair.senderCpu, SYSCALL + INITIAL * 1000, 2 * 1100 + LATER * 1000, "sender");
        ExpectBusy(pair.receiverCpu, 0, receiver->GetPureAcks() * 1100, "receiver");
    }
};

/// @ingroup offload-test Who pays for what a timer sends.
class TimerChargeTestCase : public ChargeTestCase
{
  public:
    /**
     * @param interruptCore core of interrupts
     */
    explicit TimerChargeTestCase(uint32_t interruptCore)
        : ChargeTestCase("what a timer sends is paid for in softirq", interruptCore)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        Build(pair);
        Connection connection(pair);
        Ptr<ErrorModel> errors = CreateObject<LoseOneErrorModel>(2);
        pair.devices.Get(1)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        connection.Write(HostPair::SEGMENT, MilliSeconds(1)); // stock TCP acknowledges the first
        connection.Write(HostPair::SEGMENT, Seconds(3));
        const auto sender = pair.hosts.Get(0)->GetObject<TransmitTap>();
        const auto receiver = pair.hosts.Get(1)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_EQ(sender->GetDataPackets(), 3, "sent again when a timer expires");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetPureAcks(), 3, "SYN+ACK, an ACK and a delayed ACK");
        ExpectBusy(pair.senderCpu, 0, 2 * 1100 + 3 * 1000, "sender");
        ExpectBusy(pair.receiverCpu, 0, 3 * 1100, "receiver");
    }
};

/**
 * @ingroup offload-test
 * @param packet a packet on a link, from its PPP header
 * @param [out] tcp its TCP header
 * @return bytes of its payload; 0 also if it is not IPv4
 */
uint32_t
ParseFrame(Ptr<const Packet> packet, TcpHeader& tcp)
{
    auto copy = packet->Copy();
    PppHeader ppp;
    Ipv4Header ip;
    copy->RemoveHeader(ppp);
    copy->RemoveHeader(ip);
    copy->RemoveHeader(tcp);
    return copy->GetSize();
}

/// @ingroup offload-test The order of a flow.
class FlowOrderTestCase : public TestCase
{
  public:
    /**
     * @param interruptCore core of interrupts
     * @param appCore core of the writer
     */
    FlowOrderTestCase(uint32_t interruptCore, uint32_t appCore)
        : TestCase("a flow keeps its order, interrupts on core " + std::to_string(interruptCore) +
                   ", writer on core " + std::to_string(appCore)),
          m_interruptCore(interruptCore),
          m_appCore(appCore)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        HostPair pair;
        // ACKs arrive, and let segments go, while the first window still waits for its core.
        pair.senderCosts = CreateTestProfile({{"transmit_packet", 20000}});
        pair.link.SetDeviceAttribute("InterruptCore", UintegerValue(m_interruptCore));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.Build();
        pair.devices.Get(0)->TraceConnectWithoutContext(
            "MacTx",
            MakeCallback(&FlowOrderTestCase::NotifyWire, this));
        pair.AddSink(1);
        auto source = pair.AddSource(m_appCore, BYTES);
        Simulator::Schedule(MicroSeconds(1), [this, source]() {
            source->GetSocket()->TraceConnectWithoutContext(
                "Tx",
                MakeCallback(&FlowOrderTestCase::NotifyTx, this));
        });
        pair.Run(MilliSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(m_sent.size(), 691, "segments");
        NS_TEST_EXPECT_MSG_EQ((m_sent == m_wire), true, "the order on the wire is not TCP's");
        const auto tap = pair.hosts.Get(0)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_EQ(tap->GetWaiting(), 0, "nothing waits");
    }

    /**
     * TCP sends a packet.
     * @param packet payload
     * @param header its header
     */
    void NotifyTx(Ptr<const Packet> packet,
                  const TcpHeader& header,
                  Ptr<const TcpSocketBase> /* socket */)
    {
        if (packet->GetSize() > 0)
        {
            m_sent.push_back(header.GetSequenceNumber());
        }
    }

    /**
     * A packet reaches the device.
     * @param packet the packet
     */
    void NotifyWire(Ptr<const Packet> packet)
    {
        TcpHeader tcp;
        if (ParseFrame(packet, tcp) > 0)
        {
            m_wire.push_back(tcp.GetSequenceNumber());
        }
    }

    uint32_t m_interruptCore;             //!< core
    uint32_t m_appCore;                   //!< core
    std::vector<SequenceNumber32> m_sent; //!< as TCP sent them
    std::vector<SequenceNumber32> m_wire; //!< as they reached the device
};

/// @ingroup offload-test UDP, on a host that costs nothing and on one that does.
class UdpTestCase : public TestCase
{
  public:
    /**
     * @param cycles what sending a packet costs
     */
    explicit UdpTestCase(uint32_t cycles)
        : TestCase("a datagram on a host where it costs " + std::to_string(cycles) + " cycles"),
          m_cycles(cycles)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.senderCosts = CreateTestProfile({{"transmit_packet", m_cycles}});
        pair.Build();
        pair.Run(MilliSeconds(1));
        pair.devices.Get(0)->TraceConnectWithoutContext(
            "MacTx",
            MakeCallback(&UdpTestCase::NotifyWire, this));
        auto receiver = Socket::CreateSocket(pair.hosts.Get(1), UdpSocketFactory::GetTypeId());
        receiver->Bind(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT));
        auto sender = Socket::CreateSocket(pair.hosts.Get(0), UdpSocketFactory::GetTypeId());
        sender->SendTo(Create<Packet>(1), 0, InetSocketAddress("10.0.0.2", HostPair::PORT));
        NS_TEST_EXPECT_MSG_EQ(m_times.size(),
                              (m_cycles == 0 ? 1 : 0),
                              "packets that left within the call");
        const auto tap = pair.hosts.Get(0)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_EQ(tap->GetWaiting(), (m_cycles == 0 ? 0 : 1), "packets that wait");
        pair.Run(MilliSeconds(1));
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), 1, "packets that left");
        NS_TEST_EXPECT_MSG_EQ(m_times[0], MilliSeconds(1) + NanoSeconds(m_cycles), "when");
        NS_TEST_EXPECT_MSG_EQ(receiver->GetRxAvailable(), 1, "bytes that arrived");
        NS_TEST_EXPECT_MSG_EQ(pair.senderCpu->GetCore(0).GetCharged(Operation::TRANSMIT_PACKET),
                              m_cycles,
                              "cycles charged");
    }

    /// A packet reaches the device.
    void NotifyWire(Ptr<const Packet> /* packet */)
    {
        m_times.push_back(Simulator::Now());
    }

    uint32_t m_cycles;         //!< what sending costs
    std::vector<Time> m_times; //!< when packets left
};

/// @ingroup offload-test TCP over IPv6.
class Ipv6TestCase : public TestCase
{
  public:
    /**
     * @param path how the receiver receives
     */
    explicit Ipv6TestCase(const ReceivePath& path)
        : TestCase(std::string("TCP over IPv6, ") + path.name),
          m_path(path)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 1000000;
        constexpr uint32_t SEGMENT = HostPair::SEGMENT - 20; // the header is longer
        HostPair pair(m_path);
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT));
        pair.senderCosts = pair.receiverCosts = CreateTestProfile({{"transmit_packet", 1000}});
        pair.Build();
        const auto interfaces =
            Ipv6AddressHelper("2001:db8::", Ipv6Prefix(64)).Assign(pair.devices);
        pair.Run(Seconds(3)); // until the addresses are known to be unique
        const auto before = pair.senderCpu->GetCore(0).GetCharged(Operation::TRANSMIT_PACKET) +
                            pair.senderCpu->GetCore(1).GetCharged(Operation::TRANSMIT_PACKET);
        pair.AddSink(1, Inet6SocketAddress(Ipv6Address::GetAny(), HostPair::PORT));
        pair.AddSource(1, BYTES, Inet6SocketAddress(interfaces.GetAddress(1, 1), HostPair::PORT));
        pair.Run(MilliSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        const auto after = pair.senderCpu->GetCore(0).GetCharged(Operation::TRANSMIT_PACKET) +
                           pair.senderCpu->GetCore(1).GetCharged(Operation::TRANSMIT_PACKET);
        NS_TEST_EXPECT_MSG_GT_OR_EQ(after - before, BYTES / SEGMENT * 1000, "cycles charged");
    }

    ReceivePath m_path; //!< how the receiver receives
};

/**
 * @ingroup offload-test
 * Rules for living with stock TCP.
 */
class OffloadTcpTestSuite : public TestSuite
{
  public:
    OffloadTcpTestSuite()
        : TestSuite("offload-tcp")
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
        AddTestCase(
            new UpdateStormTestCase("a reader that keeps up sends no window updates", 0, 0));
        // 0.5 Gb/s; an update frees at least half of the 64 KB buffer, or doubles what is left.
        AddTestCase(new UpdateStormTestCase("a slow reader sends few window updates", 16, 40));

        AddTestCase(new FullWindowLossTestCase("TcpLinuxReno", true));
        AddTestCase(new FullWindowLossTestCase("TcpLinuxReno", false));
        AddTestCase(new FullWindowLossTestCase("TcpCubic", true));

        for (const uint32_t core : {0, 1})
        {
            AddTestCase(new TransferChargeTestCase(core));
            AddTestCase(new TimerChargeTestCase(core));
        }
        AddTestCase(new FlowOrderTestCase(0, 0));
        AddTestCase(new FlowOrderTestCase(0, 1));
        AddTestCase(new FlowOrderTestCase(1, 0));
        AddTestCase(new UdpTestCase(0));
        AddTestCase(new UdpTestCase(700));
        AddTestCase(new Ipv6TestCase(RECEIVE_PATHS[0]));
        AddTestCase(new Ipv6TestCase(RECEIVE_PATHS[2]));
    }
};

OffloadTcpTestSuite g_offloadTcpTestSuite; //!< registers the suite

} // namespace
