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
 * The rules of every receiver, whatever happens to frames on their way:
 *   the stream that is read is the stream that was written, damage included where GRO verifies
 *   checksums;
 *   bytes in = bytes dropped + bytes delivered, and all memory is freed;
 *   several receive queues lose nothing between them.
 */

#include "gro-pair.h"
#include "queues-pair.h"
#include "stream-test-case.h"

#include "ns3/gro-types.h"
#include "ns3/test.h"

#include <memory>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test The four receive paths of experiment gallatin.
class PathStreamTestCase : public StreamTestCase
{
  public:
    /**
     * @param path the receive path
     * @param trouble what happens on the way
     */
    PathStreamTestCase(const ReceivePath& path, Trouble trouble)
        : StreamTestCase(path.name, trouble, {2000000, 100001, 654321}),
          m_path(path)
    {
    }

  private:
    std::unique_ptr<HostPair> MakePair() const override
    {
        return std::make_unique<HostPair>(m_path);
    }

    void CheckReceiver(const HostPair& pair, uint32_t /* troubles */) override
    {
        const auto& statistics = pair.receiverNic->GetStatistics();
        const bool merges = statistics.deliveries < statistics.framesDelivered;
        NS_TEST_EXPECT_MSG_EQ(merges, (*m_path.hook != '\0'), "frames are merged");
    }

    ReceivePath m_path; //!< the receive path
};

/// @ingroup offload-test GRO.
class GroStreamTestCase : public StreamTestCase
{
  public:
    /**
     * @param isPaged whether frames are received into pages
     * @param hasChecksums whether ns-3 computes checksums
     * @param trouble what happens on the way
     */
    GroStreamTestCase(bool isPaged, bool hasChecksums, Trouble trouble)
        : StreamTestCase(std::string("GRO, ") + (isPaged ? "pages" : "sk_buffs") +
                             (hasChecksums ? ", checksums" : ""),
                         trouble,
                         {1500000, 100001, 654321}),
          m_isPaged(isPaged),
          m_hasChecksums(hasChecksums)
    {
    }

  private:
    std::unique_ptr<HostPair> MakePair() const override
    {
        auto pair = std::make_unique<GroPair>(m_isPaged);
        Config::SetGlobal("ChecksumEnabled", BooleanValue(m_hasChecksums));
        return pair;
    }

    void CheckReceiver(const HostPair& pair, uint32_t troubles) override
    {
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(statistics.dataFrames, 2 * statistics.dataDeliveries, "merged");
        const auto& counters = dynamic_cast<const GroPair&>(pair).GetGro()->GetCounters();
        NS_TEST_EXPECT_MSG_EQ(counters.Frames(offload::GroReason::TRANSPORT_CHECKSUM),
                              (m_trouble == Trouble::DAMAGE ? troubles : 0),
                              "frames with a wrong checksum");
    }

    bool m_isPaged;      //!< receive buffers
    bool m_hasChecksums; //!< global value
};

/// @ingroup offload-test What merges on the way.
struct MergingPlace
{
    const char* name; //!< in names of tests
    const char* hook; //!< TypeId, or empty
    bool isHardware;  //!< GRO in the NIC
    bool isPaged;     //!< whether frames are received into pages
};

/// @ingroup offload-test Several receive queues.
class QueuesStreamTestCase : public StreamTestCase
{
  public:
    /**
     * @param place what merges
     * @param trouble what happens on the way
     */
    QueuesStreamTestCase(const MergingPlace& place, Trouble trouble)
        : StreamTestCase(std::string("four queues, ") + place.name,
                         trouble,
                         std::vector<uint32_t>(12, 400001)),
          m_place(place)
    {
    }

  private:
    std::unique_ptr<HostPair> MakePair() const override
    {
        auto pair = std::make_unique<QueuesPair>(4);
        if (*m_place.hook)
        {
            pair->link.SetReceiveHook(m_place.hook);
        }
        if (m_place.isHardware)
        {
            pair->link.SetHardwareMerger("ns3::HardwareGro");
        }
        if (m_place.isPaged)
        {
            pair->link.SetReceiveBuffers("ns3::PageReceiveBuffers");
        }
        pair->link.SetDeviceAttribute("SmallPacketSize", UintegerValue(128));
        // A poll takes several frames of each connection.
        pair->link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(50)));
        return pair;
    }

    void CheckReceiver(const HostPair& pair, uint32_t /* troubles */) override
    {
        const ReceiveStatistics all = pair.receiverNic->GetStatistics();
        ReceiveStatistics sum;
        for (uint32_t queue = 0; queue < 4; queue++)
        {
            const ReceiveStatistics& one = pair.receiverNic->GetStatistics(queue);
            NS_TEST_EXPECT_MSG_GT(one.frames, 200, "frames of queue " << queue);
            NS_TEST_EXPECT_MSG_GT(one.dataFrames, one.dataDeliveries, "queue merges");
            NS_TEST_EXPECT_MSG_EQ(one.bytes,
                                  one.bytesRingFull + one.bytesDelivered,
                                  "bytes of queue " << queue);
            sum += one;
        }
        NS_TEST_EXPECT_MSG_EQ(sum.bytes, all.bytes, "bytes of all queues");
        NS_TEST_EXPECT_MSG_EQ(sum.framesDelivered, all.framesDelivered, "frames of all queues");
        NS_TEST_EXPECT_MSG_EQ(sum.trueSize, all.trueSize, "memory of all queues");
    }

    MergingPlace m_place; //!< what merges
};

/**
 * @ingroup offload-test
 * Streams through every receiver.
 */
class OffloadStreamTestSuite : public TestSuite
{
  public:
    OffloadStreamTestSuite()
        : TestSuite("offload-stream")
    {
        for (const ReceivePath& path : RECEIVE_PATHS)
        {
            for (const auto trouble : TROUBLES)
            {
                AddTestCase(new PathStreamTestCase(path, trouble));
            }
        }
        for (const bool isPaged : {false, true})
        {
            for (const auto trouble : TROUBLES)
            {
                AddTestCase(new GroStreamTestCase(isPaged, false, trouble));
            }
            AddTestCase(new GroStreamTestCase(isPaged, true, Trouble::NONE));
            AddTestCase(new GroStreamTestCase(isPaged, true, Trouble::DAMAGE));
        }
        for (const auto& place : {MergingPlace{"LRO", "ns3::LroReceiveHook", false, false},
                                  MergingPlace{"GRO", "ns3::GroReceiveHook", false, true},
                                  MergingPlace{"GRO in the NIC", "", true, false}})
        {
            for (const auto trouble : TROUBLES)
            {
                AddTestCase(new QueuesStreamTestCase(place, trouble));
            }
        }
    }
};

OffloadStreamTestSuite g_offloadStreamTestSuite; //!< registers the suite

} // namespace
