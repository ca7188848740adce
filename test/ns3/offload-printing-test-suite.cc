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
 *   a merged packet can be printed, and a forwarded one, each with the headers that it has.
 */

#include "cpu/ns3-compat.h"
#include "expect-abort.h"
#include "forwarding-chain.h"
#include "host-pair.h"

#include "ns3/packet.h"
#include "ns3/test.h"

#include <sstream>
#include <string>

using namespace ns3;
using namespace offloadtest;

namespace
{

/**
 * @ingroup offload-test
 * @param text a packet, printed from its IP header on
 * @return whether it has ns-3's headers and a payload
 */
bool
HasAllHeaders(const std::string& text)
{
    const auto find = [&text](const char* part) { return text.find(part) != std::string::npos; };
    return find("ns3::Ipv4Header (tos") && find("10.0.") && find("ns3::TcpHeader (") &&
           find(" Seq=") && find("Payload") && !find("BytesHeader");
}

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
                        merged += segments > 1 && HasAllHeaders(text.str()) ? 1 : 0;
                    }));
            pair.Run(MilliSeconds(50));
            NS_ABORT_MSG_IF(merged == 0, "no merged packet was printed");
        });
        NS_TEST_EXPECT_MSG_EQ(message, "(it did not abort)", "printing");
    }
};

/// @ingroup offload-test What a router that merges has forwarded can be printed, on its way and
/// after.
class ForwardedTestCase : public TestCase
{
  public:
    ForwardedTestCase()
        : TestCase("a forwarded packet can be printed")
    {
    }

  private:
    /// What was printed.
    struct Printed
    {
        uint32_t whole{0};  //!< packets with all headers
        std::string broken; //!< the last that had not
    };

    void DoRun() override
    {
        Packet::EnablePrinting();
        ForwardingChain chain;
        chain.routerIn.SetReceiveHook("ns3::GroReceiveHook");
        chain.Build();
        const auto ip = chain.nodes.Get(1)->GetObject<Ipv4L3Protocol>();
        Printed routed;
        ip->TraceConnectWithoutContext(
            "Tx",
            MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv4>, uint32_t>(
                [&routed](Ptr<const Packet> packet, Ptr<Ipv4>, uint32_t) {
                    Print(packet, routed);
                }));
        Printed sent;
        chain.out.Get(0)->TraceConnectWithoutContext(
            "MacTx",
            MakeFunctionCallback<Ptr<const Packet>>(
                [&sent](Ptr<const Packet> packet) { Print(packet, sent); }));
        chain.AddTransfers(false, 300000, 3);
        chain.RunToEnd();
        NS_TEST_EXPECT_MSG_GT(routed.whole, 20, "packets that IP passed on");
        NS_TEST_EXPECT_MSG_EQ(routed.broken, "", "a packet without its headers");
        NS_TEST_EXPECT_MSG_GT(sent.whole, 400, "frames");
        NS_TEST_EXPECT_MSG_EQ(sent.broken, "", "a frame without its headers");
    }

    /**
     * Print a packet.
     * @param packet the packet
     * @param [in,out] printed what was printed
     */
    static void Print(Ptr<const Packet> packet, Printed& printed)
    {
        std::ostringstream text;
        packet->Print(text);
        if (text.str().find("Payload") == std::string::npos ||
            text.str().find("Ipv6") != std::string::npos)
        {
            return; // an ACK, or a neighbour's
        }
        if (HasAllHeaders(text.str()))
        {
            printed.whole++;
        }
        else
        {
            printed.broken = text.str();
        }
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
        AddTestCase(new ForwardedTestCase);
    }
};

OffloadPrintingTestSuite g_offloadPrintingTestSuite; //!< registers the suite

} // namespace
