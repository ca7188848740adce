/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf-nic.h"
#include "perf-scenario.h"

#include "ns3/bridge-helper.h"
#include "ns3/data-rate.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/paravirtual-helper.h"
#include "ns3/uinteger.h"

using namespace ns3;

void
PerfScenario::BuildGuests(const PerfOptions& options)
{
    ParavirtualHelper guest;
    SetTransmit(guest, options);
    guest.SetDeviceAttribute("Mtu", UintegerValue(options.mtu));
    const NetDeviceContainer first = guest.Install(m_sender, middle);
    NetDeviceContainer ends(first.Get(0));
    NetDeviceContainer ports(first.Get(1));
    if (options.link == "guest-to-guest")
    {
        const NetDeviceContainer second = guest.Install(m_receiver, middle);
        ends.Add(second.Get(0));
        ports.Add(second.Get(1));
    }
    else
    {
        OffloadCsmaHelper wire;
        wire.SetChannelAttribute("DataRate", DataRateValue(DataRate(options.rate)));
        wire.SetChannelAttribute("Delay", TimeValue(ToTime(options.delay)));
        SetMiddle(wire, options);
        ports.Add(wire.Install(NodeContainer(middle)).Get(0));
        OffloadCsmaHelper receiver;
        SetReceive(receiver, options);
        receiver.SetDeviceAttribute("InterruptCore", UintegerValue(options.irqCore));
        const auto channel = DynamicCast<CsmaChannel>(ports.Get(1)->GetChannel());
        ends.Add(receiver.Install(m_receiver, channel));
        for (const auto& device : {ports.Get(1), ends.Get(1)})
        {
            // The stock channel is half-duplex, which Ethernet at this rate is not: data and ACKs
            // wait for each other, and are to do so for as short a time as may be.
            constexpr uint32_t RETRIES = 10000;
            DynamicCast<CsmaNetDevice>(device)->SetBackoffParams(NanoSeconds(50), 1, 2, 1, RETRIES);
        }
    }
    senderNic = ends.Get(0)->GetObject<NicDriver>();
    middleIn = ports.Get(0)->GetObject<NicDriver>();
    middleOut = ports.Get(1)->GetObject<NicDriver>();
    receiverNic = ends.Get(1)->GetObject<NicDriver>();
    BridgeHelper().Install(middle, ports);

    InternetStackHelper().Install(NodeContainer(m_sender, m_receiver));
    BuildQueueDisc(options, ends.Get(0));
    Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
    addresses.Assign(ends);
    m_remote = Ipv4Address("10.0.0.2");
}
