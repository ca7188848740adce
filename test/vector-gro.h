/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_GRO_H
#define OFFLOAD_VECTOR_GRO_H

#include "vector-set.h"

/**
 * @file
 * @ingroup offload-test
 * Recorded cases of generic receive offload.
 */

namespace ns3::offload::vectors
{

/**
 * Cases recorded from the GRO of Linux 6.18 on a TAP device: frames come in polls, and what is held
 * goes up at the end of each. Where the recording has it, what went up is also segmented again.
 *
 * Such a device gives no receive hash, so all flows share one list.
 */
class GroVectors : public VectorKind
{
  public:
    bool Recognises(const json& set) const override;
    void Run(Captures& captures, const json& testCase, const Report& report) const override;
};

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_GRO_H
