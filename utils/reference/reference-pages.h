/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef REFERENCE_PAGES_H
#define REFERENCE_PAGES_H

#include "header-index.h"
#include "rst-page.h"

/**
 * @file
 * @ingroup offload
 * The pages of the reference. Each is made from the code and from data files, and from nothing
 * else.
 */

/**
 * @return attributes of every TypeId of the module
 */
RstPage MakeAttributesPage();

/**
 * @param headers what the headers say
 * @return trace sources of every TypeId of the module
 */
RstPage MakeTraceSourcesPage(const HeaderIndex& headers);

/**
 * @return operations of a cost profile, with what they cost in each
 */
RstPage MakeOperationsPage();

/**
 * @return cost profiles, with the source of each number
 */
RstPage MakeProfilesPage();

/**
 * @return features of a NIC, and each kernel's rules between them
 */
RstPage MakeFeaturesPage();

/**
 * @return NICs to choose by name, with the source of each setting
 */
RstPage MakeNicsPage();

/**
 * @param headers what the headers say
 * @return outcomes and reasons that engines and queues tell
 */
RstPage MakeOutcomesPage(const HeaderIndex& headers);

/**
 * @param headers what the headers say
 * @return what is counted
 */
RstPage MakeCountersPage(const HeaderIndex& headers);

#endif // REFERENCE_PAGES_H
