/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "perf/pcap-check.h"
#include "perf/perf-options.h"
#include "perf/perf-results.h"
#include "perf/perf-run.h"

#include "ns3/attribute-text.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fmt/format.h>
#include <vector>

/**
 * @file
 * @ingroup offload
 * What iperf3 is for real hosts: measures a TCP transfer between two simulated ones.
 */

int
main(int argc, char* argv[])
{
    // Where ns-3 or the module aborts for a wrong setting it has said why: no core dump besides.
    std::set_terminate([]() { std::_Exit(1); });
    try
    {
        const auto options = ns3::CreateObject<PerfOptions>();
        options->Parse(argc, argv);
        ns3::ResultFile json(options->json);
        std::vector<PerfResult> results;
        for (uint32_t i = 0; i < options->seeds; i++)
        {
            results.push_back(RunPerf(*options, options->firstSeed + i));
        }
        if (!options->pcap.empty())
        {
            CheckPcapFiles(options->pcap);
        }
        if (!options->quiet && options->json != ns3::ResultFile::STANDARD_OUTPUT)
        {
            PrintTable(*options, results);
        }
        WriteJson(*options, results, json);
        // Full disks are only noticed here.
        if (std::fflush(stdout) != 0)
        {
            throw ns3::AttributeTextError(
                "cannot write to the standard output: redirect it to another file");
        }
    }
    catch (const ns3::AttributeTextError& error)
    {
        fmt::print(stderr, "offload-perf: {}\n", error.what());
        return 1;
    }
    return 0;
}
