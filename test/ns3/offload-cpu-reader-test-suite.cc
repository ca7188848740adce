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
 * The rules of the task that reads for applications:
 *   sockets are read in the order in which they had data, one read() each before the next round;
 *   a read() costs a call and its bytes, a wake-up a switch of tasks;
 *   nothing to read costs nothing, and the task sleeps;
 *   the wake-up delay is drawn once a wake-up;
 *   who wakes the task from another core pays, and the task begins when that is paid.
 */

#include "app/cpu-reader.h"
#include "cpu/ns3-compat.h"
#include "simulation.h"
#include "test-profile.h"

#include "ns3/double.h"
#include "ns3/host-cpu.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/node.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// A reader of two sockets, whose bytes the test makes up.
struct ReaderBench
{
    static constexpr int64_t WAKE_TASK = 300; //!< cycles

    /// @param core core of the task
    explicit ReaderBench(uint32_t core = 0)
    {
        node = CreateObject<Node>();
        InternetStackHelper().Install(node);
        cpu = HostCpu::Get(node);
        cpu->SetCostProfile(CreateTestProfile({{"switch_task", 1000},
                                               {"enter_syscall", 100},
                                               {"copy_byte", 1},
                                               {"wake_task", WAKE_TASK}}));
        reader = std::make_unique<CpuReader>(
            cpu,
            core,
            [this](Ptr<Socket> socket, Work& /* work */) -> std::optional<uint32_t> {
                begun += socket == a ? 'a' : 'b';
                const uint32_t bytes = std::min(waiting[socket], 500U);
                return bytes > 0 ? std::make_optional(bytes) : std::nullopt;
            },
            [this](Ptr<Socket> socket, uint32_t bytes) {
                waiting[socket] -= bytes;
                lastRead = Simulator::Now();
                return waiting[socket] > 0;
            });
        for (Ptr<Socket>* socket : {&a, &b})
        {
            *socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
            reader->Add(*socket);
        }
    }

    /**
     * Data arrives.
     * @param when time
     * @param socket on which socket
     * @param bytes how much
     */
    void ArriveAt(Time when, Ptr<Socket> socket, uint32_t bytes)
    {
        ScheduleFunctionInContext(node->GetId(), when, [this, socket, bytes]() {
            waiting[socket] += bytes;
            reader->NotifyData(socket);
        });
    }

    /**
     * Data arrives in softirq, which takes no time of its own.
     * @param when time
     * @param core on this core
     * @param bytes how much, on the first socket
     */
    void ArriveOnCoreAt(Time when, uint32_t core, uint32_t bytes)
    {
        ScheduleFunctionInContext(node->GetId(), when, [this, core, bytes]() {
            cpu->Execute(CoreContext{core, CpuContext::SOFTIRQ}, Work(), [this, bytes]() {
                waiting[a] += bytes;
                reader->NotifyData(a);
            });
        });
    }

    /**
     * @param operation an operation
     * @param core a core
     * @return cycles charged for it there
     */
    int64_t Charged(Operation operation, uint32_t core = 0)
    {
        return cpu->GetCore(core).GetCharged(operation);
    }

    Simulation simulation;                   //!< ended last
    Ptr<Node> node;                          //!< host
    Ptr<HostCpu> cpu;                        //!< its processor, 1 GHz
    Ptr<Socket> a;                           //!< a socket
    Ptr<Socket> b;                           //!< another
    std::map<Ptr<Socket>, uint32_t> waiting; //!< bytes
    std::string begun;                       //!< sockets, in the order of their read()s
    Time lastRead;                           //!< end of the last read()
    std::unique_ptr<CpuReader> reader;       //!< the task
};

/// @ingroup offload-test In which order sockets are read, and what that costs.
class OrderTestCase : public TestCase
{
  public:
    OrderTestCase()
        : TestCase("sockets take turns; each read() costs a call and its bytes")
    {
    }

  private:
    void DoRun() override
    {
        ReaderBench bench;
        bench.ArriveAt(MicroSeconds(10), bench.b, 1200);
        bench.ArriveAt(MicroSeconds(10) + NanoSeconds(1), bench.a, 300);
        bench.ArriveAt(MicroSeconds(10) + NanoSeconds(2), bench.b, 100); // is in line already
        bench.simulation.Run(MicroSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(bench.begun, "babb", "order of read()s");
        NS_TEST_EXPECT_MSG_EQ(bench.Charged(Operation::SWITCH_TASK), 1000, "one wake-up");
        NS_TEST_EXPECT_MSG_EQ(bench.Charged(Operation::ENTER_SYSCALL), 4 * 100, "calls");
        NS_TEST_EXPECT_MSG_EQ(bench.Charged(Operation::COPY_BYTE), 1600, "bytes");
        NS_TEST_EXPECT_MSG_EQ(bench.lastRead,
                              MicroSeconds(10) + NanoSeconds(1000 + 400 + 1600),
                              "the core's time");
    }
};

/// @ingroup offload-test When the task sleeps.
class SleepTestCase : public TestCase
{
  public:
    SleepTestCase()
        : TestCase("nothing to read costs nothing; every wake-up costs a switch and a delay")
    {
    }

  private:
    void DoRun() override
    {
        ReaderBench bench;
        auto delay = CreateObject<ConstantRandomVariable>();
        delay->SetAttribute("Constant", DoubleValue(2e-6));
        bench.reader->SetWakeDelay(delay);
        bench.ArriveAt(MicroSeconds(10), bench.a, 0);
        bench.simulation.Run(MicroSeconds(15));
        NS_TEST_EXPECT_MSG_EQ(bench.begun, "a", "the task has looked");
        NS_TEST_EXPECT_MSG_EQ(bench.Charged(Operation::SWITCH_TASK), 0, "and had nothing to do");
        bench.ArriveAt(MicroSeconds(5), bench.a, 10);
        bench.ArriveAt(MicroSeconds(15), bench.a, 20);
        bench.simulation.Run(MicroSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(bench.begun, "aaa", "one read() a wake-up");
        NS_TEST_EXPECT_MSG_EQ(bench.Charged(Operation::SWITCH_TASK), 2 * 1000, "wake-ups");
        NS_TEST_EXPECT_MSG_EQ(bench.lastRead,
                              MicroSeconds(15 + 15 + 2) + NanoSeconds(1000 + 100 + 20),
                              "delay and the core's time");
    }
};

/// @ingroup offload-test Who wakes the task, and from where.
class WakerTestCase : public TestCase
{
  public:
    WakerTestCase()
        : TestCase("who wakes the task from another core pays for it")
    {
    }

  private:
    void DoRun() override
    {
        ReaderBench bench(1);
        bench.ArriveOnCoreAt(MicroSeconds(10), 1, 100); // on its own core
        bench.simulation.Run(MicroSeconds(20));
        NS_TEST_EXPECT_MSG_EQ(bench.Charged(Operation::WAKE_TASK, 1), 0, "no other core");
        bench.ArriveOnCoreAt(MicroSeconds(10), 0, 100);
        bench.ArriveOnCoreAt(MicroSeconds(11), 0, 100); // the task is awake
        bench.simulation.Run(MicroSeconds(50));
        NS_TEST_EXPECT_MSG_EQ(bench.Charged(Operation::WAKE_TASK),
                              ReaderBench::WAKE_TASK,
                              "one wake-up of another core");
        NS_TEST_EXPECT_MSG_EQ(bench.Charged(Operation::SWITCH_TASK, 1), 2 * 1000, "switches");
        NS_TEST_EXPECT_MSG_EQ(bench.lastRead,
                              MicroSeconds(20 + 10) +
                                  NanoSeconds(ReaderBench::WAKE_TASK + 1000 + 2 * 200),
                              "the task begins when its core knows");
    }
};

/**
 * @ingroup offload-test
 * Rules of the reading task.
 */
class OffloadCpuReaderTestSuite : public TestSuite
{
  public:
    OffloadCpuReaderTestSuite()
        : TestSuite("offload-cpu-reader")
    {
        AddTestCase(new OrderTestCase);
        AddTestCase(new SleepTestCase);
        AddTestCase(new WakerTestCase);
    }
};

OffloadCpuReaderTestSuite g_offloadCpuReaderTestSuite; //!< registers the suite

} // namespace
