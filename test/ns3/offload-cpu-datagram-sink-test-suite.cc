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
 * The rules of CpuDatagramSink:
 *   a datagram costs its reader one call and its bytes;
 *   what comes faster than it is read is lost at the socket.
 */

#include "datagrams.h"
#include "host-pair.h"

#include "ns3/cpu-datagram-sink.h"
#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Datagrams are read one by one, or lost.
class DatagramTestCase : public TestCase
{
  public:
    /**
     * @param gap between datagrams, us
     * @param isLost whether that is too fast for the reader
     */
    DatagramTestCase(uint32_t gap, bool isLost)
        : TestCase("a datagram in " + std::to_string(gap) + " us"),
          m_gap(MicroSeconds(gap)),
          m_isLost(isLost)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.receiverCosts = CreateTestProfile({{"enter_syscall", 1000}, {"copy_byte", 10}});
        pair.Build();
        auto sink = CreateObject<CpuDatagramSink>();
        sink->SetAttribute("Local",
                           AddressValue(InetSocketAddress(Ipv4Address::GetAny(), UDP_PORT)));
        sink->SetAttribute("Core", UintegerValue(1));
        pair.hosts.Get(1)->AddApplication(sink);
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        constexpr uint32_t COUNT = 1000;
        constexpr uint32_t BYTES = 1000; // 11 us a datagram
        for (uint32_t i = 0; i < COUNT; i++)
        {
            sender.SendAfter(MilliSeconds(1) + m_gap * i, Create<Packet>(BYTES));
        }
        pair.Run(MilliSeconds(100));
        const uint64_t read = sink->GetDatagramsRead();
        NS_TEST_EXPECT_MSG_EQ((read < COUNT), m_isLost, "datagrams are lost");
        const CpuCore& core = pair.receiverCpu->GetCore(1);
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::ENTER_SYSCALL)),
                              1000 * read,
                              "a call a datagram");
        NS_TEST_EXPECT_MSG_EQ(static_cast<uint64_t>(core.GetCharged(Operation::COPY_BYTE)),
                              10 * BYTES * read,
                              "its bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.receiverNic->GetStatistics().framesDelivered,
                              COUNT,
                              "all came up");
    }

    Time m_gap;    //!< between datagrams
    bool m_isLost; //!< some do not fit the socket's buffer
};

/**
 * @ingroup offload-test
 * Rules of reading datagrams.
 */
class OffloadCpuDatagramSinkTestSuite : public TestSuite
{
  public:
    OffloadCpuDatagramSinkTestSuite()
        : TestSuite("offload-cpu-datagram-sink")
    {
        AddTestCase(new DatagramTestCase(20, false));
        AddTestCase(new DatagramTestCase(5, true));
    }
};

OffloadCpuDatagramSinkTestSuite g_offloadCpuDatagramSinkTestSuite; //!< registers the suite

} // namespace
