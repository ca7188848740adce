# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What plots of any data are made of: axes, series, constant lines."""

import math
import re

import table
from figure import FigureError, quote
from plot_look import color, marker


def wrap(label, width):
    """Break a label between words."""
    lines = [""]
    for word in re.split(r"(?<=[ :,])", str(label)):
        if lines[-1] and len(lines[-1] + word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return "\\n".join(line.strip() for line in lines).replace('"', "'")


def split_number(value):
    """Number and unit of '10us', 3 or '1500'."""
    match = re.fullmatch(r"\s*([-+]?\d+\.?\d*(?:[eE][-+]?\d+)?)\s*(.*?)\s*", str(value))
    if not match:
        raise FigureError(f"'{value}' is no number to plot")
    return float(match.group(1)), match.group(2)


def numbers_and_unit(values):
    """Values of an option as numbers, and the unit that all of them have."""
    pairs = [split_number(value) for value in values]
    units = sorted({unit for _, unit in pairs})
    if len(units) > 1:
        raise FigureError(
            f"values in different units cannot be plotted over each other: {', '.join(values)}"
        )
    return [number for number, _ in pairs], units[0]


def horizontal(plot):
    """Curves for the constant lines."""
    return [
        f"{line['value']} with lines linewidth 2 dashtype 2 linecolor 'black' "
        f"title {quote(line['label'])}"
        for line in plot.get("lines", [])
    ]


def error_bar(x, paint):
    """Columns 2 and 3 as an error bar. Vectors, as gnuplot's own clear the point below them."""
    return (
        f"using {x}:($2-$3):(0):(2*$3) with vectors heads size screen 0.006,90 linewidth 1.5 "
        f"linecolor {paint} notitle"
    )


# Legend of the bars that range_bars() draws
RANGE = "range of one price"


def range_bars(data, ranges):
    """Curves for ranges, each an x, a lowest and a highest y: brackets beside the value."""
    if not ranges:
        return []
    block = data.add(f"{RANGE}: place, lowest, highest", texts(ranges))
    style = "linewidth 2 linecolor '#CC7711'"
    return [
        f"{block} using 1:2:(0):($3-$2) with vectors heads size screen 0.004,90 {style} notitle",
        f"NaN with lines {style} title {quote(RANGE)}",
    ]


def without_common_end(labels):
    """Labels without the parts, behind commas, that all of them end with."""
    parts = [label.split(", ") for label in labels]
    while len(labels) > 1 and all(len(part) > 1 and part[-1] == parts[0][-1] for part in parts):
        parts = [part[:-1] for part in parts]
    return [", ".join(part) for part in parts]


# Characters that the sample of a legend's entry and the gaps around it take at most: PNG has the widest
SAMPLE = 9


def legend_lines(entries, look):
    """How many lines a legend below the plot takes: gnuplot makes all columns equally wide."""
    columns = max(1, look.characters // (max(map(len, entries), default=0) + SAMPLE))
    return math.ceil(len(entries) / columns)


def bottom_margin(lines, entries, look):
    """Room below a plot: lines of text, then a legend."""
    return f"set bmargin {lines + 1.4 * legend_lines(entries, look) + 1:.4g}"


def label_axis(names, entries, look, is_named=False):
    """Names below bars, above a legend with these entries; is_named: the axis has a label."""
    names = without_common_end(names)
    width = max(9, min(look.label_width, look.characters // len(names)))
    labels = [wrap(name, width) for name in names]
    turned = ""
    lines = 1.1 * (1 + max(label.count("\\n") for label in labels))
    room = 1.05 * look.characters // len(names)
    if max(len(line) for label in labels for line in label.split("\\n")) > room:
        labels = [wrap(name, 1000) for name in names]
        longest = max(map(len, labels))
        turned = f"rotate by 30 right\nset lmargin {max(10, 0.75 * longest):g}\nset rmargin 3"
        lines = 1 + 0.3 * longest
    ticks = ", ".join(f'"{label}" {index}' for index, label in enumerate(labels))
    return [
        f"set xtics ({ticks}) scale 0 {turned}".rstrip(),
        bottom_margin(lines + 1.4 * is_named, entries, look),
        f"set xrange [-0.6:{len(names) - 0.4:g}]",
        "set yrange [0:*]",
    ]


def number_axes(values, entries, logs, look):
    """The axes below lines, above a legend with these entries; values: all that x has; logs: which
    of the axes x and y are logarithmic."""
    values = sorted(set(values))
    settings = [f"set logscale {axis}" for axis in logs]
    lines = 2.4
    if "x" in logs:
        if values[0] <= 0:
            raise FigureError(f"{values[0]:g} has no place on a logarithmic axis")
        settings += [
            f"set xtics ({', '.join(f'{value:g}' for value in values)})",
            "unset mxtics",
            f"set xrange [{values[0] / 1.1:g}:{values[-1] * 1.1:g}]",
        ]
    else:
        margin = 0.02 * (values[-1] - values[0]) or 1
        settings.append(f"set xrange [{values[0] - margin:g}:{values[-1] + margin:g}]")
        if values[-1] >= 10 ** (look.characters // 10):
            settings.append("set xtics rotate by 30 right")
            lines += 1.5
    if "y" not in logs:
        settings += ["set yrange [0:*]", "set offsets 0, 0, graph 0.05, 0"]
    return [*settings, bottom_margin(lines, entries, look), "set samples 1000"]


def line_series(number, block, label):
    """Curves of a series: points with error bars, and lines between them."""
    paint = quote(color(number))
    return [
        f"{block} using 1:2 with linespoints linewidth 2.5 pointtype {marker(number)} "
        f"pointsize marker_size linecolor {paint} title {quote(label)}",
        f"{block} {error_bar('1', paint)}",
    ]


def texts(points):
    """Points for a data file."""
    return [tuple(map(table.number, point)) for point in points]
