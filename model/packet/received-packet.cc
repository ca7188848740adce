/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/received-packet.h"

#include "engine/checksum.h"
#include "packet/ethernet-wire.h"

namespace ns3
{

namespace
{

/**
 * @param object a ReceivedPacket that one more frag holds
 */
void
Retain(void* object)
{
    static_cast<ReceivedPacket*>(object)->references++;
}

/**
 * @param object a ReceivedPacket that one frag fewer holds
 */
void
Release(void* object)
{
    auto* received = static_cast<ReceivedPacket*>(object);
    if (--received->references == 0)
    {
        received->owner->Release(*received);
    }
}

/**
 * @param object a ReceivedPacket
 * @param offset first byte
 * @param length number of bytes
 * @return their sum
 */
uint32_t
Sum(const void* object, uint32_t offset, uint32_t length)
{
    const auto* received = static_cast<const ReceivedPacket*>(object);
    std::vector<uint8_t> bytes(length);
    received->arrival.packet.Get()->CreateFragment(offset, length)->CopyData(bytes.data(), length);
    return offload::SumBytes(bytes.data(), length);
}

/// How frags hold a ReceivedPacket.
const offload::FragOps FRAG_OPS{&Retain, &Release, nullptr};

/// The same where ns-3 computes checksums, so that bytes can be summed.
const offload::FragOps SUMMED_FRAG_OPS{&Retain, &Release, &Sum};

} // namespace

uint32_t
Arrival::GetFrameBytes() const
{
    return packet.GetSize() + offload::ETHERNET_HEADER_BYTES +
           (vlanTci ? offload::VLAN_TAG_BYTES : 0);
}

void
ReceivedPacket::AddTo(offload::Frame& frame, uint32_t offset, uint32_t length, bool hasChecksums)
{
    references++;
    const auto* ops = hasChecksums ? &SUMMED_FRAG_OPS : &FRAG_OPS;
    frame.frags.emplace_back(this, ops, offset, length);
}

const ReceivedPacket*
ReceivedPacket::Find(const offload::Frag& frag)
{
    const bool isReceived = frag.Ops() == &FRAG_OPS || frag.Ops() == &SUMMED_FRAG_OPS;
    return isReceived ? static_cast<const ReceivedPacket*>(frag.Object()) : nullptr;
}

const ReceivedPacket*
ReceivedPacket::FindFirst(const offload::Frame& frame)
{
    return frame.frags.empty() ? nullptr : Find(frame.frags.front());
}

void
ReceivedPacket::NotifySkbFreed(const offload::Frame& frame)
{
    if (const ReceivedPacket* first = FindFirst(frame))
    {
        first->owner->NotifySkbFreed();
    }
}

} // namespace ns3
