/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "module-types.h"

#include "ns3/net-device.h"

#include <algorithm>

using namespace ns3;

std::vector<TypeId>
GetModuleTypes()
{
    std::vector<TypeId> types;
    for (std::size_t i = 0; i < TypeId::GetRegisteredN(); i++)
    {
        const TypeId tid = TypeId::GetRegistered(static_cast<uint16_t>(i));
        if (tid.GetGroupName() == "Offload")
        {
            types.push_back(tid);
        }
    }
    std::sort(types.begin(), types.end(), [](TypeId a, TypeId b) {
        return a.GetName() < b.GetName();
    });
    return types;
}

bool
IsNic(TypeId tid)
{
    TypeId::AttributeInformation hook; // which ports of switches do not have
    return tid.GetGroupName() == "Offload" && tid.IsChildOf(NetDevice::GetTypeId()) &&
           tid.LookupAttributeByName("ReceiveHook", &hook);
}
