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
 * The rules of receive-side scaling:
 *   a datagram goes to the queue that Microsoft's verification suite and the indirection table say,
 *   IPv4 and IPv6; other IP by its addresses, what has no hash to queue 0;
 *   the key and the indirection table are those of the attributes.
 */

#include "difference.h"
#include "queues-pair.h"

#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/tcp-header.h"
#include "ns3/test.h"
#include "ns3/udp-header.h"

#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * A row of the verification suite ("Verifying the RSS Hash Calculation", Microsoft).
 */
struct HashedFlow
{
    const char* source;       //!< address
    const char* destination;  //!< address
    uint16_t sourcePort;      //!< port
    uint16_t destinationPort; //!< port
    uint32_t addresses;       //!< hash of the addresses
    uint32_t all;             //!< hash of addresses and ports
};

/// @ingroup offload-test Some rows of the suite.
const std::vector<HashedFlow> HASHED_FLOWS{
    {"66.9.149.187", "161.142.100.80", 2794, 1766, 0x323e8fc2, 0x51ccc178},
    {"199.92.111.2", "65.69.140.83", 14230, 4739, 0xd718262a, 0xc626b0ea},
    {"38.27.205.30", "209.142.163.6", 48228, 2217, 0x82989176, 0xafc7327f},
    {"3ffe:2501:200:1fff::7", "3ffe:2501:200:3::1", 2794, 1766, 0x2cc18cd5, 0x40207d3d},
    {"3ffe:501:8::260:97ff:fe40:efab", "ff02::1", 14230, 4739, 0x0f0c461c, 0xdde51bbf},
};

/// @ingroup offload-test What a packet carries.
enum class Carried
{
    UDP,
    TCP,
    OTHER, //!< IP of a protocol that has no ports
};

/**
 * @ingroup offload-test
 * @param flow its addresses and ports
 * @param carried what it carries
 * @return a packet from its IP header
 */
Ptr<Packet>
MakePacket(const HashedFlow& flow, Carried carried)
{
    auto packet = Create<Packet>(100);
    uint8_t protocol = 253; // for experiments (RFC 3692)
    if (carried == Carried::UDP)
    {
        UdpHeader udp;
        udp.SetSourcePort(flow.sourcePort);
        udp.SetDestinationPort(flow.destinationPort);
        packet->AddHeader(udp);
        protocol = 17;
    }
    else if (carried == Carried::TCP)
    {
        TcpHeader tcp;
        tcp.SetSourcePort(flow.sourcePort);
        tcp.SetDestinationPort(flow.destinationPort);
        tcp.SetFlags(TcpHeader::ACK);
        packet->AddHeader(tcp);
        protocol = 6;
    }
    if (std::string(flow.source).find(':') != std::string::npos)
    {
        Ipv6Header ip;
        ip.SetSource(Ipv6Address(flow.source));
        ip.SetDestination(Ipv6Address(flow.destination));
        ip.SetNextHeader(protocol);
        ip.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
        packet->AddHeader(ip);
        return packet;
    }
    Ipv4Header ip;
    ip.SetSource(Ipv4Address(flow.source));
    ip.SetDestination(Ipv4Address(flow.destination));
    ip.SetProtocol(protocol);
    ip.SetPayloadSize(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(ip);
    return packet;
}

/// @ingroup offload-test The queue is the one that hash and table say.
class KnownHashTestCase : public TestCase
{
  public:
    /**
     * @param queues number of queues
     * @param indirection attribute RssIndirection
     */
    KnownHashTestCase(uint32_t queues, const std::string& indirection)
        : TestCase("known hashes, " + std::to_string(queues) + " queues, table [" + indirection +
                   "]"),
          m_queues(queues),
          m_indirection(indirection)
    {
    }

  private:
    void DoRun() override
    {
        QueuesPair pair(m_queues);
        pair.link.SetDeviceAttribute("RssIndirection", StringValue(m_indirection));
        pair.Build();
        pair.Run(MilliSeconds(1));
        for (const auto& flow : HASHED_FLOWS)
        {
            for (const auto carried : {Carried::UDP, Carried::TCP, Carried::OTHER})
            {
                const uint32_t hash = carried == Carried::OTHER ? flow.addresses : flow.all;
                std::vector<uint64_t> expected = pair.GetFrames();
                expected[GetQueue(hash)]++;
                const bool isV6 = std::string(flow.source).find(':') != std::string::npos;
                pair.Receive(MakePacket(flow, carried), isV6);
                NS_TEST_EXPECT_MSG_EQ(FindDifference(pair.GetFrames(), expected),
                                      "",
                                      flow.source << " carries " << static_cast<int>(carried));
            }
        }
        // No IP: without hash.
        std::vector<uint64_t> expected = pair.GetFrames();
        expected[0]++;
        DynamicCast<OffloadPointToPointNetDevice>(pair.devices.Get(1))
            ->GetDriver()
            ->Receive(Arrival{Create<Packet>(100), 0x88b5, {}, {}, {}, {}, Simulator::Now()});
        NS_TEST_EXPECT_MSG_EQ(FindDifference(pair.GetFrames(), expected), "", "no IP");
    }

    /**
     * @param hash a hash
     * @return queue that the table has for it
     */
    uint32_t GetQueue(uint32_t hash) const
    {
        const uint32_t entry = hash & 0x7f;
        if (m_indirection.empty())
        {
            return entry % m_queues;
        }
        const std::vector<uint32_t> list{3, 1, 1, 0, 2}; // as in the constructor's argument
        return list[entry % list.size()];
    }

    uint32_t m_queues;         //!< number of queues
    std::string m_indirection; //!< attribute
};

/// @ingroup offload-test The key is the attribute's.
class KeyTestCase : public TestCase
{
  public:
    KeyTestCase()
        : TestCase("RssKey decides")
    {
    }

  private:
    void DoRun() override
    {
        // Only the window of the first address bit is not 0: the hash is 1 if that bit is set.
        std::string key(80, '0');
        key[7] = '1';
        QueuesPair pair(2);
        pair.link.SetDeviceAttribute("RssKey", StringValue(key));
        pair.Build();
        pair.Run(MilliSeconds(1));
        const HashedFlow set{"128.0.0.1", "10.0.0.2", 1, 1, 0, 0};
        const HashedFlow clear{"64.0.0.0", "10.0.0.2", 1, 1, 0, 0};
        const std::vector<uint64_t> before = pair.GetFrames();
        pair.Receive(MakePacket(set, Carried::UDP), false);
        // A source of 64.0.0.0 has only its second bit set, whose window is 2.
        pair.Receive(MakePacket(clear, Carried::UDP), false);
        const std::vector<uint64_t> after = pair.GetFrames();
        NS_TEST_EXPECT_MSG_EQ(after[1] - before[1], 1, "hash 1, queue 1");
        NS_TEST_EXPECT_MSG_EQ(after[0] - before[0], 1, "hash 2, queue 0");
    }
};

/**
 * @ingroup offload-test
 * Rules of receive-side scaling.
 */
class OffloadReceiveScalingTestSuite : public TestSuite
{
  public:
    OffloadReceiveScalingTestSuite()
        : TestSuite("offload-receive-scaling")
    {
        AddTestCase(new KnownHashTestCase(4, ""));
        AddTestCase(new KnownHashTestCase(3, ""));
        AddTestCase(new KnownHashTestCase(4, "3,1,1,0,2"));
        AddTestCase(new KeyTestCase);
    }
};

OffloadReceiveScalingTestSuite g_offloadReceiveScalingTestSuite; //!< registers the suite

} // namespace
