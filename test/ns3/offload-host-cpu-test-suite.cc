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
 * The rules of HostCpu:
 *   profile, clock and number of cores are those of the attributes, or of the profile;
 *   work says while it lasts where it is paid for, nested or not, and a call that is left to the
 *   next time step counts as part of it;
 *   what is to be called after an effect is called before its core goes on;
 *   stretches of work are told, preempted ones in parts;
 *   jiffies count with the clock tick;
 *   what cannot be is refused with a message.
 */

#include "cpu/ns3-compat.h"
#include "difference.h"
#include "expect-abort.h"
#include "test-profile.h"

#include "ns3/double.h"
#include "ns3/host-cpu.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <cstdint>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * @param place where work is paid for
 * @return it in words
 */
std::string
ToText(CoreContext place)
{
    static const char* const NAMES[] = {"hardirq", "softirq", "process"};
    return NAMES[static_cast<std::size_t>(place.context)] + std::string("@") +
           std::to_string(place.core);
}

/// @ingroup offload-test Where the prices come from.
class HostCpuAttributesTestCase : public TestCase
{
  public:
    HostCpuAttributesTestCase()
        : TestCase("profile, clock and cores")
    {
    }

  private:
    void DoRun() override
    {
        auto cpu = CreateObject<HostCpu>();
        NS_TEST_EXPECT_MSG_EQ(cpu->IsFree(), true, "the default costs nothing");

        cpu = CreateObject<HostCpu>();
        cpu->SetAttribute("Profile", StringValue("athlon64-2007"));
        NS_TEST_EXPECT_MSG_EQ(cpu->GetCostProfile()->GetName(), "athlon64-2007", "profile");
        NS_TEST_EXPECT_MSG_EQ(cpu->GetCostProfile()->GetClock(), 2000000000, "clock of profile");
        NS_TEST_EXPECT_MSG_EQ(cpu->GetNCores(), 2, "cores of the profile");
        NS_TEST_EXPECT_MSG_EQ(cpu->IsFree(), false, "a machine costs something");
        cpu->AddCore(LoadProfile("ideal"));
        NS_TEST_EXPECT_MSG_EQ(cpu->IsFree(), false, "with a core that does not, it still does");

        cpu = CreateObject<HostCpu>();
        cpu->SetAttribute("Clock", DoubleValue(3));
        cpu->SetAttribute("Cores", UintegerValue(5));
        NS_TEST_EXPECT_MSG_EQ(cpu->GetCostProfile()->GetClock(), 3000000000, "clock");
        NS_TEST_EXPECT_MSG_EQ(cpu->GetNCores(), 5, "cores");
        NS_TEST_EXPECT_MSG_EQ(cpu->AddCore(LoadProfile("athlon64-2007")), 5, "one more core");
        NS_TEST_EXPECT_MSG_EQ(cpu->GetNCores(), 6, "cores");
        NS_TEST_EXPECT_MSG_EQ(cpu->GetCore(5).GetCostProfile()->GetName(),
                              "athlon64-2007",
                              "its profile");
        NS_TEST_EXPECT_MSG_EQ(cpu->IsFree(), false, "with that core it costs something");
    }
};

/// @ingroup offload-test Whoever is called by an effect can ask who pays.
class CurrentPlaceTestCase : public TestCase
{
  public:
    CurrentPlaceTestCase()
        : TestCase("work says where it is paid for, and what follows it comes before the next")
    {
    }

  private:
    void DoRun() override
    {
        m_cpu = CreateObject<HostCpu>();
        m_cpu->SetCostProfile(CreateTestProfile({{"copy_byte", 1}}));
        Note("outside");
        const Work work(Operation::COPY_BYTE, 10);
        m_cpu->Execute({1, CpuContext::PROCESS}, work, [this]() {
            Note("effect");
            m_cpu->CallAfterEffect([this]() { Note("after"); });
            // Costs nothing on an idle core: it is done within this effect.
            m_cpu->Execute({0, CpuContext::HARDIRQ}, Work(), [this]() { Note("nested"); });
            Note("effect");
            m_cpu->ContinueNextStep({1, CpuContext::PROCESS});
            ScheduleFunction(TimeStep(1), [this]() { Note("continued"); });
            ScheduleFunction(TimeStep(2), [this]() { Note("over"); });
        });
        m_cpu->Execute({1, CpuContext::PROCESS}, Work(), [this]() { Note("next"); });
        Simulator::Run();
        ScheduleFunction(Seconds(0), [this]() {
            m_cpu->CallAfterEffect([this]() { Note("without effect"); });
            Note("first");
        });
        Simulator::Run();
        const std::vector<std::string> expected{"outside: nowhere",
                                                "effect: process@1",
                                                "nested: hardirq@0",
                                                "effect: process@1",
                                                "after: nowhere",
                                                "next: process@1",
                                                "continued: process@1",
                                                "over: nowhere",
                                                "first: nowhere",
                                                "without effect: nowhere"};
        NS_TEST_EXPECT_MSG_EQ(FindDifference(m_log, expected), "", "what happened, and where");
        m_cpu->Dispose();
        Simulator::Destroy();
    }

    /**
     * Note where work is paid for right now.
     * @param what what happens
     */
    void Note(const std::string& what)
    {
        CoreContext place;
        const bool isKnown = m_cpu->GetCurrentContext(place);
        m_log.push_back(what + ": " + (isKnown ? ToText(place) : "nowhere"));
    }

    Ptr<HostCpu> m_cpu;             //!< the cores
    std::vector<std::string> m_log; //!< what happened
};

/// @ingroup offload-test Stretches of work.
class StretchTestCase : public TestCase
{
  public:
    StretchTestCase()
        : TestCase("stretches of work are told, preempted ones in parts; jiffies count")
    {
    }

  private:
    void DoRun() override
    {
        auto cpu = CreateObject<HostCpu>();
        cpu->SetCostProfile(CreateTestProfile({{"copy_byte", 1}}));
        cpu->SetAttribute("Hz", UintegerValue(250));
        cpu->TraceConnectWithoutContext("Stretch", MakeCallback(&StretchTestCase::Note, this));
        cpu->Execute({0, CpuContext::PROCESS}, Work(Operation::COPY_BYTE, 100), nullptr);
        ScheduleFunction(NanoSeconds(30), [cpu]() {
            cpu->Execute({0, CpuContext::HARDIRQ}, Work(Operation::COPY_BYTE, 20), nullptr);
        });
        Simulator::Stop(MilliSeconds(1999));
        Simulator::Run();
        const std::vector<std::string> expected{"process@0 0-30",
                                                "hardirq@0 30-50",
                                                "process@0 50-120"};
        NS_TEST_EXPECT_MSG_EQ(FindDifference(m_log, expected), "", "stretches, ns");
        NS_TEST_EXPECT_MSG_EQ(cpu->GetJiffies(), 499, "jiffies of 4 ms");
        cpu->Dispose();
        Simulator::Destroy();
    }

    /**
     * A core worked without a break.
     * @param core its index
     * @param context for whom
     * @param start when it began
     * @param end when it stopped
     */
    void Note(uint32_t core, CpuContext context, Time start, Time end)
    {
        m_log.push_back(ToText({core, context}) + " " + std::to_string(start.GetNanoSeconds()) +
                        "-" + std::to_string(end.GetNanoSeconds()));
    }

    std::vector<std::string> m_log; //!< stretches
};

/// @ingroup offload-test What cannot be.
class HostCpuRefusalTestCase : public TestCase
{
  public:
    HostCpuRefusalTestCase()
        : TestCase("a core that is not there, and a profile that comes too late, are refused")
    {
    }

  private:
    void DoRun() override
    {
        const std::string core = GetAbortMessage([]() { CreateObject<HostCpu>()->GetCore(2); });
        NS_TEST_EXPECT_MSG_NE(core.find("Core 2 does not exist: profile ideal has cores 0 to 1"),
                              std::string::npos,
                              "message: " << core);
        const std::string late = GetAbortMessage([]() {
            auto cpu = CreateObject<HostCpu>();
            cpu->GetNCores();
            cpu->SetCostProfile(LoadProfile("athlon64-2007"));
        });
        NS_TEST_EXPECT_MSG_NE(late.find("already works with profile ideal"),
                              std::string::npos,
                              "message: " << late);
    }
};

/**
 * @ingroup offload-test
 * Rules of HostCpu.
 */
class OffloadHostCpuTestSuite : public TestSuite
{
  public:
    OffloadHostCpuTestSuite()
        : TestSuite("offload-host-cpu")
    {
        AddTestCase(new HostCpuAttributesTestCase);
        AddTestCase(new CurrentPlaceTestCase);
        AddTestCase(new StretchTestCase);
        AddTestCase(new HostCpuRefusalTestCase);
    }
};

OffloadHostCpuTestSuite g_offloadHostCpuTestSuite; //!< registers the suite

} // namespace
