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
 * The rule of printing, in a suite of its own as it has to be enabled before the first packet:
 *   a merged packet can be printed.
 */

#include "cpu/ns3-compat.h"
#include "expect-abort.h"
#include "host-pair.h"

#include "ns3/packet.h"
#include "ns3/test.h"

#include <sstream>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test A merged packet can be printed.
class PrintingTestCase : public TestCase
{
  public:
    PrintingTestCase()
        : TestCase("a merged packet can be printed")
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([]() {
            Packet::EnablePrinting();
            HostPair pair(RECEIVE_PATHS[2]);
            pair.Build();
            pair.AddSink(1);
            pair.AddSource(0, 100000)->SetStartTime(MilliSeconds(2));
            uint32_t merged = 0;
            pair.receiverNic->TraceConnectWithoutContext(
                "Deliver",
                MakeFunctionCallback<Ptr<const Packet>, uint32_t>(
                    [&merged](Ptr<const Packet> packet, uint32_t segments) {
                        std::ostringstream text;
                        packet->Print(text);
                        const bool hasPayload = text.str().find("Payload") != std::string::npos;
                        merged += segments > 1 && hasPayload ? 1 : 0;
                    }));
            pair.Run(MilliSeconds(50));
            NS_ABORT_MSG_IF(merged == 0, "no merged packet was printed");
        });
        NS_TEST_EXPECT_MSG_EQ(message, "(it did not abort)", "printing");
    }
};

/**
 * @ingroup offload-test
 * Rules of printing.
 */
class OffloadPrintingTestSuite : public TestSuite
{
  public:
    OffloadPrintingTestSuite()
        : TestSuite("offload-printing")
    {
        AddTestCase(new PrintingTestCase);
    }
};

OffloadPrintingTestSuite g_offloadPrintingTestSuite; //!< registers the suite

} // namespace
