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
 * The rules of GRO that asks for sockets:
 * - which flows are merged, chained and passed, for every setting and socket;
 * - datagrams to be merged and to be chained do not join.
 */

#include "gro-frames.h"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace ns3::offload;
using namespace ns3::offload::test;

namespace
{

/// Sockets that all answer the same.
class SameSockets : public GroSockets
{
  public:
    GroSocket answer{GroSocket::NONE}; //!< the answer
    mutable uint32_t asked{0};         //!< how often
    mutable FlowKey flow;              //!< for which flow

    GroSocket Find(const FlowKey& key) const override
    {
        ++asked;
        flow = key;
        return answer;
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(GroSocketRules)

BOOST_AUTO_TEST_CASE(SocketsAndSettingsDecide)
{
    enum Result
    {
        PASSED,
        MERGED,
        CHAINED
    };

    /// Settings, a socket, and what becomes of TCP and UDP.
    struct Case
    {
        bool forwarding;  //!< udpGroForwarding
        bool fraglist;    //!< fraglist
        GroSocket socket; //!< answer
        Result tcp;       //!< expected
        Result udp;       //!< expected
    };

    const Case cases[] = {{false, false, GroSocket::NONE, MERGED, PASSED},
                          {false, false, GroSocket::PLAIN, MERGED, PASSED},
                          {false, false, GroSocket::UDP_GRO, MERGED, MERGED},
                          {true, false, GroSocket::NONE, MERGED, MERGED},
                          {true, false, GroSocket::PLAIN, MERGED, PASSED},
                          {true, false, GroSocket::UDP_GRO, MERGED, MERGED},
                          {false, true, GroSocket::NONE, CHAINED, CHAINED},
                          {false, true, GroSocket::PLAIN, MERGED, CHAINED},
                          {false, true, GroSocket::UDP_GRO, MERGED, MERGED},
                          {true, true, GroSocket::NONE, CHAINED, CHAINED},
                          {true, true, GroSocket::PLAIN, MERGED, CHAINED},
                          {true, true, GroSocket::UDP_GRO, MERGED, MERGED}};
    for (const Case& c : cases)
    {
        GroConfig config;
        config.udpGroForwarding = c.forwarding;
        config.fraglist = c.fraglist;
        SameSockets sockets;
        sockets.answer = c.socket;
        const auto resultOf = [&](const std::vector<Bytes>& frames, const GroSockets* whom) {
            GroBench bench(config, whom);
            bench.Receive(frames[0]);
            bench.Receive(frames[1]);
            bench.Engine().FlushAll();
            return bench.Up().size() > 1                  ? PASSED
                   : bench.Up()[0].frame.fragList.empty() ? MERGED
                                                          : CHAINED;
        };
        const std::vector<Bytes> udp = UdpFrames(2, UdpPacket());
        BOOST_CHECK_EQUAL(resultOf(TcpFrames(2, false), &sockets), c.tcp);
        BOOST_CHECK_EQUAL(sockets.asked, c.fraglist ? 1U : 0U);
        BOOST_CHECK_EQUAL(resultOf(udp, &sockets), c.udp);
        BOOST_CHECK_EQUAL(sockets.flow.ports, 1000U << 16 | 2000U);
        if (c.socket == GroSocket::NONE)
        {
            BOOST_CHECK_EQUAL(resultOf(TcpFrames(2, false), nullptr), c.tcp);
            BOOST_CHECK_EQUAL(resultOf(udp, nullptr), c.udp);
        }
    }
}

BOOST_AUTO_TEST_CASE(DatagramsToBeMergedAndChainedDoNotJoin)
{
    SameSockets sockets;
    const std::vector<Bytes> frames = UdpFrames(4, UdpPacket());
    for (const bool isListFirst : {true, false})
    {
        GroBench bench(WithLists(), &sockets);
        sockets.answer = isListFirst ? GroSocket::NONE : GroSocket::UDP_GRO;
        bench.Receive(frames[0]);
        bench.Receive(frames[1]);
        sockets.answer = isListFirst ? GroSocket::UDP_GRO : GroSocket::NONE;
        const GroReport report = bench.Receive(frames[2]);
        BOOST_CHECK(report.reason == GroReason::OTHER_KIND);
        BOOST_CHECK(report.flushReason == Flush::FRAME_REFUSED);
        BOOST_CHECK((bench.FramesUp() == Frames{{0, 1}, {2}}));
    }
}

BOOST_AUTO_TEST_SUITE_END()
