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
 * The rule of operations:
 *   each is named verb_object, once, and no name is that of a mode, a path or an experiment.
 */

#include "ns3/cpu-operation.h"
#include "ns3/test.h"

#include <set>
#include <string>

using namespace ns3;

namespace
{

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
        const std::set<std::string> verbs{
            "take",    "call",   "read",     "refill",  "allocate",   "link",  "load",
            "compare", "merge",  "checksum", "deliver", "process",    "build", "transmit",
            "segment", "map",    "post",     "reclaim", "switch",     "enter", "copy",
            "forward", "bridge", "queue",    "pass",    "reassemble", "pin",   "wake"};
        const std::set<std::string> objects{"interrupt",    "timer_interrupt",
                                            "poll",         "rx_descriptor",
                                            "rx_buffer",    "header",
                                            "skb_head",     "data_buffer",
                                            "page",         "page_order",
                                            "backlog",      "fragment",
                                            "flow",         "segment",
                                            "byte",         "packet",
                                            "ack",          "tx_descriptor",
                                            "task",         "syscall",
                                            "notification", "ipi"};
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

/**
 * @ingroup offload-test
 * Rules of operations.
 */
class OffloadOperationTestSuite : public TestSuite
{
  public:
    OffloadOperationTestSuite()
        : TestSuite("offload-operation")
    {
        AddTestCase(new OperationNamesTestCase);
    }
};

OffloadOperationTestSuite g_offloadOperationTestSuite; //!< registers the suite

} // namespace
