/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ATTRIBUTE_COPY_H
#define OFFLOAD_ATTRIBUTE_COPY_H

#include "ns3/object.h"

#include <string>

namespace ns3
{

/**
 * @ingroup offload
 * Make another object of the same type with the same values of attributes, and no other state.
 *
 * @param original an object
 * @param [out] error why that cannot be done
 * @return the new object, or null
 */
Ptr<Object> CopyByAttributes(Ptr<const Object> original, std::string& error);

} // namespace ns3

#endif // OFFLOAD_ATTRIBUTE_COPY_H
