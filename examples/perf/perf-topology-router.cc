/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-nic.h"
#include "perf-scenario.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/offload-point-to-point-helper.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <array>

using namespace ns3;

namespace
{

/**
 * @param frame a frame with its PPP header
 * @return whether it is an IPv4 fragment
 */
bool
IsFragment(Ptr<const Packet> frame)
{
    constexpr uint32_t FRAGMENT_FIELD = 2 + 6; // behind the PPP header
    std::array<uint8_t, FRAGMENT_FIELD + 2> bytes{};
    frame->CopyData(bytes.data(), bytes.size());
    return (bytes[FRAGMENT_FIELD] & 0x3f) != 0 || bytes[FRAGMENT_FIELD + 1] != 0;
}

} // namespace

void
PerfScenario::BuildRouter(const PerfOptions& options)
{
    OffloadPointToPointHelper sender;
    OffloadPointToPointHelper in;
    OffloadPointToPointHelper out;
    OffloadPointToPointHelper receiver;
    for (auto* helper : {&sender, &in, &out, &receiver})
    {
        helper->SetDeviceAttribute("DataRate", StringValue(options.rate));
        helper->SetDeviceAttribute("Mtu", UintegerValue(options.mtu));
        helper->SetDeviceAttribute("RxRing", UintegerValue(options.rxRing));
        helper->SetDeviceAttribute("TxRing", UintegerValue(options.txRing));
        helper->SetDeviceAttribute("NapiWeight", UintegerValue(options.napiWeight));
        helper->SetChannelAttribute("Delay", TimeValue(ToTime(options.delay)));
    }
    SetTransmit(sender, options);
    sender.SetDeviceAttribute("RxUsecs",
                              TimeValue(ToTime(senderCpu->IsFree() ? 0 : options.rxUsecs)));
    SetMiddle(in, options);
    SetMiddle(out, options);
    // Each direction has a core of its own.
    out.SetDeviceAttribute("InterruptCore", UintegerValue(1 % middleCpu->GetNCores()));
    SetReceive(receiver, options);
    receiver.SetDeviceAttribute("InterruptCore", UintegerValue(options.irqCore));
    receiver.SetDeviceAttribute("RxQueues", UintegerValue(options.rxQueues));
    const NetDeviceContainer first = sender.Install(m_sender, middle, in);
    const NetDeviceContainer second = out.Install(middle, m_receiver, receiver);
    senderNic = first.Get(0)->GetObject<NicDriver>();
    middleIn = first.Get(1)->GetObject<NicDriver>();
    middleOut = second.Get(0)->GetObject<NicDriver>();
    receiverNic = second.Get(1)->GetObject<NicDriver>();
    MakeTrouble(first.Get(1), options);
    second.Get(0)->TraceConnectWithoutContext(
        "PhyTxBegin",
        Callback<void, Ptr<const Packet>>(
            [this](Ptr<const Packet> frame) { middleFragments += IsFragment(frame) ? 1 : 0; }));

    InternetStackHelper().Install(NodeContainer(m_sender, middle, m_receiver));
    BuildQueueDisc(options, first.Get(0));
    Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
    addresses.Assign(first);
    addresses.NewNetwork();
    addresses.Assign(second);
    m_remote = Ipv4Address("10.0.1.2");
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();
}
