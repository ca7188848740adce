/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_RUN_WARNING_H
#define OFFLOAD_RUN_WARNING_H

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * Say on standard error what makes results of this run misleading, and what to do about it. A text
 * is said once, however often this is called. For what a log component would tell only those who
 * have logging, which optimized builds of ns-3 have not.
 *
 * @param text what is wrong and what to do
 */
void WarnInRun(const std::string& text);

} // namespace ns3

#endif // OFFLOAD_RUN_WARNING_H
