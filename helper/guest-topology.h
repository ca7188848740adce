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
 * A guest that sends through a bridge in the host of guests, to another guest or to a host on a
 * wire. Rate and delay are those of the wire.
 */
class GuestTopology : public OffloadTopology
{
  public:
    /// Where the receiver is.
    enum class Receiver : uint8_t
    {
        GUEST, //!< it is another guest of the same host
        WIRE,  //!< it is a host on the wire
    };

    /**
     * @param kind where the receiver is
     * @param senderProfile cost profile of the guest that sends
     * @param receiverProfile cost profile of the receiver
     * @param hostProfile cost profile of the host of guests
     */
    explicit GuestTopology(Receiver kind,
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

    /// Put the receiver and the host of guests on a wire.
    void BuildWire();

    Receiver m_kind;                             //!< where the receiver is
    ParavirtualHelper m_senderLink;              //!< the first guest's
    ParavirtualHelper m_receiverLink;            //!< the second guest's
    OffloadCsmaHelper m_hostWireNic{PLAIN_HOST}; //!< the NIC of the host of guests, and the wire
    OffloadCsmaHelper m_receiverWireNic{PLAIN_HOST}; //!< the receiver's, on the wire
};

} // namespace ns3

#endif // OFFLOAD_GUEST_TOPOLOGY_H
