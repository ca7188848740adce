/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/offload-point-to-point-helper.h"

#include "ns3/abort.h"
#include "ns3/nstime.h"
#include "ns3/point-to-point-channel.h"

#ifdef NS3_MPI
#include "ns3/mpi-interface.h"
#include "ns3/mpi-receiver.h"
#endif

namespace ns3
{

namespace
{

/**
 * Give a stock device the time of Ethernet, whose frames are longer than those of PPP.
 * @param port the port of a switch
 */
void
SetEthernetGap(Ptr<NetDevice> port)
{
    TimeValue gap;
    port->GetAttribute("InterframeGap", gap);
    if (gap.Get().IsZero())
    {
        // A full frame has 1538 bytes and counts as 1502. The gap of the stock device is the same
        // for all frames: the shortest takes 78 byte times instead of 84.
        constexpr uint32_t BEYOND_PPP = 36;
        DataRateValue rate;
        port->GetAttribute("DataRate", rate);
        port->SetAttribute("InterframeGap", TimeValue(rate.Get().CalculateBytesTxTime(BEYOND_PPP)));
    }
}

/**
 * @param a a node
 * @param b another node
 * @return whether two processes of a parallel simulation (ns-3's MPI) simulate them
 */
bool
IsBetweenRanks(Ptr<const Node> a, Ptr<const Node> b)
{
#ifdef NS3_MPI
    return MpiInterface::IsEnabled() && a->GetSystemId() != b->GetSystemId();
#else
    (void)a;
    (void)b;
    return false; // system ids mean nothing, as for ns-3's helpers
#endif
}

/**
 * Let a device receive what its peer sends in another process.
 * @param device a device on a link between ranks
 */
void
ReceiveFromOtherRank(Ptr<PointToPointNetDevice> device)
{
#ifdef NS3_MPI
    auto receiver = CreateObject<MpiReceiver>();
    receiver->SetReceiveCallback(MakeCallback(&PointToPointNetDevice::Receive, device));
    device->AggregateObject(receiver);
#else
    (void)device;
#endif
}

} // namespace

OffloadPointToPointHelper::OffloadPointToPointHelper(const std::string& profile)
    : OffloadLinkHelper("ns3::OffloadPointToPointNetDevice",
                        "ns3::SwitchPortNetDevice",
                        "ns3::PointToPointChannel",
                        profile)
{
}

NetDeviceContainer
OffloadPointToPointHelper::Install(const NodeContainer& nodes)
{
    NS_ABORT_MSG_IF(nodes.GetN() != 2,
                    "OffloadPointToPointHelper::Install got " << nodes.GetN()
                                                              << " nodes: a link has two");
    return Install(nodes.Get(0), nodes.Get(1));
}

NetDeviceContainer
OffloadPointToPointHelper::Install(Ptr<Node> a, Ptr<Node> b)
{
    return Install(a, b, *this);
}

NetDeviceContainer
OffloadPointToPointHelper::Install(Ptr<Node> a, const std::string& b)
{
    return Install(a, FindNode(b));
}

NetDeviceContainer
OffloadPointToPointHelper::Install(const std::string& a, Ptr<Node> b)
{
    return Install(FindNode(a), b);
}

NetDeviceContainer
OffloadPointToPointHelper::Install(const std::string& a, const std::string& b)
{
    return Install(FindNode(a), FindNode(b));
}

NetDeviceContainer
OffloadPointToPointHelper::Install(Ptr<Node> a,
                                   Ptr<Node> b,
                                   const OffloadPointToPointHelper& helper)
{
    const bool isBetweenRanks = IsBetweenRanks(a, b);
    auto channel = isBetweenRanks
                       ? CreateChannel<PointToPointChannel>("ns3::PointToPointRemoteChannel")
                       : CreateChannel<PointToPointChannel>();
    NetDeviceContainer devices;
    for (const auto& each : {CreateDevice(a), helper.CreateDevice(b)})
    {
        auto device = DynamicCast<PointToPointNetDevice>(each);
        if (!DynamicCast<OffloadPointToPointNetDevice>(device))
        {
            SetEthernetGap(device);
        }
        if (isBetweenRanks)
        {
            ReceiveFromOtherRank(device);
        }
        device->Attach(channel);
        devices.Add(device);
    }
    return devices;
}

} // namespace ns3
