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
#include "ns3/transmit-tag.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * The send buffers of a host's UDP sockets: memory of what they have sent and no NIC has given back
 * (sk_wmem_alloc against sk_sndbuf).
 *
 * A datagram is counted while it waits for its core, while it lies in the queue disc, and until the
 * driver has reclaimed its descriptor. It is not counted on its way through IP, where it may end
 * without a word, as one that waits for an address that nobody has.
 */
class UdpSendBuffers
{
  public:
    /**
     * @param limit bytes of one buffer; outlives this object
     */
    explicit UdpSendBuffers(const uint32_t& limit);

    /**
     * A socket sends. As sock_alloc_send_skb has it, a buffer that is not full takes one more
     * datagram of any size.
     *
     * @param flow addresses and ports; a socket is known by those of its own end
     * @param [in,out] fields of the datagram's TransmitTag; gets the number of the buffer
     * @return false if the buffer is full, and the datagram is to be refused
     */
    bool Take(const TcpFlow& flow, TransmitTag::Fields& fields);

    /**
     * A datagram has come to the queue disc or to the NIC.
     * @param fields of its TransmitTag
     */
    void Add(const TransmitTag::Fields& fields);

    /**
     * A datagram has had its core's work done, or its descriptor is reclaimed, or it was dropped.
     * @param fields of its TransmitTag
     */
    void Release(const TransmitTag::Fields& fields);

    /**
     * @param fields of a TransmitTag
     * @return whether they name a buffer, and no connection of TCP
     */
    static bool IsCounted(const TransmitTag::Fields& fields);

    /**
     * @return bytes of the fullest buffer
     */
    uint32_t GetMostUsed() const;

  private:
    using Socket = std::pair<uint16_t, Address>; //!< port and address of its own end

    const uint32_t& m_limit;              //!< bytes of one buffer
    std::map<Socket, uint32_t> m_numbers; //!< of the buffers, in tags
    std::vector<uint32_t> m_used;         //!< bytes in the buffers
};

} // namespace ns3

#endif // OFFLOAD_UDP_SEND_BUFFERS_H
