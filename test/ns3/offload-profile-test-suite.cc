/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "wrong-file-test.h"

#include "ns3/cost-profile.h"
#include "ns3/test.h"

#include <set>
#include <string>

/**
 * @file
 * @ingroup offload-test
 * The rules of cost profiles:
 *   every profile that comes with the module can be read;
 *   every operation is named verb_object, and no name is that of a mode, a path or an experiment;
 *   what is wrong with a file is said with file and line, and nothing wrong is ignored.
 */

using namespace ns3;

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

/// @ingroup offload-test A cost is that of an operation on an object.
class OperationNamesTestCase : public TestCase
{
  public:
    OperationNamesTestCase()
        : TestCase("an operation is a verb and an object, never a mode")
    {
    }

  private:
    void DoRun() override
    {
        const std::set<std::string> verbs{"take",    "call",    "read",    "refill",   "allocate",
                                          "link",    "load",    "compare", "merge",    "checksum",
                                          "deliver", "process", "build",   "transmit", "segment",
                                          "map",     "post",    "reclaim", "switch",   "enter",
                                          "copy",    "forward", "bridge",  "queue",    "pass"};
        const std::set<std::string> objects{"interrupt",
                                            "poll",
                                            "rx_descriptor",
                                            "rx_buffer",
                                            "header",
                                            "skb_head",
                                            "data_buffer",
                                            "page",
                                            "page_order",
                                            "backlog",
                                            "fragment",
                                            "flow",
                                            "segment",
                                            "byte",
                                            "packet",
                                            "ack",
                                            "tx_descriptor",
                                            "task",
                                            "syscall"};
        std::set<std::string> names;
        for (std::size_t i = 0; i < N_OPERATIONS; i++)
        {
            const OperationInfo& info = GetOperationInfo(static_cast<Operation>(i));
            NS_TEST_ASSERT_MSG_NE(info.name, nullptr, "operation " << i << " has no name");
            const std::string name = info.name;
            const auto underscore = name.find('_');
            NS_TEST_EXPECT_MSG_EQ(verbs.count(name.substr(0, underscore)), 1, name << ": verb");
            NS_TEST_EXPECT_MSG_EQ(objects.count(name.substr(underscore + 1)),
                                  1,
                                  name << ": object");
            NS_TEST_EXPECT_MSG_EQ(names.insert(name).second, true, name << " is there twice");
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

/**
 * @ingroup offload-test
 * Rules of cost profiles.
 */
class OffloadProfileTestSuite : public TestSuite
{
  public:
    OffloadProfileTestSuite()
        : TestSuite("offload-profile")
    {
        AddTestCase(new ShippedProfilesTestCase);
        AddTestCase(new OperationNamesTestCase);
        AddTestCase(new MissingProfileTestCase);
        const auto load = [](const std::string& path, std::string& error) {
            return CostProfile::Load(path, error) != nullptr;
        };
        const auto wrong =
            [&](const char* what, const char* old, const char* replacement, const char* message) {
                AddTestCase(
                    new WrongFileTestCase(std::string(OFFLOAD_PROFILE_DIR) + "/athlon64-2007.toml",
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
        wrong("operation missing", "[costs.copy_byte]", "[unused]", "unknown key \"unused\"");
        wrong("cost of a mode",
              "[costs.copy_byte]",
              "[costs.frag_list_frame]",
              "unknown operation \"frag_list_frame\"");
        wrong("other unit", "per = \"byte\"", "per = \"kilobyte\"", "is counted per \"byte\"");
        wrong("unknown key", "per = \"byte\"", "for = \"byte\"", "unknown key \"for\"");
        wrong("no provenance", "status = \"chosen\"", "status = \"guessed\"", "fitted, chosen");
    }
};

OffloadProfileTestSuite g_offloadProfileTestSuite; //!< registers the suite

} // namespace
