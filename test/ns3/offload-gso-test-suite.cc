/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "host-pair.h"
#include "test-profile.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-header.h"
#include "ns3/ppp-header.h"
#include "ns3/tcp-header.h"
#include "ns3/test.h"

#include <map>
#include <set>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/**
 * @ingroup offload-test
 * Where a super-packet is segmented.
 */
struct SegmentationPlace
{
    const char* name; //!< in names of tests
    bool gso;         //!< feature tx-gso
    bool tso;         //!< feature tx-tcp-segmentation
};

/// @ingroup offload-test The places that are compared.
constexpr SegmentationPlace PLACES[] = {
    {"none", false, false},
    {"driver", true, false},
    {"NIC", true, true},
};

/**
 * @ingroup offload-test
 * What the wire has seen of a host.
 */
struct WireLog
{
    std::vector<std::pair<uint32_t, uint32_t>> data; //!< sequence number and payload, in order
    std::multiset<uint16_t> identifications;         //!< of IPv4
    uint32_t longest{0};                             //!< bytes of IP packet
    uint64_t pushes{0};                              //!< frames with FIN

    /**
     * A frame begins on the wire.
     * @param packet the frame, with its PPP header
     */
    void Note(Ptr<const Packet> packet)
    {
        Ptr<Packet> copy = packet->Copy();
        PppHeader ppp;
        copy->RemoveHeader(ppp);
        longest = std::max(longest, copy->GetSize());
        Ipv4Header ip;
        copy->RemoveHeader(ip);
        identifications.insert(ip.GetIdentification());
        TcpHeader tcp;
        copy->RemoveHeader(tcp);
        if (copy->GetSize() > 0)
        {
            data.emplace_back(tcp.GetSequenceNumber().GetValue(), copy->GetSize());
        }
        pushes += tcp.GetFlags() & TcpHeader::FIN ? 1 : 0;
    }
};

/**
 * Prepare a pair of hosts.
 * @param pair the pair
 * @param place where its super-packets are segmented
 */
void
SetPlace(HostPair& pair, const SegmentationPlace& place)
{
    pair.link.SetDeviceAttribute("tx-gso", BooleanValue(place.gso));
    pair.link.SetDeviceAttribute("tx-tcp-segmentation", BooleanValue(place.tso));
}

} // namespace

/// @ingroup offload-test The same bytes in the same frames, wherever they are segmented.
class SameFramesTestCase : public TestCase
{
  public:
    SameFramesTestCase()
        : TestCase("no offload, GSO and TSO put the same frames on the wire")
    {
    }

  private:
    void DoRun() override
    {
        WireLog none;
        Transfer(PLACES[0], none);
        for (const auto& place : {PLACES[1], PLACES[2]})
        {
            WireLog log;
            Transfer(place, log);
            NS_TEST_EXPECT_MSG_EQ((log.data == none.data), true, place.name << ": data frames");
            NS_TEST_EXPECT_MSG_EQ(log.longest, 1500, place.name << ": no frame is longer");
            NS_TEST_EXPECT_MSG_EQ(log.pushes, 1, place.name << ": one FIN");
            const std::set<uint16_t> ids(log.identifications.begin(), log.identifications.end());
            NS_TEST_EXPECT_MSG_EQ(ids.size(),
                                  log.identifications.size(),
                                  place.name << ": identifications are unique");
        }
    }

    /**
     * Transfer 3 000 000 bytes.
     * @param place where super-packets are segmented
     * @param log gets the sender's frames
     */
    void Transfer(const SegmentationPlace& place, WireLog& log)
    {
        HostPair pair;
        SetPlace(pair, place);
        pair.Build();
        pair.devices.Get(0)->TraceConnectWithoutContext("PhyTxBegin",
                                                        MakeCallback(&WireLog::Note, &log));
        pair.AddSink(1);
        pair.AddSource(0, 3000000);
        pair.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetBytesRead(), 3000000, place.name << ": bytes");
        NS_TEST_EXPECT_MSG_EQ(pair.sink->GetWrongBytes(), 0, place.name << ": wrong bytes");
        auto tap = pair.hosts.Get(0)->GetObject<TransmitTap>();
        NS_TEST_EXPECT_MSG_EQ((tap->GetDataSegments() > 2 * tap->GetDataPackets()),
                              place.gso,
                              place.name << ": super-packets of several segments");
        const auto& path = pair.senderNic->GetTransmitPath();
        NS_TEST_EXPECT_MSG_EQ((path.GetSoftwareSegmented() > 0),
                              (place.gso && !place.tso),
                              place.name << ": segmented in software");
    }
};

/// @ingroup offload-test TCP/IP offload test suite.
class OffloadGsoTestSuite : public TestSuite
{
  public:
    OffloadGsoTestSuite()
        : TestSuite("offload-gso", UNIT)
    {
        AddTestCase(new SameFramesTestCase, TestCase::QUICK);
    }
};

static OffloadGsoTestSuite g_offloadGsoTestSuite; //!< static instance
