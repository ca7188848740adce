/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/receive-statistics.h"

#include <ostream>

namespace ns3
{

namespace
{

/// A field and its name.
struct Field
{
    const char* name;                    //!< name
    uint64_t ReceiveStatistics::*member; //!< field
};

/// All fields.
constexpr Field FIELDS[] = {
    {"frames", &ReceiveStatistics::frames},
    {"bytes", &ReceiveStatistics::bytes},
    {"fifoErrors", &ReceiveStatistics::fifoErrors},
    {"bytesFifoErrors", &ReceiveStatistics::bytesFifoErrors},
    {"framesRingFull", &ReceiveStatistics::framesRingFull},
    {"bytesRingFull", &ReceiveStatistics::bytesRingFull},
    {"framesBacklogFull", &ReceiveStatistics::framesBacklogFull},
    {"bytesBacklogFull", &ReceiveStatistics::bytesBacklogFull},
    {"framesDelivered", &ReceiveStatistics::framesDelivered},
    {"bytesDelivered", &ReceiveStatistics::bytesDelivered},
    {"deliveries", &ReceiveStatistics::deliveries},
    {"dataFrames", &ReceiveStatistics::dataFrames},
    {"dataDeliveries", &ReceiveStatistics::dataDeliveries},
    {"smallFrames", &ReceiveStatistics::smallFrames},
    {"interrupts", &ReceiveStatistics::interrupts},
    {"polls", &ReceiveStatistics::polls},
    {"pollsExhausted", &ReceiveStatistics::pollsExhausted},
    {"flushTimers", &ReceiveStatistics::flushTimers},
    {"trueSize", &ReceiveStatistics::trueSize},
    {"pollCycles", &ReceiveStatistics::pollCycles},
};

static_assert(sizeof(ReceiveStatistics) == sizeof(FIELDS) / sizeof(Field) * sizeof(uint64_t),
              "FIELDS lacks a field of ReceiveStatistics");

} // namespace

ReceiveStatistics&
ReceiveStatistics::operator+=(const ReceiveStatistics& other)
{
    for (const Field& field : FIELDS)
    {
        this->*field.member += other.*field.member;
    }
    return *this;
}

std::vector<std::pair<std::string, uint64_t>>
ReceiveStatistics::List() const
{
    std::vector<std::pair<std::string, uint64_t>> list;
    for (const Field& field : FIELDS)
    {
        list.emplace_back(field.name, this->*field.member);
    }
    return list;
}

std::ostream&
operator<<(std::ostream& os, const ReceiveStatistics& statistics)
{
    for (const Field& field : FIELDS)
    {
        os << (&field == FIELDS ? "" : ", ") << field.name << " " << statistics.*field.member;
    }
    return os;
}

} // namespace ns3
