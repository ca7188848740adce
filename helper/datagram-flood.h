/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_DATAGRAM_FLOOD_H
#define OFFLOAD_DATAGRAM_FLOOD_H

#include "ns3/address.h"
#include "ns3/application.h"
#include "ns3/attribute-use.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/socket.h"

namespace ns3
{

/**
 * @ingroup offload
 * Sends UDP datagrams at a fixed rate, whatever becomes of them, as pktgen does. Writing them costs
 * its host nothing.
 */
class DatagramFlood : public Application, public StartedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    DatagramFlood();
    ~DatagramFlood() override;

    /**
     * @return datagrams sent
     */
    uint64_t GetSent() const;

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Send a datagram, and the next one in time.
    void Send();

    Address m_remote;     //!< attribute
    uint32_t m_size;      //!< attribute, bytes of payload
    Time m_interval;      //!< attribute, from one to the next
    Ptr<Socket> m_socket; //!< socket
    EventId m_next;       //!< next datagram
    uint64_t m_sent{0};   //!< datagrams
};

} // namespace ns3

#endif // OFFLOAD_DATAGRAM_FLOOD_H
