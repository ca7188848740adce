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
 * The rules of LroReceiveHook:
 *   costs follow what the engine did: comparisons and merges;
 *   with FlushPolls frames of several polls are merged, and none is kept when feature lro goes off;
 *   feature lro can be switched off in the middle, and what was held goes up.
 */

#include "feature-test-cases.h"
#include "host-pair.h"

#include "ns3/boolean.h"
#include "ns3/lro-receive-hook.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What the engine did is what the core is charged for.
class EngineCostsTestCase : public TestCase
{
  public:
    EngineCostsTestCase()
        : TestCase("costs follow what the engine did")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(RECEIVE_PATHS[2]);
        pair.receiverCosts = CreateTestProfile({{"compare_flow", 1}, {"merge_segment", 1}});
        pair.Build();
        pair.AddSink(1);
        for (uint32_t flow = 0; flow < 4; flow++)
        {
            // After the first millisecond, when timestamps begin to echo something.
            pair.AddSource(0, 200000)->SetStartTime(MilliSeconds(2));
        }
        pair.Run(MilliSeconds(100));
        NS_TEST_ASSERT_MSG_EQ(pair.sink->GetBytesRead(), 800000, "bytes");
        auto hook = DynamicCast<LroReceiveHook>(pair.receiverNic->GetSettings().hook);
        const CpuCore& core = pair.receiverCpu->GetCore(0);
        const auto& counters = hook->GetCounters();
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::COMPARE_FLOW)),
                              hook->GetComparisons(),
                              "comparisons");
        NS_TEST_EXPECT_MSG_GT(hook->GetComparisons(),
                              counters.aggregated,
                              "several flows are held");
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::MERGE_SEGMENT)),
                              counters.framesReceived,
                              "each frame is examined");
    }
};

/// @ingroup offload-test Sessions that outlive a poll.
class FlushPollsTestCase : public TestCase
{
  public:
    FlushPollsTestCase()
        : TestCase("frames of several polls are merged, and none is kept")
    {
    }

  private:
    /**
     * @param polls attribute FlushPolls
     * @return frames merged on average
     */
    double Run(uint32_t polls)
    {
        HostPair pair;
        pair.link.SetNic("myri10ge");
        pair.link.SetDeviceAttribute("RxUsecs", StringValue("5us"));
        pair.Build();
        auto hook = DynamicCast<LroReceiveHook>(pair.receiverNic->GetSettings().hook);
        hook->SetAttribute("FlushPolls", UintegerValue(polls));
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(10));
        const ReceiveStatistics found = pair.receiverNic->GetStatistics();
        pair.devices.Get(1)->SetAttribute("lro", BooleanValue(false));
        pair.Run(MilliSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(hook->GetBytesHeld(), 0, "held after the feature is off");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        return static_cast<double>(found.framesDelivered) / static_cast<double>(found.deliveries);
    }

    void DoRun() override
    {
        const double each = Run(1);
        const double every = Run(3);
        NS_TEST_EXPECT_MSG_GT(every, 1.5 * each, "merged in three polls, in one: " << each);
    }
};

/**
 * @ingroup offload-test
 * Rules of LRO in the host.
 */
class OffloadLroHookTestSuite : public TestSuite
{
  public:
    OffloadLroHookTestSuite()
        : TestSuite("offload-lro-hook")
    {
        AddTestCase(new EngineCostsTestCase);
        AddTestCase(new FlushPollsTestCase);
        AddTestCase(new FeatureOffTestCase("myri10ge", "lro"));
    }
};

OffloadLroHookTestSuite g_offloadLroHookTestSuite; //!< registers the suite

} // namespace
