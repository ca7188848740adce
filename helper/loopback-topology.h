/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LOOPBACK_TOPOLOGY_H
#define OFFLOAD_LOOPBACK_TOPOLOGY_H

#include "ns3/offload-loopback-helper.h"
#include "ns3/offload-topology.h"

namespace ns3
{

/**
 * @ingroup offload
 * One host that sends to itself over its loopback device, or over a veth pair. Sender and receiver
 * are this host; rate and delay of links mean nothing.
 */
class LoopbackTopology : public OffloadTopology
{
  public:
    /**
     * @param profile cost profile of the host
     * @param device the device: ns3::OffloadLoopbackNetDevice, or ns3::VethNetDevice for a veth
     * pair between two namespaces of the host
     */
    explicit LoopbackTopology(const std::string& profile = "athlon64-2007",
                              const std::string& device = "ns3::OffloadLoopbackNetDevice");

    OffloadNicHelper& GetSenderNic() override;
    OffloadNicHelper& GetReceiverNic() override;

  private:
    void BuildLinks() override;
    std::vector<Address> BuildStacks() override;

    OffloadLoopbackHelper m_nic; //!< the device
};

} // namespace ns3

#endif // OFFLOAD_LOOPBACK_TOPOLOGY_H
