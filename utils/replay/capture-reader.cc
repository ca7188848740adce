/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "capture-reader.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <pcap/pcap.h>

namespace ns3::offload::replay
{

/// A compiled expression.
struct CaptureReader::Filter
{
    bpf_program program{}; //!< libpcap's
    uint32_t offset{0};    //!< where it begins to look, bytes

    /// @param header of a record @param bytes of the record @return whether it is wanted
    bool Takes(pcap_pkthdr header, const u_char* bytes) const
    {
        if (header.caplen < offset || header.len < offset)
        {
            return false;
        }
        header.caplen -= offset;
        header.len -= offset;
        return pcap_offline_filter(&program, &header, bytes + offset) != 0;
    }

    ~Filter()
    {
        pcap_freecode(&program);
    }
};

CaptureReader::CaptureReader(const std::string& path, const std::string& filter)
    : m_name(path == "-" ? "standard input" : path)
{
    const std::string remedy =
        "give a capture in pcap or pcapng format, as tcpdump -w and Wireshark write it";
    std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
    if (!file)
    {
        throw ReplayError(fmt::format("{}: {}; {}", m_name, std::strerror(errno), remedy));
    }
    std::setvbuf(file, m_buffer.data(), _IOFBF, m_buffer.size());
    char error[PCAP_ERRBUF_SIZE] = "";
    m_pcap = pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, error);
    if (!m_pcap)
    {
        std::fclose(file);
        throw ReplayError(fmt::format("{}: {}; {}", m_name, error, remedy));
    }
    const int type = pcap_datalink(m_pcap);
    m_link = LinkLayer::Find(type);
    if (!m_link)
    {
        const char* name = pcap_datalink_val_to_name(type);
        pcap_close(m_pcap);
        throw ReplayError(fmt::format("{}: link type {} ({}) is not known here: capture one of {}",
                                      m_name,
                                      type,
                                      name ? name : "without a name",
                                      LinkLayer::ListNames()));
    }
    if (filter.empty())
    {
        return;
    }
    m_filter = std::make_unique<Filter>();
    constexpr int OPTIMIZE = 1;
    pcap_t* compiler = m_pcap;
    if (m_link->IsFilteredByIp())
    {
        m_filter->offset = m_link->HeaderLength();
        compiler = pcap_open_dead(DLT_RAW, pcap_snapshot(m_pcap));
    }
    const bool isCompiled = pcap_compile(compiler,
                                         &m_filter->program,
                                         filter.c_str(),
                                         OPTIMIZE,
                                         PCAP_NETMASK_UNKNOWN) == 0;
    const std::string reason = isCompiled ? "" : pcap_geterr(compiler);
    if (compiler != m_pcap)
    {
        pcap_close(compiler);
    }
    if (!isCompiled)
    {
        pcap_close(m_pcap);
        throw ReplayError(fmt::format("--filter={}: {}; the syntax is tcpdump's (man pcap-filter)",
                                      filter,
                                      reason));
    }
}

CaptureReader::~CaptureReader()
{
    pcap_close(m_pcap);
}

bool
CaptureReader::Next(CaptureRecord& record)
{
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    while (true)
    {
        const int answer = pcap_next_ex(m_pcap, &header, &bytes);
        if (answer == PCAP_ERROR)
        {
            m_damage = fmt::format("{}: damaged behind frame {} ({}); what comes before it was "
                                   "replayed; copy the file again or capture anew",
                                   m_name,
                                   m_read,
                                   pcap_geterr(m_pcap));
        }
        if (answer != 1)
        {
            return false;
        }
        ++m_read;
        if (!m_filter || m_filter->Takes(*header, bytes))
        {
            break;
        }
        ++m_skipped;
    }
    constexpr int64_t SECOND = 1000000000;
    record.time = static_cast<int64_t>(header->ts.tv_sec) * SECOND + header->ts.tv_usec;
    record.bytes = bytes;
    record.captured = header->caplen;
    record.length = header->len < header->caplen ? header->caplen : header->len;
    return true;
}

} // namespace ns3::offload::replay
