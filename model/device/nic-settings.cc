/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/nic-settings.h"

#include "ns3/attribute-use.h"
#include "ns3/boolean.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{

TypeId
NicSettings::AddAttributes(TypeId tid, uint16_t defaultMaxMtu)
{
    tid = DmaSettings::AddAttributes(tid);
    return TransmitSettings::AddAttributes(ReceiveSettings::AddAttributes(tid))
        .AddAttribute("MaxMtu",
                      "Largest MTU in bytes of IP packet that the NIC can be given.",
                      UintegerValue(defaultMaxMtu),
                      MakeUintegerAccessor(&NicSettings::maxMtu),
                      MakeUintegerChecker<uint16_t>(MIN_MTU))
        .AddAttribute("VlanId",
                      "VLAN that frames are sent in, with an 802.1Q tag; 0 for none. Tagged "
                      "frames of other VLANs are not received.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&NicSettings::vlanId),
                      MakeUintegerChecker<uint16_t>(0, 4094))
        .AddAttribute(
            "ChargeTrueSize",
            "Charge the memory of packets, not their payload, to the receive buffer "
            "of their connection.",
            BooleanValue(false),
            MakeStartAccessor("ChargeTrueSize", MakeBooleanAccessor(&NicSettings::chargeTrueSize)),
            MakeBooleanChecker())
        .AddAttribute("ForceLro",
                      "LRO stays on where the node forwards or bridges. It breaks both: what "
                      "was merged cannot be given back.",
                      BooleanValue(false),
                      MakeStartAccessor("ForceLro", MakeBooleanAccessor(&NicSettings::forceLro)),
                      MakeBooleanChecker())
        .AddAttribute("TcpOffloadEngine",
                      "Cost profile of a processor on the NIC that does the work of driver "
                      "and stack (a TCP offload engine); empty for none.",
                      StringValue(""),
                      MakeStartAccessor("TcpOffloadEngine",
                                        MakeStringAccessor(&NicSettings::tcpOffloadEngine)),
                      MakeStringChecker());
}

} // namespace ns3
