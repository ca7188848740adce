#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Plots any column of a table against any other.

    utils/plot-csv.py machines/results.csv --x=machine --y=goodput --by=lro

A column is named as in the first line of the table, or without its unit. Lines with the same x are
repetitions: the plot has their mean, and their standard deviation as a bar. Numbers, which may have
a unit as "50us" has, give lines, one for each value of --by; texts give bars side by side.
"""

import argparse
import csv
import difflib
import math
import pathlib
import re
import sys

import cli
import figure
import plot_look
import plot_parts
from answer import split_key


def condition(text):
    """The type of the option --where."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"needs COLUMN=VALUE, not '{text}'")
    return name, value


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], epilog=" ".join(__doc__.split("\n\n")[-1].split())
    )
    add = parser.add_argument
    add("table", type=cli.path, metavar="FILE.csv", help="a table whose first line names columns")
    add("--x", type=cli.name, required=True, metavar="COLUMN", help="what is plotted over")
    add("--y", type=cli.name, required=True, metavar="COLUMN", help="what is plotted")
    add("--by", type=cli.name, metavar="COLUMN", help="a line, or a bar, for each of its values")
    add(
        "--where",
        type=condition,
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="only lines of the table with this value; may be given several times",
    )
    add("--logx", action="store_true", help="x is logarithmic")
    add("--logy", action="store_true", help="y is logarithmic")
    add("--title", type=cli.name, help="title of the plot (default: none)")
    add("--width", choices=plot_look.LOOKS, default="page", help="page (default), or column: 3.5 in")
    add("-o", "--output", type=cli.path, help="name of the files, without ending (default: Y-over-X)")
    return parser.parse_args()


def read_table(path):
    """The lines of a table as dictionaries, and its columns."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            return list(reader), reader.fieldnames or []
    except UnicodeDecodeError as error:
        raise figure.FigureError(f"{path}: {error}") from error


def find_column(name, columns, path):
    """The column of this name, with or without its unit."""
    for matches in (
        [column for column in columns if column == name],
        [column for column in columns if re.sub(r" \[[^\[\]]*\]$", "", column) == name],
    ):
        if len(matches) == 1:
            return matches[0]
    near = difflib.get_close_matches(name, columns, n=8, cutoff=0.3) or columns[:8]
    raise figure.FigureError(f"{path} has no column '{name}', but for example {', '.join(near)}")


def value_of(line, column, path):
    """A number of a table."""
    try:
        value = float(line[column])
    except ValueError as error:
        raise figure.FigureError(
            f"{path}: {column} is '{line[column]}', which is no number to plot"
        ) from error
    return value


def summarize(values):
    """Mean and standard deviation."""
    mean = math.fsum(values) / len(values)
    squares = math.fsum((value - mean) ** 2 for value in values)
    return mean, math.sqrt(squares / (len(values) - 1)) if len(values) > 1 else 0.0


def collect(lines, x, y, by, path):
    """Mean and deviation of y by x, by the label of a series; in the order of the table."""
    series = {}
    for line in lines:
        label = f"{split_key(by)[0]} = {line[by]}" if by else split_key(y)[0]
        place = series.setdefault(label, {}).setdefault(line[x], [])
        place.append(value_of(line, y, path))
    return {
        label: {place: summarize(values) for place, values in places.items()}
        for label, places in series.items()
    }


def are_numbers(texts):
    """Whether all of these are numbers, perhaps with a unit."""
    try:
        return bool([plot_parts.split_number(text) for text in texts])
    except figure.FigureError:
        return False


def draw_lines(series, places, x, options, look):
    """Lines over numbers."""
    numbers, unit = plot_parts.numbers_and_unit(places)
    number_of = dict(zip(places, numbers))
    data, curves = figure.Data(), []
    for index, (label, points) in enumerate(series.items()):
        block = data.add(
            f"{label}: x, mean, standard deviation",
            plot_parts.texts(sorted((number_of[place], *found) for place, found in points.items())),
        )
        curves += plot_parts.line_series(index, block, label)
    name, own_unit = split_key(x)
    xlabel = figure.quantity_label(name, own_unit or unit)
    logs = [axis for axis in "xy" if getattr(options, f"log{axis}")]
    settings = plot_parts.number_axes(numbers, list(series), logs, look)
    return figure.Figure(options.title, xlabel, "", settings, curves, data)


def draw_bars(series, places, x, options, look):
    """Bars side by side above texts."""
    if options.logx or options.logy:
        raise figure.FigureError(f"{x} is no number: --logx and --logy have no effect on bars")
    data, curves = figure.Data(), []
    width = 0.8 / len(series)
    for index, (label, points) in enumerate(series.items()):
        shift = (index - (len(series) - 1) / 2) * width
        block = data.add(
            f"{label}: place, mean, standard deviation",
            plot_parts.texts((places.index(place), *found) for place, found in points.items()),
        )
        place = f"($1+{shift:g})"
        curves += [
            f"{block} using {place}:2:({0.94 * width:g}) with boxes "
            f"linecolor {figure.quote(plot_look.color(index))} title {figure.quote(label)}",
            f"{block} {plot_parts.error_bar(place, figure.quote('black'))}",
        ]
    settings = plot_parts.label_axis(places, list(series), look, is_named=True)
    return figure.Figure(options.title, split_key(x)[0], "", settings, curves, data)


def main():
    """Draw the plot."""
    options = parse_arguments()
    path = options.table
    lines, columns = read_table(path)
    x, y = (find_column(name, columns, path) for name in (options.x, options.y))
    by = options.by and find_column(options.by, columns, path)
    for name, value in options.where:
        column = find_column(name, columns, path)
        lines = [line for line in lines if line[column] == value]
        if not lines:
            raise figure.FigureError(f"{path} has no line with {column} = {value}")
    if not lines:
        raise figure.FigureError(f"{path} has no line below its first")
    figure.require_gnuplot()
    series = collect(lines, x, y, by, path)
    places = list(dict.fromkeys(line[x] for line in lines))
    look = plot_look.choose(options.width, bool(options.title))
    kind = draw_lines if are_numbers(places) else draw_bars
    drawn = kind(series, places, x, options, look)
    drawn.ylabel = figure.quantity_label(*split_key(y))
    default = re.sub(r"[^\w.-]", "-", f"{split_key(y)[0]}-over-{split_key(x)[0]}")
    output = options.output or pathlib.Path(default)
    figure.write(drawn, output.parent.resolve(), output.name, look)
    print(", ".join(f"{output}.{ending}" for ending in look.terminals))
    return 0


if __name__ == "__main__":
    sys.exit(cli.run(main, figure.FigureError))
