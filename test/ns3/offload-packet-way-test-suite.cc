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
 * The rules of PacketWayProbe:
 *   the parts of each packet add up to the time from its first bit on the wire to the end of the
 *   read, to the time step, on every receive path, with and without NAPI;
 *   each packet with payload counts once;
 *   each part is where it belongs: what costs 0 takes 0, a longer interrupt delay is moderation, a
 *   dear system call is the application's.
 */

#include "cpu/ns3-compat.h"
#include "host-pair.h"
#include "test-profile.h"

#include "ns3/data-rate.h"
#include "ns3/packet-way-probe.h"
#include "ns3/test.h"

#include <memory>
#include <numeric>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test The test's own stamp on a frame that leaves.
class StampTag : public Tag
{
  public:
    /// @return the object TypeId
    static TypeId GetTypeId()
    {
        static TypeId tid =
            TypeId("offloadtest::StampTag").SetParent<Tag>().AddConstructor<StampTag>();
        return tid;
    }

    TypeId GetInstanceTypeId() const override
    {
        return GetTypeId();
    }

    uint32_t GetSerializedSize() const override
    {
        return sizeof(uint64_t);
    }

    void Serialize(TagBuffer i) const override
    {
        i.WriteU64(time);
    }

    void Deserialize(TagBuffer i) override
    {
        time = i.ReadU64();
    }

    void Print(std::ostream& os) const override
    {
        os << time;
    }

    uint64_t time{static_cast<uint64_t>(Simulator::Now().GetTimeStep())}; //!< when it left
};

/// @ingroup offload-test What a pair of hosts has measured.
struct Ways
{
    std::vector<LatencyParts> parts; //!< of each packet, as the probe says
    std::vector<Time> times;         //!< of each packet, from wire to read, as the test says
    uint64_t last{0};                //!< when the last of them left
};

/**
 * @ingroup offload-test
 * Send from host to host, and time each packet in two ways.
 *
 * @param pair the hosts
 * @param bytes how many
 * @return what was measured
 */
Ways
MeasureWays(HostPair& pair, uint64_t bytes)
{
    Ways ways;
    pair.AddSink(1);
    pair.AddSource(0, bytes)->SetStartTime(MilliSeconds(1));
    std::vector<std::unique_ptr<PacketWayProbe>> probes;
    ScheduleFunctionNow([&]() {
        for (uint32_t i = 0; i < 2; i++)
        {
            probes.push_back(
                std::make_unique<PacketWayProbe>(pair.hosts.Get(i), [&ways](const auto& parts) {
                    ways.parts.push_back(parts);
                }));
        }
    });
    pair.devices.Get(0)->TraceConnectWithoutContext(
        "PhyTxBegin",
        MakeFunctionCallback<Ptr<const Packet>>(
            [](Ptr<const Packet> frame) { frame->AddByteTag(StampTag()); }));
    pair.sink->TraceConnectWithoutContext(
        "Rx",
        MakeFunctionCallback<Ptr<const Packet>>([&ways](Ptr<const Packet> packet) {
            // A frame that a read cuts has its stamp in both reads: the later one is its end.
            for (auto tags = packet->GetByteTagIterator(); tags.HasNext();)
            {
                const auto item = tags.Next();
                if (item.GetTypeId() == StampTag::GetTypeId())
                {
                    StampTag tag;
                    item.GetTag(tag);
                    const uint64_t stamp = tag.time;
                    if (stamp == ways.last)
                    {
                        ways.times.pop_back();
                    }
                    ways.times.push_back(Simulator::Now() - TimeStep(stamp));
                    ways.last = stamp;
                }
            }
        }));
    pair.Run(MilliSeconds(40));
    return ways;
}

/// @ingroup offload-test The parts of each packet add up.
class SumTestCase : public TestCase
{
  public:
    /**
     * @param path how the receiver receives
     * @param napi whether its driver polls
     */
    SumTestCase(const ReceivePath& path, bool napi)
        : TestCase(std::string("parts add up to the time of the packet: ") + path.name +
                   (napi ? "" : ", without NAPI")),
          m_path(path),
          m_napi(napi)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint64_t SEGMENTS = 700;
        HostPair pair(m_path);
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(MicroSeconds(20)));
        pair.link.SetDeviceAttribute("Napi", BooleanValue(m_napi));
        pair.receiverCosts = CreateTestProfile({{"take_interrupt", 1000},
                                                {"read_rx_descriptor", 300},
                                                {"deliver_packet", 1000},
                                                {"enter_syscall", 500},
                                                {"copy_byte", 1}});
        pair.Build();
        const Ways ways = MeasureWays(pair, SEGMENTS * HostPair::SEGMENT);
        NS_TEST_ASSERT_MSG_EQ(ways.parts.size(), SEGMENTS, "each packet counts once");
        NS_TEST_ASSERT_MSG_EQ(ways.times.size(), SEGMENTS, "the test has timed each packet");
        Time backlog;
        for (std::size_t i = 0; i < SEGMENTS; i++)
        {
            const LatencyParts& parts = ways.parts[i];
            const Time sum = std::accumulate(parts.begin(), parts.end(), Time());
            NS_TEST_ASSERT_MSG_EQ(sum, ways.times[i], "sum of the parts of packet " << i);
            for (const Time& part : parts)
            {
                NS_TEST_ASSERT_MSG_EQ(part.IsStrictlyNegative(), false, "a part of packet " << i);
            }
            backlog += parts[static_cast<std::size_t>(LatencyPart::BACKLOG)];
        }
        NS_TEST_EXPECT_MSG_EQ(backlog.IsZero(), m_napi, "only without NAPI there is a backlog");
    }

    const ReceivePath& m_path; //!< how the receiver receives
    bool m_napi;               //!< whether its driver polls
};

/// @ingroup offload-test Each part is where it belongs.
class PartsTestCase : public TestCase
{
  public:
    PartsTestCase()
        : TestCase("each part is where it belongs")
    {
    }

  private:
    /**
     * @param rxUsecs delay of interrupts
     * @param syscall cycles of a system call, of 1 ns
     * @return the parts of a packet that is alone
     */
    static LatencyParts MeasureOne(Time rxUsecs, double syscall)
    {
        HostPair pair;
        pair.link.SetDeviceAttribute("RxUsecs", TimeValue(rxUsecs));
        pair.receiverCosts = CreateTestProfile({{"enter_syscall", syscall}});
        pair.Build();
        const Ways ways = MeasureWays(pair, HostPair::SEGMENT);
        return ways.parts.at(0);
    }

    void DoRun() override
    {
        const auto part = [](const LatencyParts& parts, LatencyPart which) {
            return parts[static_cast<std::size_t>(which)];
        };
        const LatencyParts free = MeasureOne(Time(), 0);
        NS_TEST_EXPECT_MSG_EQ(part(free, LatencyPart::WIRE),
                              MicroSeconds(5) + DataRate("10Gbps").CalculateBytesTxTime(1502),
                              "5 us, and 1502 bytes with ns-3's link header");
        for (std::size_t i = 1; i < N_LATENCY_PARTS; i++)
        {
            NS_TEST_EXPECT_MSG_EQ(free[i],
                                  Time(),
                                  GetLatencyPartName(static_cast<LatencyPart>(i))
                                      << " of a host on which nothing costs anything");
        }
        const LatencyParts late = MeasureOne(MicroSeconds(30), 0);
        // The delay began when the ACK of the handshake was sent.
        const double held = part(late, LatencyPart::MODERATION).GetSeconds() * 1e6;
        NS_TEST_EXPECT_MSG_EQ_TOL(held, 28.5, 1.5, "us of rx-usecs");
        NS_TEST_EXPECT_MSG_EQ(part(late, LatencyPart::RING), Time(), "an interrupt costs nothing");
        const LatencyParts dear = MeasureOne(Time(), 4000);
        NS_TEST_EXPECT_MSG_EQ(part(dear, LatencyPart::APPLICATION),
                              MicroSeconds(4),
                              "a system call of 4 us");
        NS_TEST_EXPECT_MSG_EQ(part(dear, LatencyPart::SOCKET), Time(), "which is read at once");
    }
};

/// @ingroup offload-test All rules of PacketWayProbe.
class OffloadPacketWayTestSuite : public TestSuite
{
  public:
    OffloadPacketWayTestSuite()
        : TestSuite("offload-packet-way")
    {
        for (const ReceivePath& path : RECEIVE_PATHS)
        {
            AddTestCase(new SumTestCase(path, true));
            AddTestCase(new SumTestCase(path, false));
        }
        AddTestCase(new PartsTestCase);
    }
};

OffloadPacketWayTestSuite g_offloadPacketWayTestSuite; //!< registers the suite

} // namespace
