/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_UDP_SEND_BUFFERS_H
#define OFFLOAD_UDP_SEND_BUFFERS_H

#include "stack/tcp-flow.h"

#include "ns3/address.h"
#include "ns3/object.h"
#include "ns3/transmit-tag.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * The send buffers of a host's UDP sockets: memory of what they have sent and no NIC has given back
 * (sk_wmem_alloc against sk_sndbuf). Aggregated to the node.
 *
 * A datagram is counted while it waits for its core, while it lies in the queue disc, and until the
 * driver has reclaimed its descriptor. It is not counted on its way through IP, where it may end
 * without a word, as one that waits for an address that nobody has.
 *
 * What finds a buffer full is refused. A writer that has opened its socket's buffer here waits
 * instead, as a blocking call does.
 */
class UdpSendBuffers : public Object
{
  public:
    /// Called when a writer that waits is to be woken.
    using Writable = std::function<void()>;

    /**
     * @brief Get the type ID.
     * @return the object TypeId
     */
    static TypeId GetTypeId();

    /**
     * @param limit bytes of a buffer of which nobody has said anything; outlives this object
     */
    explicit UdpSendBuffers(const uint32_t& limit);

    /**
     * Open the buffer of a socket whose writer will look for room before it sends.
     *
     * @param name the socket's, as GetSockName tells; the address may be any
     * @param limit bytes (sk_sndbuf); 0 for that of the other sockets
     * @param writable called after a Wait(), when the buffer is less than half full
     * @return number of the buffer
     */
    uint32_t Open(const Address& name, uint32_t limit, Writable writable);

    /**
     * The writer waits no more.
     * @param buffer a number that Open has answered with
     */
    void Close(uint32_t buffer);

    /**
     * As sock_alloc_send_skb has it, a buffer that is not full takes one more send of any size.
     * @param buffer a number that Open has answered with
     * @return whether it is not full
     */
    bool HasRoom(uint32_t buffer) const;

    /**
     * @param buffer a number that Open has answered with
     * @return its size in bytes
     */
    uint32_t GetLimit(uint32_t buffer) const;

    /**
     * The writer sleeps until its buffer is less than half full (sock_writeable).
     * @param buffer a number that Open has answered with
     */
    void Wait(uint32_t buffer);

    /**
     * @param flow addresses and ports
     * @return whether a writer looks for room before it sends
     */
    bool HasWriter(const TcpFlow& flow) const;

    /**
     * A socket sends.
     *
     * @param flow addresses and ports; a socket is known by those of its own end
     * @return whether its buffer is not full
     */
    bool IsWritable(const TcpFlow& flow);

    /**
     * Count what a socket sends.
     *
     * @param flow addresses and ports
     * @param [in,out] fields of the datagram's TransmitTag; gets the number of the buffer
     */
    void Take(const TcpFlow& flow, TransmitTag::Fields& fields);

    /**
     * A datagram has come to the queue disc or to the NIC.
     * @param fields of its TransmitTag
     */
    void Add(const TransmitTag::Fields& fields);

    /**
     * A datagram has had its core's work done, or its descriptor is reclaimed, or it was dropped.
     *
     * @param fields of its TransmitTag
     * @return whether WakeWriters() is to be called, once the datagram is where it is counted next
     */
    bool Release(const TransmitTag::Fields& fields);

    /// Wake the writers whose buffers are less than half full.
    void WakeWriters();

    /**
     * @param fields of a TransmitTag
     * @return whether they name a buffer, and no connection of TCP
     */
    static bool IsCounted(const TransmitTag::Fields& fields);

  protected:
    void DoDispose() override;

  private:
    /// A buffer.
    struct Buffer
    {
        uint32_t used{0};      //!< bytes
        uint32_t limit{0};     //!< bytes; 0 for m_limit
        Writable writable;     //!< wakes its writer; empty for none
        bool isWaiting{false}; //!< the writer sleeps
    };

    using Socket = std::pair<uint16_t, Address>; //!< port and address of its own end

    /**
     * @param flow addresses and ports
     * @return number of the buffer, which is made if there is none
     */
    uint32_t Find(const TcpFlow& flow);

    const uint32_t& m_limit;              //!< bytes of a buffer
    std::map<Socket, uint32_t> m_numbers; //!< of the buffers
    std::vector<Buffer> m_buffers;        //!< by number
    uint32_t m_writers{0};                //!< buffers that are open
    bool m_isDue{false};                  //!< WakeWriters() is going to be called
};

} // namespace ns3

#endif // OFFLOAD_UDP_SEND_BUFFERS_H
