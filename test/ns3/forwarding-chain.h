/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef FORWARDING_CHAIN_H
#define FORWARDING_CHAIN_H

#include "difference.h"
#include "simulation.h"

#include "ns3/cpu-sink.h"
#include "ns3/cpu-source.h"
#include "ns3/ethernet-header.h"
#include "ns3/ethernet-trailer.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/ppp-header.h"
#include "ns3/string.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace offloadtest
{

using namespace ns3;

/**
 * @ingroup offload-test
 * @return whether ns-3's routers leave the flow label of IPv6 as it was; Ipv6Header of 3.35 reads
 * it with the mask of other bits, and routers write 0
 */
inline bool
KeepsFlowLabel()
{
    constexpr uint32_t LABEL = 1;
    Ipv6Header header;
    header.SetFlowLabel(LABEL);
    Packet packet;
    packet.AddHeader(header);
    packet.RemoveHeader(header);
    return header.GetFlowLabel() == LABEL;
}

/**
 * @ingroup offload-test
 * The TCP and UDP packets that a wire has seen, by flow, in order.
 */
class FlowLog
{
  public:
    /**
     * Note the frames of a device with PPP frames.
     * @param device the device
     * @param source its trace source
     */
    void Watch(Ptr<NetDevice> device, const std::string& source)
    {
        device->TraceConnectWithoutContext(source, MakeCallback(&FlowLog::NotePpp, this));
    }

    /**
     * Note the frames of a device with Ethernet frames.
     * @param device the device
     * @param source its trace source
     */
    void WatchEthernet(Ptr<NetDevice> device, const std::string& source)
    {
        device->TraceConnectWithoutContext(source, MakeCallback(&FlowLog::NoteEthernet, this));
    }

    /**
     * @param packet a packet from its IP header
     */
    void Note(Ptr<const Packet> packet)
    {
        std::string bytes(packet->GetSize(), '\0');
        packet->CopyData(reinterpret_cast<uint8_t*>(bytes.data()), packet->GetSize());
        const bool isV4 = bytes[0] >> 4 == 4;
        const std::size_t headerLength = isV4 ? 20 : 40;
        const char protocol = bytes[isV4 ? 9 : 6];
        constexpr char TCP = 6;
        constexpr char UDP = 17;
        constexpr char FRAGMENT = 44; // extension header of IPv6
        const bool isFragment =
            isV4 ? (bytes[6] & 0x3f) != 0 || bytes[7] != 0 : protocol == FRAGMENT;
        if (protocol != TCP && protocol != UDP && !isFragment)
        {
            return; // neighbour discovery, routers
        }
        if (isV4)
        {
            bytes[8] = 0;                 // TTL
            bytes[10] = bytes[11] = '\0'; // and the checksum over it
        }
        else
        {
            bytes[7] = 0; // hop limit
            if (!KeepsFlowLabel())
            {
                bytes[1] &= '\xf0';
                bytes[2] = bytes[3] = '\0';
            }
        }
        longest = std::max(longest, packet->GetSize());
        fragments += isFragment ? 1 : 0;
        const std::size_t addresses = isV4 ? 12 : 8;
        std::string flow = bytes.substr(addresses, headerLength - addresses);
        if (!isFragment)
        {
            flow += bytes.substr(headerLength, 4);
        }
        flows[flow].push_back({std::move(bytes)});
        packets++;
    }

    /**
     * @param expected another log
     * @return the first difference of packets, within their flows; empty if there is none
     */
    std::string FindDifference(const FlowLog& expected) const
    {
        for (const auto& [flow, wanted] : expected.flows)
        {
            const auto found = flows.find(flow);
            const std::vector<PacketBytes> seen =
                found == flows.end() ? std::vector<PacketBytes>() : found->second;
            if (const std::string text = offloadtest::FindDifference(seen, wanted); !text.empty())
            {
                return text;
            }
        }
        return flows.size() == expected.flows.size() ? "" : "there are other flows";
    }

    std::map<std::string, std::vector<PacketBytes>> flows; //!< bytes of packets
    uint64_t packets{0};                                   //!< in all
    uint64_t fragments{0};                                 //!< among them
    uint32_t longest{0};                                   //!< bytes of IP packet

  private:
    /**
     * @param frame a frame with its PPP header
     */
    void NotePpp(Ptr<const Packet> frame)
    {
        Ptr<Packet> packet = frame->Copy();
        PppHeader ppp;
        packet->RemoveHeader(ppp);
        Note(packet);
    }

    /**
     * @param frame a frame with its Ethernet header and trailer
     */
    void NoteEthernet(Ptr<const Packet> frame)
    {
        Ptr<Packet> packet = frame->Copy();
        EthernetHeader header(false);
        EthernetTrailer trailer;
        packet->RemoveHeader(header);
        packet->RemoveTrailer(trailer);
        if (header.GetLengthType() == Ipv4L3Protocol::PROT_NUMBER)
        {
            Note(packet);
        }
    }
};

/**
 * @ingroup offload-test
 * Host - router - host, at 10 Gb/s. Change what is to be different, call Build, add applications.
 */
class ForwardingChain : public Simulation
{
  public:
    ForwardingChain()
        : hostLink("ideal"),
          routerIn("athlon64-2007"),
          routerOut("athlon64-2007")
    {
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(SEGMENT_V6));
        for (auto* helper : {&hostLink, &routerIn, &routerOut})
        {
            helper->SetDeviceAttribute("DataRate", StringValue("10Gbps"));
            helper->SetDeviceAttribute("RxRing", UintegerValue(4096));
            helper->SetChannelAttribute("Delay", TimeValue(MicroSeconds(5)));
        }
    }

    /// Make hosts, router, links and stacks.
    void Build()
    {
        nodes.Create(3);
        in = hostLink.Install(nodes.Get(0), nodes.Get(1), routerIn);
        out = routerOut.Install(nodes.Get(1), nodes.Get(2), hostLink);
        InternetStackHelper().Install(nodes);
        Ipv4AddressHelper v4("10.0.1.0", "255.255.255.0");
        v4.Assign(in);
        v4.NewNetwork();
        v4.Assign(out);
        Ipv4GlobalRoutingHelper::PopulateRoutingTables();
        Ipv6AddressHelper v6("fd00:1::", 64);
        auto first = v6.Assign(in);
        v6.NewNetwork();
        auto second = v6.Assign(out);
        first.SetForwarding(1, true);
        second.SetForwarding(0, true);
        first.SetDefaultRouteInAllNodes(1);
        second.SetDefaultRouteInAllNodes(0);
        remote = second.GetAddress(1, 1);
        for (uint32_t port = 0; port < 2; port++)
        {
            Ptr<NetDevice> device = port == 0 ? in.Get(1) : out.Get(0);
            ingress[port].Watch(device, "PhyRxEnd");
            egress[port].Watch(device, "PhyTxBegin");
        }
    }

    /**
     * Let the first host send to the second.
     *
     * @param isV6 over IPv6
     * @param bytes bytes of each connection
     * @param connections how many
     */
    void AddTransfers(bool isV6, uint64_t bytes, uint32_t connections)
    {
        // The first seconds are those of duplicate address detection.
        const Address local = isV6 ? Address(Inet6SocketAddress(Ipv6Address::GetAny(), PORT))
                                   : Address(InetSocketAddress(Ipv4Address::GetAny(), PORT));
        const Address peer = isV6 ? Address(Inet6SocketAddress(remote, PORT))
                                  : Address(InetSocketAddress("10.0.2.2", PORT));
        sink = CreateObject<CpuSink>();
        sink->SetAttribute("Local", AddressValue(local));
        sink->SetAttribute("Verify", BooleanValue(true));
        sink->AssignStreams(0);
        nodes.Get(2)->AddApplication(sink);
        for (uint32_t i = 0; i < connections; i++)
        {
            auto source = CreateObject<CpuSource>();
            source->SetAttribute("Remote", AddressValue(peer));
            source->SetAttribute("MaxBytes", UintegerValue(bytes));
            source->SetAttribute("Pattern", BooleanValue(true));
            source->SetStartTime(Seconds(2));
            source->AssignStreams(1 + i);
            nodes.Get(0)->AddApplication(source);
        }
    }

    /// Simulate until all is over.
    void RunToEnd() const
    {
        Run(Seconds(20));
    }

    static constexpr uint32_t SEGMENT_V6 = SEGMENT - 20; //!< payload that fits IPv6 too, bytes

    OffloadPointToPointHelper hostLink;  //!< makes the hosts' NICs
    OffloadPointToPointHelper routerIn;  //!< makes the router's first NIC
    OffloadPointToPointHelper routerOut; //!< makes the router's second NIC
    NodeContainer nodes;                 //!< host, router, host
    NetDeviceContainer in;               //!< first link: the host's NIC and the router's
    NetDeviceContainer out;              //!< second link: the router's NIC and the host's
    Ipv6Address remote;                  //!< of the second host
    Ptr<CpuSink> sink;                   //!< of the second host
    FlowLog ingress[2];                  //!< what the router's NICs have received
    FlowLog egress[2];                   //!< what they have sent
};

} // namespace offloadtest

#endif // FORWARDING_CHAIN_H
