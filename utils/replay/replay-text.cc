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

/**
 * @file
 * @ingroup offload
 * Results as a table for a person.
 */

namespace ns3::offload::replay
{

namespace
{

constexpr std::size_t ROWS = 10; //!< of flows, and of intervals

/// @param bytes a number of them @return as a person reads it
std::string
PrintBytes(double bytes)
{
    const char* const units[]{"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; bytes >= 1000 && unit + 1 < std::size(units); unit++)
    {
        bytes /= 1000;
    }
    return fmt::format("{:.4g} {}", bytes, units[unit]);
}

/// @param value of a quantity @return without digits that say nothing
std::string
PrintNumber(double value)
{
    return value == static_cast<double>(static_cast<int64_t>(value)) ? fmt::format("{:.0f}", value)
                                                                     : fmt::format("{:.2f}", value);
}

/// @param file where to @param replay a replay: print a line about its capture
void
PrintCapture(std::FILE* file, const Replay& replay)
{
    const CaptureFacts& facts = replay.facts;
    const double seconds = facts.Seconds();
    fmt::print(file,
               "{}: {}, {} frames, {}, {:.6g} s{}{}\n\n",
               replay.captureName,
               replay.linkName,
               facts.frames,
               PrintBytes(static_cast<double>(facts.bytes)),
               seconds,
               seconds > 0
                   ? fmt::format(", {:.4g} Gb/s", 8e-9 * static_cast<double>(facts.bytes) / seconds)
                   : "",
               replay.skipped > 0 ? fmt::format(", {} more not in the filter", replay.skipped)
                                  : "");
}

/// A line of a table: a name, a cell for each setting, and what it means.
struct Line
{
    std::string name;               //!< name
    std::vector<std::string> cells; //!< by setting
    std::string text;               //!< unit, or a few words
};

/// @param file where to @param head of the table @param lines the table; nothing is printed without
void
PrintLines(std::FILE* file, const Line& head, std::vector<Line> lines)
{
    if (lines.empty())
    {
        return;
    }
    lines.insert(lines.begin(), head);
    std::size_t name = 24;
    std::size_t cell = 12;
    for (const Line& line : lines)
    {
        name = std::max(name, line.name.size());
        for (const std::string& text : line.cells)
        {
            cell = std::max(cell, text.size());
        }
    }
    for (const Line& line : lines)
    {
        std::string text = fmt::format("{:<{}}", line.name, name);
        for (const std::string& each : line.cells)
        {
            text += fmt::format(" {:>{}}", each, cell);
        }
        fmt::print(file, "{}{}{}\n", text, line.text.empty() ? "" : "  ", line.text);
    }
    fmt::print(file, "\n");
}

/// @param replay a replay @param name of the first column @return the head of a table of settings
Line
MakeHead(const Replay& replay, const std::string& name)
{
    Line head{name, {}, ""};
    for (std::size_t i = 0; i < replay.results.size(); i++)
    {
        head.cells.push_back(replay.results.size() == 1 ? replay.options.Variants()[i].name
                                                        : fmt::format("[{}]", i + 1));
    }
    return head;
}

/// @param file where to @param replay a replay: print the quantities of all settings
void
PrintQuantities(std::FILE* file, const Replay& replay)
{
    std::vector<std::vector<Quantity>> columns;
    for (std::size_t i = 0; i < replay.results.size(); i++)
    {
        columns.push_back(ListQuantities(replay, i));
    }
    std::vector<Line> lines;
    for (std::size_t row = 0; row < columns.front().size(); row++)
    {
        const Quantity& first = columns.front()[row];
        Line line{first.name, {}, first.unit};
        bool isShown = first.isAlwaysThere;
        for (const auto& column : columns)
        {
            isShown = isShown || column[row].value != 0;
            line.cells.push_back(PrintNumber(column[row].value));
        }
        if (isShown)
        {
            lines.push_back(line);
        }
    }
    if (replay.results.size() > 1)
    {
        for (std::size_t i = 0; i < replay.results.size(); i++)
        {
            fmt::print(file, "[{}] {}\n", i + 1, replay.options.Variants()[i].name);
        }
        fmt::print(file, "\n");
    }
    PrintLines(file, MakeHead(replay, "quantity"), lines);
}

/**
 * Print reasons of all settings.
 * @param file where to
 * @param replay a replay
 * @param title what they are reasons for
 * @param list which counts
 */
void
PrintReasons(std::FILE* file,
             const Replay& replay,
             const std::string& title,
             std::vector<NamedCount> ReplayResult::*list)
{
    std::vector<Line> lines;
    for (std::size_t i = 0; i < replay.results.size(); i++)
    {
        for (const NamedCount& reason : *replay.results[i].*list)
        {
            auto line = std::find_if(lines.begin(), lines.end(), [&reason](const Line& each) {
                return each.name == reason.name && each.text == reason.sentence;
            });
            if (line == lines.end())
            {
                const std::vector<std::string> none(replay.results.size(), "0");
                line = lines.insert(line, {reason.name, none, reason.sentence});
            }
            line->cells[i] = fmt::format("{}", reason.count);
        }
    }
    PrintLines(file, MakeHead(replay, title), lines);
}

/// @param file where to @param replay a replay: print how many packets have how many frames
void
PrintSizes(std::FILE* file, const Replay& replay)
{
    std::vector<Line> lines;
    for (std::size_t number = 0; number < SizeHistogram::CLASSES; number++)
    {
        const uint64_t low = number == 0 ? 1 : uint64_t{1} << number;
        const uint64_t high = (uint64_t{2} << number) - 1;
        Line line{low == high ? fmt::format("{}", low) : fmt::format("{} to {}", low, high),
                  {},
                  ""};
        bool isShown = false;
        for (const auto& result : replay.results)
        {
            const auto classes = result->framesPerPacket.List();
            const auto found = std::find_if(classes.begin(),
                                            classes.end(),
                                            [high](const auto& each) { return each.high == high; });
            const uint64_t count = found == classes.end() ? 0 : found->count;
            isShown = isShown || count > 0;
            line.cells.push_back(fmt::format("{}", count));
        }
        line.text = "packets";
        if (isShown)
        {
            lines.push_back(line);
        }
    }
    PrintLines(file, MakeHead(replay, "frames in a packet"), lines);
}

/// @param file where to @param name of the row @param counts of one flow, or of several
void
PrintFlow(std::FILE* file, const std::string& name, const FlowCounts& counts)
{
    if (counts.packets > 0)
    {
        fmt::print(file,
                   "  {:<48} {:>10} {:>10} {:>10.2f} {:>6}\n",
                   name,
                   counts.frames,
                   counts.packets,
                   static_cast<double>(counts.frames) / static_cast<double>(counts.packets),
                   counts.most);
    }
}

/// @param file where to @param result of a setting: print its largest flows
void
PrintFlows(std::FILE* file, const ReplayResult& result)
{
    const auto rows = result.flows.List();
    fmt::print(file,
               "{:<50} {:>10} {:>10} {:>10} {:>6}\n",
               rows.size() > ROWS ? fmt::format("flows (the largest {} of {})", ROWS, rows.size())
                                  : "flows",
               "frames",
               "packets",
               "frames/pkt",
               "most");
    for (std::size_t i = 0; i < std::min(ROWS, rows.size()); i++)
    {
        PrintFlow(file, rows[i].name + (rows[i].mayBeIncomplete ? " (*)" : ""), rows[i].counts);
    }
    FlowCounts rest;
    for (std::size_t i = ROWS; i < rows.size(); i++)
    {
        rest.Add(rows[i].counts);
    }
    PrintFlow(file,
              fmt::format("{} smaller flows", rows.size() - std::min(ROWS, rows.size())),
              rest);
    PrintFlow(file,
              fmt::format("grouped, for lack of rows: {} flows", result.flows.RowsGrouped()),
              result.flows.Grouped());
    PrintFlow(file, "neither TCP nor UDP, and fragments", result.flows.Others());
    if (result.flows.RowsGrouped() > 0)
    {
        fmt::print(file,
                   "  More flows than --max-flows has rows: the smallest are grouped. One that "
                   "comes again counts\n"
                   "  again, and (*) rows may lack a part that is among the grouped ones.\n");
    }
    fmt::print(file, "\n");
}

/// @param file where to @param replay a replay with one setting: print it over time
void
PrintSeries(std::FILE* file, const Replay& replay)
{
    const auto profile = replay.options.Profile();
    fmt::print(file,
               "{:<12} {:>12} {:>12} {:>12} {:>12}{}\n",
               "time [s]",
               "frames",
               "packets",
               "frames/pkt",
               "Gb/s",
               profile ? "   % of a core" : "");
    for (const TimeSeries::Row& row : replay.results.front()->series.Rows(ROWS))
    {
        fmt::print(file,
                   "{:<12.6g} {:>12} {:>12} {:>12.2f} {:>12.4g}{}\n",
                   row.begin,
                   row.counts.frames,
                   row.counts.packets,
                   row.FramesPerPacket(),
                   8e-9 * static_cast<double>(row.counts.bytes) / row.width,
                   profile ? fmt::format(" {:>13.2f}", ShareOfCore(row, *profile)) : "");
    }
}

} // namespace

void
PrintText(std::FILE* file, const Replay& replay)
{
    PrintCapture(file, replay);
    PrintQuantities(file, replay);
    PrintReasons(file, replay, "held packets went up, because", &ReplayResult::flushes);
    PrintReasons(file, replay, "passed as they came, because", &ReplayResult::passes);
    PrintSizes(file, replay);
    if (replay.results.size() == 1)
    {
        PrintFlows(file, *replay.results.front());
        PrintSeries(file, replay);
    }
}

} // namespace ns3::offload::replay
