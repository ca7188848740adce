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
 * The rules of a router whose NICs merge:
 *   frames out are the frames in, byte for byte but for TTL and link header, in order within each
 *   flow, with nothing, with GRO, with lists (fraglist), and segmentation in software or in the
 * NIC; where the way out takes less, IPv4 fragments each frame as it would without GRO, and IPv6
 * tells the sender the true MTU; LRO is off on a router, and says so; forced, it breaks what it
 * forwards; who forwards sums no bytes, but for GRO, which needs to know.
 */

#include "forwarding-chain.h"

#include "ns3/nic-driver.h"
#include "ns3/test.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace ns3;
using namespace offloadtest;

namespace
{

/// @ingroup offload-test What the router's NICs do.
struct RouterKind
{
    const char* name;  //!< in names of tests
    bool hasGro;       //!< receive hook
    bool hasTso;       //!< feature tx-tcp-segmentation
    bool hasChecksums; //!< global value ChecksumEnabled
    bool isV6;         //!< over IPv6
    bool isList;       //!< GRO chains frames
    uint32_t outCore;  //!< core of the second NIC
};

/// @ingroup offload-test Frames out are the frames in.
class SameFramesOutTestCase : public TestCase
{
  public:
    /**
     * @param kind what the router's NICs do
     */
    explicit SameFramesOutTestCase(const RouterKind& kind)
        : TestCase(std::string("frames out are frames in: ") + kind.name),
          m_kind(kind)
    {
    }

  private:
    void DoRun() override
    {
        ForwardingChain chain;
        Config::SetGlobal("ChecksumEnabled", BooleanValue(m_kind.hasChecksums));
        for (auto* helper : {&chain.routerIn, &chain.routerOut})
        {
            if (m_kind.hasGro)
            {
                helper->SetReceiveHook("ns3::GroReceiveHook");
                helper->SetFeature("rx-gro-list", m_kind.isList);
            }
            helper->SetFeature("tx-tcp-segmentation", m_kind.hasTso);
        }
        chain.routerOut.SetDeviceAttribute("InterruptCore", UintegerValue(m_kind.outCore));
        chain.Build();
        chain.AddTransfers(m_kind.isV6, 700001, 4);
        chain.RunToEnd();
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetBytesRead(), 4 * 700001, "bytes");
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetWrongBytes(), 0, "wrong bytes");
        for (uint32_t port = 0; port < 2; port++)
        {
            const FlowLog& in = chain.ingress[port];
            const FlowLog& out = chain.egress[1 - port];
            NS_TEST_EXPECT_MSG_GT(in.packets, 400, "there were packets");
            NS_TEST_EXPECT_MSG_EQ(out.packets, in.packets, "frames out of port " << 1 - port);
            NS_TEST_EXPECT_MSG_EQ(out.FindDifference(in), "", "they are those that came in");
        }
        const auto nic = chain.in.Get(1)->GetObject<NicDriver>();
        const auto& statistics = nic->GetStatistics();
        NS_TEST_EXPECT_MSG_EQ((statistics.dataFrames > 4 * statistics.dataDeliveries),
                              m_kind.hasGro,
                              "frames were merged");
        const auto out = chain.out.Get(0)->GetObject<NicDriver>()->GetTransmitStatistics();
        NS_TEST_EXPECT_MSG_EQ((out.softwareSegmented > 0),
                              (m_kind.hasGro && !m_kind.hasTso),
                              "segmented in software");
    }

    RouterKind m_kind; //!< what the router's NICs do
};

/**
 * @ingroup offload-test
 * @param packet an IPv4 packet without options
 * @param mtu bytes of IP packet that a link takes
 * @return what IP makes of it
 */
std::vector<std::string>
Fragment(const std::string& packet, std::size_t mtu)
{
    constexpr std::size_t HEADER = 20;
    constexpr std::size_t UNIT = 8;
    if (packet.size() <= mtu)
    {
        return {packet};
    }
    const std::size_t room = (mtu - HEADER) / UNIT * UNIT;
    std::vector<std::string> fragments;
    for (std::size_t offset = 0; offset < packet.size() - HEADER; offset += room)
    {
        const std::string payload = packet.substr(HEADER + offset, room);
        const bool isLast = HEADER + offset + payload.size() == packet.size();
        const std::size_t field = offset / UNIT + (isLast ? 0 : 0x2000);
        std::string header = packet.substr(0, HEADER);
        header[2] = static_cast<char>((HEADER + payload.size()) >> 8);
        header[3] = static_cast<char>(HEADER + payload.size());
        header[6] = static_cast<char>(header[6] | (field >> 8));
        header[7] = static_cast<char>(field);
        fragments.push_back(header + payload);
    }
    return fragments;
}

/// @ingroup offload-test The way out takes less than a frame.
class NarrowWayOutTestCase : public TestCase
{
  public:
    /**
     * @param isV6 over IPv6
     * @param hasGro the router merges
     */
    NarrowWayOutTestCase(bool isV6, bool hasGro)
        : TestCase(std::string("to a smaller MTU, ") + (isV6 ? "IPv6" : "IPv4") +
                   (hasGro ? ", GRO" : ", nothing")),
          m_isV6(isV6),
          m_hasGro(hasGro)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t MTU = 1300;
        ForwardingChain chain;
        if (m_hasGro)
        {
            chain.routerIn.SetReceiveHook("ns3::GroReceiveHook");
        }
        chain.Build();
        chain.out.Get(0)->SetMtu(MTU);
        chain.out.Get(1)->SetMtu(MTU);
        chain.AddTransfers(m_isV6, 3000000, 1);
        chain.RunToEnd();
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetBytesRead(), 3000000, "bytes");
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetWrongBytes(), 0, "wrong bytes");
        NS_TEST_EXPECT_MSG_LT_OR_EQ(chain.egress[1].longest, MTU, "no frame is longer");
        const auto& statistics = chain.in.Get(1)->GetObject<NicDriver>()->GetStatistics();
        const bool isMerged = statistics.dataFrames > 2 * statistics.dataDeliveries;
        if (m_isV6)
        {
            CheckV6(chain.ingress[0], chain.egress[1], MTU);
            return; // the sender fragments, and fragments are not merged
        }
        NS_TEST_EXPECT_MSG_EQ(isMerged, m_hasGro, "frames were merged");
        std::vector<PacketBytes> expected;
        for (const auto& packet : chain.ingress[0].flows.begin()->second)
        {
            for (const auto& fragment : Fragment(packet.bytes, MTU))
            {
                expected.push_back({fragment});
            }
        }
        std::vector<PacketBytes> seen;
        for (const auto& [flow, packets] : chain.egress[1].flows)
        {
            seen.insert(seen.end(), packets.begin(), packets.end());
        }
        std::sort(expected.begin(), expected.end());
        std::sort(seen.begin(), seen.end());
        NS_TEST_EXPECT_MSG_EQ(FindDifference(seen, expected), "", "fragments of each frame");
    }

    /**
     * What fits goes out as it came in. The rest is dropped until the sender has learned the MTU.
     * @param in what came in
     * @param out what went out
     * @param mtu the MTU
     */
    void CheckV6(const FlowLog& in, const FlowLog& out, uint32_t mtu)
    {
        constexpr uint64_t WINDOWS = 64; // frames that may be on their way meanwhile
        uint64_t dropped = 0;
        FlowLog fitting = in;
        for (auto& [flow, packets] : fitting.flows)
        {
            const auto isLong = [mtu](const PacketBytes& packet) {
                return packet.bytes.size() > mtu;
            };
            const auto end = std::remove_if(packets.begin(), packets.end(), isLong);
            dropped += static_cast<uint64_t>(packets.end() - end);
            packets.erase(end, packets.end());
        }
        NS_TEST_EXPECT_MSG_EQ(out.FindDifference(fitting), "", "what fits goes out");
        NS_TEST_EXPECT_MSG_GT(dropped, 0, "frames that were too long");
        NS_TEST_EXPECT_MSG_LT(dropped, WINDOWS, "the sender learns the MTU");
        NS_TEST_EXPECT_MSG_GT(out.fragments, 2000, "fragments that the sender makes");
    }

    bool m_isV6;   //!< over IPv6
    bool m_hasGro; //!< the router merges
};

/// @ingroup offload-test LRO on a router.
class LroOnRouterTestCase : public TestCase
{
  public:
    /**
     * @param isForced attribute ForceLro
     */
    explicit LroOnRouterTestCase(bool isForced)
        : TestCase(isForced ? "LRO on a router, forced, breaks" : "LRO on a router is refused"),
          m_isForced(isForced)
    {
    }

  private:
    void DoRun() override
    {
        ForwardingChain chain;
        chain.routerIn.SetReceiveHook("ns3::LroReceiveHook");
        chain.routerIn.SetDeviceAttribute("ForceLro", BooleanValue(m_isForced));
        chain.Build();
        const auto nic = chain.in.Get(1)->GetObject<NicDriver>();
        nic->TraceConnectWithoutContext("FeatureRefused",
                                        MakeCallback(&LroOnRouterTestCase::NoteRefusal, this));
        chain.AddTransfers(false, 3000000, 1);
        chain.RunToEnd();
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetBytesRead(), 3000000, "bytes");
        NS_TEST_EXPECT_MSG_EQ(m_refusals, (m_isForced ? 0 : 1), "it is said, once");
        for (const auto& row : nic->GetFeatures().List())
        {
            if (row.name == "lro")
            {
                NS_TEST_EXPECT_MSG_EQ(row.isOn, m_isForced, "feature lro");
                NS_TEST_EXPECT_MSG_EQ(row.why.empty(), m_isForced, "with the reason");
            }
        }
        NS_TEST_EXPECT_MSG_EQ((chain.egress[1].flows == chain.ingress[0].flows),
                              !m_isForced,
                              "frames out are frames in");
        NS_TEST_EXPECT_MSG_EQ((chain.egress[1].fragments > 100), m_isForced, "fragments");
    }

    /**
     * @param feature what was refused
     * @param why why
     */
    void NoteRefusal(const char* feature, const std::string& why)
    {
        m_refusals += feature == std::string("lro") && !why.empty() ? 1 : 0;
    }

    bool m_isForced;        //!< attribute
    uint32_t m_refusals{0}; //!< that were told
};

/// @ingroup offload-test LRO on a host with two NICs.
class LroOnHostTestCase : public TestCase
{
  public:
    LroOnHostTestCase()
        : TestCase("LRO on a host with two NICs that does not forward is not refused")
    {
    }

  private:
    void DoRun() override
    {
        Config::SetDefault("ns3::Ipv4::IpForward", BooleanValue(false));
        ForwardingChain chain;
        chain.routerIn.SetReceiveHook("ns3::LroReceiveHook");
        chain.Build();
        for (uint32_t i = 0; i < 2; i++)
        {
            chain.nodes.Get(1)->GetObject<Ipv6>()->SetForwarding(i + 1, false);
        }
        chain.nodes.Get(1)->GetObject<Ipv6>()->SetAttribute("IpForward", BooleanValue(false));
        chain.Run(Seconds(1));
        const auto& features = chain.in.Get(1)->GetObject<NicDriver>()->GetFeatures();
        NS_TEST_EXPECT_MSG_EQ(features.Explain(NicFeature::LRO), "", "why lro is off");
        NS_TEST_EXPECT_MSG_EQ(features.IsOn(NicFeature::LRO), true, "feature lro");
    }
};

/// @ingroup offload-test Who sums the bytes where the NICs do not.
class ForwardingChecksumTestCase : public TestCase
{
  public:
    /**
     * @param hasGro the router merges
     */
    explicit ForwardingChecksumTestCase(bool hasGro)
        : TestCase(std::string("without rx-checksum, a router with ") +
                   (hasGro ? "GRO sums for it" : "nothing sums nothing")),
          m_hasGro(hasGro)
    {
    }

  private:
    void DoRun() override
    {
        constexpr uint32_t BYTES = 700001;
        ForwardingChain chain;
        if (m_hasGro)
        {
            chain.routerIn.SetReceiveHook("ns3::GroReceiveHook");
        }
        chain.routerIn.SetFeature("rx-checksum", false);
        chain.routerOut.SetFeature("rx-checksum", false);
        chain.Build();
        chain.AddTransfers(false, BYTES, 1);
        chain.RunToEnd();
        NS_TEST_EXPECT_MSG_EQ(chain.sink->GetBytesRead(), BYTES, "bytes");
        const int64_t cycles = chain.nodes.Get(1)->GetObject<HostCpu>()->GetCore(0).GetCharged(
            Operation::CHECKSUM_BYTE);
        if (m_hasGro)
        {
            NS_TEST_EXPECT_MSG_GT(cycles, 0.2 * BYTES, "each byte once");
        }
        else
        {
            // What IPv6 tells the router itself, it sums.
            NS_TEST_EXPECT_MSG_LT(cycles, 1000, "nobody sums what is forwarded");
        }
    }

    bool m_hasGro; //!< the router merges
};

/**
 * @ingroup offload-test
 * Rules of forwarding.
 */
class OffloadForwardingTestSuite : public TestSuite
{
  public:
    OffloadForwardingTestSuite()
        : TestSuite("offload-forwarding")
    {
        for (const RouterKind& kind :
             {RouterKind{"nothing", false, false, false, false, false, 0},
              RouterKind{"nothing, IPv6, two cores", false, false, false, true, false, 1},
              RouterKind{"GRO and GSO", true, false, false, false, false, 0},
              RouterKind{"GRO and GSO, checksums", true, false, true, false, false, 0},
              RouterKind{"GRO and GSO, IPv6, two cores", true, false, false, true, false, 1},
              RouterKind{"GRO and TSO", true, true, false, false, false, 1},
              RouterKind{"GRO and TSO, IPv6, checksums", true, true, true, true, false, 0},
              RouterKind{"lists", true, false, false, false, true, 1},
              RouterKind{"lists, IPv6, checksums", true, false, true, true, true, 0}})
        {
            AddTestCase(new SameFramesOutTestCase(kind));
        }
        for (const bool isV6 : {false, true})
        {
            AddTestCase(new NarrowWayOutTestCase(isV6, false));
            AddTestCase(new NarrowWayOutTestCase(isV6, true));
        }
        AddTestCase(new LroOnRouterTestCase(false));
        AddTestCase(new LroOnRouterTestCase(true));
        AddTestCase(new LroOnHostTestCase);
        AddTestCase(new ForwardingChecksumTestCase(false));
        AddTestCase(new ForwardingChecksumTestCase(true));
    }
};

OffloadForwardingTestSuite g_offloadForwardingTestSuite; //!< registers the suite

} // namespace
