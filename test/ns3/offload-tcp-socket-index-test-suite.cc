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
 * TcpSocketIndex: once found, a socket is found again by its flow, at both ends; another that takes
 * the flow over is found in its place; one that is no more is not found, and is not held alive.
 */

#include "stack/tcp-socket-index.h"
#include "test-flow.h"

#include "ns3/inet-socket-address.h"
#include "ns3/linux-tcp-defaults.h"
#include "ns3/simulator.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/test.h"
#include "ns3/wire-topology.h"

using namespace offloadtest;

namespace
{

/// @ingroup offload-test Sockets of a transfer.
class ConnectedTestCase : public TestCase
{
  public:
    ConnectedTestCase()
        : TestCase("both ends of a connection are in the index of their host")
    {
    }

  private:
    void DoRun() override
    {
        SetLinuxTcpDefaults();
        WireTopology pair;
        pair.Build();
        const Flow transfer(pair, 100000);
        Simulator::Stop(MilliSeconds(20));
        Simulator::Run();
        const auto socket = DynamicCast<TcpSocketBase>(transfer.source->GetSocket());
        Address local;
        Address peer;
        socket->GetSockName(local);
        socket->GetPeerName(peer);
        const auto here = InetSocketAddress::ConvertFrom(local);
        const auto there = InetSocketAddress::ConvertFrom(peer);
        const TcpFlow flow{here.GetIpv4(), there.GetIpv4(), here.GetPort(), there.GetPort()};
        const TcpFlow back{flow.peer, flow.local, flow.peerPort, flow.localPort};
        const auto index = TcpSocketIndex::Get(pair.sender.node);
        NS_TEST_EXPECT_MSG_EQ((index->Find(flow) == socket), true, "the sender's");
        NS_TEST_EXPECT_MSG_EQ((flow.FindSocket(pair.sender.node) == socket), true, "as found");
        NS_TEST_EXPECT_MSG_EQ((index->Find(back) == nullptr), true, "the other end is elsewhere");
        const auto other = TcpSocketIndex::Get(pair.receiver.node)->Find(back);
        NS_TEST_ASSERT_MSG_EQ((other != nullptr), true, "the receiver's");
        NS_TEST_EXPECT_MSG_EQ(back.IsOf(*other), true, "has its ends");
        NS_TEST_EXPECT_MSG_EQ(flow.IsOf(*other), false, "and not those of the sender's");
        EndSimulation();
    }
};

/// @ingroup offload-test Sockets that come and go.
class LifetimeTestCase : public TestCase
{
  public:
    LifetimeTestCase()
        : TestCase("a socket leaves the index when it ends, and makes room for the next before")
    {
    }

  private:
    void DoRun() override
    {
        WireTopology pair;
        pair.Build();
        const Ptr<Node> node = pair.sender.node;
        const auto index = TcpSocketIndex::Get(node);
        const TcpFlow flow{Ipv4Address("10.0.0.1"), Ipv4Address("10.0.0.2"), 1, 2};
        const TcpFlow another{flow.local, flow.peer, 3, 2};
        auto first = CreateObject<TcpSocketBase>();
        auto second = CreateObject<TcpSocketBase>();
        index->Add(flow, first);
        NS_TEST_EXPECT_MSG_EQ((index->Find(flow) == first), true, "the first");
        index->Add(flow, second);
        NS_TEST_EXPECT_MSG_EQ((index->Find(flow) == second), true, "the second in its place");
        first = nullptr;
        NS_TEST_EXPECT_MSG_EQ((index->Find(flow) == second), true, "the first takes only itself");
        NS_TEST_EXPECT_MSG_EQ((flow.FindSocket(node) == nullptr), true, "it has no such ends");
        index->Add(another, second);
        NS_TEST_EXPECT_MSG_EQ((index->Find(flow) == nullptr), true, "a socket has one flow");
        NS_TEST_EXPECT_MSG_EQ((index->Find(another) == second), true, "the one added last");
        NS_TEST_EXPECT_MSG_EQ(second->GetReferenceCount(), 1, "nobody else holds it");
        second = nullptr;
        NS_TEST_EXPECT_MSG_EQ((index->Find(another) == nullptr), true, "it is no more");
        EndSimulation();
    }
};

/**
 * @ingroup offload-test
 * Rules of TcpSocketIndex.
 */
class OffloadTcpSocketIndexTestSuite : public TestSuite
{
  public:
    OffloadTcpSocketIndexTestSuite()
        : TestSuite("offload-tcp-socket-index")
    {
        AddTestCase(new ConnectedTestCase);
        AddTestCase(new LifetimeTestCase);
    }
};

OffloadTcpSocketIndexTestSuite g_offloadTcpSocketIndexTestSuite; //!< registers the suite

} // namespace
