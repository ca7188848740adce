/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_VECTOR_LRO_H
#define OFFLOAD_VECTOR_LRO_H

#include "vector-set.h"

/**
 * @file
 * @ingroup offload-test
 * Recorded cases of the 2007 LRO.
 */

namespace ns3::offload::vectors
{

/// Cases recorded from the generic LRO of Linux 2.6.24, in skb mode and in page (frags) mode.
class LroVectors : public VectorKind
{
  public:
    bool Recognises(const json& set) const override;
    void Run(Captures& captures, const json& testCase, const Report& report) const override;
};

} // namespace ns3::offload::vectors

#endif // OFFLOAD_VECTOR_LRO_H
