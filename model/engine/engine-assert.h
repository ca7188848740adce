/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ENGINE_ASSERT_H
#define OFFLOAD_ENGINE_ASSERT_H

#include <cstdio>
#include <cstdlib>

/**
 * @file
 * @ingroup offload
 * Assertions of the engines, which do not include ns-3.
 */

namespace ns3::offload
{

/**
 * Say which law is broken, and stop the program.
 * @param law the law, in words
 * @param condition what is false
 * @param file where
 * @param line where
 */
[[noreturn]] inline void
StopAtBrokenLaw(const char* law, const char* condition, const char* file, int line)
{
    std::fprintf(stderr, "%s:%d: not true: %s (%s)\n", file, line, law, condition);
    std::abort();
}

} // namespace ns3::offload

/**
 * @ingroup offload
 * Check a law of an engine in the builds that check NS_ASSERT. assert() would be gone from ns-3's
 * default build, which defines NDEBUG. In other builds the condition is not evaluated.
 * @param condition what must be true
 * @param law the law, in words
 */
#ifdef NS3_ASSERT_ENABLE
#define OFFLOAD_ENGINE_ASSERT(condition, law)                                                      \
    ((condition) ? static_cast<void>(0)                                                            \
                 : ns3::offload::StopAtBrokenLaw(law, #condition, __FILE__, __LINE__))
#else
#define OFFLOAD_ENGINE_ASSERT(condition, law) static_cast<void>(sizeof(condition))
#endif

#endif // OFFLOAD_ENGINE_ASSERT_H
