/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/test.h"

/**
 * @file
 * @ingroup offload-test
 * Runs the ns-3 test suites of this module, which are compiled into it, with the options of ns-3's
 * test-runner.
 */

int
main(int argc, char* argv[])
{
    return ns3::TestRunner::Run(argc, argv);
}
