/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef WRONG_FILE_TEST_H
#define WRONG_FILE_TEST_H

#include "ns3/test.h"

#include <fstream>
#include <functional>
#include <sstream>
#include <string>

namespace offloadtest
{

/**
 * @ingroup offload-test
 * A data file with one thing wrong is refused, with its line.
 */
class WrongFileTestCase : public ns3::TestCase
{
  public:
    /// Reads a file; answers whether it was accepted, and if not why.
    using Loader = std::function<bool(const std::string& path, std::string& error)>;

    /// One thing wrong.
    struct Fault
    {
        const char* what;        //!< what is wrong, for the name of the test
        const char* old;         //!< text of the good file
        const char* replacement; //!< what stands there instead
        const char* message;     //!< what the error must say
    };

    /**
     * @param good path of a good file
     * @param load reads a file
     * @param fault what is wrong
     */
    WrongFileTestCase(const std::string& good, Loader load, const Fault& fault)
        : TestCase(std::string("wrong file: ") + fault.what),
          m_good(good),
          m_load(std::move(load)),
          m_fault(fault)
    {
    }

  private:
    void DoRun() override
    {
        std::stringstream text;
        text << std::ifstream(m_good).rdbuf();
        std::string content = text.str();
        const std::string old = m_fault.old;
        const auto position = content.find(old);
        NS_TEST_ASSERT_MSG_NE(position, std::string::npos, "the good file lacks " << old);
        content.replace(position, old.size(), m_fault.replacement);

        const std::string path = CreateTempDirFilename("wrong.toml");
        std::ofstream(path) << content;
        std::string error;
        NS_TEST_ASSERT_MSG_EQ(m_load(path, error), false, "it was accepted");
        NS_TEST_EXPECT_MSG_NE(error.find(m_fault.message),
                              std::string::npos,
                              "the message is: " << error);
        // FILE:LINE: ...
        NS_TEST_ASSERT_MSG_EQ(error.find(path + ":"), 0, "the message is: " << error);
        const char digit = error.at(path.size() + 1);
        NS_TEST_EXPECT_MSG_EQ((digit >= '1' && digit <= '9'), true, "the message is: " << error);
    }

    std::string m_good; //!< path of a good file
    Loader m_load;      //!< reads a file
    Fault m_fault;      //!< what is wrong
};

} // namespace offloadtest

#endif // WRONG_FILE_TEST_H
