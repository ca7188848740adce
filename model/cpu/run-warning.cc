/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "cpu/run-warning.h"

#include <iostream>
#include <set>

namespace ns3
{

void
WarnInRun(const std::string& text)
{
    static std::set<std::string> said;
    if (said.insert(text).second)
    {
        std::cerr << "offload: warning: " << text << std::endl;
    }
}

} // namespace ns3
