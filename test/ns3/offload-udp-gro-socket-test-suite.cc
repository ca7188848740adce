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
 * The rules of sockets with UDP_GRO:
 *   one call reads what GRO has merged: the bytes as sent, with the size of the datagrams and so
 *   their number, for one pass of the stack and one call;
 *   a socket that has not asked gets each datagram, whoever else on its host or port has asked, and
 *   whatever features of GRO are on;
 *   a super-packet that comes whole, from a guest, goes to such a socket whole;
 *   what finds the receive buffer full is lost and counted, by datagram;
 *   what was read and is sent on is no merged packet to who receives it.
 */

#include "datagrams.h"
#include "gro-pair.h"

#include "ns3/cpu-datagram-sink.h"
#include "ns3/guest-topology.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/test.h"
#include "ns3/udp-gro-sockets.h"
#include "ns3/udp-gro-tag.h"
#include "ns3/udp-segment-tag.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

constexpr uint32_t SIZE = 1000;                  //!< bytes of a datagram
constexpr uint32_t LAST = 700;                   //!< of the last of a send
constexpr uint32_t PER_SEND = 40;                //!< datagrams of a send
constexpr uint32_t SENDS = 20;                   //!< sends
constexpr uint32_t DATAGRAMS = SENDS * PER_SEND; //!< in all
/// Bytes of a send.
constexpr uint32_t SEND_BYTES = (PER_SEND - 1) * SIZE + LAST;

/**
 * @ingroup offload-test
 * Send trains of datagrams whose bytes count up, one in a millisecond.
 * @param sender who sends
 */
void
SendTrains(DatagramSender& sender)
{
    std::vector<uint8_t> bytes(SEND_BYTES);
    for (uint32_t i = 0; i < SENDS; i++)
    {
        for (uint32_t j = 0; j < bytes.size(); j++)
        {
            bytes[j] = static_cast<uint8_t>((i * SEND_BYTES + j) % 251);
        }
        auto packet = Create<Packet>(bytes.data(), SEND_BYTES);
        packet->AddPacketTag(UdpSegmentTag(SIZE));
        sender.SendAfter(MilliSeconds(1 + i), packet);
    }
}

/**
 * @ingroup offload-test
 * Adds a reader of datagrams to a host, and looks at what it reads.
 */
class WatchedSink
{
  public:
    /**
     * @param node the host
     * @param isGro attribute UdpGro
     * @param local what it is bound to
     * @param receiveBuffer attribute
     */
    WatchedSink(Ptr<Node> node,
                bool isGro,
                const Address& local = InetSocketAddress(Ipv4Address::GetAny(), UDP_PORT),
                uint32_t receiveBuffer = 0)
        : sink(CreateObject<CpuDatagramSink>())
    {
        sink->SetAttribute("Local", AddressValue(local));
        sink->SetAttribute("Core", UintegerValue(1));
        sink->SetAttribute("UdpGro", BooleanValue(isGro));
        sink->SetAttribute("ReceiveBuffer", UintegerValue(receiveBuffer));
        sink->TraceConnectWithoutContext("Rx", MakeCallback(&WatchedSink::Read, this));
        node->AddApplication(sink);
    }

    WatchedSink(const WatchedSink&) = delete;
    WatchedSink& operator=(const WatchedSink&) = delete;

    Ptr<CpuDatagramSink> sink; //!< the reader
    uint64_t merged{0};        //!< reads with more than one datagram
    uint64_t wrongSizes{0};    //!< merged reads that do not tell SIZE
    uint64_t wrongBytes{0};    //!< bytes that do not count up

  private:
    /**
     * Something was read.
     * @param packet it
     */
    void Read(Ptr<const Packet> packet)
    {
        UdpGroTag tag;
        const bool isMerged = packet->PeekPacketTag(tag);
        merged += isMerged ? 1 : 0;
        wrongSizes += isMerged && (tag.GetSize() != SIZE || packet->GetSize() <= SIZE) ? 1 : 0;
        std::vector<uint8_t> bytes(packet->GetSize());
        packet->CopyData(bytes.data(), packet->GetSize());
        for (const uint8_t byte : bytes)
        {
            wrongBytes += byte == m_next % 251 ? 0 : 1;
            m_next++;
        }
    }

    uint32_t m_next{0}; //!< number of the next byte
};

/// @ingroup offload-test Merged reads.
class MergedReadTestCase : public TestCase
{
  public:
    /**
     * @param isGro whether the socket asks for them
     * @param hasChecksums global value ChecksumEnabled
     * @param feature of the receiver's NIC; empty for none
     */
    MergedReadTestCase(bool isGro, bool hasChecksums, const std::string& feature)
        : TestCase(std::string("a socket ") + (isGro ? "with" : "without") + " UDP_GRO" +
                   (hasChecksums ? ", checksums" : "") + (feature.empty() ? "" : ", " + feature)),
          m_isGro(isGro),
          m_hasChecksums(hasChecksums),
          m_feature(feature)
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        Config::SetGlobal("ChecksumEnabled", BooleanValue(m_hasChecksums));
        pair.receiverCosts = CreateTestProfile(
            {{"enter_syscall", 1}, {"copy_byte", 1}, {"deliver_packet", 1}, {"segment_packet", 1}});
        if (!m_feature.empty())
        {
            pair.link.SetFeature(m_feature, true);
        }
        pair.Build();
        WatchedSink watched(pair.hosts.Get(1), m_isGro);
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        SendTrains(sender);
        pair.Run(MilliSeconds(100));
        const CpuDatagramSink& sink = *watched.sink;
        NS_TEST_EXPECT_MSG_EQ(sink.GetDatagramsRead(), DATAGRAMS, "datagrams");
        NS_TEST_EXPECT_MSG_EQ(sink.GetBytesRead(), SENDS * SEND_BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(watched.wrongBytes, 0, "bytes that are not as sent");
        NS_TEST_EXPECT_MSG_EQ(watched.wrongSizes, 0, "merged reads without their size");
        const auto statistics = pair.receiverNic->GetStatistics();
        if (m_isGro)
        {
            NS_TEST_EXPECT_MSG_LT(4 * sink.GetReads(), DATAGRAMS, "reads are merged");
        }
        else
        {
            NS_TEST_EXPECT_MSG_EQ(watched.merged, 0, "merged reads");
            NS_TEST_EXPECT_MSG_EQ(sink.GetReads(), DATAGRAMS, "a read a datagram");
        }
        const bool isChained = !m_isGro && m_feature == "rx-gro-list";
        NS_TEST_EXPECT_MSG_EQ((statistics.dataDeliveries < statistics.dataFrames),
                              (m_isGro || isChained),
                              "GRO merges or chains");
        const auto charged = [&pair](uint32_t core, Operation operation) {
            return static_cast<uint64_t>(pair.receiverCpu->GetCore(core).GetCharged(operation));
        };
        NS_TEST_EXPECT_MSG_EQ(charged(1, Operation::ENTER_SYSCALL), sink.GetReads(), "calls");
        NS_TEST_EXPECT_MSG_EQ(charged(1, Operation::COPY_BYTE), sink.GetBytesRead(), "copied");
        NS_TEST_EXPECT_MSG_EQ(charged(0, Operation::DELIVER_PACKET),
                              sink.GetReads(),
                              "passes of the stack");
        NS_TEST_EXPECT_MSG_EQ(charged(0, Operation::SEGMENT_PACKET), 0, "taken apart");
    }

    bool m_isGro;          //!< attribute UdpGro
    bool m_hasChecksums;   //!< ChecksumEnabled
    std::string m_feature; //!< of the NIC
};

/// @ingroup offload-test Sockets beside one with UDP_GRO.
class OtherSocketTestCase : public TestCase
{
  public:
    OtherSocketTestCase()
        : TestCase("which socket of a host has asked")
    {
    }

  private:
    void DoRun() override
    {
        const InetSocketAddress any(Ipv4Address::GetAny(), UDP_PORT);
        const InetSocketAddress own("10.0.0.2", UDP_PORT);
        const InetSocketAddress otherPort(Ipv4Address::GetAny(), UDP_PORT + 1);
        const Inet6SocketAddress v6(Ipv6Address::GetAny(), UDP_PORT);
        Run(any, any, true, "any address");
        Run(own, own, true, "an address");
        Run(otherPort, any, false, "another port");
        Run(any, own, false, "any address, beside one that is bound to the address");
        Run(own, any, true, "an address, beside one that is bound to any");
        Run(v6, any, false, "IPv6");
    }

    /**
     * @param asked what a socket with UDP_GRO is bound to
     * @param plain what another socket is bound to, unless it is the same
     * @param isMerged whether merged datagrams are to arrive
     * @param name of the setup
     */
    void Run(const Address& asked, const Address& plain, bool isMerged, const std::string& name)
    {
        GroPair pair;
        pair.Build();
        WatchedSink first(pair.hosts.Get(1), true, asked);
        std::unique_ptr<WatchedSink> second;
        if (asked != plain)
        {
            second = std::make_unique<WatchedSink>(pair.hosts.Get(1), false, plain);
        }
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        SendTrains(sender);
        pair.Run(MilliSeconds(100));
        const uint64_t plainReads = second ? second->sink->GetReads() : 0;
        const uint64_t plainMerged = second ? second->merged : 0;
        NS_TEST_EXPECT_MSG_EQ((first.merged > 0), isMerged, name << ": merged reads");
        NS_TEST_EXPECT_MSG_EQ(first.sink->GetDatagramsRead(), (isMerged ? DATAGRAMS : 0), name);
        NS_TEST_EXPECT_MSG_EQ(plainReads, (isMerged ? 0 : DATAGRAMS), name << ": the other's");
        NS_TEST_EXPECT_MSG_EQ(plainMerged, 0, name << ": merged reads of the other");
    }
};

/// @ingroup offload-test IPv6.
class Ipv6ReadTestCase : public TestCase
{
  public:
    Ipv6ReadTestCase()
        : TestCase("merged reads over IPv6")
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        Config::SetDefault("ns3::Icmpv6L4Protocol::DAD", BooleanValue(false));
        pair.Build();
        const auto addresses = Ipv6AddressHelper("fd00::", 64).Assign(pair.devices);
        WatchedSink watched(pair.hosts.Get(1),
                            true,
                            Inet6SocketAddress(Ipv6Address::GetAny(), UDP_PORT));
        DatagramSender sender(pair.hosts.Get(0),
                              Inet6SocketAddress(addresses.GetAddress(1, 1), UDP_PORT));
        SendTrains(sender);
        pair.Run(MilliSeconds(100));
        NS_TEST_EXPECT_MSG_EQ(watched.sink->GetDatagramsRead(), DATAGRAMS, "datagrams");
        NS_TEST_EXPECT_MSG_LT(4 * watched.sink->GetReads(), DATAGRAMS, "reads are merged");
        NS_TEST_EXPECT_MSG_EQ(watched.wrongBytes + watched.wrongSizes, 0, "wrong ones");
    }
};

/// @ingroup offload-test A super-packet that no wire has seen.
class GuestReadTestCase : public TestCase
{
  public:
    GuestReadTestCase()
        : TestCase("a send with UDP_SEGMENT from guest to guest")
    {
    }

  private:
    void DoRun() override
    {
        for (const bool isGro : {true, false})
        {
            Simulation simulation;
            // ARP keeps no more than three packets while it waits.
            Config::SetDefault("ns3::ArpL3Protocol::RequestJitter",
                               StringValue("ns3::ConstantRandomVariable[Constant=0]"));
            GuestTopology guests(GuestTopology::Way::GUEST_TO_GUEST, "ideal");
            guests.GetSenderNic().SetFeature("tx-udp-segmentation", true);
            guests.Build();
            for (auto each = guests.middle.devices.Begin(); each != guests.middle.devices.End();
                 ++each)
            {
                (*each)->SetAttribute("tx-udp-segmentation", BooleanValue(true));
            }
            WatchedSink watched(guests.receiver.node, isGro);
            DatagramSender sender(guests.sender.node, guests.GetRemote(UDP_PORT));
            SendTrains(sender);
            simulation.Run(MilliSeconds(100));
            NS_TEST_EXPECT_MSG_EQ(watched.sink->GetDatagramsRead(), DATAGRAMS, "datagrams");
            NS_TEST_EXPECT_MSG_EQ(watched.sink->GetReads(), (isGro ? SENDS : DATAGRAMS), "reads");
            NS_TEST_EXPECT_MSG_EQ(watched.wrongBytes + watched.wrongSizes, 0, "wrong ones");
        }
    }
};

/// @ingroup offload-test A slow reader.
class FullBufferTestCase : public TestCase
{
  public:
    FullBufferTestCase()
        : TestCase("what finds the receive buffer full is lost and counted, by datagram")
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        pair.receiverCosts = CreateTestProfile({{"copy_byte", 200}}); // 8 ms a send, which is 1 ms
        pair.Build();
        constexpr uint32_t BUFFER = 100000;
        WatchedSink watched(pair.hosts.Get(1),
                            true,
                            InetSocketAddress(Ipv4Address::GetAny(), UDP_PORT),
                            BUFFER);
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        SendTrains(sender);
        pair.Run(MilliSeconds(500));
        const CpuDatagramSink& sink = *watched.sink;
        NS_TEST_EXPECT_MSG_GT(sink.GetDatagramsDropped(), DATAGRAMS / 4, "datagrams are lost");
        NS_TEST_EXPECT_MSG_EQ(sink.GetDatagramsRead() + sink.GetDatagramsDropped(),
                              DATAGRAMS,
                              "each is read or lost");
        NS_TEST_EXPECT_MSG_GT(sink.GetBytesRead(), BUFFER, "what fits is read");
    }
};

/// @ingroup offload-test A proxy.
class SentOnTestCase : public TestCase
{
  public:
    SentOnTestCase()
        : TestCase("what was read merged and is sent on is one datagram")
    {
    }

  private:
    void DoRun() override
    {
        GroPair pair;
        pair.Build();
        WatchedSink watched(pair.hosts.Get(1), true);
        auto packet = Create<Packet>(1200);
        packet->AddPacketTag(UdpGroTag(500));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        sender.SendAfter(MilliSeconds(1), packet);
        pair.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_EQ(watched.sink->GetDatagramsRead(), 1, "datagrams");
    }
};

/**
 * @ingroup offload-test
 * Rules of sockets with UDP_GRO.
 */
class OffloadUdpGroSocketTestSuite : public TestSuite
{
  public:
    OffloadUdpGroSocketTestSuite()
        : TestSuite("offload-udp-gro-socket")
    {
        for (const bool isGro : {true, false})
        {
            for (const char* feature : {"", "rx-udp-gro-forwarding", "rx-gro-list"})
            {
                AddTestCase(new MergedReadTestCase(isGro, false, feature));
                AddTestCase(new MergedReadTestCase(isGro, true, feature));
            }
        }
        AddTestCase(new OtherSocketTestCase);
        AddTestCase(new Ipv6ReadTestCase);
        AddTestCase(new GuestReadTestCase);
        AddTestCase(new FullBufferTestCase);
        AddTestCase(new SentOnTestCase);
    }
};

OffloadUdpGroSocketTestSuite g_offloadUdpGroSocketTestSuite; //!< registers the suite

} // namespace
