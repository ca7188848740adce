# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Plots of an experiment: NAME.gp and NAME.dat for gnuplot, which makes NAME.png and NAME.svg."""

import re
import shutil
import subprocess

import files
import processes
import table
from experiment import plain
from experiment_schema import ExperimentError
from outcomes import mean, quantity_of

COLORS = ["#1f6fb4", "#e07b1a", "#2f9e5b", "#b3403c", "#7a5aa6", "#8a6d3b", "#c2569b", "#5d6670"]
PUBLISHED = "#9aa3ad"

TERMINALS = {
    "png": "pngcairo noenhanced font 'DejaVu Sans,15' size 1240,720",
    "svg": "svg noenhanced font 'DejaVu Sans,13' size 1000,580 background '#ffffff'",
}

STYLE = """\
set encoding utf8
set datafile separator '\\t'
set border 3 linecolor '#5d6670'
set tics nomirror
set grid ytics linecolor '#dde1e6' linetype 1
set key bmargin center horizontal Left reverse samplen 1.5 spacing 1.25 width 1
set style fill solid 0.9 noborder
"""

# Error bars as vectors: gnuplot's own clear the point below them.
ERROR_BAR = (
    "using {x}:($2-$3):(0):(2*$3) with vectors heads size screen 0.004,90 linewidth 1.5 "
    "linecolor {color} notitle"
)

# A label longer than this continues on the next line of an axis
LABEL_WIDTH = 18


def quote(text):
    """A string of gnuplot, which leaves all but the quote alone."""
    return "'" + str(text).replace("'", "''") + "'"


def wrap(label, width):
    """Break a label between words."""
    lines = [""]
    for word in re.split(r"(?<=[ :,])", str(label)):
        if lines[-1] and len(lines[-1] + word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return "\\n".join(line.strip() for line in lines).replace('"', "'")


def as_number(value):
    """The number in '10us', 3 or '1500'."""
    match = re.match(r"\s*([-+]?\d+\.?\d*(?:[eE][-+]?\d+)?)", plain(value))
    if not match:
        raise ExperimentError(f"'{value}' is no number to plot")
    return float(match.group(1))


def horizontal(plot, color):
    """Curves for the constant lines."""
    return [
        f"{line['value']} with lines linewidth 2 dashtype 2 linecolor {quote(color)} "
        f"title {quote(line['label'])}"
        for line in plot.get("lines", [])
    ]


class Data:
    """The blocks of a data file."""

    def __init__(self):
        self.blocks = []

    def add(self, name, lines):
        """Add a block; returns how gnuplot finds it."""
        self.blocks.append(
            f"# {name}\n" + "".join("\t".join(map(str, line)) + "\n" for line in lines)
        )
        return f"data index {len(self.blocks) - 1}"

    def text(self):
        """The data file."""
        return "\n\n".join(self.blocks)


def quantity_label(name, unit):
    """The axis of a quantity."""
    return f"{name.replace('_', ' ')} [{unit}]" if unit else name.replace("_", " ")


def case_axis(cases, legend_lines):
    """The names of the cases below the bars, above the lines of a legend."""
    width = max(9, min(LABEL_WIDTH, 110 // len(cases)))
    labels = [wrap(case.label, width) for case in cases]
    turned = ""
    lines = 1.1 * (1 + max(label.count("\\n") for label in labels))
    if max(len(line) for label in labels for line in label.split("\\n")) > 115 // len(cases):
        labels = [wrap(case.label, 1000) for case in cases]
        longest = max(map(len, labels))
        turned = f"rotate by 30 right\nset lmargin {max(10, 0.75 * longest):g}\nset rmargin 3"
        lines = 1 + 0.3 * longest
    ticks = ", ".join(f'"{label}" {index}' for index, label in enumerate(labels))
    return [
        f"set xtics ({ticks}) scale 0 {turned}".rstrip(),
        f"set bmargin {lines + 1.4 * legend_lines + 1:.4g}",
        f"set xrange [-0.6:{len(cases) - 0.4:g}]",
        "set yrange [0:*]",
    ]


def published_of(case, quantity):
    """The published value of a quantity, or None."""
    return next((item["value"] for item in case.published if item["quantity"] == quantity), None)


def bars(experiment, results, plot, cases, data):
    """A bar a case, beside the published one."""
    name = plot["quantity"]
    published = [(index, published_of(case, name)) for index, case in enumerate(cases)]
    published = [(index, value) for index, value in published if value is not None]
    shift, width = (0.19, 0.36) if published else (0.0, 0.6)
    simulated = [
        (
            index,
            mean(experiment, results, case.name, name),
            results[case.name]["quantities"][name].get("stddev", 0.0),
        )
        for index, case in enumerate(cases)
    ]
    curves = []
    if published:
        block = data.add("published", [(index, table.number(value)) for index, value in published])
        curves += [
            f"{block} using ($1-{shift}):2:({width}) with boxes linecolor {quote(PUBLISHED)} "
            "title 'published'",
            f"{block} using ($1-{shift}):2:(sprintf('%g',$2)) with labels offset 0,0.7 notitle",
        ]
    block = data.add(
        "simulated, standard deviation",
        [
            (index, table.number(value), table.number(deviation))
            for index, value, deviation in simulated
        ],
    )
    curves += [
        f"{block} using ($1+{shift}):2:({width}) with boxes linecolor {quote(COLORS[0])} "
        "title 'simulated'",
        f"{block} " + ERROR_BAR.format(x=f"($1+{shift})", color="'black'"),
        f"{block} using ($1+{shift}):($2+$3):(sprintf('%.3g',$2)) "
        "with labels offset 0,0.7 notitle",
    ]
    unit = quantity_of(experiment, results, cases[0].name, name)["unit"]
    return (
        case_axis(cases, 1) + ["set offsets 0, 0, graph 0.08, 0"],
        curves + horizontal(plot, COLORS[3]),
        "",
        quantity_label(name, unit),
    )


def stack(experiment, results, plot, cases, data):
    """One bar a case made of several quantities."""
    names = plot["quantities"]
    lines, unit, highest = [], "", 0.0
    for index, case in enumerate(cases):
        total = 0.0
        values = []
        for name in names:
            value = mean(experiment, results, case.name, name)
            unit = results[case.name]["quantities"][name]["unit"]
            values += [table.number(total), table.number(total + value)]
            total += value
        lines.append((index, *values))
        highest = max(highest, total)
    block = data.add("begin and end of " + ", ".join(names), lines)
    curves = []
    labels = plot.get("labels", [name.replace("_", " ") for name in names])
    for number, label in enumerate(labels):
        low, high = 2 * number + 2, 2 * number + 3
        curves.append(
            f"{block} using 1:{low}:($1-0.3):($1+0.3):{low}:{high} with boxxyerror "
            f"linecolor {quote(COLORS[number % len(COLORS)])} title {quote(label)}"
        )
    settings = case_axis(cases, 0) + ["set key outside right center vertical invert"]
    if unit == "%" and 90 < highest < 100.5:
        settings.append("set yrange [0:100]")
    return (
        settings,
        curves + horizontal(plot, "black"),
        "",
        f"[{unit}]",
    )


def option_of(case, results, option):
    """The value of an option, which the program tells if the case does not."""
    if option == "case":
        return case.family
    value = case.options.get(option, results[case.name]["parameters"].get(option))
    if value is None:
        raise ExperimentError(f"{case.name} has no option '{option}' to plot")
    return value


def lines(experiment, results, plot, cases, data):
    """A quantity over the values of an option, or over another quantity, a line a series."""
    name = plot["quantity"]
    over = plot.get("x_quantity")

    def x_of(case):
        if over:
            return mean(experiment, results, case.name, over)
        return as_number(option_of(case, results, plot["x"]))

    unit = quantity_of(experiment, results, cases[0].name, name)["unit"]
    series = {}
    for case in cases:
        key = plain(option_of(case, results, plot["series"])) if "series" in plot else ""
        series.setdefault(key, []).append(case)
    curves = []
    for number, (key, members) in enumerate(series.items()):
        color = quote(COLORS[number % len(COLORS)])
        points, published = [], []
        for case in members:
            x = x_of(case)
            points.append(
                (
                    x,
                    mean(experiment, results, case.name, name),
                    results[case.name]["quantities"][name].get("stddev", 0.0),
                )
            )
            if published_of(case, name) is not None:
                published.append((x, published_of(case, name)))
        label = key or "simulated"
        if key and plot["series"] != "case":
            label = f"{plot['series']} = {key}"
        block = data.add(
            f"{label}: {over or plot['x']}, {name}, standard deviation",
            [
                tuple(map(table.number, point)) for point in (points if over else sorted(points))
            ],
        )
        curves += [
            f"{block} using 1:2 with linespoints linewidth 2.5 pointtype 7 pointsize 0.9 "
            f"linecolor {color} title {quote(label)}",
            f"{block} " + ERROR_BAR.format(x="1", color=color),
        ]
        if published:
            block = data.add(
                f"{label}, published",
                [tuple(map(table.number, point)) for point in sorted(published)],
            )
            curves.append(
                f"{block} using 1:2 with points pointtype 6 pointsize 1.8 linewidth 2 "
                f"linecolor {color} title {quote(label + ', published')}"
            )
    for number, curve in enumerate(plot.get("curves", [])):
        color = quote(COLORS[(len(series) + number) % len(COLORS)])
        curves.append(
            f"{curve['formula']} with lines linewidth 2 dashtype 3 linecolor {color} "
            f"title {quote(curve['label'])}"
        )
    settings = [f"set logscale {axis[-1]}" for axis in ("logx", "logy") if plot.get(axis)]
    values = sorted({x_of(case) for case in cases})
    margin = 0.02 * (values[-1] - values[0])
    if plot.get("logx"):
        settings += [
            f"set xtics ({', '.join(f'{value:g}' for value in values)})",
            "unset mxtics",
            f"set xrange [{values[0] / 1.1:g}:{values[-1] * 1.1:g}]",
        ]
    else:
        settings.append(f"set xrange [{values[0] - margin:g}:{values[-1] + margin:g}]")
    if not plot.get("logy"):
        settings += ["set yrange [0:*]", "set offsets 0, 0, graph 0.05, 0"]
    settings.append("set samples 1000")
    xlabel = plot.get("x")
    if over:
        xlabel = quantity_label(over, quantity_of(experiment, results, cases[0].name, over)["unit"])
    return settings, curves + horizontal(plot, "black"), xlabel, quantity_label(name, unit)


KINDS = {"bars": bars, "stack": stack, "lines": lines}


def require_gnuplot():
    """Better before the first run than after the last."""
    if not shutil.which("gnuplot"):
        raise ExperimentError("gnuplot was not found; on Debian: apt-get install gnuplot-nox")


def run_gnuplot(terminal, script, folder):
    """The image that a script makes. On a full disk gnuplot itself would leave an empty file."""
    command = ["gnuplot", "-e", f"set terminal {terminal}", script]
    gnuplot = processes.start(command, cwd=folder, stderr=subprocess.PIPE)
    image, errors = gnuplot.communicate()
    if gnuplot.returncode != 0 or not image:
        message = errors.decode(errors="replace")
        raise ExperimentError(f"gnuplot could not draw {folder / script}:\n{message}")
    return image


def draw(experiment, results, folder):
    """Draw all plots; returns their names without extension."""
    names = []
    for number, plot in enumerate(experiment.plots, start=1):
        name = experiment.name if number == 1 else f"{experiment.name}-{number}"
        data = Data()
        cases = experiment.matching(plot.get("cases", "*"))
        settings, curves, xlabel, ylabel = KINDS[plot["kind"]](
            experiment, results, plot, cases, data
        )
        script = (
            "\n".join(
                [
                    "# gnuplot -e \"set terminal pngcairo; set output 'plot.png'\" " + f"{name}.gp",
                    STYLE + f"data = '{name}.dat'",
                    f"set title {quote(plot.get('title', experiment.title))} font ',17'",
                    f"set xlabel {quote(plot.get('xlabel', xlabel))}",
                    f"set ylabel {quote(plot.get('ylabel', ylabel))}",
                    *settings,
                    "plot \\\n    " + ", \\\n    ".join(curves),
                ]
            )
            + "\n"
        )
        files.write(folder / f"{name}.dat", data.text())
        files.write(folder / f"{name}.gp", script)
        for extension, terminal in TERMINALS.items():
            image = run_gnuplot(terminal, f"{name}.gp", folder)
            files.write(folder / f"{name}.{extension}", image)
        names.append(name)
    return names
