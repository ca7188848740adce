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
 * The rules of interrupt moderation:
 *   the interrupt comes the moderation delay after the first frame, or after so many frames;
 *   interrupts keep a least gap, which follows the traffic if it is adaptive.
 */

#include "nic-test-case.h"

#include "ns3/boolean.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Moderation by time and by frames.
class ModerationTestCase : public NicTestCase
{
  public:
    /**
     * @param frames moderation by frames
     * @param expected when the packets must arrive, after the first one is in the ring
     */
    ModerationTestCase(uint32_t frames, Time expected)
        : NicTestCase("rx-usecs 50 and rx-frames " + std::to_string(frames)),
          m_expected(expected)
    {
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(50)));
        m_link.SetDeviceAttribute("RxFrames", UintegerValue(frames));
    }

  private:
    void DoRun() override
    {
        Build();
        SendAt(MicroSeconds(1), 3, 1500);
        Simulator::Run();
        // The link gives the first packet after 1502 bytes (PPP), the others 1538 apart.
        const Time first = MicroSeconds(1) + NanoSeconds(1502 * 8);
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), 3, "packets were lost");
        NS_TEST_EXPECT_MSG_EQ(m_times[0] - first, m_expected, "first packet");
        NS_TEST_EXPECT_MSG_EQ(m_driver->GetStatistics().interrupts, 1, "interrupts");
    }

    Time m_expected; //!< from the first packet in the ring to the stack
};

/// @ingroup offload-test A least gap between interrupts.
class ItrTestCase : public NicTestCase
{
  public:
    ItrTestCase()
        : NicTestCase("a lone frame interrupts at once, the next ones keep the gap")
    {
        m_link.SetDeviceAttribute("ItrUsecs", TimeValue(MicroSeconds(100)));
    }

  private:
    void DoRun() override
    {
        Build();
        for (const int64_t us : {10, 30, 50, 500, 1000})
        {
            SendAt(MicroSeconds(us), 1, 1500);
        }
        Simulator::Run();
        const Time wire = NanoSeconds(1502 * 8);
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), 5, "packets were lost");
        NS_TEST_EXPECT_MSG_EQ(m_times[0], MicroSeconds(10) + wire, "at once");
        NS_TEST_EXPECT_MSG_EQ(m_times[1], MicroSeconds(110) + wire, "after the gap");
        NS_TEST_EXPECT_MSG_EQ(m_times[2], m_times[1], "with the one before");
        NS_TEST_EXPECT_MSG_EQ(m_times[3], MicroSeconds(500) + wire, "at once");
        NS_TEST_EXPECT_MSG_EQ(m_times[4], MicroSeconds(1000) + wire, "at once");
        NS_TEST_EXPECT_MSG_EQ(m_driver->GetStatistics().interrupts, 4, "interrupts");
    }
};

/// @ingroup offload-test A gap that follows the traffic.
class AdaptiveItrTestCase : public NicTestCase
{
  public:
    /**
     * @param gap between frames of 1500 bytes
     * @param rate of interrupts that must come of it, 1/s
     */
    AdaptiveItrTestCase(Time gap, double rate)
        : NicTestCase("adaptive: a frame in " + std::to_string(gap.GetMicroSeconds()) + " us"),
          m_gap(gap),
          m_rate(rate)
    {
        m_link.SetDeviceAttribute("AdaptiveItr", BooleanValue(true));
    }

  private:
    void DoRun() override
    {
        Build();
        constexpr int64_t WARM_UP_MS = 10;
        constexpr int64_t END_MS = 50;
        for (Time time = m_gap; time < MilliSeconds(END_MS); time += m_gap)
        {
            SendAt(time, 1, 1500);
        }
        Simulator::Stop(MilliSeconds(WARM_UP_MS));
        Simulator::Run();
        const uint64_t before = m_driver->GetStatistics().interrupts;
        Simulator::Run();
        const auto count = static_cast<double>(m_driver->GetStatistics().interrupts - before);
        NS_TEST_EXPECT_MSG_EQ_TOL(count * 1e3 / (END_MS - WARM_UP_MS),
                                  m_rate,
                                  0.03 * m_rate,
                                  "interrupts/s");
    }

    Time m_gap;    //!< between frames
    double m_rate; //!< expected, 1/s
};

/**
 * @ingroup offload-test
 * Rules of InterruptModeration.
 */
class OffloadInterruptModerationTestSuite : public TestSuite
{
  public:
    OffloadInterruptModerationTestSuite()
        : TestSuite("offload-interrupt-moderation")
    {
        // The third frame comes two wire times after the first.
        AddTestCase(new ModerationTestCase(0, MicroSeconds(50)));
        AddTestCase(new ModerationTestCase(3, NanoSeconds(2 * 1538 * 8)));
        AddTestCase(new ItrTestCase);
        AddTestCase(new AdaptiveItrTestCase(MicroSeconds(13), 1e6 / 84)); // 116 MB/s: bulk
        AddTestCase(new AdaptiveItrTestCase(MicroSeconds(200), 5000));    // each at once
    }
};

OffloadInterruptModerationTestSuite g_offloadInterruptModerationTestSuite; //!< registers the suite

} // namespace
