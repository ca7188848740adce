/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_DATA_FOLDER_H
#define OFFLOAD_DATA_FOLDER_H

#include <string>

namespace ns3
{

/// Environment variable that says where the data files are, in place of where they are found.
constexpr const char* DATA_FOLDER_VARIABLE = "NS3_OFFLOAD_DATA";

/**
 * @ingroup offload
 * Where the module's data files are: where DATA_FOLDER_VARIABLE says, or installed with the
 * library, or in the sources that it was built from. The latter two are looked for from the library
 * on, so that a folder may be moved as a whole.
 *
 * @return the folder with the folders of profiles, NICs and kernels
 */
std::string GetDataFolder();

} // namespace ns3

#endif // OFFLOAD_DATA_FOLDER_H
