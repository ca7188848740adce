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
 * The rule of segmentation:
 *   no offload, GSO and TSO put the same frames on the wire.
 */

#include "difference.h"
#include "segmentation-place.h"

#include "ns3/test.h"
#include "ns3/transmit-interceptor.h"

#include <cstdint>
#include <set>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test The same bytes in the same frames, wherever they are segmented.
class SameFramesTestCase : public TestCase
{
  public:
    SameFramesTestCase()
        : TestCase("no offload, GSO and TSO put the same frames on the wire")
    {
    }

  private:
    void DoRun() override
    {
        WireLog none;
        Transfer(PLACES[0], none);
        for (const auto& place : {PLACES[1], PLACES[2]})
        {
            WireLog log;
            Transfer(place, log);
            NS_TEST_EXPECT_MSG_EQ(FindDifference(log.data, none.data),
                                  "",
                                  place.name << ": data frames");
            NS_TEST_EXPECT_MSG_EQ(log.longest, 1500, place.name << ": no frame is longer");
            NS_TEST_EXPECT_MSG_EQ(log.fins, 1, place.name << ": one FIN");
            const std::set<uint16_t> ids(log.identifications.begin(), log.identifications.end());
            NS_TEST_EXPECT_MSG_EQ(ids.size(),
                                  log.identifications.size(),
                                  place.name << ": identifications are unique");
        }
    }

    /**
     * Transfer 3 000 000 bytes.
     * @param place where super-packets are segmented
     * @param log gets the sender's frames
     */
    void Transfer(const SegmentationPlace& place, WireLog& log)
    {
        HostPair pair;
        SetPlace(pair, place);
        pair.Build();
        log.Watch(pair.devices.Get(0));
        pair.AddSink(1);
        pair.AddSource(0, 3000000);
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 3000000, place.name << ": bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, place.name << ": wrong bytes");
        auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_EQ((interceptor->GetDataSegments() > 2 * interceptor->GetDataPackets()),
                              place.gso,
                              place.name << ": super-packets of several segments");
        const auto statistics = pair.senderNic->GetTransmitStatistics();
        NS_TEST_EXPECT_MSG_EQ((statistics.softwareSegmented > 0),
                              (place.gso && !place.tso),
                              place.name << ": segmented in software");
    }
};

/**
 * @ingroup offload-test
 * Rules of PacketSegmenter.
 */
class OffloadPacketSegmenterTestSuite : public TestSuite
{
  public:
    OffloadPacketSegmenterTestSuite()
        : TestSuite("offload-packet-segmenter")
    {
        AddTestCase(new SameFramesTestCase);
    }
};

OffloadPacketSegmenterTestSuite g_offloadPacketSegmenterTestSuite; //!< registers the suite

} // namespace
