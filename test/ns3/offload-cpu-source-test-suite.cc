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
 * What a CpuSource pays for a write():
 *   a call, and a copy of each byte;
 *   with ZeroCopy a call, each page, and a notification; no byte is copied;
 *   either way the receiver gets the same bytes.
 */

#include "host-pair.h"
#include "simulation.h"
#include "test-profile.h"

#include "ns3/boolean.h"
#include "ns3/cpu-source.h"
#include "ns3/test.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What writes cost, with and without a copy.
class WriteCostTestCase : public TestCase
{
  public:
    /**
     * @param zeroCopy attribute ZeroCopy
     */
    explicit WriteCostTestCase(bool zeroCopy)
        : TestCase(zeroCopy ? "ZeroCopy pays by page and notification" : "a write pays by byte"),
          m_zeroCopy(zeroCopy)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint64_t FULL = 65536;             // of a write
        constexpr uint64_t LAST = 4097;              // of the last one: a page and a byte
        constexpr uint64_t BYTES = 10 * FULL + LAST; // 11 writes
        HostPair pair;
        pair.senderCosts = CreateTestProfile(
            {{"enter_syscall", 1}, {"copy_byte", 1}, {"pin_page", 1}, {"take_notification", 1}});
        pair.Build();
        pair.AddSink(1); // verifies the bytes
        pair.AddSource(0, BYTES)->SetAttribute("ZeroCopy", BooleanValue(m_zeroCopy));
        pair.Run(Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes that arrived");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "bytes that are not the writer's");
        const CpuCore& core = pair.senderCpu->GetCore(0);
        const auto charged = [&core](Operation operation) {
            return static_cast<uint64_t>(core.GetCharged(operation));
        };
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::ENTER_SYSCALL), 11, "calls");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::COPY_BYTE), (m_zeroCopy ? 0 : BYTES), "copied");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::PIN_PAGE), (m_zeroCopy ? 162 : 0), "pages");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::TAKE_NOTIFICATION), (m_zeroCopy ? 11 : 0), "told");
    }

    bool m_zeroCopy; //!< attribute ZeroCopy
};

/**
 * @ingroup offload-test
 * Rules of CpuSource.
 */
class OffloadCpuSourceTestSuite : public TestSuite
{
  public:
    OffloadCpuSourceTestSuite()
        : TestSuite("offload-cpu-source")
    {
        AddTestCase(new WriteCostTestCase(false));
        AddTestCase(new WriteCostTestCase(true));
    }
};

OffloadCpuSourceTestSuite g_offloadCpuSourceTestSuite; //!< registers the suite

} // namespace
