/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "engines/engine-subject.h"

#include "ns3/abort.h"
#include "ns3/command-line.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup offload
 * How fast the engines are, without simulation, and beside DPDK's if the program was built with it.
 *
 * The engines of a row get the same bursts, in turn, in one process: a driver fills a burst (not
 * measured), the engine takes it and at the end of each poll delivers what it holds (measured), and
 * the packets are freed (not measured). A poll has sixteen packets of each flow. Packets are warm,
 * just written by the driver, unless the row's name says cold: then their memory is thrown out of
 * the caches first. Nobody looks at payload, and checksums of TCP are the NIC's part.
 */

using namespace ns3::offload::bench;

namespace
{

constexpr uint32_t POLL = 16;  //!< packets of each flow in a poll
constexpr uint32_t BURST = 64; //!< packets that are made at once

/// A row: an engine of this module, and what it is measured beside.
struct Row
{
    std::string name;                //!< of the row
    ReceiveCase settings;            //!< of the engines
    bool isSegmentation{false};      //!< instead of merging
    bool isCold{false};              //!< packets come from memory
    std::unique_ptr<Subject> own;    //!< of this module
    std::unique_ptr<Subject> beside; //!< another, or null
};

/// @param isAlone whether to leave out what the engines are measured beside @param only a row, or
/// "" for all @return the rows
std::vector<Row>
MakeRows(bool isAlone, const std::string& only)
{
    std::vector<Row> rows;
    const auto add = [&](const std::string& name, const ReceiveCase& settings, bool isCold) {
        if (!only.empty() && only != name)
        {
            return;
        }
        Row row{name, settings, false, isCold, nullptr, nullptr};
        const std::string kind = name.substr(0, 3);
        row.isSegmentation = kind == "gso";
        if (row.isSegmentation)
        {
            row.own = MakeSegmentation();
            row.beside = isAlone ? nullptr : MakeDpdkSegmentation();
        }
        else if (kind == "lro")
        {
            row.own = MakeLro(settings);
            row.beside = isAlone ? nullptr : MakeGro(settings);
        }
        else
        {
            row.own = MakeGro(settings);
            row.beside = isAlone || settings.isList ? nullptr : MakeDpdkGro(settings);
        }
        rows.push_back(std::move(row));
    };
    for (const uint32_t flows : {1U, 8U, 64U})
    {
        add("gro-" + std::to_string(flows), {flows, BURST, false, false}, false);
    }
    // rte_gro_reassemble_burst takes no more than 128 packets.
    add("gro-burst-1", {1, POLL, true, false}, false);
    add("gro-burst-8", {8, 8 * POLL, true, false}, false);
    add("gro-burst-64", {64, 128, true, false}, false);
    add("gro-cold-8", {8, BURST, false, false}, true);
    add("list-8", {8, BURST, false, true}, false);
    for (const uint32_t flows : {1U, 8U, 64U})
    {
        add("lro-" + std::to_string(flows), {flows, BURST, false, false}, false);
    }
    add("gso", {}, false);
    add("gso-cold", {}, true);
    return rows;
}

using Clock = std::chrono::steady_clock;                      //!< for times
using Nanoseconds = std::chrono::duration<double, std::nano>; //!< a time

/// @return what it takes to look at the clock twice
Nanoseconds
ClockCost()
{
    constexpr uint32_t TIMES = 1000;
    const auto begin = Clock::now();
    for (uint32_t i = 0; i < TIMES; ++i)
    {
        Clock::now();
    }
    return Nanoseconds(Clock::now() - begin) / TIMES;
}

/**
 * Measure a number of packets.
 * @param subject an engine
 * @param row its row
 * @param units packets, rounded up to whole polls
 * @return ns a packet, the median of all polls
 */
double
Measure(Subject& subject, const Row& row, uint32_t units)
{
    static const Nanoseconds clockCost = ClockCost();
    Traffic traffic(row.settings.flows);
    const uint32_t poll = row.isSegmentation     ? SEGMENTS
                          : row.settings.isBurst ? row.settings.burst
                                                 : POLL * row.settings.flows;
    const uint32_t burst = row.isSegmentation ? SEGMENTS : row.settings.burst;
    const uint32_t step = std::min(poll, burst);
    std::vector<double> times; // of bursts, or of polls that take several
    Nanoseconds time{0};
    uint32_t done = 0;
    while (done < units || done % poll != 0)
    {
        subject.Fill(traffic, burst);
        if (row.isCold)
        {
            subject.Chill();
        }
        const auto begin = Clock::now();
        for (uint32_t first = 0; first < burst; first += step)
        {
            subject.Run(first, step);
            done += step;
            if (done % poll == 0)
            {
                subject.Flush();
            }
        }
        time += Nanoseconds(Clock::now() - begin) - clockCost;
        subject.Drop();
        if (done % poll == 0)
        {
            times.push_back(time.count() / std::max(poll, burst));
            time = Nanoseconds(0);
        }
    }
    // The median, not the sum: in some the thread has been put off its processor.
    std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
    return times[times.size() / 2];
}

/// Rounds of one engine, or ratios of two, in order of size.
class Samples
{
  public:
    /// @param value one more
    void Add(double value)
    {
        m_values.insert(std::upper_bound(m_values.begin(), m_values.end(), value), value);
    }

    /// @return the middle one
    double Median() const
    {
        return m_values[m_values.size() / 2];
    }

    /// @return the lowest
    double Lowest() const
    {
        return m_values.front();
    }

    /// @return the highest
    double Highest() const
    {
        return m_values.back();
    }

  private:
    std::vector<double> m_values; //!< in order
};

/**
 * Measure a row, its engines in turn, and print it.
 * @param row the row
 * @param rounds how often
 * @param units packets a round
 * @param csv where each round is written
 */
void
MeasureRow(const Row& row, uint32_t rounds, uint32_t units, std::ostream& csv)
{
    Samples own;
    Samples beside;
    Samples ratios;
    const auto measure = [&](Subject& subject, Samples& samples, uint32_t round) {
        const double time = Measure(subject, row, units);
        if (round > 0) // the first is for the caches and the allocator
        {
            samples.Add(time);
            csv << row.name << "," << round << "," << subject.Name() << "," << time << "\n";
        }
        return time;
    };
    for (uint32_t round = 0; round <= rounds; ++round)
    {
        const double time = measure(*row.own, own, round);
        if (row.beside)
        {
            const double other = measure(*row.beside, beside, round);
            if (round > 0)
            {
                ratios.Add(time / other);
            }
        }
    }
    std::printf("%-13s %-4s %7.1f", row.name.c_str(), row.own->Name().c_str(), own.Median());
    if (row.beside)
    {
        NS_ABORT_MSG_IF(row.own->Delivered() != row.beside->Delivered(),
                        row.name << ": " << row.own->Name() << " delivered " << row.own->Delivered()
                                 << " packets, " << row.beside->Name() << " "
                                 << row.beside->Delivered());
        std::printf("   %-7s %7.1f   %.2f (%.2f to %.2f)",
                    row.beside->Name().c_str(),
                    beside.Median(),
                    ratios.Median(),
                    ratios.Lowest(),
                    ratios.Highest());
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int
main(int argc, char* argv[])
{
    uint32_t units = 50000;
    uint32_t rounds = 15;
    bool isAlone = false;
    std::string only;
    std::string csvFile;
    ns3::CommandLine cmd(__FILE__);
    cmd.Usage("Measures the receive and segmentation engines without simulation, beside DPDK's.");
    cmd.AddValue("units", "packets a measurement", units);
    cmd.AddValue("rounds", "measurements of each engine", rounds);
    cmd.AddValue("only", "measure only this row", only);
    cmd.AddValue("alone", "measure nothing beside", isAlone);
    cmd.AddValue("csv", "file for all measurements", csvFile);
    cmd.Parse(argc, argv);
    NS_ABORT_MSG_IF(units == 0, "--units=0 measures nothing: give at least 1");
    NS_ABORT_MSG_IF(rounds == 0, "--rounds=0 measures nothing: give at least 1");

    if (!isAlone && HasDpdk())
    {
        StartDpdk();
    }
    else if (!isAlone)
    {
        std::printf("Without DPDK: utils/setup.sh libdpdk-dev pkg-config, and build again\n");
    }
    const std::vector<Row> rows = MakeRows(isAlone, only);
    NS_ABORT_MSG_IF(rows.empty(), "--only=" << only << " is no row: leave it out to see all");
    std::ofstream csv;
    if (!csvFile.empty())
    {
        csv.open(csvFile);
        NS_ABORT_MSG_IF(!csv, "--csv=" << csvFile << " cannot be written: does its folder exist?");
        csv << "row,round,engine,ns_per_packet\n";
    }
    std::printf("%-13s %-4s %7s   %-7s %7s   %s\n",
                "row",
                "",
                "ns",
                "beside",
                "ns",
                "ratio (lowest to highest)");
    for (const Row& row : rows)
    {
        if (row.isCold && !CanChill())
        {
            std::printf("%-13s left out: no instruction to empty the caches\n", row.name.c_str());
            continue;
        }
        MeasureRow(row, rounds, units, csv);
    }
    csv.close();
    NS_ABORT_MSG_IF(!csvFile.empty() && !csv, "--csv=" << csvFile << " could not be written");
    return 0;
}
