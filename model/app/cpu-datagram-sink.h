/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_DATAGRAM_SINK_H
#define OFFLOAD_CPU_DATAGRAM_SINK_H

#include "ns3/address.h"
#include "ns3/application.h"
#include "ns3/attribute-use.h"
#include "ns3/packet.h"
#include "ns3/socket.h"

#include <cstdint>
#include <memory>

namespace ns3
{

class CpuReader;

/**
 * @ingroup offload
 * Reads UDP datagrams, one a system call, as one task that sleeps until there is something to read.
 *
 * Nothing tells the sender of datagrams that find the socket's receive buffer full: they are lost
 * after the host has paid for their way up.
 */
class CpuDatagramSink : public Application, public StartedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    CpuDatagramSink();
    ~CpuDatagramSink() override;

    /**
     * @return datagrams read
     */
    uint64_t GetDatagramsRead() const;

  protected:
    void DoDispose() override;
    std::string ExplainNoEffect(AttributeUse use) const override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /**
     * There is data to read.
     * @param socket the socket
     */
    void HandleData(Ptr<Socket> socket);

    Address m_local; //!< attribute
    uint32_t m_core; //!< attribute
    Time m_busyPoll; //!< attribute

    std::unique_ptr<CpuReader> m_reader; //!< the task
    Ptr<Socket> m_socket;                //!< socket
    Ptr<Packet> m_datagram;              //!< what is being read, or null
    uint64_t m_datagrams{0};             //!< read
};

} // namespace ns3

#endif // OFFLOAD_CPU_DATAGRAM_SINK_H
