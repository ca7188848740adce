/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-set.h"

#include <fmt/format.h>
#include <iostream>
#include <string>

/**
 * @file
 * @ingroup offload-test
 * Runs recorded cases of real engines through ours: `offload-vectors FOLDER...`.
 *
 * Exit status 0: cases were found and all of them are right, in each of their modes.
 */

int
main(int argc, char** argv)
{
    using namespace ns3::offload::vectors;
    if (argc < 2 || std::string(argv[1]) == "--help")
    {
        fmt::print(
            "usage: {} FOLDER...\n"
            "\n"
            "Runs every recorded case in and below the folders (found by cases.json) and\n"
            "compares what the engines deliver with the recording, byte by byte and field by\n"
            "field. Prints the first difference of each case that fails.\n",
            argv[0]);
        return argc < 2 ? 1 : 0;
    }
    bool isGood = true;
    VectorTally total;
    for (int i = 1; i < argc; ++i)
    {
        const VectorTally tally = RunVectors(argv[i], std::cout);
        isGood = isGood && tally.IsGood();
        total.passed += tally.passed;
        total.failed += tally.failed;
        total.errors += tally.errors;
    }
    if (total.errors > 0)
    {
        std::cout << total.errors << " errors: not everything was run\n";
    }
    std::cout << fmt::format("{} passed, {} failed", total.passed, total.failed) << std::endl;
    return isGood ? 0 : 1;
}
