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
 * The rules of frames that were damaged on the way:
 *   no byte of a frame with a wrong checksum reaches an application, whatever merges, in software
 * or in the NIC, whether the NIC verifies checksums or the host; frames that are right still merge,
 * but LRO in a NIC that does not verify merges nothing.
 */

#include "stream-test-case.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/test.h"

#include <memory>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What merges.
struct Merger
{
    const char* hook;     //!< TypeId, or empty
    const char* hardware; //!< TypeId, or empty
    const char* buffers;  //!< TypeId
};

/// @ingroup offload-test A receiver of damaged frames.
class DamageTestCase : public StreamTestCase
{
  public:
    /**
     * @param merger what merges
     * @param nicVerifies feature rx-checksum
     */
    DamageTestCase(const Merger& merger, bool nicVerifies)
        : StreamTestCase(std::string(merger.hook) + merger.hardware + ", " + merger.buffers +
                             (nicVerifies ? "" : ", rx-checksum off"),
                         Trouble::DAMAGE,
                         {2000003, 1000001}),
          m_merger(merger),
          m_nicVerifies(nicVerifies)
    {
    }

  private:
    std::unique_ptr<HostPair> MakePair() const override
    {
        auto pair = std::make_unique<HostPair>();
        Config::SetGlobal("ChecksumEnabled", BooleanValue(true));
        pair->link.SetFeature("rx-checksum", m_nicVerifies);
        pair->link.SetReceiveBuffers(m_merger.buffers);
        if (*m_merger.hook)
        {
            pair->link.SetReceiveHook(m_merger.hook);
        }
        if (*m_merger.hardware)
        {
            pair->link.SetHardwareMerger(m_merger.hardware);
        }
        return pair;
    }

    void CheckReceiver(const HostPair& pair, uint32_t /* troubles */) override
    {
        const auto statistics = pair.receiverNic->GetStatistics();
        // Today's kernel has no LRO without rx-checksum.
        const bool isGro = std::string(m_merger.hook) == "ns3::GroReceiveHook";
        const bool merges = isGro || ((*m_merger.hook || *m_merger.hardware) && m_nicVerifies);
        NS_TEST_EXPECT_MSG_EQ((statistics.dataFrames > statistics.dataDeliveries),
                              merges,
                              "frames that are right are merged");
    }

    Merger m_merger;    //!< what merges
    bool m_nicVerifies; //!< feature rx-checksum
};

/**
 * @ingroup offload-test
 * Damaged frames into every receiver.
 */
class OffloadDamageTestSuite : public TestSuite
{
  public:
    OffloadDamageTestSuite()
        : TestSuite("offload-damage")
    {
        constexpr const char* SKB = "ns3::SkbReceiveBuffers";
        constexpr const char* PAGES = "ns3::PageReceiveBuffers";
        for (const bool nicVerifies : {true, false})
        {
            for (const char* buffers : {SKB, PAGES})
            {
                for (const char* hook : {"", "ns3::LroReceiveHook", "ns3::GroReceiveHook"})
                {
                    AddTestCase(new DamageTestCase({hook, "", buffers}, nicVerifies));
                }
                if (nicVerifies)
                {
                    AddTestCase(new DamageTestCase({"", "ns3::HardwareLro", buffers}, true));
                }
            }
        }
        AddTestCase(new DamageTestCase({"", "ns3::HardwareGro", SKB}, true));
        AddTestCase(new DamageTestCase({"ns3::GroReceiveHook", "ns3::HardwareGro", SKB}, true));
    }
};

OffloadDamageTestSuite g_offloadDamageTestSuite; //!< registers the suite

} // namespace
