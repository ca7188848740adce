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
 * The rules of the way down:
 *   a packet is charged the descriptors, segments and pages that the NIC gets of it;
 *   without tx-checksum the host sums what it sends;
 *   without scatter/gather the bytes of super-packets are copied once more.
 */

#include "cpu/ns3-compat.h"
#include "segmentation-place.h"

#include "ns3/test.h"
#include "ns3/transmit-interceptor.h"

#include <cstdint>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What a NIC without scatter/gather costs.
class LinearCopyTestCase : public TestCase
{
  public:
    LinearCopyTestCase()
        : TestCase("without SG the bytes of super-packets are copied once more")
    {
    }

  private:
    void DoRun() override
    {
        for (const bool hasGather : {true, false})
        {
            HostPair pair;
            pair.senderCosts = CreateTestProfile({{"copy_byte", 1}});
            pair.link.SetDeviceAttribute("Kernel", StringValue("linux-2.6.18"));
            pair.link.SetFeature("tx-gso", true);
            pair.link.SetFeature("sg", hasGather);
            pair.Build();
            uint64_t inSuperPackets = 0;
            pair.AddSink(1);
            constexpr uint64_t BYTES = 1000000;
            pair.AddSource(0, BYTES);
            pair.Run(MicroSeconds(1)); // then the sender's is there
            pair.hosts.Get(0)->GetObject<TransmitInterceptor>()->TraceConnectWithoutContext(
                "Packet",
                MakeFunctionCallback<uint32_t, uint32_t>(
                    [&inSuperPackets](uint32_t segments, uint32_t payload) {
                        inSuperPackets += segments > 1 ? payload : 0;
                    }));
            pair.Run(Seconds(1));
            NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
            NS_TEST_EXPECT_MSG_GT(inSuperPackets, BYTES / 2, "bytes in super-packets");
            NS_TEST_EXPECT_MSG_EQ(
                static_cast<uint64_t>(pair.senderCpu->GetCore(0).GetCharged(Operation::COPY_BYTE)),
                BYTES + (hasGather ? 0 : inSuperPackets),
                "bytes copied");
        }
    }
};

/// @ingroup offload-test What goes down is charged by what the NIC gets.
class PlaceCostsTestCase : public TestCase
{
  public:
    /**
     * @param place where super-packets are segmented
     */
    explicit PlaceCostsTestCase(const SegmentationPlace& place)
        : TestCase(std::string("descriptors, segments and pages are charged, ") + place.name),
          m_place(place)
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.senderCosts =
            CreateTestProfile({{"post_tx_descriptor", 1}, {"segment_packet", 1}, {"map_page", 1}});
        SetPlace(pair, m_place);
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, 1000000);
        pair.Run(MicroSeconds(1)); // then the sender's interceptor is there
        const auto interceptor = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        interceptor->TraceConnectWithoutContext("Packet",
                                                MakeCallback(&PlaceCostsTestCase::Note, this));
        pair.Run(Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 1000000, "bytes");
        const CpuCore& core = pair.senderCpu->GetCore(0);
        const auto charged = [&core](Operation operation) {
            return static_cast<uint64_t>(core.GetCharged(operation));
        };
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::POST_TX_DESCRIPTOR),
                              m_descriptors + interceptor->GetPureAcks(),
                              "descriptors");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::SEGMENT_PACKET), m_segments, "segments made");
        NS_TEST_EXPECT_MSG_EQ(charged(Operation::MAP_PAGE), m_pages, "pages");
        NS_TEST_EXPECT_MSG_EQ((m_segments > 0), (m_place.gso && !m_place.tso), "in the driver");
        NS_TEST_EXPECT_MSG_EQ((m_pages > 0), m_place.tso, "in the NIC");
    }

    /**
     * A packet goes to IP.
     * @param segments segments in it
     * @param payload bytes
     */
    void Note(uint32_t segments, uint32_t payload)
    {
        constexpr uint32_t PAGE = 4096;
        m_descriptors += m_place.tso ? 1 : segments;
        if (segments > 1)
        {
            m_segments += m_place.tso ? 0 : segments;
            m_pages += m_place.tso ? (payload + PAGE - 1) / PAGE : 0;
        }
    }

    SegmentationPlace m_place; //!< place
    uint64_t m_descriptors{0}; //!< expected
    uint64_t m_segments{0};    //!< expected
    uint64_t m_pages{0};       //!< expected
};

/// @ingroup offload-test Who sums what is sent.
class TransmitChecksumTestCase : public TestCase
{
  public:
    /**
     * @param isOn feature tx-checksum
     */
    explicit TransmitChecksumTestCase(bool isOn)
        : TestCase(std::string("tx-checksum ") +
                   (isOn ? "on: the NIC sums" : "off: the host sums")),
          m_isOn(isOn)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint64_t BYTES = 1000000;
        HostPair pair;
        pair.senderCosts = CreateTestProfile({{"checksum_byte", 1}});
        pair.link.SetFeature("tx-checksum-ip-generic", m_isOn);
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(0, BYTES);
        pair.Run(Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), BYTES, "bytes");
        NS_TEST_EXPECT_MSG_EQ(
            static_cast<uint64_t>(pair.senderCpu->GetCore(0).GetCharged(Operation::CHECKSUM_BYTE)),
            (m_isOn ? 0 : BYTES),
            "bytes of payload summed");
    }

    bool m_isOn; //!< feature
};

/**
 * @ingroup offload-test
 * Rules of TransmitPath.
 */
class OffloadTransmitPathTestSuite : public TestSuite
{
  public:
    OffloadTransmitPathTestSuite()
        : TestSuite("offload-transmit-path")
    {
        for (const auto& place : PLACES)
        {
            AddTestCase(new PlaceCostsTestCase(place));
        }
        AddTestCase(new TransmitChecksumTestCase(true));
        AddTestCase(new TransmitChecksumTestCase(false));
        AddTestCase(new LinearCopyTestCase);
    }
};

OffloadTransmitPathTestSuite g_offloadTransmitPathTestSuite; //!< registers the suite

} // namespace
