/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-result.h"

#include <algorithm>

namespace ns3::offload::replay
{

void
SizeHistogram::Add(uint32_t size)
{
    std::size_t index = 0;
    while (size >> 1 >> index != 0 && index + 1 < CLASSES)
    {
        index++;
    }
    m_counts[index]++;
}

std::vector<SizeHistogram::Class>
SizeHistogram::List() const
{
    std::vector<Class> list;
    for (std::size_t i = 0; i < CLASSES; i++)
    {
        if (m_counts[i] > 0)
        {
            list.push_back({i == 0 ? 0 : uint64_t{1} << i, (uint64_t{2} << i) - 1, m_counts[i]});
        }
    }
    return list;
}

ReplayResult::ReplayResult(int64_t start,
                           uint32_t maxFlows,
                           Ptr<const CostProfile> profile,
                           CaptureWriter* writer)
    : flows(maxFlows),
      m_start(start),
      m_profile(profile),
      m_writer(writer)
{
}

void
ReplayResult::CountFrame(int64_t time, uint32_t bytes)
{
    counts.frames++;
    counts.bytes += bytes;
    TimeCounts now;
    now.frames = 1;
    now.bytes = bytes;
    series.Add(time - m_start, now);
}

void
ReplayResult::CountPacket(int64_t time, uint32_t frames, const Frame& packet)
{
    counts.packets++;
    counts.merged += frames > 1 ? frames : 0;
    counts.most = std::max(counts.most, frames);
    counts.packetBytes += packet.length;
    counts.largest = std::max(counts.largest, packet.length);
    framesPerPacket.Add(frames);
    packetSizes.Add(packet.length);
    FlowCounts flow;
    flow.frames = frames;
    flow.packets = 1;
    flow.bytes = packet.wireBytes;
    flow.payload = packet.payloadLength;
    flow.most = frames;
    flows.Add(packet, CapturedFrame::FirstOf(packet).facts.isUdp, flow);
    TimeCounts now;
    now.packets = 1;
    now.merged = frames;
    series.Add(time - m_start, now);
}

void
ReplayResult::CountWork(int64_t time, const Work& work)
{
    if (!m_profile)
    {
        return;
    }
    for (std::size_t i = 0; i < N_OPERATIONS; i++)
    {
        m_operations[i] += work.Count(static_cast<Operation>(i));
    }
    TimeCounts now;
    now.cycles = static_cast<uint64_t>(m_profile->GetCycles(work));
    m_cycles += now.cycles;
    series.Add(time - m_start, now);
}

void
ReplayResult::Write(int64_t time, Frame& frame)
{
    if (m_writer)
    {
        m_writer->Write(time, frame);
    }
}

} // namespace ns3::offload::replay
