/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/transmit-statistics.h"

namespace ns3
{

namespace
{

/// A field and its name.
struct Field
{
    const char* name;                     //!< name
    uint64_t TransmitStatistics::*member; //!< field
};

/// All fields.
constexpr Field FIELDS[] = {
    {"packets", &TransmitStatistics::packets},
    {"superPackets", &TransmitStatistics::superPackets},
    {"frames", &TransmitStatistics::frames},
    {"done", &TransmitStatistics::done},
    {"stops", &TransmitStatistics::stops},
    {"softwareSegmented", &TransmitStatistics::softwareSegmented},
    {"drops", &TransmitStatistics::drops},
};

static_assert(sizeof(TransmitStatistics) == sizeof(FIELDS) / sizeof(Field) * sizeof(uint64_t),
              "FIELDS lacks a field of TransmitStatistics");

} // namespace

TransmitStatistics&
TransmitStatistics::operator+=(const TransmitStatistics& other)
{
    for (const Field& field : FIELDS)
    {
        this->*field.member += other.*field.member;
    }
    return *this;
}

std::vector<std::pair<std::string, uint64_t>>
TransmitStatistics::List() const
{
    std::vector<std::pair<std::string, uint64_t>> list;
    for (const Field& field : FIELDS)
    {
        list.emplace_back(field.name, this->*field.member);
    }
    return list;
}

std::ostream&
operator<<(std::ostream& os, const TransmitStatistics& statistics)
{
    for (const Field& field : FIELDS)
    {
        os << (&field == FIELDS ? "" : " ") << field.name << "=" << statistics.*field.member;
    }
    return os;
}

} // namespace ns3
