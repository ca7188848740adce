/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ENUM_H
#define OFFLOAD_ENUM_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ostream>

/**
 * @file
 * @ingroup offload
 * Names of enum values, and counters by enum value.
 *
 * An enum of outcomes or reasons ends with COUNT and has one table of texts, in its source file.
 * Its header declares TextOf(); ToString() and operator<< follow from that.
 */

namespace ns3::offload
{

/**
 * @ingroup offload
 * What a value of an enum is called: a row of the enum's table.
 */
template <typename Enum>
struct EnumText
{
    Enum value;           //!< the value
    const char* name;     //!< its enumerator
    const char* sentence; //!< a few words for a person
};

/// @param table texts of an enum @return whether it has one row a value, in the order of the enum
template <typename Enum, std::size_t N>
constexpr bool
IsComplete(const EnumText<Enum> (&table)[N])
{
    for (std::size_t i = 0; i < N; ++i)
    {
        if (static_cast<std::size_t>(table[i].value) != i)
        {
            return false;
        }
    }
    return N == static_cast<std::size_t>(Enum::COUNT);
}

/**
 * Look a value up in its table.
 * @tparam TABLE texts of the enum
 * @param value a value
 * @return its row; a row that says "unknown" for what is no value
 */
template <const auto& TABLE, typename Enum>
const EnumText<Enum>&
FindText(Enum value)
{
    static_assert(IsComplete(TABLE), "the table needs one row a value, in the order of the enum");
    static constexpr EnumText<Enum> UNKNOWN{Enum::COUNT, "unknown", "unknown"};
    const auto index = static_cast<std::size_t>(value);
    return index < std::size(TABLE) ? TABLE[index] : UNKNOWN;
}

/// @param value a value of an enum that has texts @return a few words for a person; never null
template <typename Enum>
auto
ToString(Enum value) -> decltype(TextOf(value).sentence)
{
    return TextOf(value).sentence;
}

/**
 * Print the name of a value.
 * @param os where to
 * @param value a value of an enum that has texts
 * @return the stream
 */
template <typename Enum>
auto
operator<<(std::ostream& os, Enum value) -> decltype(os << TextOf(value).name)
{
    return os << TextOf(value).name;
}

/**
 * @ingroup offload
 * A counter for each value of an enum.
 */
template <typename Enum>
class EnumCounts
{
  public:
    /// @param value a value @return its counter
    uint64_t& operator[](Enum value)
    {
        return m_counts[static_cast<std::size_t>(value)];
    }

    /// @param value a value @return its count
    uint64_t operator[](Enum value) const
    {
        return m_counts[static_cast<std::size_t>(value)];
    }

    /// @return the first count
    auto begin() const
    {
        return m_counts.begin();
    }

    /// @return behind the last count
    auto end() const
    {
        return m_counts.end();
    }

    /// @return sum of all counts
    uint64_t Total() const
    {
        uint64_t total = 0;
        for (const uint64_t count : m_counts)
        {
            total += count;
        }
        return total;
    }

  private:
    std::array<uint64_t, static_cast<std::size_t>(Enum::COUNT)> m_counts{}; //!< by value
};

/**
 * Print the counters that are not 0, by name.
 * @param os where to
 * @param counts counters of an enum that has texts
 * @return the stream
 */
template <typename Enum>
std::ostream&
operator<<(std::ostream& os, const EnumCounts<Enum>& counts)
{
    const char* separator = "";
    for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::COUNT); ++i)
    {
        const auto value = static_cast<Enum>(i);
        if (counts[value] > 0)
        {
            os << separator << value << " " << counts[value];
            separator = ", ";
        }
    }
    return os;
}

} // namespace ns3::offload

#endif // OFFLOAD_ENUM_H
