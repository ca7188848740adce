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
 * The rules of attributes that are changed while the simulation runs:
 *   moderation holds from the next interrupt, a ring's size and the rate of a link at once;
 *   what a device has no use for, or what contradicts another attribute, is refused.
 */

#include "datagrams.h"
#include "expect-abort.h"
#include "host-pair.h"

#include "ns3/loopback-topology.h"
#include "ns3/test.h"

#include <functional>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What a device has no use for, and contradictions.
class RefusedChangeTestCase : public TestCase
{
  public:
    RefusedChangeTestCase()
        : TestCase("a change without a use, or that contradicts another attribute, is refused")
    {
    }

  private:
    void DoRun() override
    {
        const auto noSetup = [](HostPair& /* pair */) {};
        ExpectRefused(noSetup, "InterframeGap", "1us", "lower attribute DataRate");
        ExpectRefused([](HostPair& pair) { Set(pair, "Trains", "true"); },
                      "InterframeGap",
                      "1us",
                      "lower attribute DataRate");
        ExpectRefused([](HostPair& pair) { Set(pair, "AdaptiveItr", "true"); },
                      "ItrUsecs",
                      "10us",
                      "AdaptiveItr is true");
        ExpectRefused([](HostPair& pair) { Set(pair, "Napi", "false"); },
                      "NapiWeight",
                      "10",
                      "set Napi to true");
        ExpectRefused([](HostPair& pair) { Set(pair, "TcpOffloadEngine", "toe-engine"); },
                      "RxUsecs",
                      "10us",
                      "TcpOffloadEngine");
        LoopbackTopology loopback;
        loopback.Build();
        Simulator::Stop(MilliSeconds(1));
        Simulator::Run();
        for (const char* name : {"RxUsecs", "RxRing", "NapiWeight"})
        {
            const std::string message = GetAbortMessage([&]() {
                const std::string value = std::string(name) == "RxUsecs" ? "10us" : "10";
                loopback.receiver.devices.Get(0)->SetAttribute(name, StringValue(value));
            });
            NS_TEST_EXPECT_MSG_NE(message.find("NetdevMaxBacklog"), std::string::npos, message);
        }
        Simulator::Destroy();
    }

    /**
     * @param pair a pair, not yet built
     * @param name name of an attribute of its NICs
     * @param value its value
     */
    static void Set(HostPair& pair, const std::string& name, const std::string& value)
    {
        pair.link.SetDeviceAttribute(name, StringValue(value));
    }

    /**
     * @param setup called before the hosts are built
     * @param name name of an attribute of a NIC
     * @param value what it is set to, at 1 ms
     * @param remedy part of the message
     */
    void ExpectRefused(const std::function<void(HostPair& pair)>& setup,
                       const std::string& name,
                       const std::string& value,
                       const std::string& remedy)
    {
        HostPair pair;
        setup(pair);
        pair.Build();
        pair.AddSink(1);
        pair.AddSource(1, 0);
        pair.Run(MilliSeconds(1));
        const std::string message = GetAbortMessage([&]() {
            pair.devices.Get(0)->SetAttribute(name, StringValue(value));
            pair.Run(MilliSeconds(1));
        });
        NS_TEST_EXPECT_MSG_NE(message.find("ttribute " + name), std::string::npos, message);
        NS_TEST_EXPECT_MSG_NE(message.find(remedy), std::string::npos, message);
    }
};

/// @ingroup offload-test Changes that have an effect.
class LiveChangeTestCase : public TestCase
{
  public:
    LiveChangeTestCase()
        : TestCase("moderation, ring and rate of a link hold from when they are changed")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.link.SetDeviceAttribute("RxUsecs", StringValue("75us"));
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        DatagramSender sender(pair.hosts.Get(0), "10.0.0.2");
        const auto nic = pair.devices.Get(1);
        pair.receiverNic->TraceConnectWithoutContext(
            "Delay",
            MakeCallback(&LiveChangeTestCase::NoteDelay, this));
        const auto send = [&](uint32_t datagrams) {
            m_longest = Time();
            for (uint32_t i = 0; i < datagrams; i++)
            {
                sender.SendAfter(MilliSeconds(1), Create<Packet>(1000));
            }
            pair.Run(MilliSeconds(5));
        };
        send(1);
        NS_TEST_EXPECT_MSG_EQ(m_longest, MicroSeconds(75), "RxUsecs as it was");
        nic->SetAttribute("RxUsecs", StringValue("25us"));
        send(1);
        NS_TEST_EXPECT_MSG_EQ(m_longest, MicroSeconds(25), "RxUsecs");
        nic->SetAttribute("RxFrames", UintegerValue(3));
        send(3);
        NS_TEST_EXPECT_MSG_LT(m_longest, MicroSeconds(5), "RxFrames");
        nic->SetAttribute("RxFrames", UintegerValue(0));
        nic->SetAttribute("RxRing", UintegerValue(2));
        reader.sizes.clear();
        send(10);
        NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(), 2, "RxRing");
        nic->SetAttribute("RxRing", UintegerValue(100));
        nic->SetAttribute("RxUsecs", StringValue("0us"));
        m_arrivals.clear();
        send(2);
        pair.devices.Get(0)->SetAttribute("DataRate", StringValue("1Gbps"));
        send(2);
        NS_TEST_ASSERT_MSG_EQ(m_arrivals.size(), 4, "datagrams");
        // 1000 bytes, headers of UDP, IP and Ethernet, check sequence, preamble and gap.
        NS_TEST_EXPECT_MSG_EQ_TOL(m_arrivals[1] - m_arrivals[0],
                                  PicoSeconds(1066 * 800),
                                  NanoSeconds(1),
                                  "at 10 Gb/s");
        NS_TEST_EXPECT_MSG_EQ_TOL(m_arrivals[3] - m_arrivals[2],
                                  NanoSeconds(1066 * 8),
                                  NanoSeconds(1),
                                  "DataRate");
    }

    /**
     * @param delay of a frame, from the wire to the stack
     */
    void NoteDelay(Time delay)
    {
        m_longest = Max(m_longest, delay);
        m_arrivals.push_back(Simulator::Now());
    }

    Time m_longest;               //!< delay
    std::vector<Time> m_arrivals; //!< of frames
};

/**
 * @ingroup offload-test
 * Tests of the effect of attributes that are changed while the simulation runs.
 */
class OffloadAttributeEffectTestSuite : public TestSuite
{
  public:
    OffloadAttributeEffectTestSuite()
        : TestSuite("offload-attribute-effect")
    {
        AddTestCase(new RefusedChangeTestCase);
        AddTestCase(new LiveChangeTestCase);
    }
};

OffloadAttributeEffectTestSuite g_offloadAttributeEffectTestSuite; //!< registers the suite

} // namespace
