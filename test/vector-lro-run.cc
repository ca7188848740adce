/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "vector-lro-run.h"

#include <fmt/format.h>
#include <optional>
#include <set>
#include <utility>

/**
 * @file
 * @ingroup offload-test
 * Running of recorded cases of the 2007 LRO.
 */

namespace ns3::offload::vectors
{

namespace
{

/// @param verdict on a checksum @return as the records have it
json
ToJson(std::optional<bool> verdict)
{
    return verdict ? json(*verdict ? "good" : "bad") : json();
}

/// @param input frames as on the wire @param mode what to do with tags @return as in memory
std::vector<NicFrame>
TakeTags(const std::vector<Bytes>& input, VlanMode mode)
{
    std::vector<NicFrame> frames;
    for (const Bytes& bytes : input)
    {
        frames.push_back(ReceiveByNic(bytes, mode));
    }
    return frames;
}

/// @param frame a frame @param mode whose buffers @return the buffers, as the records have them
json
Buffers(const Frame& frame, LroMode mode)
{
    json buffers = {{"skb_heads", frame.buffers.skbHeads},
                    {"frag_list_members", frame.buffers.fragListMembers},
                    {"frags", frame.buffers.frags},
                    {"linear_bytes", frame.buffers.linearBytes}};
    if (mode == LroMode::FRAGS)
    {
        std::set<uint32_t> pages;
        std::vector<uint32_t> sizes;
        for (const Frag& frag : frame.frags)
        {
            pages.insert(ByteBuffer::Of(frag).Page());
            sizes.push_back(frag.Length());
        }
        buffers["pages"] = pages.size();
        buffers["head_alloc_bytes"] = frame.buffers.headAllocBytes;
        buffers["frag_sizes"] = sizes;
    }
    return buffers;
}

} // namespace

LroRun::LroRun(const LroParameters& parameters, LroMode mode, const std::vector<Bytes>& input)
    : m_parameters(parameters),
      m_mode(mode),
      m_frames(TakeTags(input, parameters.vlan)),
      m_locator(parameters.locator, parameters.Tags(), m_frames),
      m_pages(parameters.pageSize, parameters.bufferSize, parameters.firstSplit),
      m_manager(parameters.config,
                parameters.hasLocator ? &m_locator : nullptr,
                static_cast<LroSink&>(*this))
{
}

void
LroRun::Do(const json& op)
{
    const std::string what = op.at("op");
    if (what == "receive")
    {
        for (const uint32_t index : op.at("frames"))
        {
            m_afterFrame = index;
            Receive(index);
        }
    }
    else if (what == "flush_all")
    {
        m_manager.FlushAll();
    }
    else if (what == "flush_pkt")
    {
        FlushFlowOf(op.at("frame"));
    }
    else if (what == "bypass")
    {
        m_afterFrame = op.at("frame").get<uint32_t>();
        Bypass(op.at("frame"));
    }
    else
    {
        throw VectorError(fmt::format("operation \"{}\" is unknown; this program may be older "
                                      "than the case set",
                                      what));
    }
    m_afterFrame = json();
    ++m_op;
    json state = Stats();
    state["delivered"] = m_records.size();
    state["active_sessions"] = m_manager.ActiveSessions();
    m_afterOps.push_back(state);
}

json
LroRun::Stats() const
{
    const LroCounters& counters = m_manager.Counters();
    return {{"aggregated", counters.aggregated},
            {"flushed", counters.flushed},
            {"no_desc", counters.noDesc}};
}

void
LroRun::Receive(uint32_t index)
{
    const NicFrame& from = NicFrameAt(index);
    if (m_mode == LroMode::SKB)
    {
        FillFrame(m_frame, from.bytes, index);
        m_frame.checksumState = m_parameters.driverIpSummed;
        m_manager.ReceiveSkb(m_frame, from.tci);
    }
    else
    {
        constexpr uint32_t FIRST_SUM = 65536; // makes the sum tell the frame
        m_pages.Fill(m_frame, from.bytes, index);
        m_manager.ReceiveFrags(m_frame, FIRST_SUM + index, from.tci);
    }
}

void
LroRun::FlushFlowOf(uint32_t index)
{
    FillFrame(m_frame, NicFrameAt(index).bytes, index);
    const std::optional<HeaderLocation> location = m_locator.LocateBasic(m_frame);
    if (location)
    {
        m_manager.FlushPacket(m_frame, *location);
    }
    m_frame.Clear();
}

void
LroRun::Bypass(uint32_t index)
{
    const NicFrame& from = NicFrameAt(index);
    FillFrame(m_frame, from.bytes, index);
    m_frame.checksumState = m_parameters.driverIpSummed;
    m_frame.vlanTci = from.tci;
    Note(m_frame, "bypass", "bypass", LroMode::SKB);
    m_frame.Clear();
}

const NicFrame&
LroRun::NicFrameAt(uint32_t index) const
{
    if (index >= m_frames.size())
    {
        throw VectorError(fmt::format("frame {} is not in the input of {} frames; copy the case "
                                      "set again",
                                      index,
                                      m_frames.size()));
    }
    return m_frames[index];
}

void
LroRun::Deliver(Frame& frame, const LroDelivery& delivery)
{
    Note(frame, delivery.isSession ? "session" : "pass", ToString(delivery.upcall), m_mode);
    if (m_mode == LroMode::FRAGS)
    {
        m_records.back()["csum"] = frame.checksum;
    }
}

void
LroRun::Note(const Frame& frame, const char* kind, const char* via, LroMode mode)
{
    Bytes bytes = LinearBytes(frame);
    const ChecksumVerdict verdict = JudgeChecksums(bytes, m_parameters.Tags());
    if (m_parameters.vlan == VlanMode::HWACCEL_EXTRACT && bytes.size() > ethernet::TYPE + 1 &&
        Load16(&bytes[ethernet::TYPE]) == ethernet::TYPE_8021Q)
    {
        // The recording shows what the stack sees, to which the tag is not in the frame.
        Store16(&bytes[ethernet::TYPE], ethernet::TYPE_IPV4);
    }
    json record = {{"index", m_records.size()},
                   {"op", m_op},
                   {"after_frame", m_afterFrame},
                   {"kind", kind},
                   {"segments", FramesIn(frame)},
                   {"n_segs", frame.segments},
                   {"gso_size", frame.gsoSize},
                   {"ip_summed", static_cast<uint32_t>(frame.checksumState)},
                   {"via", via},
                   {"vlan_tci", frame.vlanTci ? json(*frame.vlanTci) : json()},
                   {"length", frame.length},
                   {"ip_csum", ToJson(verdict.ip)},
                   {"tcp_csum", ToJson(verdict.tcp)},
                   {"alloc", Buffers(frame, mode)}};
    m_records.push_back(std::move(record));
    m_output.push_back(std::move(bytes));
}

} // namespace ns3::offload::vectors
