/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef MODULE_TYPES_H
#define MODULE_TYPES_H

#include "ns3/type-id.h"

#include <vector>

/**
 * @file
 * @ingroup offload
 * The types that the module has registered.
 */

/**
 * @return all TypeIds of group Offload, by name
 */
std::vector<ns3::TypeId> GetModuleTypes();

/**
 * @param tid a type
 * @return whether it is a NIC of this module
 */
bool IsNic(ns3::TypeId tid);

#endif // MODULE_TYPES_H
