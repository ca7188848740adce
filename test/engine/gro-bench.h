/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_GRO_BENCH_H
#define OFFLOAD_GRO_BENCH_H

#include "../vector-buffer.h"
#include "engine/gro-engine.h"
#include "packet-builder.h"

#include <utility>
#include <vector>

/**
 * @file
 * @ingroup offload-test
 * A GRO engine between a driver and a stack that remembers.
 */

namespace ns3::offload::test
{

using Flush = GroFlushReason;                      //!< why a packet went up
using Frames = std::vector<std::vector<uint32_t>>; //!< the frames in each packet

/// A frame that came up.
struct GroDelivered
{
    Bytes bytes;                  //!< its bytes
    std::vector<uint32_t> frames; //!< the frames in it, by order of arrival
    GroDelivery delivery;         //!< what the sink was told
    Frame frame;                  //!< the frame itself
};

/// The bench: frames go in, and stand in a list when they come out.
class GroBench : private GroSink
{
  public:
    /// @param config settings @param sockets whom to ask about sockets, or null
    explicit GroBench(const GroConfig& config = {}, const GroSockets* sockets = nullptr)
        : m_engine(config, *this, sockets)
    {
    }

    /// @param bytes a frame @param hash receive hash @param tick now @return what was done
    GroReport Receive(const Bytes& bytes, uint32_t hash = 0, uint64_t tick = 0)
    {
        vectors::FillFrame(m_frame, bytes, m_received++);
        return m_engine.Receive(m_frame, hash, tick);
    }

    /// @param packet a packet @param hash receive hash @param tick now @return what was done
    GroReport Receive(const TcpPacket& packet, uint32_t hash = 0, uint64_t tick = 0)
    {
        return Receive(packet.Build(), hash, tick);
    }

    /// @return the engine
    GroEngine& Engine()
    {
        return m_engine;
    }

    /// @return what came up so far, in order
    std::vector<GroDelivered>& Up()
    {
        return m_up;
    }

    /// @return the frames in each packet that came up so far
    Frames FramesUp() const
    {
        Frames frames;
        for (const GroDelivered& up : m_up)
        {
            frames.push_back(up.frames);
        }
        return frames;
    }

  private:
    void Deliver(Frame& frame, const GroDelivery& delivery) override
    {
        m_up.push_back(
            {vectors::LinearBytes(frame), vectors::FramesIn(frame), delivery, std::move(frame)});
    }

    GroEngine m_engine;             //!< what is tested
    Frame m_frame;                  //!< reused
    uint32_t m_received{0};         //!< frames
    std::vector<GroDelivered> m_up; //!< what came up
};

} // namespace ns3::offload::test

#endif // OFFLOAD_GRO_BENCH_H
