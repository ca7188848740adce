/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "capture-writer.h"

#include "capture-reader.h"
#include "engine/header-view.h"
#include "engine/segmenter.h"
#include "frame-loader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <pcap/pcap.h>

namespace ns3::offload::replay
{

namespace
{

/// @param path where to write @return what to write until all is written; empty: the same
std::string
MakePartial(const std::string& path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const bool isSpecial =
        path == "-" || (fs::exists(path, error) && !fs::is_regular_file(path, error));
    return isSpecial ? "" : path + ".part";
}

} // namespace

CaptureWriter::CaptureWriter(const std::string& path, const LinkLayer& link)
    : m_path(path),
      m_partial(MakePartial(path)),
      m_link(link)
{
    m_file =
        path == "-" ? stdout : std::fopen((m_partial.empty() ? m_path : m_partial).c_str(), "wb");
    if (!m_file)
    {
        Fail();
    }
    m_pcap =
        pcap_open_dead_with_tstamp_precision(link.Type(), SNAP_LENGTH, PCAP_TSTAMP_PRECISION_NANO);
    m_dumper = pcap_dump_fopen(m_pcap, m_file);
    if (!m_dumper)
    {
        Fail();
    }
}

CaptureWriter::~CaptureWriter()
{
    if (m_dumper)
    {
        pcap_dump_close(m_dumper);
        std::error_code error;
        std::filesystem::remove(m_partial, error);
    }
    pcap_close(m_pcap);
}

void
CaptureWriter::Write(int64_t time, Frame& frame)
{
    constexpr int64_t SECOND = 1000000000;
    const CapturedFrame& first = CapturedFrame::FirstOf(frame);
    const bool isWhole = first.facts.captured == first.facts.length;
    if (isWhole && frame.checksumState == ChecksumState::PARTIAL)
    {
        CompleteChecksum(frame);
    }
    AddLinkHeader(frame);
    const uint8_t* head = frame.head.Data();
    m_record.insert(m_record.end(), head + ethernet::HEADER_LENGTH, head + frame.head.Length());
    const std::size_t before = frame.head.Length();
    const std::size_t linkBytes = m_record.size() + ethernet::HEADER_LENGTH - before;
    AddPayload(frame);
    if (isWhole && !frame.fragList.empty())
    {
        RepairList(frame);
    }
    pcap_pkthdr header{};
    header.ts.tv_sec = time / SECOND;
    header.ts.tv_usec = time % SECOND;
    header.len = static_cast<bpf_u_int32>(linkBytes + frame.length - ethernet::HEADER_LENGTH);
    header.caplen = std::min(static_cast<uint32_t>(m_record.size()), SNAP_LENGTH);
    m_cut += m_record.size() > SNAP_LENGTH ? 1 : 0;
    pcap_dump(reinterpret_cast<u_char*>(m_dumper), &header, m_record.data());
    if (std::ferror(m_file) != 0)
    {
        Fail();
    }
}

void
CaptureWriter::AddLinkHeader(const Frame& frame)
{
    const FrameFacts& facts = CapturedFrame::FirstOf(frame).facts;
    const uint8_t* head = frame.head.Data();
    m_record.clear();
    if (!m_link.IsEthernet())
    {
        m_record.insert(m_record.end(), facts.link.begin(), facts.link.begin() + facts.linkBytes);
    }
    else if (frame.vlanTci)
    {
        m_record.insert(m_record.end(), head, head + ethernet::HEADER_LENGTH);
        Store16(m_record.data() + ethernet::TYPE, ethernet::TYPE_8021Q);
    }
    else
    {
        m_record.insert(m_record.end(), head, head + ethernet::HEADER_LENGTH);
    }
    if (frame.vlanTci)
    {
        uint8_t tag[ethernet::TAG_LENGTH];
        Store16(tag, *frame.vlanTci);
        std::copy_n(head + ethernet::TYPE, 2, tag + 2);
        m_record.insert(m_record.end(), tag, tag + ethernet::TAG_LENGTH);
    }
}

void
CaptureWriter::AddPayload(const Frame& frame)
{
    for (const Frag& frag : frame.frags)
    {
        const CapturedFrame& captured = CapturedFrame::Of(frag);
        const uint32_t end = frag.Offset() + frag.Length();
        const uint32_t there = std::min(end, captured.facts.captured);
        if (frag.Offset() < there)
        {
            m_record.insert(m_record.end(),
                            captured.Bytes() + frag.Offset(),
                            captured.Bytes() + there);
        }
        if (there < end)
        {
            return;
        }
    }
}

void
CaptureWriter::RepairList(const Frame& frame)
{
    const uint32_t length = frame.length - frame.networkOffset;
    FrameFacts facts; // counted from the IP header on
    facts.transport = frame.transportOffset - frame.networkOffset;
    facts.networkEnd = length;
    facts.isUdp = CapturedFrame::FirstOf(frame).facts.isUdp;
    RepairTransportChecksum(m_record.data() + m_record.size() - length, facts);
}

void
CaptureWriter::Close()
{
    const bool isFlushed = pcap_dump_flush(m_dumper) == 0 && std::ferror(m_file) == 0;
    if (!isFlushed)
    {
        Fail();
    }
    if (m_path != "-")
    {
        pcap_dump_close(m_dumper);
        m_dumper = nullptr;
    }
    if (m_partial.empty())
    {
        return;
    }
    std::error_code error;
    std::filesystem::rename(m_partial, m_path, error);
    if (error)
    {
        errno = error.value();
        Fail();
    }
}

void
CaptureWriter::Fail()
{
    throw ReplayError(
        fmt::format("--write={}: cannot write there ({}); choose a file in a folder that "
                    "may be written, on a disk with room",
                    m_path,
                    std::strerror(errno)));
}

} // namespace ns3::offload::replay
