/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/arrived-packet.h"

#include <algorithm>

namespace ns3
{

const Ptr<const Packet>&
ArrivedPacket::Get() const
{
    if (!m_packet && m_segment)
    {
        m_packet = m_segment.MakePacket();
    }
    return m_packet;
}

uint32_t
ArrivedPacket::CopyData(uint8_t* bytes, uint32_t size) const
{
    if (m_segment && size <= m_segment.GetHeaderBytes())
    {
        std::copy_n(m_segment.GetHeaders(), size, bytes);
        return size;
    }
    return Get()->CopyData(bytes, size);
}

uint32_t
ArrivedPacket::CopyHeaders(uint8_t* bytes, uint32_t room) const
{
    const uint32_t headers = m_segment ? m_segment.GetHeaderBytes() : GetSize();
    return CopyData(bytes, std::min(headers, room));
}

bool
ArrivedPacket::PeekPacketTag(Tag& tag) const
{
    return m_packet ? m_packet->PeekPacketTag(tag) : m_segment.GetWhole()->PeekPacketTag(tag);
}

PacketPart
ArrivedPacket::GetPart(uint32_t offset, uint32_t length) const
{
    const uint32_t headers = m_segment ? m_segment.GetHeaderBytes() : 0;
    if (m_segment && offset >= headers)
    {
        return m_segment.GetPart(offset - headers, length);
    }
    return {Get(), offset, length};
}

} // namespace ns3
