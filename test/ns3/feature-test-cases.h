/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef FEATURE_TEST_CASES_H
#define FEATURE_TEST_CASES_H

#include "connection.h"
#include "host-pair.h"

#include "ns3/test.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

/**
 * @file
 * @ingroup offload-test
 * Cases that what merges on the way to the stack has in common, be it a hook or the NIC.
 */

namespace offloadtest
{

using namespace ns3;

/// Makes the hosts' NICs merge.
using Prepare = std::function<void(HostPair& pair)>;

/**
 * @ingroup offload-test
 * A feature is switched off while frames come, and what comes then is not merged.
 */
class FeatureOffTestCase : public TestCase
{
  public:
    /**
     * @param nic a preset that merges
     * @param feature the feature
     */
    FeatureOffTestCase(const std::string& nic, const std::string& feature)
        : TestCase(nic + ": " + feature + " is switched off in the middle"),
          m_nic(nic),
          m_feature(feature)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.link.SetNic(m_nic);
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(10));
        const ReceiveStatistics before = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_GT(before.framesDelivered, 2 * before.deliveries, "frames are merged");
        pair.devices.Get(1)->SetAttribute(m_feature, BooleanValue(false));
        pair.Run(MilliSeconds(1));
        const ReceiveStatistics middle = pair.receiverNic->GetStatistics();
        pair.Run(MilliSeconds(5));
        const ReceiveStatistics& after = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(after.framesDelivered - middle.framesDelivered,
                              after.deliveries - middle.deliveries,
                              "frames are still merged");
        NS_TEST_EXPECT_MSG_GT(after.deliveries, middle.deliveries + 1000, "frames still come");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    std::string m_nic;     //!< preset
    std::string m_feature; //!< feature
};

/**
 * @ingroup offload-test
 * A lone segment is held when the feature is switched off.
 */
class HeldTestCase : public TestCase
{
  public:
    /**
     * @param name who holds it
     * @param feature the feature
     * @param isAtOnce whether it goes up by itself, or before the next one
     * @param prepare makes the NICs hold it for 10 ms or longer
     */
    HeldTestCase(const std::string& name,
                 const std::string& feature,
                 bool isAtOnce,
                 Prepare prepare)
        : TestCase(name + ": what is held when " + feature + " is switched off goes up " +
                   (isAtOnce ? "at once" : "before the next frame")),
          m_feature(feature),
          m_isAtOnce(isAtOnce),
          m_prepare(std::move(prepare))
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        m_prepare(pair);
        pair.Build();
        Connection connection(pair);
        constexpr uint32_t SEGMENT = HostPair::SEGMENT;
        connection.Write(SEGMENT, MilliSeconds(1));
        NS_TEST_ASSERT_MSG_GT(pair.receiverNic->GetBytesWaiting(), SEGMENT, "bytes held");
        pair.devices.Get(1)->SetAttribute(m_feature, BooleanValue(false));
        pair.Run(MilliSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(connection.server->GetRxAvailable(),
                              (m_isAtOnce ? SEGMENT : 0),
                              "bytes that have gone up by themselves");
        connection.Write(SEGMENT, MilliSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(connection.server->GetRxAvailable(), 2 * SEGMENT, "bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.receiverNic->GetBytesWaiting(), 0, "bytes still held");
        NS_TEST_EXPECT_MSG_EQ(connection.duplicateAcks, 0, "the second was first");
    }

    std::string m_feature; //!< feature
    bool m_isAtOnce;       //!< whether it goes up by itself
    Prepare m_prepare;     //!< makes the NICs hold
};

/**
 * @ingroup offload-test
 * Frames of eight connections come mixed, and a NIC merges as many as it has sessions.
 */
class SessionsTestCase : public TestCase
{
  public:
    /**
     * @param sessions how many the NIC has
     * @param prepare makes the NICs merge
     */
    SessionsTestCase(uint32_t sessions, Prepare prepare)
        : TestCase(std::to_string(sessions) + " sessions for eight connections"),
          m_sessions(sessions),
          m_prepare(std::move(prepare))
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t FLOWS = 8;
        HostPair pair;
        m_prepare(pair);
        pair.Build();
        pair.AddSink(1);
        for (uint32_t flow = 0; flow < FLOWS; flow++)
        {
            pair.AddSource(0, 0)->SetStartTime(MilliSeconds(2));
        }
        pair.Run(MilliSeconds(20));
        const auto& statistics = pair.receiverNic->GetStatistics();
        const double merged = static_cast<double>(statistics.dataFrames) /
                              static_cast<double>(statistics.dataDeliveries);
        if (m_sessions >= FLOWS)
        {
            NS_TEST_EXPECT_MSG_GT(merged, 6, "frames a packet");
        }
        else
        {
            NS_TEST_EXPECT_MSG_LT(merged, 4, "frames a packet");
        }
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
    }

    uint32_t m_sessions; //!< of the NIC
    Prepare m_prepare;   //!< makes the NICs merge
};

} // namespace offloadtest

#endif // FEATURE_TEST_CASES_H
