/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "pcap-check.h"

#include "ns3/attribute-text.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace
{

constexpr std::size_t FILE_HEADER = 24;   //!< bytes
constexpr std::size_t RECORD_HEADER = 16; //!< bytes
constexpr std::size_t RECORD_LENGTH = 8;  //!< offset of the captured length in it

/**
 * @param path a pcap file of this machine's byte order
 * @return whether it ends where a record does
 */
bool
IsWhole(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    const auto size = std::filesystem::file_size(path);
    uint64_t offset = FILE_HEADER;
    std::array<char, RECORD_HEADER> header;
    while (offset < size)
    {
        file.seekg(static_cast<std::streamoff>(offset));
        if (!file.read(header.data(), header.size()))
        {
            return false;
        }
        uint32_t length = 0;
        std::memcpy(&length, header.data() + RECORD_LENGTH, sizeof(length));
        offset += RECORD_HEADER + length;
    }
    return offset == size;
}

} // namespace

void
CheckPcapFiles(const std::string& prefix)
{
    namespace fs = std::filesystem;
    const fs::path begin(prefix);
    const fs::path folder = begin.has_parent_path() ? begin.parent_path() : ".";
    const std::string name = begin.filename().string() + "-";
    // A disk may be full just where a record ends.
    const fs::path probe = prefix + "-probe";
    std::ofstream file(probe);
    file << std::string(FILE_HEADER, '\0') << std::flush;
    bool isGood = file.good();
    std::error_code error;
    fs::remove(probe, error);
    for (const auto& entry : fs::directory_iterator(folder))
    {
        const std::string each = entry.path().filename().string();
        if (each.rfind(name, 0) == 0 && entry.path().extension() == ".pcap")
        {
            isGood = isGood && IsWhole(entry.path());
        }
    }
    if (!isGood)
    {
        throw ns3::AttributeTextError(
            fmt::format("--pcap={}: the files are not whole; choose a folder that may be written, "
                        "on a disk with room",
                        prefix));
    }
}
