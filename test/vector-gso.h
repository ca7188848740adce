/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_GSO_H
#define OFFLOAD_VECTOR_GSO_H

#include "vector-set.h"

/**
 * @file
 * @ingroup offload-test
 * Recorded cases of segmentation.
 */

namespace ns3::offload::vectors
{

/// Cases recorded from Linux 6.18: a frame with a virtio header goes into one TAP device and leaves
/// by another that has no offloads, so that software segments and sums.
class GsoVectors : public VectorKind
{
  public:
    bool Recognises(const json& set) const override;
    void Run(Captures& captures, const json& testCase, const Report& report) const override;
};

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_GSO_H
