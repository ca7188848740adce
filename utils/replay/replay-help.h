/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_REPLAY_HELP_H
#define OFFLOAD_REPLAY_HELP_H

/**
 * @file
 * @ingroup offload
 * Help of offload-replay.
 */

namespace ns3::offload::replay
{

/// Print the options and the syntax.
void PrintHelp();

} // namespace ns3::offload::replay

#endif // OFFLOAD_REPLAY_HELP_H
