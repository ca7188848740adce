/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_ENGINE_SUBJECT_H
#define OFFLOAD_ENGINE_SUBJECT_H

#include "engine-traffic.h"

#include <cstdint>
#include <memory>
#include <string>

/**
 * @file
 * @ingroup offload
 * What offload-engine-bench measures.
 */

namespace ns3::offload::bench
{

/**
 * An engine with its packets. Only Run() and Flush() are measured; packets are made before and
 * given back after.
 */
class Subject
{
  public:
    virtual ~Subject() = default;

    /// @return whose engine it is, a word
    virtual std::string Name() const = 0;

    /**
     * Make packets as a driver would.
     * @param traffic gives their headers
     * @param packets how many; of segmentation: segments, all of one super-packet
     */
    virtual void Fill(Traffic& traffic, uint32_t packets) = 0;

    /// Throw what was made out of all caches of the processor.
    virtual void Chill() = 0;

    /**
     * Hand packets to the engine.
     * @param first number of the first since Fill()
     * @param packets how many
     */
    virtual void Run(uint32_t first, uint32_t packets) = 0;

    /// Let the engine deliver what it holds.
    virtual void Flush() = 0;

    /// Give back what came out.
    virtual void Drop() = 0;

    /// @return packets, or segments, that came out so far
    virtual uint64_t Delivered() const = 0;
};

/// Settings of a receive engine.
struct ReceiveCase
{
    uint32_t flows{1};   //!< of the traffic
    uint32_t burst{64};  //!< packets that are made at once
    bool isBurst{false}; //!< DPDK: lightweight mode, which keeps nothing from call to call
    bool isList{false};  //!< ours: chain instead of merging (rx-gro-list)
};

/// Segments that a super-packet is cut into: 64 KB.
constexpr uint32_t SEGMENTS = 44;

/// @param wanted settings @return our GRO
std::unique_ptr<Subject> MakeGro(const ReceiveCase& wanted);
/// @param wanted settings @return our LRO
std::unique_ptr<Subject> MakeLro(const ReceiveCase& wanted);
/// @return our segmentation
std::unique_ptr<Subject> MakeSegmentation();

/// @return whether the program was built with DPDK
bool HasDpdk();
/// Start DPDK, once. Ends the program with DPDK's message if it cannot.
void StartDpdk();
/// @param wanted settings @return DPDK's rte_gro
std::unique_ptr<Subject> MakeDpdkGro(const ReceiveCase& wanted);
/// @return DPDK's rte_gso
std::unique_ptr<Subject> MakeDpdkSegmentation();

/**
 * Throw memory out of all caches of the processor. Does nothing where there is no instruction for
 * it.
 * @param memory its first byte
 * @param bytes how many
 */
void ChillMemory(const void* memory, std::size_t bytes);

/// @return whether ChillMemory() does something
bool CanChill();

} // namespace ns3::offload::bench

#endif // OFFLOAD_ENGINE_SUBJECT_H
