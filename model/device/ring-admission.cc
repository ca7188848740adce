/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "device/ring-admission.h"

#include "ns3/pointer.h"

#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(RingAdmission);

TypeId
RingAdmission::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::RingAdmission").SetParent<ErrorModel>().SetGroupName("Offload");
    return tid;
}

void
RingAdmission::Install(NetDevice& device, IsRefused isRefused)
{
    PointerValue model;
    device.GetAttribute("ReceiveErrorModel", model);
    auto admission = CreateObject<RingAdmission>();
    admission->m_errorModel = model.Get<ErrorModel>();
    admission->m_isRefused = std::move(isRefused);
    device.SetAttribute("ReceiveErrorModel", PointerValue(admission));
}

bool
RingAdmission::DoCorrupt(Ptr<Packet> frame)
{
    return (m_errorModel && m_errorModel->IsCorrupt(frame)) || m_isRefused(frame);
}

void
RingAdmission::DoReset()
{
    if (m_errorModel)
    {
        m_errorModel->Reset();
    }
}

} // namespace ns3
