/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "expect-abort.h"
#include "test-profile.h"

#include "ns3/drop-tail-queue.h"
#include "ns3/host-cpu.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * The rules of a NIC and its driver:
 *   a packet takes the time of its Ethernet frame on the wire, fractions of time steps carried on;
 *   the interrupt comes the moderation delay after the first frame, or after so many frames;
 *   interrupts keep a least gap, which follows the traffic if it is adaptive;
 *   a full ring drops, counts and tells;
 *   a poll takes at most its weight, and goes on until the ring is empty;
 *   a hook of the user's own stands where LRO would;
 *   memory is allocated by the scheme, and all of it is freed;
 *   a NIC works with a stock device at the other end of the link;
 *   a wrong attribute ends in a message that names it.
 */

using namespace ns3;

namespace
{

/**
 * @ingroup offload-test
 * Two hosts without a stack; what the second receives is noted.
 */
class NicTestCase : public TestCase
{
  public:
    /**
     * @param name what is tested
     */
    explicit NicTestCase(const std::string& name)
        : TestCase(name),
          m_link("ideal")
    {
        m_link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
    }

  protected:
    /**
     * Make the hosts.
     * @param costs what the second host pays for
     */
    void Build(const std::map<std::string, double>& costs = {})
    {
        m_hosts.Create(2);
        m_cpu = CreateObject<HostCpu>();
        m_cpu->SetCostProfile(CreateTestProfile(costs));
        m_hosts.Get(1)->AggregateObject(m_cpu);
        m_devices = m_link.Install(m_hosts);
        m_hosts.Get(1)->RegisterProtocolHandler(MakeCallback(&NicTestCase::Receive, this),
                                                IP,
                                                m_devices.Get(1));
        m_driver = m_devices.Get(1)->GetObject<NicDriver>();
    }

    /// Clean up.
    void DoTeardown() override
    {
        m_cpu = nullptr;
        m_driver = nullptr;
        m_devices = NetDeviceContainer();
        m_hosts = NodeContainer();
        Simulator::Destroy();
    }

    /**
     * Send packets from the first host back to back.
     * @param count how many
     * @param bytes size of each, of an IP packet
     */
    void Send(uint32_t count, uint32_t bytes)
    {
        for (uint32_t i = 0; i < count; i++)
        {
            m_devices.Get(0)->Send(Create<Packet>(bytes), m_devices.Get(1)->GetAddress(), IP);
        }
    }

    /**
     * A packet reached the second host's stack.
     * @param packet the packet
     */
    void Receive(Ptr<NetDevice> /* device */,
                 Ptr<const Packet> packet,
                 uint16_t /* protocol */,
                 const Address& /* from */,
                 const Address& /* to */,
                 NetDevice::PacketType /* type */)
    {
        m_times.push_back(Simulator::Now());
        m_sizes.push_back(packet->GetSize());
    }

    static constexpr uint16_t IP = 0x0800; //!< Ethernet type of IPv4

    OffloadPointToPointHelper m_link; //!< makes the NICs
    NodeContainer m_hosts;            //!< hosts
    NetDeviceContainer m_devices;     //!< their NICs
    Ptr<HostCpu> m_cpu;               //!< second host's cores
    Ptr<NicDriver> m_driver;          //!< second host's driver
    std::vector<Time> m_times;        //!< when packets reached its stack
    std::vector<uint32_t> m_sizes;    //!< their sizes
};

/// @ingroup offload-test True Ethernet time.
class WireTimeTestCase : public NicTestCase
{
  public:
    /**
     * @param rate rate of the link
     * @param bytes size of an IP packet
     * @param wireBytes what it occupies on the wire
     */
    WireTimeTestCase(const std::string& rate, uint32_t bytes, uint32_t wireBytes)
        : NicTestCase(std::to_string(bytes) + " bytes at " + rate + " take the time of " +
                      std::to_string(wireBytes)),
          m_rate(rate),
          m_bytes(bytes),
          m_wireBytes(wireBytes)
    {
        m_link.SetDeviceAttribute("DataRate", StringValue(rate));
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t PACKETS = 1001;
        m_link.SetDeviceAttribute("TxRing", UintegerValue(PACKETS));
        Build();
        Simulator::Schedule(MicroSeconds(1), [this]() { Send(PACKETS, m_bytes); });
        Simulator::Run();
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), PACKETS, "packets were lost");
        const double expected = 8e9 * m_wireBytes * (PACKETS - 1) / DataRate(m_rate).GetBitRate();
        const auto measured =
            static_cast<double>((m_times.back() - m_times.front()).GetNanoSeconds());
        NS_TEST_EXPECT_MSG_EQ_TOL(measured, expected, 1, "rounding errors add up");
    }

    std::string m_rate;   //!< of the link
    uint32_t m_bytes;     //!< of a packet
    uint32_t m_wireBytes; //!< of its time
};

/// @ingroup offload-test Moderation by time and by frames.
class ModerationTestCase : public NicTestCase
{
  public:
    /**
     * @param frames moderation by frames
     * @param expected when the packets must arrive, after the first one is in the ring
     */
    ModerationTestCase(uint32_t frames, Time expected)
        : NicTestCase("rx-usecs 50 and rx-frames " + std::to_string(frames)),
          m_expected(expected)
    {
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(50)));
        m_link.SetDeviceAttribute("RxFrames", UintegerValue(frames));
    }

  private:
    void DoRun() override
    {
        Build();
        Simulator::Schedule(MicroSeconds(1), [this]() { Send(3, 1500); });
        Simulator::Run();
        // The link gives the first packet after 1502 bytes (PPP), the others 1538 apart.
        const Time first = MicroSeconds(1) + NanoSeconds(1502 * 8);
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), 3, "packets were lost");
        NS_TEST_EXPECT_MSG_EQ(m_times[0] - first, m_expected, "first packet");
        NS_TEST_EXPECT_MSG_EQ(m_driver->GetStatistics().interrupts, 1, "interrupts");
    }

    Time m_expected; //!< from the first packet in the ring to the stack
};

/// @ingroup offload-test A least gap between interrupts.
class ItrTestCase : public NicTestCase
{
  public:
    ItrTestCase()
        : NicTestCase("a lone frame interrupts at once, the next ones keep the gap")
    {
        m_link.SetDeviceAttribute("ItrUsecs", TimeValue(MicroSeconds(100)));
    }

  private:
    void DoRun() override
    {
        Build();
        for (const int64_t us : {10, 30, 50, 500, 1000})
        {
            Simulator::Schedule(MicroSeconds(us), [this]() { Send(1, 1500); });
        }
        Simulator::Run();
        const Time wire = NanoSeconds(1502 * 8);
        NS_TEST_ASSERT_MSG_EQ(m_times.size(), 5, "packets were lost");
        NS_TEST_EXPECT_MSG_EQ(m_times[0], MicroSeconds(10) + wire, "at once");
        NS_TEST_EXPECT_MSG_EQ(m_times[1], MicroSeconds(110) + wire, "after the gap");
        NS_TEST_EXPECT_MSG_EQ(m_times[2], m_times[1], "with the one before");
        NS_TEST_EXPECT_MSG_EQ(m_times[3], MicroSeconds(500) + wire, "at once");
        NS_TEST_EXPECT_MSG_EQ(m_times[4], MicroSeconds(1000) + wire, "at once");
        NS_TEST_EXPECT_MSG_EQ(m_driver->GetStatistics().interrupts, 4, "interrupts");
    }
};

/// @ingroup offload-test A gap that follows the traffic.
class AdaptiveItrTestCase : public NicTestCase
{
  public:
    /**
     * @param gap between frames of 1500 bytes
     * @param rate of interrupts that must come of it, 1/s
     */
    AdaptiveItrTestCase(Time gap, double rate)
        : NicTestCase("adaptive: a frame in " + std::to_string(gap.GetMicroSeconds()) + " us"),
          m_gap(gap),
          m_rate(rate)
    {
        m_link.SetDeviceAttribute("AdaptiveItr", BooleanValue(true));
    }

  private:
    void DoRun() override
    {
        Build();
        constexpr int64_t WARM_UP_MS = 10;
        constexpr int64_t END_MS = 50;
        for (Time time = m_gap; time < MilliSeconds(END_MS); time += m_gap)
        {
            Simulator::Schedule(time, [this]() { Send(1, 1500); });
        }
        uint64_t before = 0;
        Simulator::Schedule(MilliSeconds(WARM_UP_MS),
                            [this, &before]() { before = m_driver->GetStatistics().interrupts; });
        Simulator::Run();
        const auto count = static_cast<double>(m_driver->GetStatistics().interrupts - before);
        NS_TEST_EXPECT_MSG_EQ_TOL(count * 1e3 / (END_MS - WARM_UP_MS),
                                  m_rate,
                                  0.03 * m_rate,
                                  "interrupts/s");
    }

    Time m_gap;    //!< between frames
    double m_rate; //!< expected, 1/s
};

/// @ingroup offload-test A full ring drops, and the books balance.
class RingTestCase : public NicTestCase
{
  public:
    RingTestCase()
        : NicTestCase("a full ring drops")
    {
        m_link.SetDeviceAttribute("RxRing", UintegerValue(4));
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(MilliSeconds(1)));
    }

  private:
    void DoRun() override
    {
        Build();
        m_driver->TraceConnectWithoutContext(
            "RingDrop",
            Callback<void, Ptr<const Packet>>(
                [this](Ptr<const Packet> /* packet */) { m_dropped++; }));
        Simulator::Schedule(MicroSeconds(1), [this]() { Send(10, 1000); });
        Simulator::Stop(MicroSeconds(500));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(m_driver->GetBytesWaiting(), 4 * 1014, "in the ring");
        Simulator::Run();
        const auto& statistics = m_driver->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(m_times.size(), 4, "packets that fit");
        NS_TEST_EXPECT_MSG_EQ(m_dropped, 6, "packets traced");
        NS_TEST_EXPECT_MSG_EQ(statistics.framesRingFull, 6, "packets counted");
        NS_TEST_EXPECT_MSG_EQ(statistics.bytes,
                              statistics.bytesRingFull + statistics.bytesDelivered,
                              "bytes in = bytes dropped + bytes delivered");
    }

    uint32_t m_dropped{0}; //!< packets
};

/// @ingroup offload-test A poll takes at most its weight and sees frames that come meanwhile.
class PollTestCase : public NicTestCase
{
  public:
    PollTestCase()
        : NicTestCase("a poll takes at most its weight, and goes on until the ring is empty")
    {
        m_link.SetDeviceAttribute("NapiWeight", UintegerValue(4));
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(20)));
    }

  private:
    void DoRun() override
    {
        // 20 us a packet on a 1 GHz core, at 8.3 us a packet on the wire: always behind.
        Build({{"deliver_packet", 20000}, {"process_ack", 20000}});
        Simulator::Schedule(MicroSeconds(1), [this]() { Send(10, 1000); });
        Simulator::Run();
        const auto& statistics = m_driver->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ(m_times.size(), 10, "packets");
        NS_TEST_EXPECT_MSG_EQ(statistics.interrupts, 1, "the interrupt stays masked");
        NS_TEST_EXPECT_MSG_EQ(statistics.polls, 3, "polls of 4, 4 and 2 frames");
        NS_TEST_EXPECT_MSG_EQ(statistics.pollsExhausted, 2, "of which the first two are full");
        NS_TEST_EXPECT_MSG_EQ(m_times[9] - m_times[0], MicroSeconds(180), "20 us a packet");
    }
};

/**
 * @ingroup offload-test
 * A hook as a user would write one: it gives the frames of a poll to the stack last first.
 */
class ReversingHook : public ReceiveHook
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId()
    {
        static TypeId tid = TypeId("ns3::ReversingHook")
                                .SetParent<ReceiveHook>()
                                .SetGroupName("Offload")
                                .AddConstructor<ReversingHook>();
        return tid;
    }

    void Receive(offload::Frame& frame, const ReceiveContext& context) override
    {
        context.work.Add(Operation::MERGE_SEGMENT);
        m_held += frame.length;
        m_frames.emplace_back();
        offload::SwapFrames(m_frames.back(), frame);
    }

    void EndPoll(PollFlush /* flush */, const ReceiveContext& context) override
    {
        while (!m_frames.empty())
        {
            context.sink.Deliver(m_frames.back());
            m_frames.pop_back();
        }
        m_held = 0;
    }

    uint64_t GetBytesHeld() const override
    {
        return m_held;
    }

  private:
    std::vector<offload::Frame> m_frames; //!< frames of this poll
    uint64_t m_held{0};                   //!< their bytes
};

NS_OBJECT_ENSURE_REGISTERED(ReversingHook);

/// @ingroup offload-test A hook of the user's own.
class OwnHookTestCase : public NicTestCase
{
  public:
    OwnHookTestCase()
        : NicTestCase("a hook of the user's own holds, delivers and is paid for")
    {
        m_link.SetReceiveHook("ns3::ReversingHook");
        m_link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(100)));
    }

  private:
    void DoRun() override
    {
        Build({{"merge_segment", 100}});
        Simulator::Schedule(MicroSeconds(1), [this]() {
            Send(1, 1000);
            Send(1, 900);
            Send(1, 800);
        });
        Simulator::Run();
        const std::vector<uint32_t> expected{800, 900, 1000};
        NS_TEST_EXPECT_MSG_EQ((m_sizes == expected), true, "packets are not in the hook's order");
        NS_TEST_EXPECT_MSG_EQ(m_cpu->GetCore(0).GetCharged(Operation::MERGE_SEGMENT),
                              300,
                              "the hook's work");
    }
};

/// @ingroup offload-test Memory is allocated by the scheme, and freed.
class BuffersTestCase : public NicTestCase
{
  public:
    /**
     * @param type scheme
     * @param order of its pages
     * @param bytes size of an IP packet
     * @param skbs allocations expected for 16 packets
     * @param pages likewise
     */
    BuffersTestCase(const std::string& type,
                    uint32_t order,
                    uint32_t bytes,
                    uint64_t skbs,
                    uint64_t pages)
        : NicTestCase(type + " of order " + std::to_string(order) + ", packets of " +
                      std::to_string(bytes) + " bytes"),
          m_bytes(bytes),
          m_skbs(skbs),
          m_pages(pages)
    {
        m_link.SetDeviceAttribute("Mtu", UintegerValue(9000));
        if (type == "pages")
        {
            m_link.SetReceiveBuffers("ns3::PageReceiveBuffers", "Order", UintegerValue(order));
        }
        else
        {
            m_link.SetReceiveBuffers("ns3::SkbReceiveBuffers");
        }
    }

  private:
    void DoRun() override
    {
        Build();
        Simulator::Schedule(MicroSeconds(1), [this]() { Send(16, m_bytes); });
        Simulator::Run();
        const auto counters = m_driver->GetAllocations();
        NS_TEST_EXPECT_MSG_EQ(m_times.size(), 16, "packets");
        NS_TEST_EXPECT_MSG_EQ(counters.skbs, m_skbs, "sk_buffs");
        NS_TEST_EXPECT_MSG_EQ(counters.pages, m_pages, "pages");
        NS_TEST_EXPECT_MSG_EQ(counters.skbsFreed, m_skbs, "sk_buffs freed");
        NS_TEST_EXPECT_MSG_EQ(counters.pagesFreed, m_pages, "pages freed");
    }

    uint32_t m_bytes; //!< of a packet
    uint64_t m_skbs;  //!< expected
    uint64_t m_pages; //!< expected
};

/// @ingroup offload-test A stock device at the other end.
class OneSidedTestCase : public NicTestCase
{
  public:
    OneSidedTestCase()
        : NicTestCase("a NIC works with a stock device at the other end")
    {
    }

  private:
    void DoRun() override
    {
        m_hosts.Create(2);
        auto stock = CreateObject<PointToPointNetDevice>();
        auto nic = CreateObject<OffloadPointToPointNetDevice>();
        nic->SetAttribute("RxUsecs", TimeValue(Seconds(0)));
        auto channel = CreateObject<PointToPointChannel>();
        uint32_t index = 0;
        for (const Ptr<PointToPointNetDevice>& device : {stock, Ptr<PointToPointNetDevice>(nic)})
        {
            device->SetAddress(Mac48Address::Allocate());
            device->SetQueue(CreateObject<DropTailQueue<Packet>>());
            m_hosts.Get(index)->AddDevice(device);
            m_hosts.Get(index)->RegisterProtocolHandler(
                MakeCallback(&OneSidedTestCase::Receive, this),
                IP,
                device);
            device->Attach(channel);
            m_devices.Add(device);
            index++;
        }
        Simulator::Schedule(MicroSeconds(1), [this]() {
            Send(3, 1500);
            m_devices.Get(1)->Send(Create<Packet>(100), m_devices.Get(0)->GetAddress(), IP);
        });
        Simulator::Run();
        const std::vector<uint32_t> expected{100, 1500, 1500, 1500};
        NS_TEST_EXPECT_MSG_EQ((m_sizes == expected), true, "packets were lost");
    }
};

/// @ingroup offload-test A wrong attribute ends in a message.
class WrongAttributeTestCase : public NicTestCase
{
  public:
    /**
     * @param name attribute
     * @param value a value that it cannot have
     * @param message what must be said
     */
    WrongAttributeTestCase(const std::string& name, uint64_t value, const std::string& message)
        : NicTestCase("attribute " + name + " of " + std::to_string(value)),
          m_name(name),
          m_value(value),
          m_message(message)
    {
    }

  private:
    void DoRun() override
    {
        const std::string message = GetAbortMessage([this]() {
            m_link.SetDeviceAttribute(m_name, UintegerValue(m_value));
            Build();
            Simulator::Run();
        });
        NS_TEST_EXPECT_MSG_NE(message.find(m_message), std::string::npos, "it says: " << message);
    }

    std::string m_name;    //!< attribute
    uint64_t m_value;      //!< value
    std::string m_message; //!< message
};

/**
 * @ingroup offload-test
 * Rules of NICs.
 */
class OffloadNicTestSuite : public TestSuite
{
  public:
    OffloadNicTestSuite()
        : TestSuite("offload-nic")
    {
        AddTestCase(new WireTimeTestCase("10Gbps", 1500, 1538));
        AddTestCase(new WireTimeTestCase("10Gbps", 28, 84));
        AddTestCase(new WireTimeTestCase("40Gbps", 1500, 1538));
        // The third frame comes two wire times after the first.
        AddTestCase(new ModerationTestCase(0, MicroSeconds(50)));
        AddTestCase(new ModerationTestCase(3, NanoSeconds(2 * 1538 * 8)));
        AddTestCase(new ItrTestCase);
        AddTestCase(new AdaptiveItrTestCase(MicroSeconds(13), 1e6 / 84)); // 116 MB/s: bulk
        AddTestCase(new AdaptiveItrTestCase(MicroSeconds(200), 5000));    // each at once
        AddTestCase(new RingTestCase);
        AddTestCase(new PollTestCase);
        AddTestCase(new OwnHookTestCase);
        AddTestCase(new BuffersTestCase("sk_buffs", 0, 1500, 16, 0));
        AddTestCase(new BuffersTestCase("pages", 0, 1500, 16, 8));
        AddTestCase(new BuffersTestCase("pages", 3, 1500, 16, 1));
        AddTestCase(new BuffersTestCase("pages", 0, 9000, 16, 40));
        AddTestCase(new OneSidedTestCase);
        AddTestCase(new WrongAttributeTestCase("Mtu", 67, "Attribute Mtu is 67: give 68"));
        AddTestCase(new WrongAttributeTestCase("Mtu", 9001, "Attribute Mtu is 9001: give 68"));
        AddTestCase(new WrongAttributeTestCase("InterruptCore", 7, "Core 7 does not exist"));
        AddTestCase(new WrongAttributeTestCase("RxRing", 0, "RxRing"));
    }
};

OffloadNicTestSuite g_offloadNicTestSuite; //!< registers the suite

} // namespace
