/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GUEST_TOPOLOGY_H
#define OFFLOAD_GUEST_TOPOLOGY_H

#include "ns3/offload-csma-helper.h"
#include "ns3/offload-topology.h"
#include "ns3/paravirtual-helper.h"

namespace ns3
{

/**
 * @ingroup offload
 * A guest at a bridge in the host of guests, and another guest or a host on a wire that it sends to
 * or receives from. Rate and delay are those of the wire.
 */
class GuestTopology : public OffloadTopology
{
  public:
    /// From whom to whom data go.
    enum class Way : uint8_t
    {
        GUEST_TO_GUEST, //!< between two guests of the same host
        GUEST_TO_WIRE,  //!< from a guest to a host on the wire
        WIRE_TO_GUEST,  //!< from a host on the wire to a guest
    };

    /**
     * @param way from whom to whom
     * @param senderProfile cost profile of the sender
     * @param receiverProfile cost profile of the receiver
     * @param hostProfile cost profile of the host of guests
     */
    explicit GuestTopology(Way way,
                           const std::string& senderProfile = "athlon64-2007",
                           const std::string& receiverProfile = "athlon64-2007",
                           const std::string& hostProfile = "athlon64-2007");

    OffloadNicHelper& GetSenderNic() override;
    OffloadNicHelper& GetReceiverNic() override;
    /// @return the NIC of the host of guests that is on the wire
    OffloadNicHelper* GetMiddleNic() override;

  private:
    void BuildLinks() override;
    std::vector<Address> BuildStacks() override;
    void EnableWirePcap(const std::string& prefix) override;

    /**
     * Connect a guest to the host of guests.
     * @param link what does so
     * @param guest the guest
     */
    void BuildGuest(ParavirtualHelper& link, Host& guest);

    /// Say so if the delay makes a wire slow.
    void WarnOfDelay() const;

    /**
     * Connect a host and the host of guests by a wire.
     * @param host the host
     */
    void BuildWire(Host& host);

    Way m_way;                                    //!< from whom to whom
    ParavirtualHelper m_senderLink;               //!< the sender's, if it is a guest
    ParavirtualHelper m_receiverLink;             //!< the receiver's, if it is a guest
    OffloadCsmaHelper m_hostWireNic{PLAIN_HOST};  //!< the NIC of the host of guests, and the wire
    OffloadCsmaHelper m_otherWireNic{PLAIN_HOST}; //!< that of who is no guest, on the wire
};

} // namespace ns3

#endif // OFFLOAD_GUEST_TOPOLOGY_H
