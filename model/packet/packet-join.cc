/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "packet/packet-join.h"

#include <array>
#include <cstring>
#include <utility>

namespace ns3::offload
{

namespace
{

constexpr uint32_t LARGEST_PACKET = 65535; //!< bytes, of IP

/**
 * @param packet a packet
 * @return whether it has bytes in memory, more than headers; ns-3 keeps bytes that nobody has
 * written as a length
 */
bool
IsWritten(const Packet& packet)
{
    return packet.GetSerializedSize() >= packet.GetSize();
}

/**
 * @param part bytes of a packet
 * @return whether they are all 0
 */
bool
IsZero(const PacketPart& part)
{
    std::array<uint8_t, LARGEST_PACKET> bytes;
    const uint32_t end = part.offset + part.length;
    if (end > bytes.size())
    {
        return false; // too large to look at
    }
    part.packet->CopyData(bytes.data(), end);
    const uint8_t* first = bytes.data() + part.offset;
    return *first == 0 && std::memcmp(first, first + 1, part.length - 1) == 0;
}

/**
 * @param part bytes of a packet
 * @return whether they are 0 and no tag is on any: then their length says all
 */
bool
IsLength(const PacketPart& part)
{
    // Each byte counts: an application's header may stand before bytes that nobody has written.
    return IsZero(part) && !part.packet->GetByteTagIterator().HasNext();
}

/**
 * @param pieces parts of packets
 * @return the same, where those that lie side by side in one packet are one
 */
std::vector<PacketPart>
MergeNeighbours(const std::vector<PacketPart>& pieces)
{
    std::vector<PacketPart> parts;
    for (const PacketPart& piece : pieces)
    {
        if (!parts.empty() && parts.back().packet == piece.packet &&
            parts.back().offset + parts.back().length == piece.offset)
        {
            parts.back().length += piece.length;
        }
        else
        {
            parts.push_back(piece);
        }
    }
    return parts;
}

/**
 * Append packets.
 *
 * @param [in,out] packet the packet; unwritten bytes are appended as a length only if it has a
 * buffer of its own
 * @param parts what to append
 */
void
Append(Packet& packet, const std::vector<Ptr<const Packet>>& parts)
{
    uint32_t left = 0;
    for (const auto& part : parts)
    {
        left += part->GetSize();
    }
    // Not where packets are printed: ns-3 notes no padding, and takes its removal for payload's.
    bool wantsRoom = !packet.BeginItem().HasNext();
    for (const auto& part : parts)
    {
        packet.AddAtEnd(part);
        left -= part->GetSize();
        if (wantsRoom && left > 0 && IsWritten(packet))
        {
            // For all that follow; ns-3 would make it for each, and copy what it has so far.
            packet.AddPaddingAtEnd(left);
            packet.RemoveAtEnd(left);
            wantsRoom = false;
        }
    }
}

} // namespace

Ptr<Packet>
JoinPackets(const std::vector<PacketPart>& pieces, const std::function<void(Packet&)>& addHeaders)
{
    const std::vector<PacketPart> parts = MergeNeighbours(pieces);
    const PacketPart& first = parts.front();
    const bool isLength = parts.size() > 1 && first.length > 1 && IsLength(first);
    // Where the new headers find no room in the buffer of the first packet they come into one of
    // their own: only to such a one ns-3 appends unwritten bytes as a length. With one byte, for
    // ns-3 may lose the headers of a packet that was empty, when it prints it.
    const Ptr<Packet> joined =
        first.packet->CreateFragment(first.offset, isLength ? 1 : first.length);
    if (isLength)
    {
        addHeaders(*joined);
    }
    std::vector<Ptr<const Packet>> rest;
    uint32_t length = isLength ? first.length - 1 : 0;
    for (auto part = parts.begin() + 1; part != parts.end(); ++part)
    {
        if (isLength && IsLength(*part))
        {
            length += part->length;
            continue;
        }
        if (length > 0)
        {
            rest.push_back(Create<Packet>(std::exchange(length, 0)));
        }
        rest.push_back(part->packet->CreateFragment(part->offset, part->length));
    }
    if (length > 0)
    {
        rest.push_back(Create<Packet>(length));
    }
    Append(*joined, rest);
    if (!isLength)
    {
        addHeaders(*joined);
    }
    return joined;
}

} // namespace ns3::offload
