/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/run-progress.h"
#include "ns3/test.h"

using namespace ns3;

/**
 * @file
 * @ingroup offload-test
 * Progress of a run is said as simulated time, its rate and the time left.
 */

namespace
{

/// @ingroup offload-test The line for some moments.
class RunProgressTestCase : public TestCase
{
  public:
    RunProgressTestCase()
        : TestCase("progress is simulated time, its rate and the time left")
    {
    }

  private:
    void DoRun() override
    {
        const RunProgress progress(Seconds(10), "seed 1 of 2");
        NS_TEST_EXPECT_MSG_EQ(progress.GetText(Seconds(2.5), 5),
                              "seed 1 of 2: 25 % (2.5 s of 10 s), 500 ms simulated in a second, "
                              "15 s left",
                              "a quarter in 5 s");
        const RunProgress slow(MilliSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(slow.GetText(MicroSeconds(10), 10),
                              "1 % (10 us of 1 ms), 1 us simulated in a second, 17 min left",
                              "990 s are left");
        NS_TEST_EXPECT_MSG_EQ(slow.GetText(Time(), 10),
                              "0 % (0 s of 1 ms), 0 s simulated in a second",
                              "nothing is known of the time left");
    }
};

/// @ingroup offload-test Suite offload-run-progress.
class OffloadRunProgressTestSuite : public TestSuite
{
  public:
    OffloadRunProgressTestSuite()
        : TestSuite("offload-run-progress")
    {
        AddTestCase(new RunProgressTestCase);
    }
};

static OffloadRunProgressTestSuite g_offloadRunProgressTestSuite; //!< static instance

} // namespace
