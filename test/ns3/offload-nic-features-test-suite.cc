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
 * The rules of a NIC's features:
 *   a feature is off while what it needs is off, by the rules of the kernel, and says why;
 *   features switched in mid-stream lose nothing and act at once.
 */

#include "segmentation-place.h"

#include "ns3/nic-features.h"
#include "ns3/test.h"
#include "ns3/transmit-interceptor.h"

#include <sstream>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test The features of a NIC, by era.
class FeatureRulesTestCase : public TestCase
{
  public:
    FeatureRulesTestCase()
        : TestCase("a feature is off while what it needs is off, by the rules of the era")
    {
    }

  private:
    void DoRun() override
    {
        std::string error;
        for (const auto& era : NicFeatures::GetKernels())
        {
            NS_TEST_EXPECT_MSG_EQ(NicFeatures().SetKernel(era, error), true, era << ": " << error);
        }
        NicFeatures features;
        NS_TEST_EXPECT_MSG_EQ(features.SetKernel("linux-1.0", error), false, "no such era");
        NS_TEST_EXPECT_MSG_EQ((error.find("linux-6.18") != std::string::npos), true, error);

        NS_TEST_ASSERT_MSG_EQ(features.SetKernel("linux-6.18", error), true, error);
        for (const auto feature : {NicFeature::SCATTER_GATHER,
                                   NicFeature::TX_CHECKSUM,
                                   NicFeature::TX_GSO,
                                   NicFeature::TX_TCP,
                                   NicFeature::RX_CHECKSUM,
                                   NicFeature::LRO,
                                   NicFeature::GRO})
        {
            features.Request(feature, true);
            NS_TEST_EXPECT_MSG_EQ(features.IsOn(feature), true, NicFeatures::GetName(feature));
        }
        features.Request(NicFeature::SCATTER_GATHER, false);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::TX_GSO), false, "GSO needs SG today");
        NS_TEST_EXPECT_MSG_EQ(features.IsRequested(NicFeature::TX_GSO), true, "still asked for");
        NS_TEST_EXPECT_MSG_EQ((features.Explain(NicFeature::TX_GSO).find("sg is off") == 0),
                              true,
                              features.Explain(NicFeature::TX_GSO));
        std::ostringstream listed;
        features.Print(listed);
        const bool isListed =
            listed.str().find("tx-gso: off [requested on]\n") != std::string::npos &&
            listed.str().find("rx-checksum: on\n") != std::string::npos;
        NS_TEST_EXPECT_MSG_EQ(isListed, true, listed.str());
        NS_TEST_ASSERT_MSG_EQ(features.SetKernel("linux-2.6.18", error), true, error);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::TX_GSO), true, "... but not in 2.6.18");
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::TX_TCP), false, "TSO does");
        NS_TEST_ASSERT_MSG_EQ(features.SetKernel("linux-6.18", error), true, error);

        features.Request(NicFeature::RX_CHECKSUM, false);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::LRO), false, "LRO needs rx-checksum");
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::GRO), true, "GRO does not");
        features.Request(NicFeature::RX_GRO_HW, true);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::RX_GRO_HW), false, "nor has hardware GRO");
        features.Request(NicFeature::RX_CHECKSUM, true);
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::RX_GRO_HW), true, "now it has");
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::LRO), false, "which excludes LRO");
        NS_TEST_EXPECT_MSG_EQ(features.List().size(),
                              static_cast<std::size_t>(NicFeature::COUNT),
                              "as ethtool -k: all of them");
    }
};

/// @ingroup offload-test Features are switched while packets flow.
class FeatureSwitchTestCase : public TestCase
{
  public:
    FeatureSwitchTestCase()
        : TestCase("features switched in mid-stream lose nothing and act at once")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.Build();
        WireLog log;
        auto nic = pair.devices.Get(0);
        log.Watch(nic);
        pair.AddSink(1);
        pair.AddSource(0, 0);
        pair.Run(MilliSeconds(3));
        const auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        const auto count = [&pair]() { return pair.senderNic->GetTransmitStatistics(); };
        NS_TEST_EXPECT_MSG_EQ(interceptor->GetDataSegments(),
                              interceptor->GetDataPackets(),
                              "no super-packets");
        nic->SetAttribute("tx-gso", BooleanValue(true));
        pair.Run(MilliSeconds(3));
        NS_TEST_EXPECT_MSG_GT(interceptor->GetDataSegments(),
                              interceptor->GetDataPackets() + 500,
                              "with tx-gso");
        NS_TEST_EXPECT_MSG_GT(count().softwareSegmented, 20, "cut in software");
        nic->SetAttribute("tx-tcp-segmentation", BooleanValue(true));
        const uint64_t software = count().softwareSegmented;
        pair.Run(MilliSeconds(3));
        NS_TEST_EXPECT_MSG_EQ(count().softwareSegmented, software, "no longer in software");
        NS_TEST_EXPECT_MSG_GT(count().superPackets, 20, "but in the NIC");
        nic->SetAttribute("sg", BooleanValue(false));
        BooleanValue isOn;
        nic->GetAttribute("tx-tcp-segmentation", isOn);
        NS_TEST_EXPECT_MSG_EQ(isOn.Get(), false, "TSO without scatter/gather is off");
        pair.Run(MilliSeconds(3));
        const uint64_t packets = interceptor->GetDataPackets();
        const uint64_t segments = interceptor->GetDataSegments();
        pair.Run(MilliSeconds(3));
        NS_TEST_EXPECT_MSG_EQ(interceptor->GetDataSegments() - segments,
                              interceptor->GetDataPackets() - packets,
                              "and so is GSO");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_EQ(log.longest, 1500, "longest packet on the wire");
        NS_TEST_EXPECT_MSG_GT(pair.sink->GetBytesRead(), 12000000, "bytes");
    }
};

/**
 * @ingroup offload-test
 * Rules of NicFeatures.
 */
class OffloadNicFeaturesTestSuite : public TestSuite
{
  public:
    OffloadNicFeaturesTestSuite()
        : TestSuite("offload-nic-features")
    {
        AddTestCase(new FeatureRulesTestCase);
        AddTestCase(new FeatureSwitchTestCase);
    }
};

OffloadNicFeaturesTestSuite g_offloadNicFeaturesTestSuite; //!< registers the suite

} // namespace
