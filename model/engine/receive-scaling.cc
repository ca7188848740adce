/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine/receive-scaling.h"

/**
 * @file
 * @ingroup offload
 * ns3::offload::ReceiveScaling implementation.
 */

namespace ns3::offload
{

ReceiveScaling::ReceiveScaling(const ToeplitzHash::Key& key, const Table& table)
    : m_hash(key),
      m_table(table)
{
}

bool
ReceiveScaling::ReadKey(const std::string& text, ToeplitzHash::Key& key)
{
    static const std::string DIGITS = "0123456789abcdefABCDEF";
    const bool hasColons = text.find(':') != std::string::npos;
    const std::size_t step = hasColons ? 3 : 2;
    if (text.size() != step * key.size() - (hasColons ? 1 : 0))
    {
        return false;
    }
    for (std::size_t i = 0; i < key.size(); i++)
    {
        const std::string byte = text.substr(step * i, 2);
        const bool isSeparated = !hasColons || i + 1 == key.size() || text[step * i + 2] == ':';
        if (byte.find_first_not_of(DIGITS) != std::string::npos || !isSeparated)
        {
            return false;
        }
        key[i] = static_cast<uint8_t>(std::stoul(byte, nullptr, 16));
    }
    return true;
}

const ToeplitzHash&
ReceiveScaling::Hash() const
{
    return m_hash;
}

uint32_t
ReceiveScaling::ChooseQueue(const Frame& frame) const
{
    const uint32_t hash = m_hash.HashFlow(frame);
    return hash == 0 ? 0 : m_table[hash % TABLE_SIZE];
}

} // namespace ns3::offload
