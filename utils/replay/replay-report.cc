/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-report.h"

#include <algorithm>
#include <fmt/format.h>

namespace ns3::offload::replay
{

namespace
{

/// @param part a number @param whole another @return their ratio, 0 for 0 / 0
double
Ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

/// @param result counts @param profile costs @return largest share of a core in a tenth of the
/// capture, %
double
PeakShare(const ReplayResult& result, const CostProfile& profile)
{
    constexpr std::size_t TENTHS = 10;
    double most = 0;
    for (const TimeSeries::Row& row : result.series.Rows(TENTHS))
    {
        most = std::max(most, ShareOfCore(row, profile));
    }
    return most;
}

/// @param count frames @param facts of the capture @return as "12 of 345 frames"
std::string
Of(uint64_t count, const CaptureFacts& facts)
{
    return fmt::format("{} of {} frames", count, facts.frames);
}

/// @param replay a replay @param warnings gets those about the capture
void
AddCaptureWarnings(const Replay& replay, std::vector<std::string>& warnings)
{
    const CaptureFacts& facts = replay.facts;
    const auto& variants = replay.options.Variants();
    const bool isReceived = std::any_of(variants.begin(), variants.end(), [](const auto& each) {
        return each.settings->Kind() != Offload::GSO;
    });
    if (facts.large > 0 && isReceived)
    {
        warnings.push_back(fmt::format(
            "{} are above the MTU of {} bytes (the largest has {}): the capture was taken "
            "behind "
            "LRO or GRO, or before TSO, and each counts as one frame. Capture with these off "
            "(ethtool -K IF gro off lro off tso off gso off), segment it first (--offload=gso "
            "--write=FILE), or give --mtu if the link has such frames",
            Of(facts.large, facts),
            replay.options.mtu,
            facts.largest));
    }
    if (facts.wrong > 0 && facts.repaired == 0 && isReceived)
    {
        warnings.push_back(fmt::format(
            "{} have a wrong checksum of TCP or UDP{}: they are not merged. {}Give "
            "--fix-checksums to replace them",
            Of(facts.wrong, facts),
            facts.partial > 0
                ? fmt::format(", {} of them the sum of the pseudo header alone", facts.partial)
                : "",
            facts.partial > 0
                ? "They were captured at their sender, before its NIC completed them. "
                : ""));
    }
    if (facts.wrongIp > 0 && facts.repaired == 0 && isReceived)
    {
        warnings.push_back(fmt::format(
            "{} have a wrong checksum of the IPv4 header: GRO does not merge them. Give "
            "--fix-checksums to replace them",
            Of(facts.wrongIp, facts)));
    }
    if (facts.repaired > 0)
    {
        warnings.push_back(
            fmt::format("{} had wrong checksums, which were replaced", Of(facts.repaired, facts)));
    }
    if (facts.truncated > 0)
    {
        warnings.push_back(fmt::format(
            "{} are truncated (snap length): they count with the length that they had, their "
            "checksums are taken for right, and packets are written as far as their bytes are "
            "there. Capture with tcpdump -s 0 to have all",
            Of(facts.truncated, facts)));
    }
    if (facts.unreadable > 0)
    {
        warnings.push_back(fmt::format(
            "{} records are shorter than a link header or longer than any packet, and left out",
            facts.unreadable));
    }
    if (facts.outgoing > 0)
    {
        warnings.push_back(fmt::format(
            "{} were sent by the capturing host, and are replayed as if it received them. Give "
            "--filter=inbound for the others alone",
            Of(facts.outgoing, facts)));
    }
    if (facts.backwards > 0)
    {
        warnings.push_back(fmt::format(
            "{} have a time before the one in front, which was taken instead. Sort the capture by "
            "reordercap if its order is not that of arrival",
            Of(facts.backwards, facts)));
    }
}

} // namespace

double
ShareOfCore(const TimeSeries::Row& row, const CostProfile& profile)
{
    const double clock = static_cast<double>(profile.GetClock());
    return 100 * static_cast<double>(row.counts.cycles) / (clock * row.width);
}

std::vector<Quantity>
ListQuantities(const Replay& replay, std::size_t index)
{
    const ReplayResult& result = *replay.results[index];
    const ReplayCounts& counts = result.counts;
    const auto frames = static_cast<double>(counts.frames);
    const auto packets = static_cast<double>(counts.packets);
    std::vector<Quantity> list{
        {"frames", "frames on the wire", frames, true},
        {"packets", "packets of the stack", packets, true},
        {"packets_saved", "packets", frames - packets - static_cast<double>(counts.ringFull), true},
        {"packets_saved_share",
         "%",
         100 * Ratio(frames - packets - static_cast<double>(counts.ringFull), frames),
         true},
        {"frames_per_packet",
         "frames",
         Ratio(frames - static_cast<double>(counts.ringFull), packets),
         true},
        {"frames_merged_share", "%", 100 * Ratio(static_cast<double>(counts.merged), frames), true},
        {"largest_packet_frames", "frames", static_cast<double>(counts.most), true},
        {"packet_size_mean",
         "bytes",
         Ratio(static_cast<double>(counts.packetBytes), packets),
         true},
        {"largest_packet", "bytes", static_cast<double>(counts.largest), true},
        {"payload", "bytes", static_cast<double>(counts.payloadOut), true},
        {"ring_full", "frames dropped", static_cast<double>(counts.ringFull), false},
        {"interrupts", "interrupts", static_cast<double>(counts.interrupts), false},
        {"flush_timers", "interrupts", static_cast<double>(counts.flushTimers), false},
        {"polls", "polls", static_cast<double>(counts.polls), false},
        {"polls_exhausted", "polls", static_cast<double>(counts.pollsExhausted), false},
        {"wait_mean", "us", 1e-3 * Ratio(counts.waited, packets), false},
        {"wait_longest", "us", 1e-3 * static_cast<double>(counts.longestWait), false},
    };
    if (const auto profile = replay.options.Profile())
    {
        const auto cycles = static_cast<double>(result.Cycles());
        const double time = replay.facts.Seconds() * static_cast<double>(profile->GetClock());
        list.push_back({"cycles", "cycles", cycles, true});
        list.push_back({"cycles_per_frame", "cycles", Ratio(cycles, frames), true});
        list.push_back({"core_share", "% of a core", 100 * Ratio(cycles, time), true});
        list.push_back(
            {"core_share_peak", "% of a core, busiest tenth", PeakShare(result, *profile), true});
    }
    return list;
}

std::vector<std::string>
ListWarnings(const Replay& replay)
{
    std::vector<std::string> warnings;
    AddCaptureWarnings(replay, warnings);
    for (std::size_t i = 0; i < replay.results.size(); i++)
    {
        const ReplayVariant& variant = replay.options.Variants()[i];
        const ReplayCounts& counts = replay.results[i]->counts;
        if (counts.ringFull > 0)
        {
            warnings.push_back(fmt::format(
                "{}: {} found the ring of {} full, and were dropped. Raise --rx-ring, or lower "
                "--rx-usecs or --rx-frames",
                variant.name,
                Of(counts.ringFull, replay.facts),
                variant.settings->rxRing));
        }
        const auto profile = replay.options.Profile();
        const double time =
            profile ? replay.facts.Seconds() * static_cast<double>(profile->GetClock()) : 0;
        if (time > 0 && static_cast<double>(replay.results[i]->Cycles()) > time)
        {
            warnings.push_back(fmt::format(
                "{}: one core could not do this work at the capture's pace. It would fall behind, "
                "and "
                "find more frames in each poll than the replay, whose polls take no time",
                variant.name));
        }
    }
    if (replay.cut > 0)
    {
        warnings.push_back(fmt::format(
            "{} packets are longer than {} bytes, which is what programs accept, and were written "
            "without their end",
            replay.cut,
            CaptureWriter::SNAP_LENGTH));
    }
    return warnings;
}

} // namespace ns3::offload::replay
