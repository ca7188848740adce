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
 * The rules of CpuDatagramSource:
 *   a send() costs a call, its bytes and one pass of the stack, whatever UDP_SEGMENT makes of it;
 *   a datagram longer than the MTU is fragmented, by IP or below it, over IPv4 and IPv6;
 *   a call waits while the send buffer is full, until it is less than half full;
 *   so nothing is refused or dropped, the core or the wire is full, and time goes on;
 *   a rate is kept;
 *   settings that contradict each other end the program.
 */

#include "datagrams.h"
#include "difference.h"
#include "expect-abort.h"
#include "host-pair.h"
#include "queue-discs.h"

#include "ns3/cpu-datagram-source.h"
#include "ns3/data-rate.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/test.h"

#include <map>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// Attributes by name.
using Settings = std::map<std::string, uint64_t>;

/**
 * @ingroup offload-test
 * @param pair a pair, built
 * @param settings attributes of the sender
 * @param to whom it sends
 * @return a sender of datagrams to UDP_PORT, on core 1
 */
Ptr<CpuDatagramSource>
AddDatagramSource(HostPair& pair,
                  const Settings& settings,
                  const Address& to = InetSocketAddress("10.0.0.2", UDP_PORT))
{
    auto source = CreateObject<CpuDatagramSource>();
    source->SetAttribute("Remote", AddressValue(to));
    source->SetAttribute("Core", UintegerValue(1));
    for (const auto& [name, value] : settings)
    {
        source->SetAttribute(name, UintegerValue(value));
    }
    pair.hosts.Get(0)->AddApplication(source);
    return source;
}

/**
 * @ingroup offload-test
 * @param pair a pair, built
 * @return UDP_PORT of the receiver's IPv6 address
 */
Address
GetV6(const HostPair& pair)
{
    const auto addresses = Ipv6AddressHelper("fd00::", 64).Assign(pair.devices);
    return Inet6SocketAddress(addresses.GetAddress(1, 1), UDP_PORT);
}

/**
 * @ingroup offload-test
 * @param core a core
 * @param operation an operation
 * @return cycles that it was charged for
 */
uint64_t
GetCharged(const CpuCore& core, Operation operation)
{
    return static_cast<uint64_t>(core.GetCharged(operation));
}

/// @ingroup offload-test What a send() costs, and what it becomes.
class SendCostTestCase : public TestCase
{
  public:
    /// What is sent, and what is expected of it.
    struct Setup
    {
        std::string name;          //!< of the test
        uint32_t writeSize;        //!< attribute
        uint32_t udpSegment;       //!< attribute
        std::string feature;       //!< of the sender's NIC; empty for none
        bool isV6;                 //!< over IPv6
        uint32_t stackPasses;      //!< of one send()
        uint32_t segmentsBuilt;    //!< of one send(), in software
        uint32_t datagramsMade;    //!< of one send()
        bool isFragmentGso{false}; //!< UdpFragmentGso
    };

    /**
     * @param setup what is sent
     */
    explicit SendCostTestCase(const Setup& setup)
        : TestCase("what a send() costs: " + setup.name),
          m_setup(setup)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint64_t SENDS = 5;
        HostPair pair;
        pair.senderCosts = CreateTestProfile({{"enter_syscall", 1},
                                              {"copy_byte", 1},
                                              {"transmit_packet", 1},
                                              {"segment_packet", 1},
                                              {"checksum_byte", 1}});
        Config::SetDefault("ns3::Icmpv6L4Protocol::DAD", BooleanValue(false));
        Config::SetDefault("ns3::TransmitInterceptor::UdpFragmentGso",
                           BooleanValue(m_setup.isFragmentGso));
        if (!m_setup.feature.empty())
        {
            pair.link.SetFeature("tx-gso", true);
            pair.link.SetFeature(m_setup.feature, true);
        }
        pair.Build();
        const Address to =
            m_setup.isV6 ? GetV6(pair) : Address(InetSocketAddress("10.0.0.2", UDP_PORT));
        DatagramReader reader(pair.hosts.Get(1), m_setup.isV6);
        const auto source = AddDatagramSource(pair,
                                              {{"WriteSize", m_setup.writeSize},
                                               {"UdpSegment", m_setup.udpSegment},
                                               {"MaxBytes", SENDS * m_setup.writeSize}},
                                              to);
        pair.Run(MilliSeconds(100));
        const CpuCore& core = pair.senderCpu->GetCore(1);
        NS_TEST_EXPECT_MSG_EQ(source->GetCalls(), SENDS, "calls");
        NS_TEST_EXPECT_MSG_EQ(GetCharged(core, Operation::ENTER_SYSCALL), SENDS, "calls paid for");
        NS_TEST_EXPECT_MSG_EQ(GetCharged(core, Operation::COPY_BYTE),
                              SENDS * m_setup.writeSize,
                              "bytes copied");
        NS_TEST_EXPECT_MSG_EQ(GetCharged(core, Operation::TRANSMIT_PACKET),
                              SENDS * m_setup.stackPasses,
                              "passes of the stack");
        NS_TEST_EXPECT_MSG_EQ(GetCharged(core, Operation::SEGMENT_PACKET),
                              SENDS * m_setup.segmentsBuilt,
                              "segments in software");
        // A NIC sees no datagram whole that the host fragments.
        const bool isSummed = m_setup.segmentsBuilt > m_setup.datagramsMade;
        NS_TEST_EXPECT_MSG_EQ(GetCharged(core, Operation::CHECKSUM_BYTE),
                              (isSummed ? SENDS * m_setup.writeSize : 0),
                              "bytes summed");
        NS_TEST_EXPECT_MSG_EQ(core.GetBusyCycles(CpuContext::SOFTIRQ), 0, "all in process context");
        NS_TEST_EXPECT_MSG_EQ(source->GetDatagramsSent(), SENDS * m_setup.datagramsMade, "sent");
        NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(), SENDS * m_setup.datagramsMade, "arrived");
        uint64_t bytes = 0;
        for (const uint32_t size : reader.sizes)
        {
            bytes += size;
        }
        NS_TEST_EXPECT_MSG_EQ(bytes, SENDS * m_setup.writeSize, "bytes that arrived");
    }

    Setup m_setup; //!< what is sent
};

/// @ingroup offload-test Waiting for room, and being woken.
class WaitTestCase : public TestCase
{
  public:
    WaitTestCase()
        : TestCase("a call waits while the send buffer is full, until it is less than half full")
    {
    }

  private:
    void DoRun() override
    {
        // Memory of a datagram of 1472 bytes is 2048: ten fill the buffer, and the writer is woken
        // when four are left. So 10 are sent at once, and 6 after each wait.
        constexpr uint64_t DATAGRAMS = 100;
        constexpr uint64_t WAITS = 15;
        HostPair pair;
        pair.senderCosts = CreateTestProfile({{"enter_syscall", 10}, {"switch_task", 1}});
        pair.link.SetDeviceAttribute("DataRate", StringValue("10Mbps")); // the wire is slow
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        const auto source =
            AddDatagramSource(pair, {{"SendBuffer", 20480}, {"MaxBytes", DATAGRAMS * 1472}});
        pair.Run(Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(), DATAGRAMS, "datagrams that arrived");
        NS_TEST_EXPECT_MSG_EQ(source->GetWaits(), WAITS, "waits");
        const CpuCore& core = pair.senderCpu->GetCore(1);
        NS_TEST_EXPECT_MSG_EQ(GetCharged(core, Operation::SWITCH_TASK),
                              1 + WAITS,
                              "switches to the task: its start, and each wake-up");
        NS_TEST_EXPECT_MSG_EQ(GetCharged(core, Operation::ENTER_SYSCALL), 10 * DATAGRAMS, "calls");
        const auto host = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_EQ(host->GetSndbufErrors(), 0, "refused");
    }
};

/// @ingroup offload-test As fast as possible.
class FullSpeedTestCase : public TestCase
{
  public:
    /**
     * @param isFree whether the sender's work costs nothing, so that the wire is the limit
     * @param disc TypeId of the sender's queue disc
     * @param udpSegment attribute
     */
    FullSpeedTestCase(bool isFree, const std::string& disc, uint32_t udpSegment)
        : TestCase(std::string("as fast as ") + (isFree ? "the wire" : "the core") + ", by " +
                   disc + (udpSegment > 0 ? ", with UDP_SEGMENT" : "")),
          m_isFree(isFree),
          m_disc(disc),
          m_udpSegment(udpSegment)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t SEND_CYCLES = 10000; // 100,000 calls a second
        HostPair pair;
        if (!m_isFree)
        {
            pair.senderCosts = CreateTestProfile(
                {{"enter_syscall", SEND_CYCLES / 2}, {"transmit_packet", SEND_CYCLES / 2}});
        }
        pair.installQueueDisc = [this](Ptr<NetDevice> device) {
            TrafficControlHelper control;
            control.SetRootQueueDisc(m_disc);
            control.Install(device);
        };
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        const uint32_t perCall = m_udpSegment > 0 ? 8 : 1;
        const auto source =
            AddDatagramSource(pair, {{"WriteSize", 1472 * perCall}, {"UdpSegment", m_udpSegment}});
        pair.Run(MilliSeconds(10));
        const std::size_t before = reader.sizes.size();
        pair.Run(MilliSeconds(10));
        const auto rate = static_cast<double>(reader.sizes.size() - before) / 10e-3;
        const double wire = 10e9 / (1538 * 8);
        const double core = 1e9 / SEND_CYCLES * perCall;
        const double expected = m_isFree ? wire : std::min(core, wire);
        NS_TEST_EXPECT_MSG_EQ_TOL(rate, expected, 0.01 * expected, "datagrams a second");
        NS_TEST_EXPECT_MSG_EQ((source->GetWaits() > 0), m_isFree, "it waits for the wire");
        const auto host = pair.hosts.Get(0)->GetObject<TransmitInterceptor>();
        NS_TEST_EXPECT_MSG_EQ(host->GetSndbufErrors(), 0, "refused");
        NS_TEST_EXPECT_MSG_EQ(GetQueueDisc(pair.devices.Get(0))->GetStats().nTotalDroppedPackets,
                              0,
                              "dropped by the queue disc");
    }

    bool m_isFree;         //!< the wire is the limit
    std::string m_disc;    //!< TypeId
    uint32_t m_udpSegment; //!< attribute
};

/// @ingroup offload-test A given rate, and the end.
class RateTestCase : public TestCase
{
  public:
    RateTestCase()
        : TestCase("a rate is kept, and a stopped application sends nothing")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.senderCosts = CreateTestProfile({{"switch_task", 1}});
        pair.Build();
        DatagramReader reader(pair.hosts.Get(1));
        const auto source = AddDatagramSource(pair, {{"WriteSize", 1250}});
        source->SetAttribute("Rate", DataRateValue(DataRate("100Mbps"))); // one in 100 us
        source->SetStopTime(MilliSeconds(100));
        pair.Run(MilliSeconds(200));
        NS_TEST_EXPECT_MSG_EQ(reader.sizes.size(), 1000, "datagrams");
        NS_TEST_EXPECT_MSG_EQ(source->GetBytesSent(), 1250000, "bytes");
        NS_TEST_EXPECT_MSG_EQ(GetCharged(pair.senderCpu->GetCore(1), Operation::SWITCH_TASK),
                              1000,
                              "it sleeps between them");
    }
};

/// @ingroup offload-test Wrong settings.
class WrongSettingTestCase : public TestCase
{
  public:
    WrongSettingTestCase()
        : TestCase("settings that contradict each other end the program")
    {
    }

  private:
    void DoRun() override
    {
        Expect("UdpSegment is 1472 and cuts nothing", {{"UdpSegment", 1472}});
        Expect("more than 128 datagrams of UdpSegment 100",
               {{"WriteSize", 12801}, {"UdpSegment", 100}});
        Expect("(it did not abort)", {{"WriteSize", 12800}, {"UdpSegment", 100}});
        Expect("SendBuffer is 4607", {{"SendBuffer", 4607}});
        Expect("Core 7 does not exist", {{"Core", 7}});
        Expect("more than the 65487 bytes", {{"WriteSize", 65488}}, true);
        Expect("(it did not abort)", {{"WriteSize", 65488}});
        const std::string noNic = GetAbortMessage([]() {
            NodeContainer nodes(2);
            const auto devices = PointToPointHelper().Install(nodes);
            InternetStackHelper().Install(nodes);
            Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);
            auto source = CreateObject<CpuDatagramSource>();
            source->SetAttribute("Remote", AddressValue(InetSocketAddress("10.0.0.2", 9)));
            nodes.Get(0)->AddApplication(source);
            Simulator::Run();
        });
        NS_TEST_EXPECT_MSG_NE(noNic.find("no NIC of this module"), std::string::npos, noNic);
    }

    /**
     * @param message what has to be said
     * @param settings attributes
     * @param isV6 whether to send over IPv6
     */
    void Expect(const std::string& message, const Settings& settings, bool isV6 = false)
    {
        const std::string said = GetAbortMessage([&settings, isV6]() {
            HostPair pair;
            pair.senderCosts = CreateTestProfile({{"transmit_packet", 1000}});
            pair.Build();
            AddDatagramSource(pair,
                              settings,
                              isV6 ? GetV6(pair)
                                   : Address(InetSocketAddress("10.0.0.2", UDP_PORT)));
            pair.Run(MilliSeconds(1));
        });
        NS_TEST_EXPECT_MSG_NE(said.find(message), std::string::npos, "said: " << said);
    }
};

/**
 * @ingroup offload-test
 * Rules of CpuDatagramSource.
 */
class OffloadCpuDatagramSourceTestSuite : public TestSuite
{
  public:
    OffloadCpuDatagramSourceTestSuite()
        : TestSuite("offload-cpu-datagram-source")
    {
        for (const auto& setup : std::vector<SendCostTestCase::Setup>{
                 {"a datagram", 1472, 0, "", false, 1, 0, 1},
                 {"a datagram over IPv6", 1452, 0, "", true, 1, 0, 1},
                 {"UDP_SEGMENT, by the driver", 10000, 1472, "", false, 1, 7, 7},
                 {"UDP_SEGMENT, by the NIC", 10000, 1472, "tx-udp-segmentation", false, 1, 0, 7},
                 {"UDP_SEGMENT over IPv6", 10000, 1452, "", true, 1, 7, 7},
                 {"UDP_SEGMENT that does not fit", 9000, 3000, "", false, 9, 9, 3},
                 {"fragments by IP", 9000, 0, "", false, 7, 7, 1},
                 {"fragments by IP over IPv6", 9000, 0, "", true, 7, 7, 1},
                 {"fragments by the driver", 9000, 0, "", false, 1, 7, 1, true},
                 {"fragments by the driver over IPv6", 9000, 0, "", true, 1, 7, 1, true},
                 {"fragments by the NIC", 9000, 0, "tx-udp-fragmentation", false, 1, 0, 1},
             })
        {
            AddTestCase(new SendCostTestCase(setup));
        }
        AddTestCase(new WaitTestCase);
        AddTestCase(new FullSpeedTestCase(true, "ns3::FqCoDelQueueDisc", 0));
        AddTestCase(new FullSpeedTestCase(true, "ns3::PfifoFastQueueDisc", 1472));
        AddTestCase(new FullSpeedTestCase(false, "ns3::FqCoDelQueueDisc", 0));
        AddTestCase(new FullSpeedTestCase(false, "ns3::PfifoFastQueueDisc", 1472));
        AddTestCase(new RateTestCase);
        AddTestCase(new WrongSettingTestCase);
    }
};

OffloadCpuDatagramSourceTestSuite g_offloadCpuDatagramSourceTestSuite; //!< registers the suite

} // namespace
