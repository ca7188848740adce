/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_WHOLE_FILE_H
#define OFFLOAD_WHOLE_FILE_H

#include <string>

namespace ns3
{

/**
 * Write a file so that it is there whole or not at all. What is no regular file, such as
 * /dev/stdout, is written as it is.
 *
 * @param path the file
 * @param text what it has to contain
 * @return false if it could not be written; errno says why
 */
bool WriteWhole(const std::string& path, const std::string& text);

} // namespace ns3

#endif // OFFLOAD_WHOLE_FILE_H
