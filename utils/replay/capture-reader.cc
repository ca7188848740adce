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
#include <sys/stat.h>

namespace ns3::offload::replay
{

namespace
{

/// @param frames read so far @param name of the file @param reason what libpcap says
/// @return a sentence with a remedy
std::string
Explain(uint64_t frames, const std::string& name, const std::string& reason)
{
    if (reason.find("of the first interface") != std::string::npos)
    {
        return fmt::format(
            "{}: interfaces that differ, behind frame {} ({}); what comes before it was "
            "replayed; replay one after the other: tshark -r FILE -Y "
            "frame.interface_id==0 -w ONE.pcapng",
            name,
            frames,
            reason);
    }
    return fmt::format(
        "{}: damaged behind frame {} ({}); what comes before it was replayed; copy the "
        "file again or capture anew",
        name,
        frames,
        reason);
}

} // namespace

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
        throw ReplayError(
            fmt::format("{}: {}; {}. A compressed one goes through a pipe: zcat FILE | "
                        "offload-replay -",
                        m_name,
                        error,
                        remedy));
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
            m_damage = Explain(m_read, m_name, pcap_geterr(m_pcap));
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

uint64_t
CaptureReader::Size() const
{
    struct stat status
    {
    };

    const bool isFile = fstat(fileno(pcap_file(m_pcap)), &status) == 0 && S_ISREG(status.st_mode);
    return isFile ? static_cast<uint64_t>(status.st_size) : 0;
}

uint64_t
CaptureReader::Position() const
{
    const off_t position = ftello(pcap_file(m_pcap));
    return position > 0 ? static_cast<uint64_t>(position) : 0;
}

} // namespace ns3::offload::replay
