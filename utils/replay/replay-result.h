/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_REPLAY_RESULT_H
#define OFFLOAD_REPLAY_RESULT_H

#include "capture-writer.h"
#include "flow-table.h"
#include "replay-hook.h"
#include "time-series.h"

#include "ns3/cost-profile.h"
#include "ns3/cpu-operation.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * What one setting makes of a capture.
 */

namespace ns3::offload::replay
{

/// How many packets there are of which size, in classes that double.
class SizeHistogram
{
  public:
    static constexpr std::size_t CLASSES = 24; //!< the last begins at 4 million

    /// A class of sizes.
    struct Class
    {
        uint64_t low;   //!< least
        uint64_t high;  //!< most
        uint64_t count; //!< packets
    };

    /// @param size a size
    void Add(uint32_t size);

    /// @return the classes that are not empty
    std::vector<Class> List() const;

  private:
    std::array<uint64_t, CLASSES> m_counts{}; //!< by the number of binary digits, less one
};

/// What is counted, beside flows and time.
struct ReplayCounts
{
    uint64_t frames{0};         //!< frames on the wire
    uint64_t bytes{0};          //!< of these frames
    uint64_t packets{0};        //!< packets of the stack
    uint64_t payloadIn{0};      //!< bytes of TCP and UDP payload that came
    uint64_t payloadOut{0};     //!< that left
    uint64_t merged{0};         //!< frames in packets of more than one
    uint32_t most{0};           //!< frames in the largest packet
    uint64_t packetBytes{0};    //!< bytes of the packets, with their link headers
    uint32_t largest{0};        //!< bytes of the largest packet
    uint64_t ringFull{0};       //!< frames that found the ring full
    uint64_t payloadDropped{0}; //!< bytes of payload in these
    uint64_t interrupts{0};     //!< interrupts of the NIC
    uint64_t flushTimers{0};    //!< polls that gro_flush_timeout has asked for
    uint64_t polls{0};          //!< polls
    uint64_t pollsExhausted{0}; //!< polls that used up their weight
    double waited{0};           //!< ns from a packet's first frame to the stack, sum
    int64_t longestWait{0};     //!< ns
};

/**
 * Counts what goes through a setting, and writes the packets that come out.
 */
class ReplayResult
{
  public:
    /**
     * @param start time of the first frame, ns
     * @param maxFlows flows with rows of their own
     * @param profile costs, or null
     * @param writer gets what comes out, or null
     */
    ReplayResult(int64_t start,
                 uint32_t maxFlows,
                 Ptr<const CostProfile> profile,
                 CaptureWriter* writer);

    /// @param time when, ns @param bytes of a frame on the wire
    void CountFrame(int64_t time, uint32_t bytes);

    /// @param time when, ns @param frames in the packet @param packet a packet of the stack
    void CountPacket(int64_t time, uint32_t frames, const Frame& packet);

    /// @param time when, ns @param work what a core had to do
    void CountWork(int64_t time, const Work& work);

    /// @param time when, ns @param frame what comes out; may be changed
    void Write(int64_t time, Frame& frame);

    /// @return time of the first frame, ns
    int64_t Start() const
    {
        return m_start;
    }

    /// @return cycles of all work
    uint64_t Cycles() const
    {
        return m_cycles;
    }

    /// @return how often each operation was done
    const std::array<uint64_t, N_OPERATIONS>& Operations() const
    {
        return m_operations;
    }

    ReplayCounts counts;             //!< what was counted
    SizeHistogram framesPerPacket;   //!< packets by frames
    SizeHistogram packetSizes;       //!< packets by bytes
    FlowTable flows;                 //!< by flow
    TimeSeries series;               //!< over time
    std::vector<NamedCount> flushes; //!< why held packets went up
    std::vector<NamedCount> passes;  //!< why frames were not merged, or packets not segmented

  private:
    const int64_t m_start;                             //!< ns
    const Ptr<const CostProfile> m_profile;            //!< costs, or null
    CaptureWriter* const m_writer;                     //!< or null
    uint64_t m_cycles{0};                              //!< of all work
    std::array<uint64_t, N_OPERATIONS> m_operations{}; //!< how often
};

} // namespace ns3::offload::replay

#endif // OFFLOAD_REPLAY_RESULT_H
