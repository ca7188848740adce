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
 * The rules of busy polling:
 *   a task that polls pays no wake-up and does not wait for an interrupt, and its core is busy
 * meanwhile; it polls as long as it was told, and then sleeps; a queue has one poller, and loses
 * nothing when softirq takes its turn; where polling is impossible, that is said.
 */

#include "cpu/ns3-compat.h"
#include "expect-abort.h"
#include "host-pair.h"

#include "ns3/cpu-rpc-client.h"
#include "ns3/cpu-rpc-server.h"
#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

constexpr int64_t POLL_NS = 100;     //!< a poll, ns: cycles are nanoseconds here
constexpr int64_t SYSCALL_NS = 1000; //!< a system call, ns
constexpr int64_t SWITCH_NS = 3000;  //!< a wake-up, ns

/// @ingroup offload-test Both hosts charge for calls, wake-ups and polls.
class PollingPair : public HostPair
{
  public:
    /**
     * @param rxUsecs how long NICs hold their interrupts back
     * @param busyPoll attribute BusyPoll of client and server
     */
    PollingPair(Time rxUsecs, Time busyPoll)
    {
        for (auto* costs : {&senderCosts, &receiverCosts})
        {
            *costs = CreateTestProfile({{"enter_syscall", SYSCALL_NS},
                                        {"switch_task", SWITCH_NS},
                                        {"call_poll", POLL_NS}});
        }
        link.SetDeviceAttribute("RxUsecs", TimeValue(rxUsecs));
        Build();
        server->SetAttribute(
            "Local",
            AddressValue(InetSocketAddress(Ipv4Address::GetAny(), HostPair::PORT)));
        server->SetAttribute("Core", UintegerValue(1));
        server->SetAttribute("BusyPoll", TimeValue(busyPoll));
        hosts.Get(1)->AddApplication(server);
        client->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", HostPair::PORT)));
        client->SetAttribute("Core", UintegerValue(1));
        client->SetAttribute("Gap", StringValue("ns3::ConstantRandomVariable[Constant=0.0001]"));
        client->SetAttribute("BusyPoll", TimeValue(busyPoll));
        hosts.Get(0)->AddApplication(client);
        client->TraceConnectWithoutContext("Latency", MakeFunctionCallback<Time>([this](Time time) {
                                               latency = time;
                                           }));
    }

    Ptr<CpuRpcServer> server{CreateObject<CpuRpcServer>()}; //!< receiver's application
    Ptr<CpuRpcClient> client{CreateObject<CpuRpcClient>()}; //!< sender's application
    Time latency;                                           //!< of the last request
};

/// @ingroup offload-test What polling saves, and what it costs.
class LatencyTestCase : public TestCase
{
  public:
    LatencyTestCase()
        : TestCase("no wake-up, no wait for an interrupt, a busy core")
    {
    }

  private:
    void DoRun() override
    {
        constexpr int64_t WIRE_NS = 2 * (5000 + (100 + 52) * 8 / 10);
        constexpr int64_t CALLS_NS = 4 * SYSCALL_NS + SWITCH_NS; // its own wake-up, by a timer
        const Time rxUsecs = MicroSeconds(50);
        uint64_t polled;
        {
            PollingPair pair(rxUsecs, MicroSeconds(500));
            pair.Run(MilliSeconds(10));
            polled = pair.client->GetResponses();
            // A frame waits for the poll at hand, and then pays for the next one, at either host.
            // The first poll does not see a frame that is there before it; two are allowed.
            NS_TEST_EXPECT_MSG_GT(pair.latency, NanoSeconds(WIRE_NS + CALLS_NS), "latency");
            NS_TEST_EXPECT_MSG_LT(pair.latency,
                                  NanoSeconds(WIRE_NS + CALLS_NS + 8 * POLL_NS),
                                  "latency");
            // The NIC cannot know that a task has seen a response's completion already; after that
            // one interrupt it is masked until the task ends its poll.
            NS_TEST_EXPECT_MSG_LT(pair.receiverNic->GetStatistics().interrupts,
                                  polled + 5,
                                  "the server's interrupts");
            const int64_t busy = pair.receiverCpu->GetCore(1).GetBusyCycles(CpuContext::PROCESS);
            NS_TEST_EXPECT_MSG_GT(busy, 9500000, "the server's core is never idle");
            const int64_t client = pair.senderCpu->GetCore(1).GetBusyCycles();
            NS_TEST_EXPECT_MSG_LT(client, 3000000, "the client's core is idle while it thinks");
        }
        PollingPair pair(rxUsecs, Time());
        pair.Run(MilliSeconds(10));
        NS_TEST_EXPECT_MSG_GT(pair.latency,
                              NanoSeconds(WIRE_NS + CALLS_NS + 2 * SWITCH_NS) + 2 * rxUsecs,
                              "latency of a task that sleeps");
        NS_TEST_EXPECT_MSG_LT(pair.client->GetResponses(), polled, "responses");
    }
};

/// @ingroup offload-test After its time a task sleeps, and is woken as any other.
class LimitTestCase : public TestCase
{
  public:
    LimitTestCase()
        : TestCase("a task polls for its time, and then sleeps")
    {
    }

  private:
    void DoRun() override
    {
        const Time limit = MicroSeconds(20); // below the gap between requests
        PollingPair pair(Time(), limit);
        pair.Run(MilliSeconds(10));
        const uint64_t requests = pair.server->GetRequests();
        NS_TEST_EXPECT_MSG_GT(requests, 50, "requests");
        const int64_t perRequest = pair.receiverCpu->GetCore(1).GetBusyCycles(CpuContext::PROCESS) /
                                   static_cast<int64_t>(requests);
        // One wake-up, two calls, 20 us of polling, and the poll at its end
        NS_TEST_EXPECT_MSG_EQ_TOL(perRequest,
                                  limit.GetNanoSeconds() + SWITCH_NS + 2 * SYSCALL_NS,
                                  5 * POLL_NS,
                                  "what a request costs the server's task");
        NS_TEST_EXPECT_MSG_GT(pair.receiverNic->GetStatistics().interrupts,
                              requests,
                              "each request finds the task asleep");
    }
};

/**
 * @ingroup offload-test
 * A stream whose queue softirq and the reader take in turns. Sockets of the stream verify each
 * byte, and queues, rings and readers assert that nothing is lost.
 */
class StreamTestCase : public TestCase
{
  public:
    /**
     * @param path how the receiver receives
     * @param core the reader's
     */
    StreamTestCase(const ReceivePath& path, uint32_t core)
        : TestCase(std::string("a stream, ") + path.name + ", reader on core " +
                   std::to_string(core)),
          m_path(path),
          m_core(core)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(m_path);
        pair.receiverCosts = LoadProfile("athlon64-2007");
        pair.Build();
        constexpr uint64_t BYTES = 4000000;
        pair.AddSink(m_core)->SetAttribute("BusyPoll", TimeValue(MicroSeconds(30)));
        pair.AddSource(1, BYTES);
        pair.Run(MilliSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes read");
        const auto& core = pair.receiverCpu->GetCore(m_core);
        NS_TEST_EXPECT_MSG_GT(core.GetCharged(Operation::CALL_POLL), 0, "polls");
    }

    ReceivePath m_path; //!< how the receiver receives
    uint32_t m_core;    //!< the reader's
};

/// @ingroup offload-test Where nothing can be polled.
class RefusalTestCase : public TestCase
{
  public:
    RefusalTestCase()
        : TestCase("what cannot be polled is named")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            HostPair pair;
            pair.Build();
            pair.AddSink(1)->SetAttribute("BusyPoll", TimeValue(MicroSeconds(30)));
            pair.AddSource(1, 1000);
            pair.Run(MilliSeconds(1));
        });
        NS_TEST_EXPECT_MSG_NE(message.find("BusyPoll"), std::string::npos, message);
        NS_TEST_EXPECT_MSG_NE(message.find("call_poll"), std::string::npos, message);

        const std::string warning = GetAbortMessage([]() {
            HostPair pair;
            pair.receiverCosts = LoadProfile("athlon64-2007");
            pair.link.SetDeviceAttribute("Napi", BooleanValue(false));
            pair.Build();
            pair.AddSink(1)->SetAttribute("BusyPoll", TimeValue(MicroSeconds(30)));
            pair.AddSource(1, 1000);
            pair.Run(MilliSeconds(5));
            std::abort(); // so that what was said is handed on
        });
        NS_TEST_EXPECT_MSG_NE(warning.find("BusyPoll has no effect"), std::string::npos, warning);
    }
};

/**
 * @ingroup offload-test
 * Rules of busy polling.
 */
class OffloadBusyPollTestSuite : public TestSuite
{
  public:
    OffloadBusyPollTestSuite()
        : TestSuite("offload-busy-poll")
    {
        AddTestCase(new LatencyTestCase);
        AddTestCase(new LimitTestCase);
        for (const ReceivePath& path : RECEIVE_PATHS)
        {
            AddTestCase(new StreamTestCase(path, 0));
            AddTestCase(new StreamTestCase(path, 1));
        }
        AddTestCase(new RefusalTestCase);
    }
};

OffloadBusyPollTestSuite g_offloadBusyPollTestSuite; //!< registers the suite

} // namespace
