/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "segmentation-place.h"

#include "ns3/test.h"

#include <set>

using namespace ns3;

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
            NS_TEST_EXPECT_MSG_EQ((log.data == none.data), true, place.name << ": data frames");
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
        pair.devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                        MakeCallback(&WireLog::Note, &log));
        pair.AddSink(1);
        pair.AddSource(0, 3000000);
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 3000000, place.name << ": bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, place.name << ": wrong bytes");
        auto tap = pair.hosts.Get(0)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_EQ((tap->GetDataSegments() > 2 * tap->GetDataPackets()),
                              place.gso,
                              place.name << ": super-packets of several segments");
        const auto& path = pair.senderNic->GetTransmitPath();
        NS_TEST_EXPECT_MSG_EQ((path.GetSoftwareSegmented() > 0),
                              (place.gso && !place.tso),
                              place.name << ": segmented in software");
    }
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
        std::string error;
        pair.receiverCosts = CostProfile::Load("athlon64-2007", error);
        pair.link.SetReceiveBuffers("ns3::PageReceiveBuffers");
        pair.link.SetHardwareLro();
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
        NS_TEST_EXPECT_MSG_GT(rate, 9.0, "Gb/s");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }
};

/// @ingroup offload-test TCP/IP offload test suite.
class OffloadGsoTestSuite : public TestSuite
{
  public:
    OffloadGsoTestSuite()
        : TestSuite("offload-gso", UNIT)
    {
        AddTestCase(new SameFramesTestCase, TestCase::QUICK);
        AddTestCase(new FullWireTestCase);
    }
};

static OffloadGsoTestSuite g_offloadGsoTestSuite; //!< static instance
