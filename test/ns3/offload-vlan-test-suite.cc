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
 * The rules of VLAN tags:
 *   a tag takes its time, is merged over, and keeps other VLANs out;
 *   the LRO of 2007 never merges tagged frames in skb mode if the tag is in their bytes.
 */

#include "host-pair.h"

#include "ns3/test.h"

#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test VLANs.
class VlanTestCase : public TestCase
{
  public:
    /**
     * @param path LRO in skb mode or page mode
     * @param isExtracted whether the NIC takes tags out
     * @param sender the sender's VLAN
     * @param receiver the receiver's VLAN
     * @param merges whether frames are merged
     */
    VlanTestCase(const ReceivePath& path,
                 bool isExtracted,
                 uint16_t sender,
                 uint16_t receiver,
                 bool merges)
        : TestCase(std::string(path.name) + ", VLAN " + std::to_string(sender) + " to " +
                   std::to_string(receiver) +
                   (isExtracted ? ", tag taken out" : ", tag in the frame")),
          m_path(path),
          m_isExtracted(isExtracted),
          m_sender(sender),
          m_receiver(receiver),
          m_merges(merges)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair(m_path);
        pair.link.SetDeviceAttribute("rx-vlan-offload", BooleanValue(m_isExtracted));
        pair.link.SetDeviceAttribute("VlanId", UintegerValue(m_sender));
        pair.Build();
        pair.devices.Get(1)->SetAttribute("VlanId", UintegerValue(m_receiver));
        pair.AddSink(1);
        pair.AddSource(0, 0)->SetStartTime(MilliSeconds(2));
        pair.Run(MilliSeconds(12));
        const uint64_t early = pair.sink->GetBytesRead();
        const ReceiveStatistics before = pair.receiverNic->GetStatistics();
        pair.Run(MilliSeconds(10));
        const auto& statistics = pair.receiverNic->GetStatistics();
        const double rate = static_cast<double>(pair.sink->GetBytesRead() - early) * 8 / 10e6;
        if (m_sender == m_receiver)
        {
            // 1448 bytes in 1538 of wire time, and 4 for the tag.
            NS_TEST_EXPECT_MSG_EQ_TOL(rate, 10.0 * 1448 / 1542, 0.05, "Gb/s");
            const uint64_t frames = statistics.frames - before.frames;
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(frames), 1e8 / (8 * 1542), 3, "frames");
            NS_TEST_EXPECT_MSG_EQ(statistics.bytes - before.bytes,
                                  frames * 1518,
                                  "bytes of full frames, their tags included");
            NS_TEST_EXPECT_MSG_EQ((statistics.framesDelivered > 4 * statistics.deliveries),
                                  m_merges,
                                  "frames are merged");
            NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        }
        else
        {
            NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 0, "bytes of another VLAN");
            NS_TEST_EXPECT_MSG_GT(pair.receiverNic->GetOtherVlanFrames(), 0, "frames kept out");
        }
    }

    ReceivePath m_path;  //!< LRO in skb mode or page mode
    bool m_isExtracted;  //!< rx-vlan-offload
    uint16_t m_sender;   //!< VLAN
    uint16_t m_receiver; //!< VLAN
    bool m_merges;       //!< whether frames are merged
};

/**
 * @ingroup offload-test
 * Rules of VLANs.
 */
class OffloadVlanTestSuite : public TestSuite
{
  public:
    OffloadVlanTestSuite()
        : TestSuite("offload-vlan")
    {
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[1], true, 7, 7, true));
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[1], false, 7, 7, false));
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[2], true, 7, 7, true));
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[2], false, 7, 7, true));
        AddTestCase(new VlanTestCase(RECEIVE_PATHS[1], true, 7, 8, false));
    }
};

OffloadVlanTestSuite g_offloadVlanTestSuite; //!< registers the suite

} // namespace
