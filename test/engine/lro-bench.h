/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#ifndef OFFLOAD_LRO_BENCH_H
#define OFFLOAD_LRO_BENCH_H

#include "../vector-buffer.h"
#include "../vector-lro-driver.h"
#include "engine/lro-manager.h"
#include "packet-builder.h"

#include <vector>

/**
 * @file
 * @ingroup offload-test
 * An LRO manager between a driver and a stack that remembers.
 */

namespace ns3::offload::test
{

/// How the driver hands frames in.
enum class Entry : uint8_t
{
    SKB,         //!< ReceiveSkb
    FRAGS,       //!< ReceiveFrags
    MAYBE_FRAGS, //!< MaybeReceiveFrags; the driver hands refused frames up itself
};

/// A frame that came up.
struct Delivered
{
    Bytes bytes;                  //!< its bytes
    std::vector<uint32_t> frames; //!< the frames in it, by order of arrival
    LroDelivery delivery;         //!< what the sink was told
    Frame frame;                  //!< the frame itself
};

/// The bench: frames go in, and stand in a list when they come out.
class LroBench : private LroSink
{
  public:
    /**
     * @param config settings
     * @param entry how frames go in
     */
    explicit LroBench(const LroConfig& config = {}, Entry entry = Entry::SKB)
        : m_entry(entry),
          m_pages(4096, 2048, 0),
          m_manager(config, &m_locator, *this)
    {
    }

    /// @param bytes a frame @return what was done
    LroReport Receive(const Bytes& bytes)
    {
        const uint32_t index = m_received++;
        if (m_entry == Entry::SKB)
        {
            vectors::FillFrame(m_frame, bytes, index);
            return m_manager.ReceiveSkb(m_frame);
        }
        m_pages.Fill(m_frame, bytes, index);
        if (m_entry == Entry::FRAGS)
        {
            return m_manager.ReceiveFrags(m_frame, 0);
        }
        const LroReport report = m_manager.MaybeReceiveFrags(m_frame);
        if (report.outcome == LroOutcome::REFUSED)
        {
            Deliver(m_frame, {});
            m_frame.Clear();
        }
        return report;
    }

    /// @param packet a packet @return what was done
    LroReport Receive(const TcpPacket& packet)
    {
        return Receive(packet.Build());
    }

    /// @return the manager
    LroManager& Manager()
    {
        return m_manager;
    }

    /// @return what came up so far, in order
    const std::vector<Delivered>& Up() const
    {
        return m_up;
    }

  private:
    void Deliver(Frame& frame, const LroDelivery& delivery) override
    {
        m_up.push_back(
            {vectors::LinearBytes(frame), vectors::FramesIn(frame), delivery, std::move(frame)});
    }

    const Entry m_entry;            //!< how frames go in
    ParsingLroLocator m_locator;    //!< the driver's
    vectors::PageAllocator m_pages; //!< the driver's
    LroManager m_manager;           //!< what is tested
    Frame m_frame;                  //!< reused
    uint32_t m_received{0};         //!< frames
    std::vector<Delivered> m_up;    //!< what came up
};

} // namespace ns3::offload::test

#endif // OFFLOAD_LRO_BENCH_H
