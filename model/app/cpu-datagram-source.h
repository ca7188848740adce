/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CPU_DATAGRAM_SOURCE_H
#define OFFLOAD_CPU_DATAGRAM_SOURCE_H

#include "ns3/address.h"
#include "ns3/application.h"
#include "ns3/attribute-use.h"
#include "ns3/data-rate.h"
#include "ns3/host-cpu.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/random-variable-stream.h"
#include "ns3/socket.h"
#include "ns3/traced-callback.h"

#include <cstdint>

namespace ns3
{

class UdpSendBuffers;

/**
 * @ingroup offload
 * Sends UDP datagrams as fast as its core and its socket let it, or at a given rate: one datagram a
 * call, or several with UDP_SEGMENT.
 *
 * A call waits while the send buffer is full, until it is less than half full, as Linux's does
 * (sock_alloc_send_skb, sock_writeable). So unlike DatagramFlood it is never refused anything. The
 * node needs a NIC of this module, which tells when memory is free again.
 */
class CpuDatagramSource : public Application, public StartedObject
{
  public:
    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    CpuDatagramSource();
    ~CpuDatagramSource() override;

    /**
     * @return bytes of payload sent so far
     */
    uint64_t GetBytesSent() const;

    /**
     * @return datagrams sent so far; a send that IP fragments is one
     */
    uint64_t GetDatagramsSent() const;

    /**
     * @return calls of send() so far
     */
    uint64_t GetCalls() const;

    /**
     * @return calls that have waited for room in the send buffer
     */
    uint64_t GetWaits() const;

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

    /// End the program if the attributes contradict each other.
    void CheckSizes() const;

    /// Open the socket.
    void Open();

    /// Begin.
    void Connect();

    /**
     * Call send(), or sleep until the rate allows it.
     * @param work what precedes the call
     */
    void Call(Work work);

    /// The rate allows the next call.
    void Resume();

    /// In a call: wait if the send buffer is full.
    void WaitForRoom();

    /// The send buffer has room.
    void HandleRoom();

    /**
     * In a call, with room in the send buffer: copy and send.
     * @param work what precedes the copy
     */
    void Copy(Work work);

    /**
     * A call is paid for up to UDP: send.
     * @param bytes how much
     */
    void Send(uint32_t bytes);

    /**
     * @return bytes of the next call; 0 if all is sent
     */
    uint32_t GetNextBytes() const;

    /// End the program if nothing slows this writer, for simulated time would not go on.
    void CheckPace();

    Address m_remote;                       //!< attribute
    uint32_t m_core;                        //!< attribute
    uint32_t m_writeSize;                   //!< attribute, bytes
    uint32_t m_udpSegment;                  //!< attribute, bytes; 0: off
    uint64_t m_maxBytes;                    //!< attribute, bytes
    DataRate m_rate;                        //!< attribute
    uint32_t m_sendBuffer;                  //!< attribute, bytes
    Ptr<RandomVariableStream> m_startDelay; //!< attribute, seconds

    Ptr<HostCpu> m_cpu;            //!< who pays
    Ptr<Socket> m_socket;          //!< socket
    Ptr<UdpSendBuffers> m_buffers; //!< of the host
    uint32_t m_buffer{0};          //!< number of the socket's
    bool m_isOpen{false};          //!< the socket is open
    Time m_nextCall;               //!< not before
    Time m_now;                    //!< of the last call
    uint32_t m_callsNow{0};        //!< calls at that time
    uint64_t m_bytes{0};           //!< sent
    uint64_t m_datagrams{0};       //!< sent
    uint64_t m_calls{0};           //!< of send()
    uint64_t m_waits{0};           //!< calls that have waited

    TracedCallback<Ptr<const Packet>> m_txTrace; //!< what a call gives to UDP
};

} // namespace ns3

#endif // OFFLOAD_CPU_DATAGRAM_SOURCE_H
