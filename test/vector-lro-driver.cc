/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-lro-driver.h"

#include "engine/checksum.h"
#include "engine/header-view.h"
#include "vector-buffer.h"
#include "vector-checksum.h"

#include <algorithm>

/**
 * @file
 * @ingroup offload-test
 * The recorded driver's parts.
 */

namespace ns3::offload::vectors
{

namespace
{

/// @param bytes a frame @param tagLocation where its tag would be @return where its headers are
HeaderView
View(const Bytes& bytes, TagLocation tagLocation)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    return HeaderView::Parse(bytes.data(), length, length, tagLocation);
}

/// @param bytes a frame @param view its headers
/// @return whether there is an IPv4 header whose checksum means something
bool
HasJudgeableIpv4Header(const Bytes& bytes, const HeaderView& view)
{
    if (view.network != NetworkKind::IPV4)
    {
        return false;
    }
    switch (view.outcome)
    {
    case ParseOutcome::IP_VERSION:
    case ParseOutcome::IP_HEADER_LENGTH:
    case ParseOutcome::IP_HEADER_TRUNCATED:
        return false;
    case ParseOutcome::IP_TOTAL_LENGTH_SHORT:
        // Zero is what a segmenting NIC leaves in the field: "not known" instead of nonsense.
        return Load16(&bytes[view.networkOffset + ipv4::TOTAL_LENGTH]) == 0;
    default:
        return true;
    }
}

} // namespace

NicFrame
ReceiveByNic(const Bytes& bytes, VlanMode mode)
{
    const bool takesOut = mode == VlanMode::HWACCEL || mode == VlanMode::HWACCEL_EXTRACT;
    const HeaderView view = View(bytes, TagLocation::IN_BAND);
    if (!takesOut || !view.hasTag)
    {
        return {bytes, std::nullopt};
    }
    NicFrame frame{bytes, view.tci};
    // The tag begins with the type 0x8100; what goes with it is that type, or the one behind it.
    const auto tag = frame.bytes.begin() + ethernet::TYPE + (mode == VlanMode::HWACCEL ? 0 : 2);
    frame.bytes.erase(tag, tag + ethernet::TAG_LENGTH);
    return frame;
}

ChecksumVerdict
JudgeChecksums(const Bytes& bytes, TagLocation tagLocation)
{
    ChecksumVerdict verdict;
    const HeaderView view = View(bytes, tagLocation);
    if (!HasJudgeableIpv4Header(bytes, view))
    {
        return verdict;
    }
    const uint8_t* ip = bytes.data() + view.networkOffset;
    verdict.ip = SumFold(SumBytes(ip, ipv4::HeaderLength(ip))) == 0xffff;
    if (view.transport == TransportKind::TCP)
    {
        const TransportChecksum tcp = JudgeTransport(bytes, view);
        if (tcp != TransportChecksum::NOT_APPLICABLE)
        {
            verdict.tcp = tcp == TransportChecksum::FULL;
        }
    }
    return verdict;
}

RecordedLocator::RecordedLocator(LocatorKind kind,
                                 TagLocation tagLocation,
                                 const std::vector<NicFrame>& frames)
    : m_kind(kind),
      m_tagLocation(tagLocation),
      m_frames(frames)
{
}

std::optional<HeaderLocation>
RecordedLocator::LocateInSkb(const Frame& frame)
{
    if (m_kind == LocatorKind::BASIC)
    {
        return LocateBasic(frame);
    }
    const Bytes& bytes = m_frames.at(frame.cookie).bytes;
    const HeaderView view = View(bytes, m_tagLocation);
    if (view.network != NetworkKind::IPV4)
    {
        return std::nullopt;
    }
    if (!view.IsTcp())
    {
        if (m_kind == LocatorKind::STRICT_FLAGS && view.transport != TransportKind::TCP)
        {
            return HeaderLocation{view.networkOffset, view.transportOffset, HeaderLocation::IPV4};
        }
        return std::nullopt;
    }
    if (m_kind == LocatorKind::STRICT_CSUM)
    {
        const ChecksumVerdict verdict = JudgeChecksums(bytes, m_tagLocation);
        if (!*verdict.ip || !*verdict.tcp)
        {
            return std::nullopt;
        }
    }
    return HeaderLocation::Of(view);
}

std::optional<HeaderLocation>
RecordedLocator::LocateInFrag(const Frame& frame)
{
    return LocateInSkb(frame);
}

bool
RecordedLocator::ReadsOnlyHeaders() const
{
    return m_kind != LocatorKind::STRICT_CSUM;
}

std::optional<HeaderLocation>
RecordedLocator::LocateBasic(const Frame& frame) const
{
    const HeaderView view = View(m_frames.at(frame.cookie).bytes, m_tagLocation);
    if (view.network != NetworkKind::IPV4 || view.transport != TransportKind::TCP)
    {
        return std::nullopt;
    }
    return HeaderLocation{view.networkOffset,
                          view.transportOffset,
                          HeaderLocation::IPV4 | HeaderLocation::TCP};
}

PageAllocator::PageAllocator(uint32_t pageSize, uint32_t bufferSize, uint32_t firstSplit)
    : m_buffersPerPage(pageSize / bufferSize),
      m_bufferSize(bufferSize),
      m_firstSplit(firstSplit)
{
}

void
PageAllocator::Fill(Frame& frame, const Bytes& bytes, uint32_t frameIndex)
{
    const auto length = static_cast<uint32_t>(bytes.size());
    uint32_t room = m_firstSplit != 0 ? std::min(m_firstSplit, m_bufferSize) : m_bufferSize;
    uint32_t offset = 0;
    do
    {
        const uint32_t taken = std::min(room, length - offset);
        const auto begin = bytes.begin() + offset;
        frame.frags.push_back(
            ByteBuffer::Make(Bytes(begin, begin + taken), frameIndex, NextBufferPage()));
        offset += taken;
        room = m_bufferSize;
        frame.trueSize += m_bufferSize;
    } while (offset < length);

    Frag& first = frame.frags.front();
    first.TrimFront(frame.head.Assign(bytes.data(), first.Length()));
    frame.length = length;
    frame.cookie = frameIndex;
}

uint32_t
PageAllocator::NextBufferPage()
{
    return m_buffersTaken++ / m_buffersPerPage;
}

} // namespace ns3::offload::vectors
