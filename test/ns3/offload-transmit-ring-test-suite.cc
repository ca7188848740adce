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
 * The rules of the transmit ring:
 *   packets posted = done + waiting; a full ring stops the queue disc, and byte queue limits stop
 * it before; a wire that is told of completions as it ends a frame goes on: it stays full.
 */

#include "queue-discs.h"
#include "segmentation-place.h"

#include "ns3/net-device-queue-interface.h"
#include "ns3/queue-limits.h"
#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test The transmit ring, and byte queue limits before it.
class RingTestCase : public TestCase
{
  public:
    /**
     * @param place where super-packets are segmented
     * @param hasLimits whether the device queue has byte queue limits
     */
    RingTestCase(const SegmentationPlace& place, bool hasLimits)
        : TestCase(std::string("a ring of 32, ") + place.name +
                   (hasLimits ? ", byte queue limits" : "")),
          m_place(place),
          m_hasLimits(hasLimits)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        SetPlace(pair, m_place);
        pair.link.SetDeviceAttribute("TxRing", UintegerValue(32));
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(5)));
        pair.installQueueDisc = [this](Ptr<NetDevice> device) {
            TrafficControlHelper control;
            control.SetRootQueueDisc("ns3::PfifoFastQueueDisc");
            if (m_hasLimits)
            {
                control.SetQueueLimits("ns3::DynamicQueueLimits");
            }
            control.Install(device);
        };
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(10));
        const auto disc = GetQueueDisc(pair.devices.Get(0));
        const auto statistics = pair.senderNic->GetTransmitStatistics();
        NS_TEST_EXPECT_MSG_EQ(statistics.packets,
                              statistics.done + pair.senderNic->GetTransmitPacketsWaiting(),
                              "packets posted = done + waiting");
        NS_TEST_EXPECT_MSG_GT_OR_EQ(statistics.frames, statistics.done, "frames");
        NS_TEST_EXPECT_MSG_EQ(statistics.drops, 0, "a ring that is full stops the queue disc");
        const uint64_t backlog = disc->GetStats().nTotalEnqueuedPackets;
        NS_TEST_EXPECT_MSG_GT(backlog, 100, "packets through the queue disc");
        const double rate = static_cast<double>(pair.sink->GetBytesRead()) * 8e-9 / 10e-3;
        NS_TEST_EXPECT_MSG_GT(rate, 7, "Gb/s, the start included");
        auto limits = pair.devices.Get(0)
                          ->GetObject<NetDeviceQueueInterface>()
                          ->GetTxQueue(0)
                          ->GetQueueLimits();
        NS_TEST_EXPECT_MSG_EQ((limits != nullptr), m_hasLimits, "byte queue limits");
        if (!m_place.gso)
        {
            NS_TEST_EXPECT_MSG_EQ((statistics.stops > 0),
                                  !m_hasLimits,
                                  "byte queue limits stop it before the ring is full");
        }
    }

    SegmentationPlace m_place; //!< place
    bool m_hasLimits;          //!< BQL
};

/// @ingroup offload-test A wire that is told of completions as it ends a frame goes on.
class FullWireTestCase : public TestCase
{
  public:
    FullWireTestCase()
        : TestCase("sixteen connections of super-packets keep a wire full")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.receiverCosts = LoadProfile("athlon64-2007");
        pair.link.SetReceiveBuffers("ns3::PageReceiveBuffers");
        pair.link.SetHardwareMerger("ns3::HardwareLro");
        pair.link.SetDeviceAttribute("tx-gso", BooleanValue(true));
        pair.Build();
        pair.devices.Get(0)->SetAttribute("RxUsecs", TimeValue(Seconds(0)));
        pair.AddSink(1);
        for (uint32_t flow = 0; flow < 16; flow++)
        {
            pair.AddSource(0, 0);
        }
        pair.Run(MilliSeconds(50));
        const uint64_t before = pair.sink->GetBytesRead();
        pair.Run(MilliSeconds(10));
        const double rate = static_cast<double>(pair.sink->GetBytesRead() - before) * 8 / 10e6;
        NS_TEST_EXPECT_MSG_EQ_TOL(rate, 10 * 1448.0 / 1538, 0.02, "Gb/s, neither less nor more");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }
};

/**
 * @ingroup offload-test
 * Rules of TransmitRing.
 */
class OffloadTransmitRingTestSuite : public TestSuite
{
  public:
    OffloadTransmitRingTestSuite()
        : TestSuite("offload-transmit-ring")
    {
        for (const auto& place : PLACES)
        {
            AddTestCase(new RingTestCase(place, false));
            AddTestCase(new RingTestCase(place, true));
        }
        AddTestCase(new FullWireTestCase);
    }
};

OffloadTransmitRingTestSuite g_offloadTransmitRingTestSuite; //!< registers the suite

} // namespace
