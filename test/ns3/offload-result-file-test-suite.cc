/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "expect-abort.h"

#include "ns3/result-file.h"
#include "ns3/test.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

/**
 * @file
 * @ingroup offload-test
 * The file of results: what was added stands in it as JSON, wrong results are refused by name, and
 * the file is there whole or not at all.
 */

namespace
{

/**
 * @param path a file
 * @return its content
 */
std::string
Read(const std::string& path)
{
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/**
 * @param text a text
 * @param part what it should have in it
 * @return whether it has
 */
bool
Has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// @ingroup offload-test What was added, as JSON.
class ResultTextTestCase : public TestCase
{
  public:
    ResultTextTestCase()
        : TestCase("the text is JSON with what was added")
    {
    }

  private:
    void DoRun() override
    {
        ResultFile results("");
        results.Add("goodput", 9.4, "Gb/s");
        results.Add("sum", 0.1 + 0.2);
        results.Add("huge", std::numeric_limits<double>::max());
        results.Add("count", std::numeric_limits<uint64_t>::max(), "packets");
        results.Add("below", -3);
        results.Add("merged", true);
        results.Add("text", std::string("a \"quoted\" \\ line\n\ttab \x01 \x7f µs €"));
        results.Add("literal", "frag_list");
        results.Add("seed", std::vector<uint32_t>{1, 2});
        results.Add("delay", std::vector<double>{1.5, 1e-9}, "us");
        NS_TEST_EXPECT_MSG_EQ(results.GetText(),
                              "{\n"
                              "  \"goodput [Gb/s]\": 9.4,\n"
                              "  \"sum\": 0.30000000000000004,\n"
                              "  \"huge\": 1.7976931348623157e+308,\n"
                              "  \"count [packets]\": 18446744073709551615,\n"
                              "  \"below\": -3,\n"
                              "  \"merged\": true,\n"
                              "  \"text\": \"a \\\"quoted\\\" \\\\ line\\u000a\\u0009tab \\u0001 "
                              "\x7f µs €\",\n"
                              "  \"literal\": \"frag_list\",\n"
                              "  \"seed\": [1, 2],\n"
                              "  \"delay [us]\": [1.5, 1e-09]\n"
                              "}\n",
                              "names with units, the fewest digits that are exact, escapes");
        NS_TEST_EXPECT_MSG_EQ(ResultFile("").GetText(), "{}\n", "nothing is an object, too");
    }
};

/// @ingroup offload-test What is refused, and by what name.
class ResultRefusalTestCase : public TestCase
{
  public:
    ResultRefusalTestCase()
        : TestCase("what is no result is refused by its name")
    {
    }

  private:
    /**
     * @param add what adds a result
     * @param part a part of the message
     */
    void Refused(const std::function<void(ResultFile&)>& add, const std::string& part)
    {
        const std::string message = GetAbortMessage([&add]() {
            ResultFile results("");
            results.Add("first", std::vector<int>{1, 2});
            add(results);
        });
        NS_TEST_EXPECT_MSG_EQ(Has(message, part), true, message);
    }

    void DoRun() override
    {
        Refused([](ResultFile& r) { r.Add("ratio", std::nan("")); }, "Result \"ratio\" is nan");
        Refused([](ResultFile& r) { r.Add("rate", HUGE_VAL, "Gb/s"); }, "Result \"rate\" is inf");
        Refused([](ResultFile& r) { r.Add("", 1); }, "has no name");
        Refused([](ResultFile& r) { r.Add("a [b]", 1); }, "\"a [b]\", are UTF-8 without brackets");
        Refused([](ResultFile& r) { r.Add("a", 1, "]"); }, "\"]\", are UTF-8 without brackets");
        Refused([](ResultFile& r) { r.Add("a", std::string("\xff")); }, "\"a\" is a text that is");
        Refused([](ResultFile& r) { r.Add("a", std::string("\xc3")); }, "\"a\" is a text that is");
        Refused([](ResultFile& r) { r.Add("first", 2, "us"); }, "a result \"first\" already");
        Refused([](ResultFile& r) { r.Add("list", std::vector<int>()); }, "\"list\" is an empty");
        Refused([](ResultFile& r) { r.Add("list", std::vector<int>{1}); }, "\"list\" has 1 values");
        Refused([](ResultFile&) { ResultFile("/no/such/file"); }, "there is no folder /no/such");
        Refused([](ResultFile&) { ResultFile("/tmp"); }, "--json=/tmp is a folder");
    }
};

/// @ingroup offload-test Whole or not at all.
class ResultWriteTestCase : public TestCase
{
  public:
    ResultWriteTestCase()
        : TestCase("the file is there whole or not at all")
    {
    }

  private:
    void DoRun() override
    {
        const std::string path = CreateTempDirFilename("results.json");
        ResultFile results(path);
        results.Add("goodput", 1.25);
        results.Write();
        NS_TEST_EXPECT_MSG_EQ(Read(path), "{\n  \"goodput\": 1.25\n}\n", "the results");
        NS_TEST_EXPECT_MSG_EQ(std::filesystem::exists(path + ".part"), false, "and nothing else");

        // A write that fails leaves the earlier results, and prints the new ones.
        std::filesystem::create_directory(path + ".part");
        const std::string message = GetAbortMessage([&path]() {
            ResultFile later(path);
            later.Add("goodput", 2.5);
            later.Write();
        });
        NS_TEST_EXPECT_MSG_EQ(Has(message, "cannot write there (Is a directory)"), true, message);
        NS_TEST_EXPECT_MSG_EQ(Has(message, "\"goodput\": 2.5"), true, message);
        NS_TEST_EXPECT_MSG_EQ(Read(path), "{\n  \"goodput\": 1.25\n}\n", "the earlier results");

        const std::string full = GetAbortMessage([]() {
            ResultFile later("/dev/full");
            later.Add("goodput", 2.5);
            later.Write();
        });
        NS_TEST_EXPECT_MSG_EQ(Has(full, "No space left on device"), true, full);
        ResultFile("").Write(); // was not asked for: does nothing
    }
};

/// @ingroup offload-test Suite offload-result-file.
class OffloadResultFileTestSuite : public TestSuite
{
  public:
    OffloadResultFileTestSuite()
        : TestSuite("offload-result-file")
    {
        AddTestCase(new ResultTextTestCase);
        AddTestCase(new ResultRefusalTestCase);
        AddTestCase(new ResultWriteTestCase);
    }
};

static OffloadResultFileTestSuite g_offloadResultFileTestSuite; //!< static instance

} // namespace
