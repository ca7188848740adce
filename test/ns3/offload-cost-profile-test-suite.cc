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
 * The rules of cost profiles:
 *   every profile that comes with the module can be read;
 *   a profile that does not exist is named, with those that do;
 *   a profile with a base says what differs from it;
 *   what is wrong with a file is said with file and line, and nothing wrong is ignored.
 */

#include "data/data-folder.h"
#include "wrong-file-test.h"

#include "ns3/cost-profile.h"
#include "ns3/test.h"

#include <fstream>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test Every profile that comes with the module can be read.
class ShippedProfilesTestCase : public TestCase
{
  public:
    ShippedProfilesTestCase()
        : TestCase("profiles that come with the module can be read")
    {
    }

  private:
    void DoRun() override
    {
        const auto names = CostProfile::GetNames();
        NS_TEST_EXPECT_MSG_GT_OR_EQ(names.size(), 2, "ideal and at least one machine");
        for (const auto& name : names)
        {
            std::string error;
            const auto profile = CostProfile::Load(name, error);
            NS_TEST_ASSERT_MSG_EQ((profile != nullptr), true, error);
            NS_TEST_EXPECT_MSG_EQ(profile->GetName(), name, "a file is named as its profile");
            NS_TEST_EXPECT_MSG_EQ(profile->IsFree(), (name == "ideal"), "only ideal is free");
        }
    }
};

/// @ingroup offload-test What is not there is said to be not there.
class MissingProfileTestCase : public TestCase
{
  public:
    MissingProfileTestCase()
        : TestCase("a profile that does not exist is named, with those that do")
    {
    }

  private:
    void DoRun() override
    {
        std::string error;
        NS_TEST_EXPECT_MSG_EQ((CostProfile::Load("no-such", error) == nullptr), true, "accepted");
        NS_TEST_EXPECT_MSG_NE(error.find("\"no-such\""), std::string::npos, error);
        NS_TEST_EXPECT_MSG_NE(error.find("athlon64-2007"), std::string::npos, error);
        NS_TEST_EXPECT_MSG_EQ((CostProfile::Load("./no-such.toml", error) == nullptr),
                              true,
                              "accepted");
        NS_TEST_EXPECT_MSG_NE(error.find("./no-such.toml"), std::string::npos, error);
    }
};

/// @ingroup offload-test A profile with a base says what differs from it.
class BaseTestCase : public TestCase
{
  public:
    BaseTestCase()
        : TestCase("a profile with a base says what differs from it")
    {
    }

  private:
    /**
     * @param content of the file, but for name and machine
     * @param [out] error what is wrong, if the answer is null
     * @return the profile
     */
    Ptr<const CostProfile> Load(const std::string& content, std::string& error)
    {
        const std::string path = CreateTempDirFilename("mine.toml");
        std::ofstream(path) << "name = \"mine\"\nmachine = \"mine\"\n" << content;
        return CostProfile::Load(path, error);
    }

    void DoRun() override
    {
        std::string error;
        const auto base = CostProfile::Load("athlon64-2007", error);
        const auto same = Load("base = \"athlon64-2007\"\n", error);
        NS_TEST_ASSERT_MSG_EQ((same != nullptr), true, error);
        NS_TEST_EXPECT_MSG_EQ(same->GetName(), "mine", "a name of its own");
        NS_TEST_EXPECT_MSG_EQ(same->GetClock(), base->GetClock(), "clock of the base");
        NS_TEST_EXPECT_MSG_EQ(same->GetNic(), base->GetNic(), "NIC of the base");

        const auto other = Load("base = \"athlon64-2007\"\nnic = \"myri10ge\"\n"
                                "[cpu]\nclock_ghz = 4.0\ncores = 8\n"
                                "[costs.copy_byte]\ncycles = 0.5\nper = \"byte\"\n"
                                "status = \"measured\"\nsource = \"here\"\n",
                                error);
        NS_TEST_ASSERT_MSG_EQ((other != nullptr), true, error);
        NS_TEST_EXPECT_MSG_EQ(other->GetClock(), 4000000000, "clock");
        NS_TEST_EXPECT_MSG_EQ(other->GetCores(), 8, "cores");
        NS_TEST_EXPECT_MSG_EQ(other->GetNic(), "myri10ge", "NIC");
        for (std::size_t i = 0; i < N_OPERATIONS; i++)
        {
            const auto operation = static_cast<Operation>(i);
            const bool isChanged = operation == Operation::COPY_BYTE;
            NS_TEST_EXPECT_MSG_EQ(other->GetCost(operation).cycles,
                                  (isChanged ? 0.5 : base->GetCost(operation).cycles),
                                  operation);
            NS_TEST_EXPECT_MSG_EQ(other->GetCost(operation).status,
                                  (isChanged ? "measured" : base->GetCost(operation).status),
                                  operation);
        }

        const std::string mine = CreateTempDirFilename("mine.toml");
        NS_TEST_EXPECT_MSG_EQ((Load("base = \"" + mine + "\"\n", error) == nullptr),
                              true,
                              "itself");
        NS_TEST_EXPECT_MSG_NE(error.find("mine.toml:3: profile"), std::string::npos, error);
        NS_TEST_EXPECT_MSG_EQ((Load("base = \"no-such\"\n", error) == nullptr), true, "accepted");
        NS_TEST_EXPECT_MSG_NE(error.find("\"no-such\""), std::string::npos, error);
    }
};

/**
 * @ingroup offload-test
 * Rules of CostProfile.
 */
class OffloadCostProfileTestSuite : public TestSuite
{
  public:
    OffloadCostProfileTestSuite()
        : TestSuite("offload-cost-profile")
    {
        AddTestCase(new ShippedProfilesTestCase);
        AddTestCase(new MissingProfileTestCase);
        AddTestCase(new BaseTestCase);
        const auto load = [](const std::string& path, std::string& error) {
            return CostProfile::Load(path, error) != nullptr;
        };
        const auto wrong =
            [&](const char* what, const char* old, const char* replacement, const char* message) {
                AddTestCase(new WrongFileTestCase(GetDataFolder() + "/profiles/athlon64-2007.toml",
                                                  load,
                                                  {what, old, replacement, message}));
            };
        wrong("not TOML", "[cpu]", "[cpu", "not valid TOML");
        wrong("no clock", "clock_ghz = 2.0", "", "\"clock_ghz\" is missing");
        wrong("clock 0", "clock_ghz = 2.0", "clock_ghz = 0", "clock_ghz must be");
        wrong("no cores", "cores = 2", "cores = 0", "cores must be");
        wrong("text for a number", "cycles = 1.2", "cycles = \"few\"", "\"cycles\" must be");
        wrong("negative cost", "cycles = 1.2", "cycles = -1.2", "cycles of copy_byte must be 0");
        wrong("endless cost", "cycles = 1.2", "cycles = inf", "cycles of copy_byte must be 0");
        wrong("cost that overflows",
              "cycles = 1.2",
              "cycles = 1e300",
              "cycles of copy_byte must be 0 or more, and at most 1e7");
        wrong("cost that is no number", "cycles = 1.2", "cycles = nan", "cycles of copy_byte");
        wrong("key that is not ASCII",
              "cores = 2",
              "cores = 2 # \xc3\xa9 may stand here\nname = \"and \xc3\xa9 here\"\n\xc3\xa9 = 2",
              ":19: not valid TOML: outside of strings");
        wrong("operation absent",
              "[costs.copy_byte]\ncycles = 1.2\nper = \"byte\"\nstatus = \"chosen\"\nsource = "
              "\"1.7 GB/s, memory to memory; likewise\"\n",
              "",
              "operation \"copy_byte\" is missing: write [costs.copy_byte]");
        wrong("operation misnamed", "[costs.copy_byte]", "[unused]", "unknown key \"unused\"");
        wrong("cost of a mode",
              "[costs.copy_byte]",
              "[costs.frag_list_frame]",
              "unknown operation \"frag_list_frame\"");
        wrong("other unit", "per = \"byte\"", "per = \"kilobyte\"", "is counted per \"byte\"");
        wrong("unknown key", "per = \"byte\"", "for = \"byte\"", "unknown key \"for\"");
        wrong("no provenance", "status = \"chosen\"", "status = \"guessed\"", "fitted, chosen");
    }
};

OffloadCostProfileTestSuite g_offloadCostProfileTestSuite; //!< registers the suite

} // namespace
