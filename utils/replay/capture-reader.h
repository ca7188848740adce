/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_CAPTURE_READER_H
#define OFFLOAD_CAPTURE_READER_H

#include "link-layer.h"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct pcap;

/**
 * @file
 * @ingroup offload
 * Reading of captures.
 */

namespace ns3::offload::replay
{

/**
 * What is wrong with the input or with an option, as a sentence that says what to do.
 */
class ReplayError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/// A frame as it stands in a capture.
struct CaptureRecord
{
    int64_t time{0};               //!< ns since 1970
    const uint8_t* bytes{nullptr}; //!< what was captured; valid until the next record is read
    uint32_t captured{0};          //!< bytes of it
    uint32_t length{0};            //!< bytes that the frame had
};

/**
 * A capture in pcap or pcapng format, read record by record.
 */
class CaptureReader
{
  public:
    /**
     * Open a capture; throws a ReplayError.
     * @param path a file, or - for standard input
     * @param filter an expression of libpcap's, or empty: other frames are skipped
     */
    CaptureReader(const std::string& path, const std::string& filter);

    ~CaptureReader();

    /**
     * @param [out] record the next record
     * @return false at the end, or where the capture is damaged
     */
    bool Next(CaptureRecord& record);

    /// @return what is wrong with the rest of the capture; empty: nothing is
    const std::string& Damage() const
    {
        return m_damage;
    }

    /// @return records that the filter has skipped
    uint64_t Skipped() const
    {
        return m_skipped;
    }

    /// @return its link type
    const LinkLayer& Link() const
    {
        return *m_link;
    }

    /// @return bytes of the file; 0 for a pipe
    uint64_t Size() const;

    /// @return bytes of the file that were read; 0 for a pipe
    uint64_t Position() const;

    /// @return the file, for a person
    const std::string& Name() const
    {
        return m_name;
    }

  private:
    struct Filter; //!< a compiled expression

    /// Of the file: with what it has by default there is a call of the kernel every 4 KB.
    std::vector<char> m_buffer = std::vector<char>(262144);
    std::string m_name;               //!< the file
    pcap* m_pcap;                     //!< libpcap's
    const LinkLayer* m_link{nullptr}; //!< link type
    std::unique_ptr<Filter> m_filter; //!< or null
    uint64_t m_read{0};               //!< records
    uint64_t m_skipped{0};            //!< records
    std::string m_damage;             //!< of the rest
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_CAPTURE_READER_H
