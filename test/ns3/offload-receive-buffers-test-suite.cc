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
 * The rules of receive buffers:
 *   memory is allocated by the scheme, and all of it is freed;
 *   16 full segments take as many allocations as the scheme of their receive path says.
 */

#include "nic-test-case.h"
#include "receive-path-test-case.h"

#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Memory is allocated by the scheme, and freed.
class BuffersTestCase : public NicTestCase
{
  public:
    /**
     * @param type scheme
     * @param order of its pages
     * @param bytes size of an IP packet
     * @param skbs allocations expected for 16 packets
     * @param pages likewise
     * @param trueSize bytes of memory that each packet keeps
     */
    BuffersTestCase(const std::string& type,
                    uint32_t order,
                    uint32_t bytes,
                    uint64_t skbs,
                    uint64_t pages,
                    uint64_t trueSize)
        : NicTestCase(type + " of order " + std::to_string(order) + ", packets of " +
                      std::to_string(bytes) + " bytes"),
          m_bytes(bytes),
          m_skbs(skbs),
          m_pages(pages),
          m_trueSize(trueSize)
    {
        m_link.SetDeviceAttribute("Mtu", UintegerValue(9000));
        if (type == "pages")
        {
            m_link.SetReceiveBuffers("ns3::PageReceiveBuffers", "Order", UintegerValue(order));
        }
        else
        {
            m_link.SetReceiveBuffers("ns3::SkbReceiveBuffers");
        }
    }

  private:
    void DoRun() override
    {
        Build();
        SendAt(MicroSeconds(1), 16, m_bytes);
        Simulator::Run();
        const auto counters = m_driver->GetAllocations();
        NS_TEST_EXPECT_MSG_EQ(m_times.size(), 16, "packets");
        NS_TEST_EXPECT_MSG_EQ(m_driver->GetStatistics().trueSize, 16 * m_trueSize, "memory");
        NS_TEST_EXPECT_MSG_EQ(counters.skbs, m_skbs, "sk_buffs");
        NS_TEST_EXPECT_MSG_EQ(counters.pages, m_pages, "pages");
        NS_TEST_EXPECT_MSG_EQ(counters.skbsFreed, m_skbs, "sk_buffs freed");
        NS_TEST_EXPECT_MSG_EQ(counters.pagesFreed, m_pages, "pages freed");
    }

    uint32_t m_bytes;    //!< of a packet
    uint64_t m_skbs;     //!< expected
    uint64_t m_pages;    //!< expected
    uint64_t m_trueSize; //!< expected
};

/// @ingroup offload-test Allocations of full segments.
class AllocationsTestCase : public ReceivePathTestCase
{
  public:
    /**
     * @param path the receive path
     */
    explicit AllocationsTestCase(const ReceivePath& path)
        : ReceivePathTestCase(path,
                              std::to_string(path.allocations16) +
                                  " allocations for 16 full segments")
    {
    }

  private:
    void DoRun() override
    {
        // At a quarter of the clock the ring is never empty: all that can be merged is.
        HostPair pair(m_path);
        BuildTransfer(pair, ATHLON_GHZ / 4);
        pair.Run(MilliSeconds(10));
        const uint64_t framesBefore = pair.receiverNic->GetStatistics().dataFrames;
        const uint64_t before = CountAllocations(pair);
        pair.Run(MilliSeconds(20));
        const auto frames =
            static_cast<double>(pair.receiverNic->GetStatistics().dataFrames - framesBefore);
        NS_TEST_EXPECT_MSG_GT(frames, 500, "full segments");
        NS_TEST_EXPECT_MSG_EQ_TOL(16 * static_cast<double>(CountAllocations(pair) - before) /
                                      frames,
                                  m_path.allocations16,
                                  0.03 * m_path.allocations16,
                                  "allocations");
    }

    /**
     * @param pair the hosts
     * @return sk_buffs and pages that the receiver has allocated
     */
    static uint64_t CountAllocations(const HostPair& pair)
    {
        const auto memory = pair.receiverNic->GetAllocations();
        return memory.skbs + memory.pages;
    }
};

/**
 * @ingroup offload-test
 * Rules of ReceiveBuffers.
 */
class OffloadReceiveBuffersTestSuite : public TestSuite
{
  public:
    OffloadReceiveBuffersTestSuite()
        : TestSuite("offload-receive-buffers")
    {
        // struct sk_buff, struct skb_shared_info and the frame.
        AddTestCase(new BuffersTestCase("sk_buffs", 0, 1500, 16, 0, 232 + 320 + 1514));
        AddTestCase(new BuffersTestCase("pages", 0, 1500, 16, 8, 2048));
        AddTestCase(new BuffersTestCase("pages", 3, 1500, 16, 1, 2048));
        AddTestCase(new BuffersTestCase("pages", 0, 9000, 16, 40, 5 * 2048));
        for (const ReceivePath& path : RECEIVE_PATHS)
        {
            AddTestCase(new AllocationsTestCase(path));
        }
    }
};

OffloadReceiveBuffersTestSuite g_offloadReceiveBuffersTestSuite; //!< registers the suite

} // namespace
