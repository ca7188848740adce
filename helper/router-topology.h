/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ROUTER_TOPOLOGY_H
#define OFFLOAD_ROUTER_TOPOLOGY_H

#include "ns3/offload-point-to-point-helper.h"
#include "ns3/offload-topology.h"

namespace ns3
{

/**
 * @ingroup offload
 * Two hosts with a router between them. Each direction has a core of the router of its own, if it
 * has several.
 */
class RouterTopology : public OffloadTopology
{
  public:
    /**
     * @param senderProfile cost profile of the sender
     * @param receiverProfile cost profile of the receiver
     * @param routerProfile cost profile of the router
     */
    explicit RouterTopology(const std::string& senderProfile = "ideal",
                            const std::string& receiverProfile = "ideal",
                            const std::string& routerProfile = "athlon64-2007");

    OffloadNicHelper& GetSenderNic() override;
    OffloadNicHelper& GetReceiverNic() override;
    OffloadNicHelper* GetMiddleNic() override;

  private:
    void BuildLinks() override;
    std::vector<Address> BuildStacks() override;
    void EnableWirePcap(const std::string& prefix) override;

    OffloadPointToPointHelper m_senderNic{PLAIN_HOST};   //!< sender's, and the first link
    OffloadPointToPointHelper m_receiverNic{PLAIN_HOST}; //!< receiver's
    OffloadPointToPointHelper m_routerNic{PLAIN_HOST};   //!< router's, and the second link
};

} // namespace ns3

#endif // OFFLOAD_ROUTER_TOPOLOGY_H
