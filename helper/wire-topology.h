/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_WIRE_TOPOLOGY_H
#define OFFLOAD_WIRE_TOPOLOGY_H

#include "ns3/offload-point-to-point-helper.h"
#include "ns3/offload-topology.h"

namespace ns3
{

/**
 * @ingroup offload
 * Two hosts on a wire, which speak IPv4 or IPv6.
 */
class WireTopology : public OffloadTopology
{
  public:
    /**
     * @param senderProfile cost profile of the sender
     * @param receiverProfile cost profile of the receiver
     */
    explicit WireTopology(const std::string& senderProfile = "ideal",
                          const std::string& receiverProfile = "athlon64-2007");

    /**
     * @param isOn the receiver's address is one of IPv6; before Build
     */
    void SetIpv6(bool isOn);

    OffloadNicHelper& GetSenderNic() override;
    OffloadNicHelper& GetReceiverNic() override;
    Address GetLocal(uint16_t port) const override;

  private:
    void BuildLinks() override;
    std::vector<Address> BuildStacks() override;
    void EnableWirePcap(const std::string& prefix) override;

    bool m_isIpv6{false};                                //!< see SetIpv6
    OffloadPointToPointHelper m_senderNic{PLAIN_HOST};   //!< sender's, and the link
    OffloadPointToPointHelper m_receiverNic{PLAIN_HOST}; //!< receiver's
};

} // namespace ns3

#endif // OFFLOAD_WIRE_TOPOLOGY_H
