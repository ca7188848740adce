/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/gro-packet.h"

#include "engine/checksum.h"
#include "engine/frame-sum.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::GroPacket implementation.
 */

namespace ns3::offload
{

namespace
{

/// A checksum is right if the sum over all that it covers, itself included, is this.
constexpr uint16_t RIGHT_SUM = 0xffff;

/// One reading of a frame. Each step answers NONE where the next may follow.
class GroReader
{
  public:
    /// @param frame a frame @param packet to be filled in @param report what was done
    GroReader(Frame& frame, GroPacket& packet, GroReport& report)
        : m_frame(frame),
          m_head(frame.head.Data()),
          m_packet(packet),
          m_report(report)
    {
    }

    /// @return the reason why the frame passes because of what it is, or NONE
    GroReason ReadNetwork()
    {
        if (!HeadHolds(ethernet::HEADER_LENGTH))
        {
            return GroReason::NOT_IP;
        }
        m_packet.networkOffset = ethernet::HEADER_LENGTH;
        const uint16_t type = Load16(m_head + ethernet::TYPE);
        m_packet.isIpv6 = type == ethernet::TYPE_IPV6;
        if (type == ethernet::TYPE_IPV4)
        {
            return ReadIpv4();
        }
        return m_packet.isIpv6 ? ReadIpv6() : GroReason::NOT_IP;
    }

    /// @return the same of its TCP header, which is then in the packet
    GroReason ReadTcp()
    {
        if (!Verify(false))
        {
            return GroReason::TRANSPORT_CHECKSUM;
        }
        const uint32_t offset = m_packet.transportOffset;
        if (!HeadHolds(offset + tcp::MIN_HEADER_LENGTH))
        {
            return GroReason::TRANSPORT_TRUNCATED;
        }
        const uint32_t headerLength = tcp::HeaderLength(m_head + offset);
        if (headerLength < tcp::MIN_HEADER_LENGTH)
        {
            return GroReason::TCP_HEADER_LENGTH;
        }
        if (!HeadHolds(offset + headerLength))
        {
            return GroReason::TRANSPORT_TRUNCATED;
        }
        m_packet.payloadOffset = static_cast<uint16_t>(offset + headerLength);
        SetKey(protocol::TCP);
        return GroReason::NONE;
    }

    /// @param config settings @param sockets finds sockets, or null: there are none
    /// @return the same of its UDP header
    GroReason ReadUdp(const GroConfig& config, const GroSockets* sockets)
    {
        m_packet.payloadOffset =
            static_cast<uint16_t>(m_packet.transportOffset + udp::HEADER_LENGTH);
        if (!HeadHolds(m_packet.payloadOffset))
        {
            return GroReason::TRANSPORT_TRUNCATED;
        }
        // Verified even if UDP is off: the stack then need not do it again.
        if (!Verify(true))
        {
            return GroReason::TRANSPORT_CHECKSUM;
        }
        SetKey(protocol::UDP);
        const GroSocket socket = sockets ? sockets->Find(m_packet.key) : GroSocket::NONE;
        const bool isAskedFor =
            socket == GroSocket::UDP_GRO || (socket == GroSocket::NONE && config.udpGroForwarding);
        m_packet.isChained = config.fraglist && socket != GroSocket::UDP_GRO;
        if (!isAskedFor && !m_packet.isChained)
        {
            return GroReason::UDP_OFF;
        }
        const uint8_t* header = m_head + m_packet.transportOffset;
        if (Load16(header + udp::CHECKSUM) == 0)
        {
            return GroReason::UDP_NO_CHECKSUM;
        }
        const uint32_t length = Load16(header + udp::LENGTH);
        if (length <= udp::HEADER_LENGTH || length != m_frame.length - m_packet.transportOffset)
        {
            return GroReason::UDP_LENGTH_MISMATCH;
        }
        return GroReason::NONE;
    }

  private:
    /// @param end an offset @return whether the head holds the bytes before it
    bool HeadHolds(uint32_t end) const
    {
        return end <= m_frame.head.Length();
    }

    /// @return as ReadNetwork()
    GroReason ReadIpv4()
    {
        constexpr uint8_t PLAIN = 0x45;            // version 4, 20 bytes
        constexpr uint16_t RESERVED_FLAG = 0x8000; // in FRAGMENT
        constexpr uint32_t OFFSET = ethernet::HEADER_LENGTH;
        constexpr uint32_t END = OFFSET + ipv4::MIN_HEADER_LENGTH;
        if (!HeadHolds(END))
        {
            return GroReason::IP_TRUNCATED;
        }
        const uint8_t* ip = m_head + OFFSET;
        m_packet.isUdp = ip[ipv4::PROTOCOL] == protocol::UDP;
        if (!m_packet.isUdp && ip[ipv4::PROTOCOL] != protocol::TCP)
        {
            return GroReason::UNSUPPORTED_PROTOCOL;
        }
        if (ip[0] != PLAIN)
        {
            return GroReason::IP_HEADER;
        }
        if (ipv4::IsFragment(ip))
        {
            return GroReason::FRAGMENT;
        }
        ++m_report.ipHeadersVerified;
        if (!IsPlainIpv4HeaderRight(ip))
        {
            return GroReason::IP_CHECKSUM;
        }
        m_packet.transportOffset = END;
        if (m_packet.refusal != GroReason::NONE)
        {
            return GroReason::NONE;
        }
        if (Load16(ip + ipv4::TOTAL_LENGTH) != m_frame.length - OFFSET)
        {
            m_packet.refusal = GroReason::LENGTH_MISMATCH;
        }
        else if (Load16(ip + ipv4::FRAGMENT) & RESERVED_FLAG)
        {
            m_packet.refusal = GroReason::RESERVED_BIT;
        }
        return GroReason::NONE;
    }

    /// @return as ReadNetwork()
    GroReason ReadIpv6()
    {
        constexpr uint32_t UNIT = 8; // extension headers are counted in units of eight bytes
        uint32_t end = m_packet.networkOffset + ipv6::HEADER_LENGTH;
        if (!HeadHolds(end))
        {
            return GroReason::IP_TRUNCATED;
        }
        const uint8_t* ip = m_head + m_packet.networkOffset;
        if (m_packet.refusal == GroReason::NONE &&
            Load16(ip + ipv6::PAYLOAD_LENGTH) != m_frame.length - end)
        {
            m_packet.refusal = GroReason::LENGTH_MISMATCH;
        }
        uint8_t next = ip[ipv6::NEXT_HEADER];
        while (next == protocol::HOP_BY_HOP || next == protocol::ROUTING ||
               next == protocol::DESTINATION_OPTIONS)
        {
            const uint8_t* extension = m_head + end;
            if (!HeadHolds(end + UNIT) || !HeadHolds(end + (extension[1] + 1U) * UNIT))
            {
                return GroReason::IP_TRUNCATED;
            }
            next = extension[0];
            end += (extension[1] + 1U) * UNIT;
        }
        m_packet.transportOffset = static_cast<uint16_t>(end);
        m_packet.isUdp = next == protocol::UDP;
        return m_packet.isUdp || next == protocol::TCP ? GroReason::NONE
                                                       : GroReason::UNSUPPORTED_PROTOCOL;
    }

    /// @param protocolNumber of the transport header, which is in the head
    void SetKey(uint8_t protocolNumber)
    {
        const uint8_t* ip = m_head + m_packet.networkOffset;
        const uint8_t* transport = m_head + m_packet.transportOffset;
        m_packet.isIpv6 ? m_packet.key.SetIpv6(ip, transport, protocolNumber)
                        : m_packet.key.SetIpv4(ip, transport, protocolNumber);
    }

    /// @param isOptional whether a field of zero means that there is no checksum
    /// @return false if the transport's checksum is wrong; not asked of a frame that is refused
    bool Verify(bool isOptional)
    {
        return m_frame.checksumState == ChecksumState::UNNECESSARY ||
               m_packet.refusal != GroReason::NONE ||
               (m_frame.checksumState == ChecksumState::PARTIAL &&
                m_frame.checksumStart >= m_packet.transportOffset) ||
               VerifyBytes(isOptional);
    }

    /// @param isOptional as in Verify() @return whether the sum over the bytes is right
    bool VerifyBytes(bool isOptional)
    {
        const uint32_t offset = m_packet.transportOffset;
        const bool isAbsent = isOptional && Load16(m_head + offset + udp::CHECKSUM) == 0;
        if (!isAbsent)
        {
            const uint32_t pseudo = PseudoHeaderSum();
            if (m_frame.checksumState == ChecksumState::COMPLETE)
            {
                // The NIC has summed what follows the link header.
                const uint32_t network =
                    SumBytes(m_head + m_packet.networkOffset, offset - m_packet.networkOffset);
                const uint32_t sum = SumSubtract(m_frame.checksum, network);
                if (SumFold(SumAdd(sum, pseudo)) == RIGHT_SUM)
                {
                    return true;
                }
            }
            m_report.checksumBytes += m_frame.length - offset;
            const FrameSum sum = SumFrame(m_frame, offset, m_frame.length - offset);
            if (sum.isReal && SumFold(SumAdd(sum.sum, pseudo)) != RIGHT_SUM)
            {
                return false;
            }
        }
        if (m_frame.checksumState == ChecksumState::NONE)
        {
            m_frame.checksumState = ChecksumState::UNNECESSARY;
        }
        return true;
    }

    /// @return sum of the pseudo header
    uint32_t PseudoHeaderSum() const
    {
        const uint8_t* ip = m_head + m_packet.networkOffset;
        const uint32_t length = m_frame.length - m_packet.transportOffset;
        const uint8_t protocolNumber = m_packet.isUdp ? protocol::UDP : protocol::TCP;
        return m_packet.isIpv6 ? SumPseudoHeaderV6(ip + ipv6::SOURCE, protocolNumber, length)
                               : SumPseudoHeaderV4(ip + ipv4::SOURCE, protocolNumber, length);
    }

    Frame& m_frame;              //!< the frame
    const uint8_t* const m_head; //!< its bytes
    GroPacket& m_packet;         //!< what was found
    GroReport& m_report;         //!< what was done
};

} // namespace

GroReason
GroPacket::Read(Frame& frame, const GroConfig& config, const GroSockets* sockets, GroReport& report)
{
    // A virtual device has merged it, by rules that need not be GRO's.
    refusal = frame.gsoSize > 0 ? GroReason::SUPER_PACKET : GroReason::NONE;
    GroReader reader(frame, *this, report);
    GroReason reason = reader.ReadNetwork();
    if (reason == GroReason::NONE)
    {
        reason = isUdp ? reader.ReadUdp(config, sockets) : reader.ReadTcp();
    }
    if (reason != GroReason::NONE)
    {
        return reason;
    }
    payloadLength = frame.length - payloadOffset;
    if (refusal == GroReason::NONE && !frame.CanReturnHead(payloadOffset))
    {
        refusal = GroReason::PAYLOAD_IN_HEAD;
    }
    return GroReason::NONE;
}

bool
GroPacket::BeginsTcpList(const GroConfig& config, const GroSockets* sockets) const
{
    return config.fraglist && (!sockets || sockets->Find(key) == GroSocket::NONE);
}

} // namespace ns3::offload
