/*
 * Copyright (c) 2026 The offload authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 *
 * Author: The offload authors
 */

#include "replay-plot.h"

#include "replay-report.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace ns3::offload::replay
{

namespace
{

/// Terminals of gnuplot, by extension.
const std::map<std::string, const char*> TERMINALS{
    {".svg", "svg noenhanced font 'DejaVu Sans,13' size 1000,760 background '#ffffff'"},
    {".png", "pngcairo noenhanced font 'DejaVu Sans,15' size 1240,940"},
    {".pdf", "pdfcairo noenhanced font 'DejaVu Sans,9' size 12cm,10cm"},
};

// As in utils/plot_look.py, whose test computes that the colors stay apart.
constexpr const char* STYLE = R"(
set encoding utf8
set border 3 linecolor '#5d6670'
set tics nomirror
set grid ytics linecolor '#dde1e6' linetype 1
set key bmargin center horizontal Left reverse samplen 2 spacing 1.25 width 1
set style data linespoints
set xrange [0:*]
set yrange [0:*]
set offsets 0, 0, graph 0.05, 0
)";

constexpr const char*
    COLORS[]{"#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#222222"};
constexpr int MARKERS[]{7, 5, 9, 11, 13, 15, 2};

/// @param text a text @return as a string of gnuplot, which leaves all but the quote alone
std::string
Quote(const std::string& text)
{
    std::string quoted = "'";
    for (const char letter : text)
    {
        quoted += letter == '\'' ? "''" : std::string(1, letter);
    }
    return quoted + "'";
}

/// A panel of the plot.
struct Panel
{
    const char* name;  //!< of its blocks of data
    std::string label; //!< of its axis
    std::string title; //!< title or notitle, for the key
    /// Value of a row; nothing where there is no point.
    std::function<std::optional<double>(const TimeSeries::Row&)> value;
};

/// @param replay a replay @return what is drawn
std::vector<Panel>
ListPanels(const Replay& replay)
{
    const auto frames = [](const TimeSeries::Row& row) -> std::optional<double> {
        return row.counts.packets > 0 ? std::optional(row.FramesPerPacket()) : std::nullopt;
    };
    const auto packets = [](const TimeSeries::Row& row) -> std::optional<double> {
        return 1e-3 * static_cast<double>(row.counts.packets) / row.width;
    };
    const auto profile = replay.options.Profile();
    const auto share = [profile](const TimeSeries::Row& row) -> std::optional<double> {
        return ShareOfCore(row, *profile);
    };
    std::vector<Panel> panels{{"frames", "frames a packet", "notitle", frames}};
    if (profile)
    {
        panels.push_back({"share", "share of a core [%]", "title", share});
    }
    else
    {
        panels.push_back({"packets", "packets for the stack [1000/s]", "title", packets});
    }
    return panels;
}

/// @param replay a replay @param panel a panel @return its blocks of data, one for each setting
std::string
MakeData(const Replay& replay, const Panel& panel)
{
    constexpr std::size_t POINTS = 50;
    std::string data;
    for (std::size_t i = 0; i < replay.results.size(); i++)
    {
        data += fmt::format("${}{} << EOD\n", panel.name, i);
        for (const TimeSeries::Row& row : replay.results[i]->series.Rows(POINTS))
        {
            if (const auto value = panel.value(row))
            {
                data += fmt::format("{:.9g} {:.6g}\n", row.begin + row.width / 2, *value);
            }
        }
        data += "EOD\n";
    }
    return data;
}

/// @param replay a replay @param panel a panel @return the commands that draw it
std::string
MakePanel(const Replay& replay, const Panel& panel)
{
    std::string script = fmt::format("set ylabel {}\nplot ", Quote(panel.label));
    for (std::size_t i = 0; i < replay.results.size(); i++)
    {
        const bool hasTitle = panel.title == "title";
        script +=
            fmt::format("{}${}{} using 1:2 linewidth 2 pointsize 0.7 pointtype {} linecolor {} "
                        "{} {}",
                        i == 0 ? "" : ", ",
                        panel.name,
                        i,
                        MARKERS[i % std::size(MARKERS)],
                        Quote(COLORS[i % std::size(COLORS)]),
                        panel.title,
                        hasTitle ? Quote(replay.options.Variants()[i].name) : "");
    }
    return script + "\n";
}

} // namespace

void
CheckPlot(const std::string& path)
{
    if (TERMINALS.count(std::filesystem::path(path).extension().string()) == 0)
    {
        throw ReplayError(
            fmt::format("--plot={}: name a file that ends in .svg, .png or .pdf", path));
    }
    if (std::system("command -v gnuplot > /dev/null 2>&1") != 0)
    {
        throw ReplayError(
            fmt::format("--plot={}: gnuplot was not found; on Debian: apt-get install "
                        "gnuplot-nox",
                        path));
    }
}

void
DrawPlot(const std::string& path, const Replay& replay)
{
    const std::string partial = path + ".part";
    std::string script = fmt::format("set terminal {}\nset output {}\n",
                                     TERMINALS.at(std::filesystem::path(path).extension().string()),
                                     Quote(partial)) +
                         STYLE + "set multiplot layout 2,1 title " +
                         Quote(std::filesystem::path(replay.captureName).filename().string()) +
                         "\n";
    for (const Panel& panel : ListPanels(replay))
    {
        script += MakeData(replay, panel) + MakePanel(replay, panel) + "set xlabel 'time [s]'\n";
    }
    script += "unset multiplot\nunset output\n";
    std::FILE* gnuplot = popen("gnuplot", "w");
    const bool isWritten =
        gnuplot && std::fwrite(script.data(), 1, script.size(), gnuplot) == script.size();
    const bool isDrawn = gnuplot && pclose(gnuplot) == 0 && isWritten;
    std::error_code error;
    const auto size = std::filesystem::file_size(partial, error);
    if (!isDrawn || error || size == 0)
    {
        std::filesystem::remove(partial, error);
        throw ReplayError(
            fmt::format("--plot={}: gnuplot could not draw it; choose a file in a folder "
                        "that may be written, on a disk with room",
                        path));
    }
    std::filesystem::rename(partial, path, error);
    if (error)
    {
        throw ReplayError(fmt::format("--plot={}: cannot write there ({})", path, error.message()));
    }
}

} // namespace ns3::offload::replay
