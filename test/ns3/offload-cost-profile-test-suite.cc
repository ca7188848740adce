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
 *   every profile that comes with the module can be read, and says of each price where it is from;
 *   a profile that does not exist is named, with those that do;
 *   a profile with a base says what differs from it, and none is its own base;
 *   a price in cycles follows the clock, one in nanoseconds does not;
 *   what is wrong with a file is said with file and line, and nothing wrong is ignored.
 */

#include "data/data-folder.h"
#include "wrong-file-test.h"

#include "ns3/cost-profile.h"
#include "ns3/test.h"

#include <fstream>
#include <set>
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
            CheckProvenance(*profile);
        }
    }

    /**
     * @param profile a profile that comes with the module
     */
    void CheckProvenance(const CostProfile& profile)
    {
        const std::set<std::string> statuses{"published", "fitted", "derived", "assumed"};
        constexpr std::size_t FEW_WORDS = 10; // "on-chip" is no reason, "it is on-chip" may be one
        for (std::size_t i = 0; i < N_OPERATIONS; i++)
        {
            const auto operation = static_cast<Operation>(i);
            const OperationCost& cost = profile.GetCost(operation);
            const std::string where = profile.GetName() + ", " + GetOperationInfo(operation).name;
            NS_TEST_EXPECT_MSG_EQ(statuses.count(cost.status), 1, where << ": " << cost.status);
            NS_TEST_EXPECT_MSG_GT(cost.source.size(), FEW_WORDS, where << ": " << cost.source);
            NS_TEST_EXPECT_MSG_EQ((cost.status != "assumed" || cost.range.has_value()),
                                  true,
                                  where << ": assumed without a range");
            if (cost.range)
            {
                NS_TEST_EXPECT_MSG_LT(cost.range->low, cost.range->high, where);
                NS_TEST_EXPECT_MSG_LT_OR_EQ(cost.range->low, cost.price, where);
                NS_TEST_EXPECT_MSG_LT_OR_EQ(cost.price, cost.range->high, where);
            }
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
                                "status = \"published\"\nsource = \"here\"\n",
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
                                  (isChanged ? "published" : base->GetCost(operation).status),
                                  operation);
        }

        const std::string mine = CreateTempDirFilename("mine.toml");
        NS_TEST_EXPECT_MSG_EQ((Load("base = \"" + mine + "\"\n", error) == nullptr),
                              true,
                              "itself");
        NS_TEST_EXPECT_MSG_NE(error.find("mine.toml:3: profile " + mine + " is its own base"),
                              std::string::npos,
                              error);
        NS_TEST_EXPECT_MSG_EQ((Load("base = \"no-such\"\n", error) == nullptr), true, "accepted");
        NS_TEST_EXPECT_MSG_NE(error.find("\"no-such\""), std::string::npos, error);

        // A base has a base, which must not be the file itself.
        const std::string middle = CreateTempDirFilename("middle.toml");
        std::ofstream(middle) << "name = \"middle\"\nmachine = \"it\"\nbase = \"athlon64-2007\"\n"
                              << "[cpu]\nclock_ghz = 4.0\ncores = 8\n";
        const auto third = Load("base = \"" + middle + "\"\n", error);
        NS_TEST_ASSERT_MSG_EQ((third != nullptr), true, error);
        NS_TEST_EXPECT_MSG_EQ(third->GetBase(), middle, "the nearest");
        NS_TEST_EXPECT_MSG_EQ(third->GetCores(), 8, "of the base");
        NS_TEST_EXPECT_MSG_EQ(third->GetCost(Operation::DELIVER_PACKET).cycles,
                              base->GetCost(Operation::DELIVER_PACKET).cycles,
                              "of the base's base");
        std::ofstream(middle) << "name = \"middle\"\nmachine = \"it\"\nbase = \"" + mine + "\"\n";
        NS_TEST_EXPECT_MSG_EQ((Load("base = \"" + middle + "\"\n", error) == nullptr),
                              true,
                              "a loop");
        NS_TEST_EXPECT_MSG_NE(error.find("middle.toml:3: profile " + mine + " is its own base"),
                              std::string::npos,
                              error);
    }
};

/// @ingroup offload-test A price in cycles follows the clock, one in nanoseconds does not.
class ClockTestCase : public TestCase
{
  public:
    ClockTestCase()
        : TestCase("a price in nanoseconds does not follow the clock")
    {
    }

  private:
    /**
     * @param profile a profile
     * @param loadHeader cycles that this has to cost
     * @param copyByte cycles that this has to cost
     */
    void Check(const CostProfile& profile, double loadHeader, double copyByte)
    {
        NS_TEST_EXPECT_MSG_EQ(profile.GetCost(Operation::LOAD_HEADER).cycles, loadHeader, "time");
        NS_TEST_EXPECT_MSG_EQ(profile.GetCost(Operation::LOAD_HEADER).price, 100, "price");
        NS_TEST_EXPECT_MSG_EQ(profile.GetCycles(Operation::LOAD_HEADER, 3), 3 * loadHeader, "3");
        NS_TEST_EXPECT_MSG_EQ(profile.GetCost(Operation::COPY_BYTE).cycles, copyByte, "cycles");
    }

    void DoRun() override
    {
        const std::string base = CreateTempDirFilename("base.toml");
        std::ofstream(base) << "name = \"base\"\nmachine = \"it\"\nbase = \"athlon64-2007\"\n"
                            << "[costs.load_header]\nnanoseconds = 100\nper = \"frame\"\n"
                            << "status = \"assumed\"\nrange = [50, 200]\nsource = \"memory\"\n";
        const std::string faster = CreateTempDirFilename("faster.toml");
        std::ofstream(faster) << "name = \"faster\"\nmachine = \"it\"\nbase = \"" << base
                              << "\"\n[cpu]\nclock_ghz = 4.0\ncores = 8\n";
        std::string error;
        const auto profile = CostProfile::Load(base, error);
        NS_TEST_ASSERT_MSG_EQ((profile != nullptr), true, error);
        Check(*profile, 200, 1.2);
        Check(*profile->WithClock(1), 100, 1.2);
        Check(*profile->WithClock(1)->WithClock(3), 300, 1.2);
        NS_TEST_EXPECT_MSG_EQ(profile->GetCost(Operation::LOAD_HEADER).range->high, 200, "range");
        const auto other = CostProfile::Load(faster, error);
        NS_TEST_ASSERT_MSG_EQ((other != nullptr), true, error);
        Check(*other, 400, 1.2);

        const auto changed = profile->WithTime("copy_byte", 0.5, error);
        Check(*changed, 200, 1);
        Check(*changed->WithClock(1), 100, 0.5);
        Check(*changed->WithCost("copy_byte", 2, error)->WithClock(1), 100, 2);
        NS_TEST_EXPECT_MSG_EQ((profile->WithTime("copy_byte", 10001, error) == nullptr),
                              true,
                              "accepted");
        NS_TEST_EXPECT_MSG_EQ(error.find("nanoseconds of copy_byte must be 0 or more"), 0, error);
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
        AddTestCase(new ClockTestCase);
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
        wrong("operation misnamed", "[costs.copy_byte]", "[unused]", "unknown key \"unused\"");
        wrong("cost of a mode",
              "[costs.copy_byte]",
              "[costs.frag_list_frame]",
              "unknown operation \"frag_list_frame\"");
        wrong("other unit", "per = \"byte\"", "per = \"kilobyte\"", "is counted per \"byte\"");
        wrong("unknown key", "per = \"byte\"", "for = \"byte\"", "unknown key \"for\"");
        wrong("no provenance",
              "status = \"assumed\"",
              "status = \"guessed\"",
              "status of take_interrupt must be one of assumed, derived, fitted, published");
        wrong("no price", "cycles = 1.2", "", "copy_byte needs a price in either cycles");
        wrong("two prices",
              "cycles = 1.2",
              "cycles = 1.2\nnanoseconds = 0.6",
              "copy_byte needs a price in either cycles");
        wrong("too long", "cycles = 1.2", "nanoseconds = 1e5", "nanoseconds of copy_byte must be");
        wrong("no reason",
              "source = \"1.25 us",
              "source = \"\" # \"1.25 us",
              "source of take_interrupt is empty");
        const char* const range = "range = [1000, 6000]";
        wrong("no range", range, "", ":19: take_interrupt is assumed: give range");
        wrong("a range of one", range, "range = [1000]", "range of take_interrupt must be [lowest");
        wrong("a range of text", range, "range = \"wide\"", "range of take_interrupt must be [low");
        wrong("an empty range", range, "range = [2500, 2500]", "range of take_interrupt must be [");
        wrong("a range below 0", range, "range = [-1, 6000]", "range of take_interrupt must be [");
        wrong("a range elsewhere", range, "range = [3000, 6000]", "must contain its price");
    }
};

OffloadCostProfileTestSuite g_offloadCostProfileTestSuite; //!< registers the suite

} // namespace
