/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-pcap.h"

#include <fmt/format.h>
#include <fstream>
#include <iterator>

/**
 * @file
 * @ingroup offload-test
 * pcap reader implementation.
 */

namespace ns3::offload::vectors
{

namespace
{

constexpr uint32_t MAGIC = 0xa1b2c3d4;
constexpr uint32_t LINKTYPE_ETHERNET = 1;
constexpr std::size_t FILE_HEADER = 24;
constexpr std::size_t RECORD_HEADER = 16;

/// @param at first of four bytes, little endian @return the value
uint32_t
LoadLittle32(const uint8_t* at)
{
    return at[0] | at[1] << 8 | at[2] << 16 | static_cast<uint32_t>(at[3]) << 24;
}

/// @param path a file @return its content
Bytes
ReadWhole(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
    {
        throw VectorError(
            fmt::format("{}: cannot be read; copy the whole case set again", path.string()));
    }
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

} // namespace

std::vector<PcapRecord>
ReadPcap(const std::filesystem::path& path)
{
    const Bytes content = ReadWhole(path);
    if (content.size() < FILE_HEADER || LoadLittle32(content.data()) != MAGIC)
    {
        throw VectorError(fmt::format("{}: not a classic little-endian pcap file of microseconds; "
                                      "convert it with `editcap -F pcap`",
                                      path.string()));
    }
    const uint32_t linkType = LoadLittle32(content.data() + 20);
    if (linkType != LINKTYPE_ETHERNET)
    {
        throw VectorError(fmt::format("{}: link type {} instead of {} (Ethernet); record it on an "
                                      "Ethernet device",
                                      path.string(),
                                      linkType,
                                      LINKTYPE_ETHERNET));
    }
    std::vector<PcapRecord> records;
    std::size_t offset = FILE_HEADER;
    while (offset < content.size())
    {
        const std::size_t left = content.size() - offset;
        const uint8_t* header = content.data() + offset;
        if (left < RECORD_HEADER || left - RECORD_HEADER < LoadLittle32(header + 8))
        {
            throw VectorError(
                fmt::format("{}: record {} is cut off at byte {}; copy the file again",
                            path.string(),
                            records.size(),
                            offset));
        }
        const uint8_t* begin = header + RECORD_HEADER;
        const uint32_t length = LoadLittle32(header + 8);
        records.push_back(
            {LoadLittle32(header), LoadLittle32(header + 4), Bytes(begin, begin + length)});
        offset += RECORD_HEADER + length;
    }
    return records;
}

} // namespace ns3::offload::vectors
