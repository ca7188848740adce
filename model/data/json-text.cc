/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "data/json-text.h"

#include <array>
#include <cstdio>

namespace ns3
{

void
AppendJsonText(std::string& json, const std::string& text)
{
    json += '"';
    for (const char character : text)
    {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < ' ')
        {
            std::array<char, 8> escape;
            std::snprintf(escape.data(), escape.size(), "\\u%04x", byte);
            json += escape.data();
            continue;
        }
        if (character == '"' || character == '\\')
        {
            json += '\\';
        }
        json += character;
    }
    json += '"';
}

} // namespace ns3
