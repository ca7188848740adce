/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#define BOOST_TEST_MODULE offload

#include <boost/test/unit_test.hpp>

/**
 * @file
 * @ingroup offload-test
 * The one file that makes a program of the unit tests.
 */
