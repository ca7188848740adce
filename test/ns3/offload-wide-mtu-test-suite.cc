/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/ns3-compat.h"
#include "host-pair.h"
#include "transmit/wide-mtu.h"

#include "ns3/test.h"

using namespace ns3;
using namespace offloadtest;

namespace
{

constexpr uint32_t WIDE = 65535;  //!< what a device with a licence says
constexpr uint32_t NARROW = 1500; //!< MTU of the links

} // namespace

/// @ingroup offload-test The wide MTU of one call.
class WideMtuTestCase : public TestCase
{
  public:
    WideMtuTestCase()
        : TestCase("one answer of one device is wide, while a super-packet passes IP")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.Build();
        pair.Run(MicroSeconds(1));
        auto device = pair.devices.Get(0);
        auto other = pair.devices.Get(1);
        TransmitDevice& nic = *device->GetObject<TransmitDevice>();
        const std::vector<TransmitDevice*> both{&nic, &*other->GetObject<TransmitDevice>()};

        NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), NARROW, "without a licence");
        {
            const WideMtuGuard wide(nic);
            NS_TEST_EXPECT_MSG_EQ(nic.GetLinkMtu(), NARROW, "the link has no part in it");
            NS_TEST_EXPECT_MSG_EQ(other->GetMtu(), NARROW, "nor has another NIC");
            NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), WIDE, "IP asks");
            NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), NARROW, "somebody else asks");
        }
        {
            const WideMtuGuard wide(nic);
        }
        NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), NARROW, "it was not asked, and is over");
        {
            const WideMtuGuard wide(nic);
            {
                const NarrowMtuGuard narrow(both);
                NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), NARROW, "sent from within the call");
                NS_TEST_EXPECT_MSG_EQ(other->GetMtu(), NARROW, "by whatever NIC");
            }
            NS_TEST_EXPECT_MSG_EQ(other->GetMtu(), NARROW, "what was not taken is not given back");
            NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), WIDE, "what was taken is");
        }
        other->SetMtu(1400);
        {
            const WideMtuGuard wide(both, 1450);
            NS_TEST_EXPECT_MSG_EQ(other->GetMtu(), 1400, "its link does not take the segments");
            NS_TEST_EXPECT_MSG_EQ(device->GetMtu(), WIDE, "its link does");
        }
    }
};

/// @ingroup offload-test What an application sends from within the call of a super-packet.
class AnswerWithinTestCase : public TestCase
{
  public:
    AnswerWithinTestCase()
        : TestCase("a datagram that is sent while a super-packet passes IP is fragmented")
    {
    }

  private:
    void DoRun() override
    {
        HostPair pair;
        pair.Build();
        constexpr uint16_t PORT = 9;
        uint32_t fragments = 0;
        auto sender =
            Socket::CreateSocket(pair.hosts.Get(0), TypeId::LookupByName("ns3::UdpSocketFactory"));
        pair.devices.Get(0)->TraceConnectWithoutContext(
            "PhyTxBegin",
            MakeFunctionCallback<Ptr<const Packet>>([this, &fragments](Ptr<const Packet> packet) {
                fragments++;
                m_longest = std::max(m_longest, packet->GetSize());
            }));
        TransmitDevice& nic = *pair.senderNic;
        ScheduleFunctionInContext(pair.hosts.Get(0)->GetId(), MilliSeconds(1), [&nic, sender]() {
            const WideMtuGuard wide(nic);
            sender->SendTo(Create<Packet>(4000),
                           0,
                           InetSocketAddress(Ipv4Address("10.0.0.2"), PORT));
        });
        pair.Run(MilliSeconds(2));
        NS_TEST_EXPECT_MSG_EQ(fragments, 3, "frames on the wire");
        NS_TEST_EXPECT_MSG_EQ(m_longest, NARROW + 2, "bytes of the longest, with PPP's header");
    }

    uint32_t m_longest{0}; //!< bytes of the longest frame
};

/// @ingroup offload-test Wide MTU test suite.
class OffloadWideMtuTestSuite : public TestSuite
{
  public:
    OffloadWideMtuTestSuite()
        : TestSuite("offload-wide-mtu")
    {
        AddTestCase(new WideMtuTestCase);
        AddTestCase(new AnswerWithinTestCase);
    }
};

static OffloadWideMtuTestSuite g_offloadWideMtuTestSuite; //!< static instance
