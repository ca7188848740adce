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
 * The rules of several receive queues:
 *   queue i is polled by the core that the attributes say, and its cycles are those of its polls;
 *   all frames of a connection come to one queue, and go up in order;
 *   each queue has a hook of its own, with the attributes of the one that was given;
 *   what cannot be is refused with a message.
 */

#include "cpu/ns3-compat.h"
#include "datagrams.h"
#include "engine/receive-scaling.h"
#include "expect-abort.h"
#include "queues-pair.h"

#include "ns3/gro-receive-hook.h"
#include "ns3/ipv4-header.h"
#include "ns3/pointer.h"
#include "ns3/tcp-header.h"
#include "ns3/test.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

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
        for (uint32_t i = 0; i < 20; i++)
        {
            DatagramSender(pair.hosts.Get(0), "10.0.0.2").Send(Create<Packet>(100));
        }
        pair.Run(MilliSeconds(1));
        uint64_t polls = 0;
        for (uint32_t queue = 0; queue < queues; queue++)
        {
            const ReceiveStatistics& statistics = pair.receiverNic->GetStatistics(queue);
            NS_TEST_EXPECT_MSG_EQ(pair.receiverNic->GetQueueCore(queue),
                                  m_expected[queue],
                                  "core of queue " << queue);
            NS_TEST_EXPECT_MSG_GT(statistics.frames, 0, "frames of queue " << queue);
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
        pair.receiverNic->TraceConnectWithoutContext(
            "Deliver",
            MakeCallback(&OneQueueAFlowTestCase::NotifyDelivery, this));
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
        NS_TEST_EXPECT_MSG_EQ(m_disordered, 0, "packets that went up late");
        NS_TEST_EXPECT_MSG_EQ(m_next.size(), FLOWS, "connections");
        for (uint32_t queue = 0; queue < 4; queue++)
        {
            NS_TEST_EXPECT_MSG_GT(queuesUsed[queue], 0, "connections on queue " << queue);
        }
    }

    /**
     * A packet goes up to the receiver's stack.
     * @param packet the packet
     */
    void NotifyDelivery(Ptr<const Packet> packet, uint32_t /* segments */)
    {
        Ipv4Header ip;
        TcpHeader tcp;
        Ptr<Packet> copy = packet->Copy();
        copy->RemoveHeader(ip);
        copy->RemoveHeader(tcp);
        const uint32_t sequence = tcp.GetSequenceNumber().GetValue();
        uint32_t& expected = m_next.emplace(tcp.GetSourcePort(), sequence).first->second;
        m_disordered += sequence < expected ? 1 : 0;
        expected = sequence + copy->GetSize();
    }

    std::map<uint16_t, uint32_t> m_next; //!< sequence number, by port
    uint32_t m_disordered{0};            //!< packets that went up late
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
class OffloadReceiveQueueSetTestSuite : public TestSuite
{
  public:
    OffloadReceiveQueueSetTestSuite()
        : TestSuite("offload-receive-queue-set")
    {
        AddTestCase(new QueueCoresTestCase("", 0, {0, 1, 2, 0}));
        AddTestCase(new QueueCoresTestCase("", 1, {1, 2, 0, 1, 2}));
        AddTestCase(new QueueCoresTestCase("2,0", 0, {2, 0, 2}));
        AddTestCase(new OneQueueAFlowTestCase);
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
            With("TcpOffloadEngine", "toe-engine"),
            {"RxQueues is 4", "OffloadEngine is toe-engine"});
        add("a hook that cannot be copied",
            [](QueuesPair& pair) {
                pair.link.SetDeviceAttribute("ReceiveHook",
                                             PointerValue(CreateObject<NamelessHook>()));
            },
            {"ReceiveHook cannot be copied", "no TypeId of its own"});
        add("a queue that was not asked for",
            [](QueuesPair& pair) {
                ScheduleFunction(MicroSeconds(1),
                                 [&pair]() { pair.receiverNic->GetStatistics(4); });
            },
            {"no queue 4", "queues 0 to 3"});
    }
};

OffloadReceiveQueueSetTestSuite g_offloadReceiveQueueSetTestSuite; //!< registers the suite

} // namespace
