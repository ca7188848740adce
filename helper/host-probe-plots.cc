/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "ns3/host-probe-plots.h"

#include "ns3/cpu-load.h"
#include "ns3/latency-stack.h"

#include <array>
#include <vector>

namespace ns3
{

namespace
{

/// Begin of a script. Its colors can be told apart with each kind of color blindness (Okabe and
/// Ito; Tol).
constexpr const char* STYLE = R"(# Draws the files of a HostProbe: gnuplot plots.gp, in this folder.
# For SVG: gnuplot -e "format='svg'" plots.gp
if (!exists("format")) format = 'png'
terminal = "noenhanced font 'DejaVu Sans,12' background '#ffffff'"
terminal = (format eq 'svg' ? 'svg ' : 'pngcairo ').terminal
set encoding utf8
set datafile separator ','
set border 3 linecolor '#5d6670'
set tics nomirror
set grid ytics linecolor '#dde1e6' linetype 1
set style fill solid 0.9 noborder
set style line 1 linecolor '#0072b2'
set style line 2 linecolor '#e69f00'
set style line 3 linecolor '#009e73'
set style line 4 linecolor '#d55e00'
set style line 5 linecolor '#56b4e9'
set style line 6 linecolor '#cc79a7'
set style line 7 linecolor '#f0e442'
set style line 8 linecolor '#332288'
set style line 9 linecolor '#999999'
set style line 10 linecolor '#117733'
set style line 11 linecolor '#882255'
)";

constexpr uint32_t WIDTH = 1100;      //!< of a picture, pixels
constexpr uint32_t ROW_HEIGHT = 300;  //!< of a row of plots
constexpr uint32_t HEAD_HEIGHT = 100; //!< of title and key

/**
 * @param name name of a host
 * @param field number of the column that has it
 * @param more another condition of awk, or empty
 * @param file a file
 * @return what gnuplot reads: the head of the file, and the rows that match
 */
std::string
Select(const std::string& name, uint32_t field, const std::string& more, const std::string& file)
{
    return "\"< awk -F, 'NR == 1 || ($" + std::to_string(field) + " == \\\"" + name + "\\\"" +
           more + ")' " + file + "\"";
}

} // namespace

HostProbePlots::HostProbePlots(std::ostream& os)
    : m_os(os)
{
    m_os << STYLE;
}

void
HostProbePlots::Begin(const std::string& name,
                      const std::string& what,
                      uint32_t rows,
                      uint32_t columns)
{
    m_os << "\nset terminal @terminal size " << WIDTH << ',' << HEAD_HEIGHT + rows * ROW_HEIGHT
         << "\nset output 'host-" << name << '-' << what << ".'.format\n"
         << "set multiplot layout " << rows << ',' << columns << " title 'host " << name << ": "
         << what << "'\n";
}

void
HostProbePlots::AddHost(const Host& host)
{
    DrawCores(host);
    DrawQueues(host);
    DrawSizes(host.name);
    if (host.hasRead)
    {
        DrawLatency(host.name);
    }
}

void
HostProbePlots::StackCore(const std::string& name, uint32_t core, uint32_t first, uint32_t last)
{
    const std::string data = Select(name, 2, " && $3 == " + std::to_string(core), "cores.csv");
    m_os << "set title 'core " << core << "'\n"
         << "plot for [i=" << last << ":" << first << ":-1] " << data
         << " using 1:(sum [j=" << first << ":i] column(j)) with filledcurves y1=0 linestyle i-"
         << first - 1 << " title columnheader(i)\n";
}

void
HostProbePlots::DrawCores(const Host& host)
{
    std::vector<uint32_t> busy;
    for (uint32_t core = 0; core < host.cpu->GetNCores(); core++)
    {
        if (CpuLoad::GetBusyCycles(host.cpu->GetCore(core)) > 0)
        {
            busy.push_back(core);
        }
    }
    if (busy.empty())
    {
        return; // a host on which nothing costs anything
    }
    constexpr uint32_t CONTEXTS = 4; // column of the first context in cores.csv
    constexpr uint32_t CATEGORIES = CONTEXTS + static_cast<uint32_t>(N_CPU_CONTEXTS);
    Begin(host.name, "cores", static_cast<uint32_t>(busy.size()), 2);
    m_os << "set yrange [0:100]\nset ylabel 'busy, %'\nset xlabel 'time, ms'\n"
         << "set key outside right top Left reverse samplen 1 spacing 0.9 font ',10'\n"
         << "set autoscale xfix\n";
    for (const uint32_t core : busy)
    {
        StackCore(host.name, core, CONTEXTS, CATEGORIES - 1);
        StackCore(host.name, core, CATEGORIES, CATEGORIES + N_COST_CATEGORIES - 1);
    }
    m_os << "unset multiplot\nset autoscale y\nunset title\n";
}

void
HostProbePlots::DrawQueues(const Host& host)
{
    if (host.nics.empty())
    {
        return;
    }
    Begin(host.name, "queues", static_cast<uint32_t>(host.nics.size()), 1);
    m_os << "set yrange [0:*]\nset ylabel 'packets, highest'\nset xlabel 'time, ms'\n"
         << "set key outside right top Left reverse samplen 2\n";
    for (const auto& [device, nic] : host.nics)
    {
        std::vector<std::string> queues;
        for (uint32_t i = 0; i < nic->GetNQueues(); i++)
        {
            queues.push_back("rx-" + std::to_string(i));
        }
        queues.emplace_back("tx");
        queues.emplace_back("qdisc");
        m_os << "set title 'device " << device << "'\nplot ";
        for (std::size_t i = 0; i < queues.size(); i++)
        {
            m_os << (i > 0 ? ", " : "")
                 << Select(host.name,
                           2,
                           " && $3 == " + std::to_string(device) + " && $4 == \\\"" + queues[i] +
                               "\\\"",
                           "queues.csv")
                 << " using 1:6 with lines linestyle " << i % 11 + 1 << " linewidth 2 title '"
                 << queues[i] << "'";
        }
        m_os << '\n';
    }
    m_os << "unset multiplot\nset autoscale y\nunset title\n";
}

void
HostProbePlots::DrawSizes(const std::string& name)
{
    Begin(name, "sizes", 1, 1);
    m_os << "set yrange [0:100]\nset ylabel 'packets no larger, %'\nset xlabel 'bytes'\n"
         << "set autoscale x\nset logscale x\nset key outside right top Left reverse\nplot ";
    constexpr std::array<const char*, 3> PLACES{"sent", "received", "stack"};
    for (std::size_t i = 0; i < PLACES.size(); i++)
    {
        const std::string data =
            Select(name, 1, std::string(" && $2 == \\\"") + PLACES[i] + "\\\"", "sizes.csv");
        const std::string style = " linestyle " + std::to_string(i + 1);
        m_os << (i > 0 ? ", " : "") << data << " using 3:5 with steps" << style
             << " linewidth 2 title '" << PLACES[i] << "', " << data << " using 3:5 with points"
             << style << " pointtype " << 2 * i + 5 << " notitle";
    }
    m_os << "\nunset multiplot\nset autoscale y\nunset logscale x\n";
}

void
HostProbePlots::DrawLatency(const std::string& name)
{
    constexpr uint32_t FIRST = 5; // column of the first part in latency.csv
    Begin(name, "latency", 1, 1);
    m_os << "set yrange [0:*]\nset ylabel 'us'\nset style data histogram\n"
         << "set xlabel 'packets whose time from the wire to the read is the quantile'\n"
         << "set style histogram rowstacked\nset boxwidth 0.6\nset key outside right top Left "
            "reverse invert\n"
         << "plot for [i=" << FIRST << ":" << FIRST + N_LATENCY_PARTS - 1 << "] "
         << Select(name, 1, " && $3 == \\\"stack\\\"", "latency.csv")
         << " using i:xticlabels(4) linestyle i-" << FIRST - 1 << " title columnheader(i)\n"
         << "unset multiplot\nset autoscale y\nset style data lines\nset key noinvert\n";
}

} // namespace ns3
