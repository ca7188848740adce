/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef DIFFERENCE_H
#define DIFFERENCE_H

#include <cstdint>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace offloadtest
{

/**
 * @ingroup offload-test
 * Bytes of a packet, which are not to be printed as they are.
 */
struct PacketBytes
{
    std::string bytes; //!< from its IP header

    /// @param other another one @return true if they are the same
    bool operator==(const PacketBytes& other) const
    {
        return bytes == other.bytes;
    }

    /// @param other another one @return true if this one comes first
    bool operator<(const PacketBytes& other) const
    {
        return bytes < other.bytes;
    }
};

/**
 * @param os where to
 * @param packet what to print
 * @return where to
 */
inline std::ostream&
operator<<(std::ostream& os, const PacketBytes& packet)
{
    os << packet.bytes.size() << " bytes" << std::hex;
    for (std::size_t i = 0; i < packet.bytes.size() && i < 60; i++)
    {
        os << (i % 4 == 0 ? " " : "") << (packet.bytes[i] >> 4 & 0xf) << (packet.bytes[i] & 0xf);
    }
    return os << std::dec;
}

/**
 * @param os where to
 * @param pair what to print
 * @return where to
 */
template <typename A, typename B>
std::ostream&
operator<<(std::ostream& os, const std::pair<A, B>& pair)
{
    return os << pair.first << "/" << pair.second;
}

/**
 * @ingroup offload-test
 * Compare two lists.
 *
 * @param seen what there is
 * @param expected what there must be
 * @return the first difference; empty if there is none
 */
template <typename T>
std::string
FindDifference(const std::vector<T>& seen, const std::vector<T>& expected)
{
    std::size_t i = 0;
    while (i < seen.size() && i < expected.size() && seen[i] == expected[i])
    {
        i++;
    }
    if (i == seen.size() && i == expected.size())
    {
        return "";
    }
    std::ostringstream text;
    text << seen.size() << " entries, " << expected.size() << " expected; entry " << i;
    if (i < seen.size())
    {
        text << " is " << seen[i];
    }
    if (i < expected.size())
    {
        text << " must be " << expected[i];
    }
    return text.str();
}

} // namespace offloadtest

#endif // DIFFERENCE_H
