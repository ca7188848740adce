/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_JSON_TEXT_H
#define OFFLOAD_JSON_TEXT_H

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * Append a text to JSON, as a string in quotation marks.
 *
 * @param json what is appended to
 * @param text UTF-8
 */
void AppendJsonText(std::string& json, const std::string& text);

} // namespace ns3

#endif // OFFLOAD_JSON_TEXT_H
