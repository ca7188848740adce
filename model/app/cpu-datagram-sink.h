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
#include "ns3/random-variable-stream.h"
#include "ns3/socket.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <memory>

namespace ns3
{

class CpuReader;

/**
 * @ingroup offload
 * Reads UDP datagrams, one a system call, as one task that sleeps until there is something to read.
 * With attribute UdpGro one call reads what GRO has merged into one packet.
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
     * @return datagrams read; of a read of merged ones, all that were in it
     */
    uint64_t GetDatagramsRead() const;

    /**
     * @return calls of recvmsg() so far
     */
    uint64_t GetReads() const;

    /**
     * @return bytes of payload read
     */
    uint64_t GetBytesRead() const;

    /**
     * @return datagrams that have found the receive buffer full (RcvbufErrors of `netstat -s`)
     */
    uint64_t GetDatagramsDropped() const;

    /**
     * Assign a fixed random variable stream number to the random variables used by this model.
     * @param stream first stream index to use
     * @return the number of stream indices assigned
     */
    int64_t AssignStreams(int64_t stream);

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

    /**
     * A read() is paid for.
     * @return whether there may be more to read
     */
    bool FinishRead();

    /**
     * The socket's receive buffer is full.
     * @param packet what is lost
     */
    void HandleDrop(Ptr<const Packet> packet);

    Address m_local;                       //!< attribute
    uint32_t m_core;                       //!< attribute
    Time m_busyPoll;                       //!< attribute
    bool m_udpGro;                         //!< attribute
    uint32_t m_receiveBuffer;              //!< attribute, bytes
    Ptr<RandomVariableStream> m_wakeDelay; //!< attribute, seconds

    std::unique_ptr<CpuReader> m_reader; //!< the task
    Ptr<Socket> m_socket;                //!< socket
    Ptr<Packet> m_packet;                //!< what is being read, or null
    uint64_t m_datagrams{0};             //!< read
    uint64_t m_reads{0};                 //!< calls
    uint64_t m_bytes{0};                 //!< read
    uint64_t m_dropped{0};               //!< datagrams

    TracedCallback<Ptr<const Packet>> m_rxTrace; //!< what a call has read
};

} // namespace ns3

#endif // OFFLOAD_CPU_DATAGRAM_SINK_H
