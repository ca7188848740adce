/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/ethtool-helper.h"

#include "cpu/ns3-compat.h"

#include "ns3/abort.h"
#include "ns3/nic-driver.h"
#include "ns3/node.h"
#include "ns3/simulator.h"

#include <cctype>

namespace ns3
{

namespace
{

/**
 * @param name a name as framesRingFull, or with blanks
 * @return the same as frames_ring_full
 */
std::string
ToSnakeCase(const std::string& name)
{
    std::string snake;
    for (const char each : name)
    {
        const auto letter = static_cast<unsigned char>(each);
        if (std::isupper(letter) && !snake.empty() && snake.back() != '_')
        {
            snake += '_';
        }
        snake += std::isalnum(letter) ? static_cast<char>(std::tolower(letter)) : '_';
    }
    return snake;
}

/**
 * @param prefix begin of the names
 * @param counters a list of names and numbers
 * @param [out] statistics gets them
 */
template <typename Counters>
void
Append(const std::string& prefix, const Counters& counters, EthtoolHelper::Statistics& statistics)
{
    for (const auto& [name, value] : counters)
    {
        statistics.emplace_back(prefix + ToSnakeCase(name), value);
    }
}

} // namespace

EthtoolHelper::Statistics
EthtoolHelper::ListStatistics(Ptr<NetDevice> device)
{
    const auto driver = device->GetObject<NicDriver>();
    NS_ABORT_MSG_IF(!driver,
                    device->GetInstanceTypeId().GetName()
                        << " has no counters of a NIC: give a device that a helper of this module "
                           "has installed");
    Statistics statistics;
    Append("rx_", driver->GetStatistics().List(), statistics);
    statistics.emplace_back("rx_other_vlan_frames", driver->GetOtherVlanFrames());
    const auto memory = driver->GetAllocations();
    statistics.emplace_back("rx_skbs_allocated", memory.skbs);
    statistics.emplace_back("rx_pages_allocated", memory.pages);
    Append("tx_", driver->GetTransmitStatistics().List(), statistics);
    for (uint32_t queue = 0; queue < driver->GetNQueues(); queue++)
    {
        const std::string prefix = "rx" + std::to_string(queue) + "_";
        Append(prefix, driver->GetStatistics(queue).List(), statistics);
        if (const auto hook = driver->GetReceiveHook(queue))
        {
            Append(prefix, hook->ListCounters(), statistics);
        }
    }
    return statistics;
}

void
EthtoolHelper::PrintStatistics(Ptr<NetDevice> device, std::ostream& os)
{
    os << "NIC statistics:\n";
    for (const auto& [name, value] : ListStatistics(device))
    {
        os << "     " << name << ": " << value << '\n';
    }
}

void
EthtoolHelper::PrintStatisticsAt(Time at, Ptr<NetDevice> device, std::ostream& os)
{
    ScheduleFunction(at, [device, &os]() {
        os << "node " << device->GetNode()->GetId() << ", device " << device->GetIfIndex() << ", "
           << Simulator::Now().As(Time::MS) << "\n";
        PrintStatistics(device, os);
    });
}

} // namespace ns3
