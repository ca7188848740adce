/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RECEIVED_PACKET_H
#define OFFLOAD_RECEIVED_PACKET_H

#include "ns3/address.h"
#include "ns3/arrived-packet.h"
#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/offload-frame.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ns3
{

/**
 * @ingroup offload
 * A packet as it comes from the wire.
 */
struct Arrival
{
    ArrivedPacket packet; //!< from its network header
    uint16_t protocol{0}; //!< Ethernet type, after a tag if there is one
    Address from;         //!< who sent it
    Address to;           //!< whom it was sent to
    NetDevice::PacketType type{NetDevice::PACKET_HOST}; //!< who that is
    std::optional<uint16_t> vlanTci; //!< 802.1Q tag control information, if it has a tag
    Time time;                       //!< when it came from the wire

    /**
     * @return bytes of the frame from its link header, tag included
     */
    uint32_t GetFrameBytes() const;
};

struct ReceivedPacket;

/**
 * @ingroup offload
 * Who owns the memory that packets are received into.
 */
class ReceiveMemory
{
  public:
    virtual ~ReceiveMemory() = default;

    /**
     * The last frag that held a packet is gone.
     * @param received the packet
     */
    virtual void Release(ReceivedPacket& received) = 0;

    /**
     * The stack has freed the sk_buff that carried a frame of this memory.
     */
    virtual void NotifySkbFreed() = 0;
};

/**
 * @ingroup offload
 * A simulated packet in the memory it was received into.
 *
 * The frags of a frame hold it; when the last one is gone, so is the memory.
 */
struct ReceivedPacket
{
    Arrival arrival;               //!< the packet
    ReceiveMemory* owner{nullptr}; //!< whose memory
    uint32_t references{0};        //!< frags that hold it
    std::vector<uint64_t> pages;   //!< pages that it lies in, one entry for each buffer

    /**
     * Add a frag that holds this packet to a frame.
     *
     * @param frame the frame
     * @param offset first byte, from the packet's network header
     * @param length number of bytes
     * @param hasChecksums whether ns-3 computes checksums, so that bytes can be summed
     */
    void AddTo(offload::Frame& frame, uint32_t offset, uint32_t length, bool hasChecksums);

    /**
     * @param frag a frag of a frame
     * @return the packet that it holds, or null if it holds something else
     */
    static const ReceivedPacket* Find(const offload::Frag& frag);

    /**
     * @param frame a frame
     * @return the packet that its first frag holds, or null if there is none
     */
    static const ReceivedPacket* FindFirst(const offload::Frame& frame);

    /**
     * Call a function with each packet that was received into a frame, in order.
     * @param frame the frame
     * @param visit the function; is given the packet's Arrival
     */
    template <typename Visitor>
    static void Visit(const offload::Frame& frame, Visitor visit)
    {
        const ReceivedPacket* last = nullptr;
        for (const offload::Frag& frag : frame.frags)
        {
            // A packet in several buffers has several frags in a row.
            const ReceivedPacket* received = Find(frag);
            if (received && received != last)
            {
                last = received;
                visit(received->arrival);
            }
        }
    }

    /**
     * The stack has freed the sk_buff that carried a frame.
     * @param frame the frame
     */
    static void NotifySkbFreed(const offload::Frame& frame);
};

} // namespace ns3

#endif // OFFLOAD_RECEIVED_PACKET_H
