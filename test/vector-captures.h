/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_CAPTURES_H
#define OFFLOAD_VECTOR_CAPTURES_H

#include "vector-pcap.h"

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * Where the frames of a recorded case are.
 */

namespace ns3::offload::vectors
{

using nlohmann::json;

/**
 * The captures of one case set.
 *
 * A case has parts: frames that went in, frames that came out. Its entry of cases.json may tell
 * where a part is, in "packets": a file, and the range of packets in it, `first` (the first of the
 * file is 1, as in Wireshark) and `count`. Without a range it is the whole file, and a case without
 * "packets" has a file for each part, NAME.PART.pcap, as recorders write it.
 */
class Captures
{
  public:
    /// @param folder where the files are
    explicit Captures(std::filesystem::path folder);

    /**
     * Read a part of a case.
     * @param testCase its entry of cases.json
     * @param part the part, such as "in"
     * @return the frames, in order
     * @throws VectorError if there is no such part, or it cannot be read
     */
    std::vector<Bytes> Read(const json& testCase, const std::string& part);

  private:
    /// @param file name of a file @return its records
    const std::vector<PcapRecord>& RecordsOf(const std::string& file);

    const std::filesystem::path m_folder; //!< of the set
    /// Files that were read, by name: the cases of a set may share one
    std::map<std::string, std::vector<PcapRecord>> m_files;
};

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_CAPTURES_H
