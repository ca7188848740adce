/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef QUEUES_PAIR_H
#define QUEUES_PAIR_H

#include "host-pair.h"

#include "ns3/point-to-point-net-device.h"
#include "ns3/ppp-header.h"

#include <cstdint>
#include <vector>

namespace offloadtest
{

using namespace ns3;

/// @ingroup offload-test Hosts whose receiver has several queues and cores.
class QueuesPair : public HostPair
{
  public:
    /**
     * @param queues receive queues of each NIC
     * @param cores cores of each host
     */
    explicit QueuesPair(uint32_t queues, uint32_t cores = 4)
    {
        Config::SetDefault("ns3::HostCpu::Cores", UintegerValue(cores));
        link.SetDeviceAttribute("RxQueues", UintegerValue(queues));
        link.SetDeviceAttribute("RxUsecs", TimeValue(Seconds(0)));
    }

    /**
     * @return frames that each queue of the receiver has got
     */
    std::vector<uint64_t> GetFrames() const
    {
        std::vector<uint64_t> frames;
        for (uint32_t queue = 0; queue < receiverNic->GetNQueues(); queue++)
        {
            frames.push_back(receiverNic->GetStatistics(queue).frames);
        }
        return frames;
    }

    /**
     * Let the receiver's NIC receive a packet.
     * @param packet the packet, from its IP header
     * @param isV6 whether that is IPv6's
     */
    void Receive(Ptr<Packet> packet, bool isV6) const
    {
        PppHeader ppp;
        ppp.SetProtocol(isV6 ? 0x0057 : 0x0021);
        packet->AddHeader(ppp);
        DynamicCast<PointToPointNetDevice>(devices.Get(1))->Receive(packet);
    }
};

} // namespace offloadtest

#endif // QUEUES_PAIR_H
