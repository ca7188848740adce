/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engine-subject.h"
#include "engine/gro-engine.h"
#include "engine/lro-manager.h"
#include "engine/segmenter.h"

#include <vector>
#if defined(__x86_64__)
#include <emmintrin.h>
#endif

/**
 * @file
 * @ingroup offload
 * The engines of this module as offload-engine-bench measures them.
 */

namespace ns3::offload::bench
{

namespace
{

/// A stack, and a wire, that takes nothing.
class NullSink : public GroSink, public LroSink, public SegmentSink
{
  public:
    uint64_t frames{0}; //!< delivered

    void Deliver(Frame& /*frame*/, const GroDelivery& /*delivery*/) override
    {
        ++frames;
    }

    void Deliver(Frame& /*frame*/, const LroDelivery& /*delivery*/) override
    {
        ++frames;
    }

    void Deliver(Frame& /*segment*/) override
    {
        ++frames;
    }
};

/**
 * Make a frame as a driver would.
 * @param frame to be filled; was empty
 * @param headers its headers
 * @param payload bytes that follow
 */
void
FillFrame(Frame& frame, const Headers& headers, uint32_t payload)
{
    frame.head.Assign(headers.data(), HEADERS);
    frame.frags.emplace_back(nullptr, nullptr, HEADERS, payload);
    frame.length = HEADERS + payload;
    frame.checksumState = ChecksumState::UNNECESSARY;
    frame.buffers.skbHeads = 1;
    frame.buffers.frags = 1;
    frame.buffers.linearBytes = HEADERS - ethernet::HEADER_LENGTH;
}

/// @param frame a frame: itself and its list of frags leave the caches
void
ChillFrame(const Frame& frame)
{
    ChillMemory(frame.frags.data(), frame.frags.size() * sizeof(Frag));
    ChillMemory(&frame, sizeof frame);
}

/// What our receive engines have in common: frames, and a stack.
class ReceiveSubject : public Subject
{
  public:
    /// @param burst frames that are made at once
    explicit ReceiveSubject(uint32_t burst)
        : m_frames(burst),
          m_flows(burst)
    {
    }

    void Fill(Traffic& traffic, uint32_t packets) override
    {
        for (uint32_t i = 0; i < packets; ++i)
        {
            const Traffic::Segment segment = traffic.Next();
            m_flows[i] = segment.flow;
            FillFrame(m_frames[i], segment.headers, PAYLOAD);
        }
    }

    void Chill() override
    {
        for (const Frame& frame : m_frames)
        {
            ChillFrame(frame);
        }
    }

    void Drop() override
    {
    }

    uint64_t Delivered() const override
    {
        return m_sink.frames;
    }

  protected:
    std::vector<Frame> m_frames;   //!< of a burst
    std::vector<uint32_t> m_flows; //!< of each
    NullSink m_sink;               //!< the stack
};

/// GroEngine.
class GroSubject : public ReceiveSubject
{
  public:
    /// @param wanted settings
    explicit GroSubject(const ReceiveCase& wanted)
        : ReceiveSubject(wanted.burst),
          m_engine(ConfigOf(wanted), m_sink)
    {
    }

    std::string Name() const override
    {
        return "GRO";
    }

    void Run(uint32_t first, uint32_t packets) override
    {
        for (uint32_t i = first; i < first + packets; ++i)
        {
            m_engine.Receive(m_frames[i], m_flows[i]);
        }
    }

    void Flush() override
    {
        m_engine.FlushAll();
    }

  private:
    /// @param wanted settings @return the engine's
    static GroConfig ConfigOf(const ReceiveCase& wanted)
    {
        GroConfig config;
        config.fraglist = wanted.isList;
        return config;
    }

    GroEngine m_engine; //!< what is measured
};

/// LroManager, in skb mode.
class LroSubject : public ReceiveSubject
{
  public:
    /// @param wanted settings
    explicit LroSubject(const ReceiveCase& wanted)
        : ReceiveSubject(wanted.burst),
          m_engine(ConfigOf(wanted), &m_locator, m_sink)
    {
    }

    std::string Name() const override
    {
        return "LRO";
    }

    void Run(uint32_t first, uint32_t packets) override
    {
        for (uint32_t i = first; i < first + packets; ++i)
        {
            m_engine.ReceiveSkb(m_frames[i]);
        }
    }

    void Flush() override
    {
        m_engine.FlushAll();
    }

  private:
    /// @param wanted settings @return the engine's
    static LroConfig ConfigOf(const ReceiveCase& wanted)
    {
        LroConfig config;
        config.maxDesc = wanted.flows;
        config.maxAggr = 64;
        return config;
    }

    ParsingLroLocator m_locator; //!< the driver's
    LroManager m_engine;         //!< what is measured
};

/// Segmenter.
class SegmentSubject : public Subject
{
  public:
    std::string Name() const override
    {
        return "GSO";
    }

    void Fill(Traffic& /*traffic*/, uint32_t packets) override
    {
        FillFrame(m_frame, MakeHeaders(0, packets * PAYLOAD), packets * PAYLOAD);
        m_frame.gsoType = SegmentationType::TCP_V4;
        m_frame.gsoSize = PAYLOAD;
    }

    void Chill() override
    {
        ChillFrame(m_frame);
    }

    void Run(uint32_t /*first*/, uint32_t /*packets*/) override
    {
        m_engine.Segment(m_frame);
    }

    void Flush() override
    {
    }

    void Drop() override
    {
    }

    uint64_t Delivered() const override
    {
        return m_sink.frames;
    }

  private:
    Frame m_frame;                                        //!< the super-packet
    NullSink m_sink;                                      //!< the wire
    Segmenter m_engine{m_sink, SegmentChecksum::PARTIAL}; //!< what is measured
};

} // namespace

std::unique_ptr<Subject>
MakeGro(const ReceiveCase& wanted)
{
    return std::make_unique<GroSubject>(wanted);
}

std::unique_ptr<Subject>
MakeLro(const ReceiveCase& wanted)
{
    return std::make_unique<LroSubject>(wanted);
}

std::unique_ptr<Subject>
MakeSegmentation()
{
    return std::make_unique<SegmentSubject>();
}

void
ChillMemory([[maybe_unused]] const void* memory, [[maybe_unused]] std::size_t bytes)
{
#if defined(__x86_64__)
    constexpr std::size_t LINE = 64;
    const auto* at = static_cast<const char*>(memory);
    for (std::size_t i = 0; i < bytes; i += LINE)
    {
        _mm_clflush(at + i);
    }
    if (bytes > 0)
    {
        _mm_clflush(at + bytes - 1);
    }
    _mm_mfence();
#endif
}

bool
CanChill()
{
#if defined(__x86_64__)
    return true;
#else
    return false;
#endif
}

} // namespace ns3::offload::bench
