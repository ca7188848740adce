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
 * What must hold on each of the four receive paths:
 *   bytes from the wire = bytes dropped + bytes delivered + bytes that wait, at any time;
 *   TCP payload delivered = payload read + payload in socket buffers, at any time;
 *   what is allocated and not freed is what waits, and nothing when nothing waits;
 *   busy cycles of a core = sum of its charges over the operations, and never more than the time.
 */

#include "receive-path-test-case.h"

#include "ns3/ipv4-header.h"
#include "ns3/tcp-header.h"
#include "ns3/test.h"

#include <cstdint>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * @param packet a packet from its IPv4 header
 * @return bytes of its TCP payload
 */
uint32_t
GetPayload(Ptr<const Packet> packet)
{
    auto copy = packet->Copy();
    Ipv4Header ip;
    TcpHeader tcp;
    copy->RemoveHeader(ip);
    copy->RemoveHeader(tcp);
    return copy->GetSize();
}

/// @ingroup offload-test The accounting, at any time and at the end.
class AccountingTestCase : public ReceivePathTestCase
{
  public:
    /**
     * @param path the receive path
     * @param ring frames that the receive ring holds
     */
    AccountingTestCase(const ReceivePath& path, uint32_t ring)
        : ReceivePathTestCase(path,
                              "the accounting balances with a ring of " + std::to_string(ring)),
          m_ring(ring)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 4000000;
        HostPair pair(m_path);
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(10)));
        pair.receiverCosts = LoadProfile("athlon64-2007")->WithClock(ATHLON_GHZ);
        pair.link.SetDeviceAttribute("RxRing", UintegerValue(m_ring));
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, BYTES);
        pair.receiverNic->TraceConnectWithoutContext(
            "Deliver",
            MakeCallback(&AccountingTestCase::NotifyDelivery, this));
        // Not a multiple of anything that happens.
        for (uint32_t sample = 1; sample <= 1000; sample++)
        {
            Simulator::Schedule(NanoSeconds(9973) * sample,
                                &AccountingTestCase::Check,
                                this,
                                &pair);
        }
        pair.Run(Seconds(30));
        Check(&pair);
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_GT(m_samplesWaiting, 100, "the samples see nothing at work");
        NS_TEST_EXPECT_MSG_EQ((pair.receiverNic->GetStatistics().framesRingFull > 0),
                              (m_ring < 100),
                              "frames dropped");
        CheckDrained(pair);
    }

    /**
     * The accounting at some time.
     * @param pair the hosts
     */
    void Check(const HostPair* pair)
    {
        const auto& statistics = pair->receiverNic->GetStatistics();
        const uint64_t waiting = pair->receiverNic->GetBytesWaiting();
        m_samplesWaiting += waiting > 0 ? 1 : 0;
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesRingFull + statistics.bytesDelivered + waiting,
                              "bytes in = dropped + delivered + waiting");
        const uint64_t framesWaiting =
            statistics.frames - statistics.framesRingFull - statistics.framesDelivered;
        NS_TEST_EXPECT_MSG_EQ((framesWaiting > 0), (waiting > 0), "frames and bytes that wait");
        const auto memory = pair->receiverNic->GetAllocations();
        NS_TEST_EXPECT_MSG_LT_OR_EQ(memory.skbs - memory.skbsFreed,
                                    framesWaiting,
                                    "sk_buffs in use, each for a frame that waits");
        // Besides the page that frames are received into just now.
        NS_TEST_EXPECT_MSG_LT_OR_EQ(memory.pages - memory.pagesFreed,
                                    framesWaiting + 1,
                                    "pages in use, each for a frame that waits");
        if (m_ring >= 100)
        {
            NS_TEST_EXPECT_MSG_EQ(m_payload,
                                  pair->sink->GetBytesRead() + pair->sink->GetBytesUnread(),
                                  "payload delivered = read + unread");
        }
        const Ptr<HostCpu> cpu = pair->receiverCpu;
        for (uint32_t core = 0; core < cpu->GetNCores(); core++)
        {
            const double seconds = Simulator::Now().GetSeconds();
            NS_TEST_EXPECT_MSG_LT_OR_EQ(static_cast<double>(GetBusy(cpu->GetCore(core))),
                                        ATHLON_GHZ * 1e9 * seconds,
                                        "cycles of core " << core);
        }
    }

    /**
     * The accounting when all is done.
     * @param pair the hosts
     */
    void CheckDrained(const HostPair& pair)
    {
        NS_TEST_EXPECT_MSG_EQ(pair.receiverNic->GetBytesWaiting(), 0, "bytes that wait");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesUnread(), 0, "bytes unread");
        const auto memory = pair.receiverNic->GetAllocations();
        NS_TEST_EXPECT_MSG_EQ(memory.skbs, memory.skbsFreed, "sk_buffs");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(memory.pages - memory.pagesFreed, 1, "pages");
        for (uint32_t core = 0; core < pair.receiverCpu->GetNCores(); core++)
        {
            const CpuCore& cpu = pair.receiverCpu->GetCore(core);
            int64_t charged = 0;
            for (std::size_t i = 0; i < N_OPERATIONS; i++)
            {
                charged += cpu.GetCharged(static_cast<Operation>(i));
            }
            NS_TEST_EXPECT_MSG_EQ(cpu.IsIdle(), true, "core " << core << " has work left");
            NS_TEST_EXPECT_MSG_GT(charged, 1000000, "core " << core << " has done something");
            NS_TEST_EXPECT_MSG_EQ(GetBusy(cpu), charged, "busy cycles of core " << core);
        }
    }

    /**
     * @param core a core
     * @return its busy cycles
     */
    static int64_t GetBusy(const CpuCore& core)
    {
        return core.GetBusyCycles(CpuContext::HARDIRQ) + core.GetBusyCycles(CpuContext::SOFTIRQ) +
               core.GetBusyCycles(CpuContext::PROCESS);
    }

    /**
     * A packet goes up to the receiver's stack.
     * @param packet the packet
     */
    void NotifyDelivery(Ptr<const Packet> packet, uint32_t /* segments */)
    {
        m_payload += GetPayload(packet);
    }

    uint32_t m_ring;              //!< frames
    uint64_t m_payload{0};        //!< bytes delivered
    uint32_t m_samplesWaiting{0}; //!< samples in which something waited
};

/**
 * @ingroup offload-test
 * Accounting of bytes, memory and cycles.
 */
class OffloadAccountingTestSuite : public TestSuite
{
  public:
    OffloadAccountingTestSuite()
        : TestSuite("offload-accounting")
    {
        for (const ReceivePath& path : RECEIVE_PATHS)
        {
            AddTestCase(new AccountingTestCase(path, 1024));
            AddTestCase(new AccountingTestCase(path, 32));
        }
    }
};

OffloadAccountingTestSuite g_offloadAccountingTestSuite; //!< registers the suite

} // namespace
