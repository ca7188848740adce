/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_DUMBBELL_TOPOLOGY_H
#define OFFLOAD_DUMBBELL_TOPOLOGY_H

#include "ns3/offload-point-to-point-helper.h"
#include "ns3/offload-topology.h"
#include "ns3/switch-port-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * Senders at one switch, receivers at another, and a bottleneck between the switches, whose port
 * has a queue with a limit and a threshold for ECN. All links have the same rate and delay. Senders
 * are alike, and so are receivers; `sender` and `receiver` are the first of them.
 */
class DumbbellTopology : public OffloadTopology
{
  public:
    /**
     * @param nSenders number of senders, at least 1
     * @param nReceivers number of receivers, at least 1
     * @param senderProfile cost profile of the senders
     * @param receiverProfile cost profile of the receivers
     */
    DumbbellTopology(uint32_t nSenders,
                     uint32_t nReceivers,
                     const std::string& senderProfile = "ideal",
                     const std::string& receiverProfile = "athlon64-2007");

    /**
     * @return what makes the queue of the bottleneck's port towards the receivers, before Build
     */
    SwitchPortHelper& GetPort();

    OffloadNicHelper& GetSenderNic() override;
    OffloadNicHelper& GetReceiverNic() override;
    Ptr<SwitchPortQueue> GetPortQueue() const override;

  private:
    void BuildLinks() override;
    std::vector<Address> BuildStacks() override;
    void EnableWirePcap(const std::string& prefix) override;

    NodeContainer m_switches;                            //!< of senders, of receivers
    std::vector<NetDeviceContainer> m_links;             //!< all links
    SwitchPortHelper m_port;                             //!< makes the bottleneck's queue
    Ptr<SwitchPortQueue> m_queue;                        //!< bottleneck's queue
    OffloadPointToPointHelper m_senderNic{PLAIN_HOST};   //!< senders'
    OffloadPointToPointHelper m_receiverNic{PLAIN_HOST}; //!< receivers'
};

} // namespace ns3

#endif // OFFLOAD_DUMBBELL_TOPOLOGY_H
