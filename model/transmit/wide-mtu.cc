/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "transmit/wide-mtu.h"

#include "ns3/log.h"
#include "ns3/transmit-device.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("WideMtu");

bool
WideMtu::Take()
{
    return std::exchange(m_isWide, false);
}

void
WideMtu::Give()
{
    m_isWide = true;
}

WideMtuGuard::WideMtuGuard(TransmitDevice& nic)
    : m_nics{&nic}
{
    NS_LOG_LOGIC("A super-packet passes IP: the next MTU is wide");
    nic.GetWideMtu().Give();
}

WideMtuGuard::WideMtuGuard(const std::vector<TransmitDevice*>& nics, uint32_t bytes)
{
    for (TransmitDevice* nic : nics)
    {
        if (bytes <= nic->GetLinkMtu())
        {
            nic->GetWideMtu().Give();
            m_nics.push_back(nic);
        }
        else
        {
            NS_LOG_LOGIC("A link with an MTU of " << nic->GetLinkMtu()
                                                  << " does not take segments of " << bytes);
        }
    }
}

WideMtuGuard::~WideMtuGuard()
{
    for (TransmitDevice* nic : m_nics)
    {
        nic->GetWideMtu().Take();
    }
}

NarrowMtuGuard::NarrowMtuGuard(const std::vector<TransmitDevice*>& nics)
{
    for (TransmitDevice* nic : nics)
    {
        if (nic->GetWideMtu().Take())
        {
            NS_LOG_LOGIC("Sent from within the call of a super-packet: the MTU is the link's");
            m_nics.push_back(nic);
        }
    }
}

NarrowMtuGuard::~NarrowMtuGuard()
{
    for (TransmitDevice* nic : m_nics)
    {
        nic->GetWideMtu().Give();
    }
}

} // namespace ns3
