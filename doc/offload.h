/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_DOC_H
#define OFFLOAD_DOC_H

/**
 * @defgroup offload Host offloads and CPU costs
 *
 * This section documents the API of the offload module. For a functional description, please
 * refer to doc/offload.rst.
 */

/**
 * @defgroup offload-test Tests of the offload module
 * @ingroup offload
 */

/**
 * @fn ns3::Object::GetInstanceTypeId() const
 * @return the TypeId of the object's own class
 */

#endif // OFFLOAD_DOC_H
