/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-help.h"

#include "replay-options.h"

#include <fmt/format.h>

namespace ns3::offload::replay
{

namespace
{

constexpr const char* HEAD = R"(
Sends a capture through LRO, GRO or GSO, and tells what the stack would have seen. Interrupts and
polls follow from the times in the capture.

    offload-replay capture.pcap
    offload-replay capture.pcap --rx-usecs=50us --write=merged.pcap --json=result.json
    offload-replay capture.pcap --compare=offload=lro,max-aggr=16 --compare=offload=gro
    tcpdump -w - | offload-replay - --profile=gold6128-2021

Options of the program:

)";

constexpr const char* TAIL = R"(
  --compare=NAME=VALUE,...   replay with these settings, which are some of the above; give it once
                             for each, for one table of all
  --cost.NAME=CYCLES         price of an operation; offload-perf --PrintOperations lists them

A time needs its unit: 75us.
)";

/// @param type what has options as attributes: print them
void
PrintOptions(TypeId type)
{
    for (std::size_t i = 0; i < type.GetAttributeN(); i++)
    {
        const auto info = type.GetAttribute(i);
        const auto text = info.originalInitialValue->SerializeToString(info.checker);
        fmt::print("  --{:<24} {}{}\n",
                   info.name,
                   info.help,
                   text.empty() ? "" : " [" + text + "]");
    }
}

} // namespace

void
PrintHelp()
{
    fmt::print("{}", HEAD + 1);
    PrintOptions(ReplayOptions::GetTypeId());
    fmt::print("\nSettings, by the names of ethtool and sysfs where there are any:\n\n");
    PrintOptions(ReplaySettings::GetTypeId());
    fmt::print("{}", TAIL);
}

} // namespace ns3::offload::replay
