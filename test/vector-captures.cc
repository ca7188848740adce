/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-captures.h"

#include <fmt/format.h>
#include <utility>

/**
 * @file
 * @ingroup offload-test
 * Finding the frames of a recorded case.
 */

namespace ns3::offload::vectors
{

Captures::Captures(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

std::vector<Bytes>
Captures::Read(const json& testCase, const std::string& part)
{
    const std::string name = testCase.at("name");
    const json packets = testCase.value("packets", json());
    if (!packets.is_null() && !packets.contains(part))
    {
        throw VectorError(
            fmt::format("case {}: its packets have no part \"{}\"; pack the set again "
                        "with utils/vectors.py",
                        name,
                        part));
    }
    const json where =
        packets.is_null() ? json{{"file", name + "." + part + ".pcap"}} : packets.at(part);
    const std::string file = where.at("file");
    const std::vector<PcapRecord>& records = RecordsOf(file);
    const std::size_t begin = where.value("first", std::size_t{1}) - 1;
    const std::size_t count = where.value("count", records.size() - begin);
    if (begin > records.size() || count > records.size() - begin)
    {
        throw VectorError(fmt::format("{}: case {} has there packets {} of {}; pack the set again "
                                      "with utils/vectors.py",
                                      (m_folder / file).string(),
                                      name,
                                      where.dump(),
                                      records.size()));
    }
    std::vector<Bytes> frames;
    for (std::size_t i = begin; i < begin + count; ++i)
    {
        frames.push_back(records[i].bytes);
    }
    return frames;
}

const std::vector<PcapRecord>&
Captures::RecordsOf(const std::string& file)
{
    const auto found = m_files.find(file);
    return found != m_files.end() ? found->second
                                  : m_files.emplace(file, ReadPcap(m_folder / file)).first->second;
}

} // namespace ns3::offload::vectors
