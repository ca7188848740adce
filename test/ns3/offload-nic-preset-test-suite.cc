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
 * The rules of NIC presets:
 *   with every preset the stream that is read is the one that was sent, whatever happens on the
 * way; what is wrong with a preset's file is said with file and line.
 */

#include "data/data-folder.h"
#include "stream-test-case.h"
#include "wrong-file-test.h"

#include "ns3/nic-preset.h"
#include "ns3/test.h"

#include <fstream>
#include <memory>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Every preset delivers the stream.
class PresetStreamTestCase : public StreamTestCase
{
  public:
    /**
     * @param nic name of a preset
     * @param trouble what happens on the way
     */
    PresetStreamTestCase(const std::string& nic, Trouble trouble)
        : StreamTestCase(nic, trouble, {1500000, 100001, 654321}),
          m_nic(nic)
    {
    }

  private:
    std::unique_ptr<HostPair> MakePair() const override
    {
        auto pair = std::make_unique<HostPair>();
        pair->link.SetNic(m_nic);
        return pair;
    }

    void CheckReceiver(const HostPair& pair, uint32_t /* troubles */) override
    {
        const auto& settings = pair.receiverNic->GetSettings();
        const auto& statistics = pair.receiverNic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ((statistics.deliveries < statistics.framesDelivered),
                              (settings.hook || settings.hardware),
                              "frames are merged");
    }

    std::string m_nic; //!< preset
};

/// @ingroup offload-test A preset names what merges in the NIC by its TypeId.
class PresetHardwareTestCase : public TestCase
{
  public:
    /**
     * @param type TypeId in the preset
     * @param isGood whether it can merge
     */
    PresetHardwareTestCase(const std::string& type, bool isGood)
        : TestCase("a preset with the hardware " + type),
          m_type(type),
          m_isGood(isGood)
    {
    }

  private:
    void DoRun() override
    {
        const std::string path = CreateTempDirFilename("nic.toml");
        std::ofstream(path) << "name = \"test\"\ntext = \"A NIC.\"\n[hardware]\ntype = \"" << m_type
                            << "\"\n";
        std::string error;
        const auto preset = NicPreset::Load(path, error);
        NS_TEST_ASSERT_MSG_EQ((preset != nullptr), m_isGood, "the error is: " << error);
        if (preset)
        {
            NS_TEST_EXPECT_MSG_EQ(preset->GetHardwareFactory().GetTypeId().GetName(),
                                  m_type,
                                  "what merges");
        }
    }

    std::string m_type; //!< TypeId in the preset
    bool m_isGood;      //!< whether it can merge
};

/**
 * @ingroup offload-test
 * Rules of NicPreset.
 */
class OffloadNicPresetTestSuite : public TestSuite
{
  public:
    OffloadNicPresetTestSuite()
        : TestSuite("offload-nic-preset")
    {
        AddTestCase(new PresetHardwareTestCase("ns3::HardwareLro", true));
        AddTestCase(new PresetHardwareTestCase("ns3::HardwareGro", true));
        AddTestCase(new PresetHardwareTestCase("ns3::HardwareMerger", false));
        AddTestCase(new PresetHardwareTestCase("ns3::LroReceiveHook", false));
        for (const auto& nic : NicPreset::GetNames())
        {
            for (const auto trouble : TROUBLES)
            {
                AddTestCase(new PresetStreamTestCase(nic, trouble));
            }
        }
        for (const auto& fault : std::vector<WrongFileTestCase::Fault>{
                 {"table", "[hook]", "[hock]", "unknown key \"hock\""},
                 {"attribute", "MaxDesc", "MaxDisk", "no attribute \"MaxDisk\""},
                 {"value", "\"8\"", "\"0\"", "\"0\" is no value for"},
                 {"type",
                  "ns3::LroReceiveHook",
                  "ns3::SkbReceiveBuffers",
                  "is no ns3::ReceiveHook"},
                 {"source", "source =", "from =", "unknown key \"from\""}})
        {
            AddTestCase(new WrongFileTestCase(
                GetDataFolder() + "/nics/ehea.toml",
                [](const std::string& path, std::string& error) {
                    return NicPreset::Load(path, error) != nullptr;
                },
                fault));
        }
    }
};

OffloadNicPresetTestSuite g_offloadNicPresetTestSuite; //!< registers the suite

} // namespace
