/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "frame-loader.h"

#include "engine/checksum.h"
#include "engine/header-view.h"

#include <algorithm>

namespace ns3::offload::replay
{

namespace
{

constexpr uint16_t RIGHT_SUM = 0xffff; //!< folded, with the checksum

/// @param bytes a frame @param facts where its headers are @return sum of the pseudo header
uint32_t
SumPseudoHeader(const uint8_t* bytes, const FrameFacts& facts)
{
    const uint8_t* ip = bytes + facts.network;
    const uint8_t number = facts.isUdp ? protocol::UDP : protocol::TCP;
    const uint32_t length = facts.networkEnd - facts.transport;
    return ip[0] >> 4 == 4 ? SumPseudoHeaderV4(ip + ipv4::SOURCE, number, length)
                           : SumPseudoHeaderV6(ip + ipv6::SOURCE, number, length);
}

/// @param bytes a frame @param facts where its headers are @return its field of the checksum
template <typename Byte>
Byte*
ChecksumField(Byte* bytes, const FrameFacts& facts)
{
    return bytes + facts.transport + (facts.isUdp ? udp::CHECKSUM : tcp::CHECKSUM);
}

/// @param bytes a frame @param facts where its headers are @return what its checksum is
ChecksumVerdict
JudgeTransport(const uint8_t* bytes, const FrameFacts& facts)
{
    const uint16_t field = Load16(ChecksumField(bytes, facts));
    if (facts.isUdp && field == 0)
    {
        return ChecksumVerdict::NOT_APPLICABLE;
    }
    if (facts.captured < facts.networkEnd)
    {
        return ChecksumVerdict::UNKNOWN;
    }
    const uint32_t pseudo = SumPseudoHeader(bytes, facts);
    const uint32_t length = facts.networkEnd - facts.transport;
    if (SumFold(SumBytes(bytes + facts.transport, length, pseudo)) == RIGHT_SUM)
    {
        return ChecksumVerdict::RIGHT;
    }
    return field == SumFold(pseudo) ? ChecksumVerdict::PARTIAL : ChecksumVerdict::WRONG;
}

/// @param ip an IPv4 header that was captured whole @return the sum of its words, checksum included
uint32_t
SumIpv4Header(const uint8_t* ip)
{
    return SumOfNative(SumNativeWords(ip, ipv4::HeaderLength(ip)));
}

/// @param ip an IPv4 header that was captured whole @return whether its checksum is right
bool
IsIpv4HeaderRight(const uint8_t* ip)
{
    return SumFold(SumIpv4Header(ip)) == RIGHT_SUM;
}

} // namespace

void
RepairTransportChecksum(uint8_t* bytes, const FrameFacts& facts)
{
    uint8_t* field = ChecksumField(bytes, facts);
    Store16(field, 0);
    const uint32_t length = facts.networkEnd - facts.transport;
    const uint16_t checksum =
        ChecksumOfSum(SumBytes(bytes + facts.transport, length, SumPseudoHeader(bytes, facts)));
    Store16(field, checksum == 0 && facts.isUdp ? 0xffff : checksum);
}

FrameLoader::FrameLoader(const LinkLayer& link, const Settings& settings)
    : m_link(link),
      m_settings(settings)
{
}

Frag
FrameLoader::Load(const CaptureRecord& record)
{
    if (record.captured < m_link.HeaderLength() || record.length > FramePool::MOST_BYTES)
    {
        ++m_facts.unreadable;
        return Frag();
    }
    CapturedFrame& frame =
        m_pool.Take(record.captured - m_link.HeaderLength() + ethernet::HEADER_LENGTH);
    frame.facts = FrameFacts();
    Copy(record, frame);
    Locate(frame);
    Judge(frame);
    Count(record, frame.facts);
    frame.facts.time = m_facts.lastTime;
    return frame.Share(0, frame.facts.length);
}

void
FrameLoader::Copy(const CaptureRecord& record, CapturedFrame& frame) const
{
    FrameFacts& facts = frame.facts;
    uint8_t* bytes = frame.Bytes();
    facts.linkBytes = m_link.HeaderLength();
    m_link.WriteEthernet(record, bytes);
    if (!m_link.IsEthernet())
    {
        std::copy_n(record.bytes, facts.linkBytes, facts.link.begin());
    }
    uint32_t skipped = facts.linkBytes;
    const uint8_t* body = record.bytes + skipped;
    if (m_settings.takesTagOut && Load16(bytes + ethernet::TYPE) == ethernet::TYPE_8021Q &&
        record.captured >= skipped + ethernet::TAG_LENGTH)
    {
        facts.vlanTci = Load16(body);
        std::copy_n(body + 2, 2, bytes + ethernet::TYPE);
        skipped += ethernet::TAG_LENGTH;
        body += ethernet::TAG_LENGTH;
    }
    std::copy_n(body, record.captured - skipped, bytes + ethernet::HEADER_LENGTH);
    facts.captured = record.captured - skipped + ethernet::HEADER_LENGTH;
    facts.length = record.length - skipped + ethernet::HEADER_LENGTH;
    facts.wireBytes = record.length;
}

void
FrameLoader::Locate(CapturedFrame& frame)
{
    FrameFacts& facts = frame.facts;
    const auto view = HeaderView::Parse(frame.Bytes(), facts.captured, facts.length);
    facts.headers = std::min(facts.captured, FrameHead::CAPACITY);
    facts.networkEnd = facts.length;
    if (view.network == NetworkKind::NONE)
    {
        return;
    }
    facts.network = view.networkOffset;
    facts.networkEnd = std::min(view.datagramEnd, facts.length);
    facts.isFragment = view.isFragment;
    const uint8_t* ip = frame.Bytes() + facts.network;
    facts.isLast = facts.isFragment && view.network == NetworkKind::IPV4 &&
                   (Load16(ip + ipv4::FRAGMENT) & ipv4::MORE_FRAGMENTS) == 0;
    if (view.IsTcp() || view.IsUdp())
    {
        facts.transport = view.transportOffset;
        facts.isUdp = view.IsUdp();
        facts.headers = std::min(facts.headers, uint32_t{view.payloadOffset});
        facts.payload = view.payloadLength;
    }
}

void
FrameLoader::Judge(CapturedFrame& frame)
{
    FrameFacts& facts = frame.facts;
    uint8_t* bytes = frame.Bytes();
    bool isRepaired = false;
    if (facts.transport != 0)
    {
        uint8_t* ip = bytes + facts.network;
        if (ip[0] >> 4 == 4 && !IsIpv4HeaderRight(ip))
        {
            ++m_facts.wrongIp;
            if (m_settings.repairsChecksums)
            {
                Store16(ip + ipv4::CHECKSUM, 0);
                Store16(ip + ipv4::CHECKSUM, ChecksumOfSum(SumIpv4Header(ip)));
                isRepaired = true;
            }
        }
        facts.verdict = JudgeTransport(bytes, facts);
        const bool isPartial = facts.verdict == ChecksumVerdict::PARTIAL;
        m_facts.partial += isPartial ? 1 : 0;
        if (isPartial || facts.verdict == ChecksumVerdict::WRONG)
        {
            ++m_facts.wrong;
            if (m_settings.repairsChecksums)
            {
                RepairTransportChecksum(bytes, facts);
                facts.verdict = ChecksumVerdict::RIGHT;
                isRepaired = true;
            }
        }
    }
    m_facts.repaired += isRepaired ? 1 : 0;
}

void
FrameLoader::Count(const CaptureRecord& record, const FrameFacts& facts)
{
    if (m_facts.frames++ == 0)
    {
        m_facts.firstTime = record.time;
        m_facts.lastTime = record.time;
    }
    m_facts.backwards += record.time < m_facts.lastTime ? 1 : 0;
    m_facts.lastTime = std::max(m_facts.lastTime, record.time);
    m_facts.bytes += record.length;
    m_facts.payload += facts.payload;
    m_facts.truncated += facts.captured < facts.length ? 1 : 0;
    m_facts.outgoing += m_link.IsOutgoing(record) ? 1 : 0;
    if (facts.network != 0)
    {
        const uint32_t datagram = facts.length - facts.network;
        m_facts.large += datagram > m_settings.mtu ? 1 : 0;
        m_facts.largest = std::max(m_facts.largest, datagram);
    }
}

} // namespace ns3::offload::replay
