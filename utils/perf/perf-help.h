/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef PERF_HELP_H
#define PERF_HELP_H

#include <string>

/**
 * Print what an argument asks for: --PrintHelp, --PrintOperations, --PrintProfile=NAME, or what
 * ns-3 prints (--PrintAttributes=TYPE, --PrintTypeIds, --PrintGroups ...). Throws an
 * AttributeTextError if there is no such thing.
 *
 * @param program the program's name
 * @param argument an argument
 * @return false if it asks for nothing of the kind
 */
bool PrintIfAsked(const std::string& program, const std::string& argument);

#endif // PERF_HELP_H
