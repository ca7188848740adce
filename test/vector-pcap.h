/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_PCAP_H
#define OFFLOAD_VECTOR_PCAP_H

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * Reading of recorded frames.
 */

namespace ns3::offload::vectors
{

/// Something is wrong with the recorded data itself, not with the engine. what() names the file,
/// the value and the remedy.
class VectorError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/// The bytes of a frame, from the destination MAC address.
using Bytes = std::vector<uint8_t>;

/// One record of a pcap file.
struct PcapRecord
{
    uint32_t seconds{0};      //!< of the time stamp
    uint32_t microseconds{0}; //!< of the time stamp
    Bytes bytes;              //!< the frame
};

/**
 * Read a classic little-endian pcap file of Ethernet frames.
 * @param path the file
 * @return its records, in order
 * @throws VectorError if it cannot be read, is of another format, or a record is cut off
 */
std::vector<PcapRecord> ReadPcap(const std::filesystem::path& path);

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_PCAP_H
