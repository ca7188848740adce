/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "flow-table.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <fmt/format.h>

namespace ns3::offload::replay
{

namespace
{

/// @param words an address of a key @param isIpv6 of which kind @return as a person reads it
std::string
PrintAddress(const uint64_t (&words)[2], bool isIpv6)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (isIpv6)
    {
        inet_ntop(AF_INET6, words, text.data(), text.size());
        return fmt::format("[{}]", text.data());
    }
    const uint32_t address = htonl(static_cast<uint32_t>(words[0]));
    inet_ntop(AF_INET, &address, text.data(), text.size());
    return text.data();
}

/// @param key a flow @return as a person reads it
std::string
PrintFlow(const FlowKey& key)
{
    constexpr uint32_t MASK = 0xff;
    constexpr uint32_t PORT = 0xffff;
    const bool isIpv6 = key.kind >> 8 == 6;
    return fmt::format("{}:{} > {}:{} {}",
                       PrintAddress(key.source, isIpv6),
                       key.ports >> 16,
                       PrintAddress(key.destination, isIpv6),
                       key.ports & PORT,
                       (key.kind & MASK) == protocol::UDP ? "udp" : "tcp");
}

} // namespace

void
FlowCounts::Add(const FlowCounts& other)
{
    frames += other.frames;
    packets += other.packets;
    bytes += other.bytes;
    payload += other.payload;
    most = std::max(most, other.most);
}

std::size_t
FlowTable::Hash::operator()(const FlowKey& key) const
{
    constexpr uint64_t FACTOR = 0x9e3779b97f4a7c15; // 2^64 divided by the golden ratio
    uint64_t hash = key.ports ^ uint64_t { key.kind } << 32;
    for (const uint64_t word :
         {key.source[0], key.source[1], key.destination[0], key.destination[1]})
    {
        hash = (hash ^ word) * FACTOR;
        hash ^= hash >> 29;
    }
    return hash;
}

FlowTable::FlowTable(uint32_t capacity)
    : m_capacity(capacity)
{
}

void
FlowTable::Add(const Frame& packet, bool isUdp, const FlowCounts& counts)
{
    if (packet.transportOffset == 0)
    {
        m_others.Add(counts);
        return;
    }
    FlowKey key;
    const uint8_t* ip = packet.head.Data() + packet.networkOffset;
    const uint8_t* transport = packet.head.Data() + packet.transportOffset;
    const uint8_t number = isUdp ? protocol::UDP : protocol::TCP;
    if (ip[0] >> 4 == 4)
    {
        key.SetIpv4(ip, transport, number);
    }
    else
    {
        key.SetIpv6(ip, transport, number);
    }
    auto row = m_rows.find(key);
    if (row == m_rows.end())
    {
        if (m_rows.size() >= m_capacity)
        {
            Group();
        }
        row = m_rows.emplace(key, Entry()).first;
        row->second.isFromStart = m_rowsGrouped == 0;
    }
    row->second.counts.Add(counts);
}

void
FlowTable::Group()
{
    std::vector<uint64_t> frames;
    frames.reserve(m_rows.size());
    for (const auto& [key, entry] : m_rows)
    {
        frames.push_back(entry.counts.frames);
    }
    const auto middle = frames.begin() + static_cast<std::ptrdiff_t>(frames.size() / 2);
    std::nth_element(frames.begin(), middle, frames.end());
    std::size_t left = frames.size() / 2; // of many flows with as many frames, half go too
    for (auto row = m_rows.begin(); row != m_rows.end() && left > 0;)
    {
        if (row->second.counts.frames > *middle)
        {
            ++row;
            continue;
        }
        m_grouped.Add(row->second.counts);
        ++m_rowsGrouped;
        --left;
        row = m_rows.erase(row);
    }
}

std::vector<FlowRow>
FlowTable::List() const
{
    std::vector<FlowRow> list;
    list.reserve(m_rows.size());
    for (const auto& [key, entry] : m_rows)
    {
        list.push_back({PrintFlow(key), entry.counts, !entry.isFromStart});
    }
    std::sort(list.begin(), list.end(), [](const FlowRow& a, const FlowRow& b) {
        return a.counts.frames != b.counts.frames ? a.counts.frames > b.counts.frames
                                                  : a.name < b.name;
    });
    return list;
}

} // namespace ns3::offload::replay
