/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */
#include "expect-abort.h"
#include "host-pair.h"
#include "test-profile.h"
#include "trouble-maker.h"

#include "ns3/gro-receive-hook.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ppp-header.h"
#include "ns3/tcp-header.h"
#include "ns3/test.h"
#include "ns3/udp-header.h"

#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * The rules of several receive queues:
 *   a datagram goes to the queue that Microsoft's verification suite and the indirection table say,
 *   IPv4 and IPv6; other IP by its addresses, what has no hash to queue 0;
 *   the key and the indirection table are those of the attributes;
 *   queue i is polled by the core that the attributes say, and its cycles are those of its polls;
 *   all frames of a connection come to one queue, and go up in order;
 *   the stream that is read is the one that was sent, whatever happens on the way, with LRO, GRO
 *   and GRO in the NIC; no bytes and no memory are lost between the queues;
 *   each queue has a hook of its own, with the attributes of the one that was given;
 *   what cannot be is refused with a message.
 */

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Hosts whose receiver has several queues and cores.
class QueuesPair : public HostPair
{
  public:
    /**
     * @param queues receive queues of each NIC
     * @param cores cores of each host
     */
    explicit QueuesPair(uint32_t queues, uint32_t cores = 4)
    {
        Config::SetDefault("ns3::HostCpu::Cores", UintegerValue(cores));
        link.SetDeviceAttribute("RxQueues", UintegerValue(queues));
        link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
    }

    /**
     * @return frames that each queue of the receiver has got
     */
    std::vector<uint64_t> GetFrames() const
    {
        std::vector<uint64_t> frames;
        for (uint32_t queue = 0; queue < receiverNic->GetNQueues(); queue++)
        {
            frames.push_back(receiverNic->GetStatistics(queue).frames);
        }
        return frames;
    }

    /**
     * Let the receiver's NIC receive a packet.
     * @param packet the packet, from its IP header
     * @param isV6 whether that is IPv6's
     */
    void Receive(Ptr<Packet> packet, bool isV6) const
    {
        PppHeader ppp;
        ppp.SetProtocol(isV6 ? 0x0057 : 0x0021);
        packet->AddHeader(ppp);
        DynamicCast<PointToPointNetDevice>(devices.Get(1))->Receive(packet);
    }
};

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
                NS_TEST_EXPECT_MSG_EQ((pair.GetFrames() == expected),
                                      true,
                                      flow.source << " carries " << static_cast<int>(carried));
            }
        }
        // No IP: without hash.
        std::vector<uint64_t> expected = pair.GetFrames();
        expected[0]++;
        DynamicCast<OffloadPointToPointNetDevice>(pair.devices.Get(1))
            ->GetDriver()
            ->Receive(Arrival{Create<Packet>(100), 0x88b5, {}, {}, {}, {}, Simulator::Now()});
        NS_TEST_EXPECT_MSG_EQ((pair.GetFrames() == expected), true, "no IP");
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

/// @ingroup offload-test Queues are polled by their cores.
class QueueCoresTestCase : public TestCase
{
  public:
    /**
     * @param list attribute QueueCores
     * @param first attribute InterruptCore
     * @param expected cores of the queues
     */
    QueueCoresTestCase(const std::string& list, uint32_t first, std::vector<uint32_t> expected)
        : TestCase("cores of queues, QueueCores [" + list + "], InterruptCore " +
                   std::to_string(first)),
          m_list(list),
          m_first(first),
          m_expected(std::move(expected))
    {
    }

  private:
    void DoRun() override
    {
        const auto queues = static_cast<uint32_t>(m_expected.size());
        QueuesPair pair(queues, 3);
        pair.receiverCosts = CreateTestProfile({{"read_rx_descriptor", 1000}, {"call_poll", 10}});
        pair.link.SetDeviceAttribute("QueueCores", StringValue(m_list));
        pair.link.SetDeviceAttribute("InterruptCore", UintegerValue(m_first));
        pair.Build();
        pair.Run(MilliSeconds(1));
        std::vector<int64_t> cycles(pair.receiverCpu->GetNCores());
        for (const auto& flow : HASHED_FLOWS)
        {
            pair.Receive(MakePacket(flow, Carried::UDP), flow.source[1] == 'f');
        }
        pair.Run(MilliSeconds(1));
        uint64_t polls = 0;
        for (uint32_t queue = 0; queue < queues; queue++)
        {
            const ReceiveStatistics& statistics = pair.receiverNic->GetStatistics(queue);
            NS_TEST_EXPECT_MSG_EQ(statistics.pollCycles,
                                  1000 * statistics.frames + 10 * statistics.polls,
                                  "cycles of queue " << queue);
            cycles[m_expected[queue]] += static_cast<int64_t>(statistics.pollCycles);
            polls += statistics.polls;
        }
        NS_TEST_EXPECT_MSG_EQ(polls, pair.receiverNic->GetStatistics().polls, "sum");
        for (uint32_t core = 0; core < cycles.size(); core++)
        {
            NS_TEST_EXPECT_MSG_EQ(
                pair.receiverCpu->GetCore(core).GetBusyCycles(CpuContext::SOFTIRQ),
                cycles[core],
                "softirq of core " << core);
        }
    }

    std::string m_list;               //!< attribute
    uint32_t m_first;                 //!< attribute
    std::vector<uint32_t> m_expected; //!< cores
};

/// @ingroup offload-test A connection is on one queue, and in order.
class OneQueueAFlowTestCase : public TestCase
{
  public:
    OneQueueAFlowTestCase()
        : TestCase("a connection stays on its queue and in order")
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t FLOWS = 12;
        QueuesPair pair(4);
        pair.link.SetReceiveHook("ns3::GroReceiveHook");
        pair.receiverCosts = CreateTestProfile({{"read_rx_descriptor", 1000}});
        pair.Build();
        // Connections one after the other: whose frames come meanwhile is known.
        std::map<uint16_t, uint32_t> next; // sequence number, by port
        uint32_t disordered = 0;
        pair.receiverNic->TraceConnectWithoutContext(
            "Deliver",
            Callback<void, Ptr<const Packet>, uint32_t>(
                [&next, &disordered](Ptr<const Packet> packet, uint32_t /* segments */) {
                    Ipv4Header ip;
                    TcpHeader tcp;
                    Ptr<Packet> copy = packet->Copy();
                    copy->RemoveHeader(ip);
                    copy->RemoveHeader(tcp);
                    const uint32_t sequence = tcp.GetSequenceNumber().GetValue();
                    uint32_t& expected = next.emplace(tcp.GetSourcePort(), sequence).first->second;
                    disordered += sequence < expected ? 1 : 0;
                    expected = sequence + copy->GetSize();
                }));
        pair.AddSink(3);
        pair.Run(MilliSeconds(1));
        std::vector<uint32_t> queuesUsed(4);
        for (uint32_t flow = 0; flow < FLOWS; flow++)
        {
            const std::vector<uint64_t> before = pair.GetFrames();
            auto source = pair.AddSource(0, 300000);
            pair.Run(MilliSeconds(3));
            const std::vector<uint64_t> after = pair.GetFrames();
            uint32_t used = 0;
            for (uint32_t queue = 0; queue < 4; queue++)
            {
                used += after[queue] > before[queue] ? 1 : 0;
                queuesUsed[queue] += after[queue] > before[queue] ? 1 : 0;
            }
            NS_TEST_EXPECT_MSG_EQ(used, 1, "queues that connection " << flow << " came to");
        }
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), FLOWS * 300000, "bytes");
        NS_TEST_EXPECT_MSG_EQ(disordered, 0, "packets that went up late");
        NS_TEST_EXPECT_MSG_EQ(next.size(), FLOWS, "connections");
        for (uint32_t queue = 0; queue < 4; queue++)
        {
            NS_TEST_EXPECT_MSG_GT(queuesUsed[queue], 0, "connections on queue " << queue);
        }
    }
};

/// @ingroup offload-test What merges on the way.
struct MergingPlace
{
    const char* name;   //!< in names of tests
    const char* hook;   //!< TypeId, or empty
    bool isHardware;    //!< GRO in the NIC
    bool hasSmallPages; //!< receive buffers
};

/// @ingroup offload-test The stream arrives whole.
class QueuesStreamTestCase : public TestCase
{
  public:
    /**
     * @param place what merges
     * @param trouble what happens on the way
     */
    QueuesStreamTestCase(const MergingPlace& place, Trouble trouble)
        : TestCase(std::string("four queues, ") + place.name + ": the stream survives " +
                   GetTroubleName(trouble)),
          m_place(place),
          m_trouble(trouble)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t FLOWS = 12;
        constexpr uint32_t BYTES = 400001;
        QueuesPair pair(4);
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(10)));
        Config::SetDefault("ns3::TcpSocketBase::UseEcn", StringValue("On"));
        if (*m_place.hook)
        {
            pair.link.SetReceiveHook(m_place.hook);
        }
        if (m_place.isHardware)
        {
            pair.link.SetHardwareGro();
        }
        if (m_place.hasSmallPages)
        {
            pair.link.SetReceiveBuffers("ns3::PageReceiveBuffers");
        }
        pair.link.SetDeviceAttribute("SmallPacketSize", UintegerValue(128));
        std::string error;
        pair.receiverCosts = CostProfile::Load("athlon64-2007", error);
        pair.Build();
        const auto device = DynamicCast<PointToPointNetDevice>(pair.devices.Get(1));
        device->SetAttribute("ReceiveErrorModel",
                             PointerValue(CreateObject<TroubleMaker>(m_trouble, device)));
        pair.AddSink(3);
        for (uint32_t flow = 0; flow < FLOWS; flow++)
        {
            pair.AddSource(0, BYTES);
        }
        pair.Run(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), FLOWS * BYTES, "bytes read");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        const ReceiveStatistics all = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(all.bytes,
                              all.bytesRingFull + all.bytesDelivered +
                                  pair.receiverNic->GetBytesWaiting(),
                              "bytes in = dropped + delivered + waiting");
        ReceiveStatistics sum;
        for (uint32_t queue = 0; queue < 4; queue++)
        {
            const ReceiveStatistics& one = pair.receiverNic->GetStatistics(queue);
            NS_TEST_EXPECT_MSG_GT(one.frames, 200, "frames of queue " << queue);
            NS_TEST_EXPECT_MSG_GT(one.dataFrames, one.dataDeliveries, "queue merges");
            NS_TEST_EXPECT_MSG_EQ(one.bytes, one.bytesRingFull + one.bytesDelivered, "its books");
            sum += one;
        }
        NS_TEST_EXPECT_MSG_EQ(sum.bytes, all.bytes, "bytes of all queues");
        NS_TEST_EXPECT_MSG_EQ(sum.framesDelivered, all.framesDelivered, "frames of all queues");
        NS_TEST_EXPECT_MSG_EQ(sum.trueSize, all.trueSize, "memory of all queues");
        const auto allocations = pair.receiverNic->GetAllocations();
        NS_TEST_EXPECT_MSG_EQ(allocations.skbs, allocations.skbsFreed, "sk_buffs are freed");
    }

    MergingPlace m_place; //!< what merges
    Trouble m_trouble;    //!< on the way
};

/// @ingroup offload-test Hooks are copies.
class HookCopiesTestCase : public TestCase
{
  public:
    HookCopiesTestCase()
        : TestCase("each queue has a hook of its own, with the same attributes")
    {
    }

  private:
    void DoRun() override
    {
        QueuesPair pair(3);
        pair.link.SetReceiveHook("ns3::GroReceiveHook",
                                 "MaxHeld",
                                 UintegerValue(5),
                                 "EvictOldest",
                                 BooleanValue(false));
        pair.Build();
        pair.Run(MilliSeconds(1));
        const Ptr<ReceiveHook> first = pair.receiverNic->GetReceiveHook(0);
        NS_TEST_EXPECT_MSG_EQ(first, pair.receiverNic->GetSettings().hook, "that of the attribute");
        for (uint32_t queue = 1; queue < 3; queue++)
        {
            const Ptr<ReceiveHook> hook = pair.receiverNic->GetReceiveHook(queue);
            UintegerValue held;
            BooleanValue evicts;
            hook->GetAttribute("MaxHeld", held);
            hook->GetAttribute("EvictOldest", evicts);
            NS_TEST_EXPECT_MSG_NE(hook, first, "another object");
            NS_TEST_EXPECT_MSG_EQ(held.Get(), 5, "attribute MaxHeld");
            NS_TEST_EXPECT_MSG_EQ(evicts.Get(), false, "attribute EvictOldest");
        }
    }
};

/**
 * @ingroup offload-test
 * A hook whose class was not made known to ns-3.
 */
class NamelessHook : public GroReceiveHook
{
};

/// @ingroup offload-test Wrong settings are refused.
class RefusalTestCase : public TestCase
{
  public:
    /**
     * @param what what is wrong
     * @param set makes it wrong
     * @param message what the message has to say
     */
    RefusalTestCase(const std::string& what,
                    std::function<void(QueuesPair& pair)> set,
                    std::vector<std::string> message)
        : TestCase("refused: " + what),
          m_set(std::move(set)),
          m_message(std::move(message))
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([this]() {
            QueuesPair pair(4);
            m_set(pair);
            pair.Build();
            pair.Run(MilliSeconds(1));
        });
        for (const auto& part : m_message)
        {
            NS_TEST_EXPECT_MSG_NE(message.find(part), std::string::npos, "message: " << message);
        }
    }

    std::function<void(QueuesPair& pair)> m_set; //!< makes it wrong
    std::vector<std::string> m_message;          //!< parts of the message
};

/**
 * @ingroup offload-test
 * @param name an attribute
 * @param value its value
 * @return what sets it
 */
std::function<void(QueuesPair& pair)>
With(const std::string& name, const std::string& value)
{
    return
        [name, value](QueuesPair& pair) { pair.link.SetDeviceAttribute(name, StringValue(value)); };
}

/**
 * @ingroup offload-test
 * Rules of several receive queues.
 */
class OffloadRssTestSuite : public TestSuite
{
  public:
    OffloadRssTestSuite()
        : TestSuite("offload-rss")
    {
        AddTestCase(new KnownHashTestCase(4, ""));
        AddTestCase(new KnownHashTestCase(3, ""));
        AddTestCase(new KnownHashTestCase(4, "3,1,1,0,2"));
        AddTestCase(new KeyTestCase);
        AddTestCase(new QueueCoresTestCase("", 0, {0, 1, 2, 0}));
        AddTestCase(new QueueCoresTestCase("", 1, {1, 2, 0, 1, 2}));
        AddTestCase(new QueueCoresTestCase("2,0", 0, {2, 0, 2}));
        AddTestCase(new OneQueueAFlowTestCase);
        for (const auto& place : {MergingPlace{"LRO", "ns3::LroReceiveHook", false, false},
                                  MergingPlace{"GRO", "ns3::GroReceiveHook", false, true},
                                  MergingPlace{"GRO in the NIC", "", true, false}})
        {
            for (const auto trouble : {Trouble::NONE,
                                       Trouble::LOSS,
                                       Trouble::REORDERING,
                                       Trouble::DUPLICATION,
                                       Trouble::ECN_MARKS})
            {
                AddTestCase(new QueuesStreamTestCase(place, trouble));
            }
        }
        AddTestCase(new HookCopiesTestCase);
        AddRefusals();
    }

  private:
    /// Settings that cannot be.
    void AddRefusals()
    {
        const auto add = [this](const std::string& what,
                                const std::function<void(QueuesPair & pair)>& set,
                                const std::vector<std::string>& message) {
            AddTestCase(new RefusalTestCase(what, set, message));
        };
        add("a core that is not there",
            With("QueueCores", "0,4"),
            {"Attribute QueueCores", "no core 4", "cores 0 to 3"});
        add("a core that is no number",
            With("QueueCores", "0,x"),
            {"Attribute QueueCores", "\"x\" is no number"});
        add("a first core that is not there", With("InterruptCore", "4"), {"Core 4"});
        add("a short key", With("RssKey", "6d:5a"), {"Attribute RssKey", "\"6d:5a\"", "40 bytes"});
        add("a key with other characters",
            With("RssKey", std::string(79, '0') + "g"),
            {"Attribute RssKey", "hexadecimal"});
        add("a queue that is not there",
            With("RssIndirection", "0,1,4"),
            {"Attribute RssIndirection", "no queue 4", "queues 0 to 3"});
        std::string entries = "0";
        for (uint32_t i = 0; i < offload::ReceiveScaling::TABLE_SIZE; i++)
        {
            entries += ",0";
        }
        add("a table that is too long",
            With("RssIndirection", entries),
            {"Attribute RssIndirection has 129 entries", "give 128"});
        add("no NAPI", With("Napi", "false"), {"RxQueues is 4", "Napi is false"});
        add("an offload engine",
            With("OffloadEngine", "toe-engine"),
            {"RxQueues is 4", "OffloadEngine is toe-engine"});
        add("a hook that cannot be copied",
            [](QueuesPair& pair) {
                pair.link.SetDeviceAttribute("ReceiveHook",
                                             PointerValue(CreateObject<NamelessHook>()));
            },
            {"ReceiveHook cannot be copied", "no TypeId of its own"});
        add("a queue that was not asked for",
            [](QueuesPair& pair) {
                Simulator::Schedule(MicroSeconds(1),
                                    [&pair]() { pair.receiverNic->GetStatistics(4); });
            },
            {"no queue 4", "queues 0 to 3"});
    }
};

OffloadRssTestSuite g_offloadRssTestSuite; //!< registers the suite

} // namespace
