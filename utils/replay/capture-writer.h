/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CAPTURE_WRITER_H
#define OFFLOAD_CAPTURE_WRITER_H

#include "captured-frame.h"
#include "link-layer.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

struct pcap;
struct pcap_dumper;

/**
 * @file
 * @ingroup offload
 * Writing of captures.
 */

namespace ns3::offload::replay
{

/**
 * Writes what engines deliver to a pcap file with the link type of the capture that it came from.
 * The file is there whole, or not at all.
 */
class CaptureWriter
{
  public:
    /// Bytes of a packet that a capture takes; programs that read captures accept no more.
    static constexpr uint32_t SNAP_LENGTH = 262144;

    /**
     * Begin a file; throws a ReplayError.
     * @param path the file, or - for standard output
     * @param link link type
     */
    CaptureWriter(const std::string& path, const LinkLayer& link);

    ~CaptureWriter();

    /**
     * @param time when it was delivered, ns since 1970
     * @param frame what an engine delivered; its checksum is completed
     */
    void Write(int64_t time, Frame& frame);

    /// End the file; throws a ReplayError if it could not be written.
    void Close();

    /// @return packets of which the end is missing, as they are longer than SNAP_LENGTH
    uint64_t Cut() const
    {
        return m_cut;
    }

  private:
    /// @param frame a frame: begin a record with its link header
    void AddLinkHeader(const Frame& frame);

    /// @param frame a frame: add what of its payload was captured without a gap
    void AddPayload(const Frame& frame);

    /// @param frame a list of frames: give its bytes the checksum that they want as one packet
    void RepairList(const Frame& frame);

    /// Say that the file cannot be written.
    [[noreturn]] void Fail();

    const std::string m_path;       //!< what the user has named
    const std::string m_partial;    //!< what is written until it is whole; empty: that itself
    const LinkLayer& m_link;        //!< link type
    std::FILE* m_file{nullptr};     //!< the file
    pcap* m_pcap{nullptr};          //!< libpcap's
    pcap_dumper* m_dumper{nullptr}; //!< libpcap's
    std::vector<uint8_t> m_record;  //!< bytes of a record
    uint64_t m_cut{0};              //!< packets
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_CAPTURE_WRITER_H
