# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The kinds of plots that an experiment may have."""

import table
from experiment import plain
from experiment_schema import ExperimentError
from figure import Data, Figure, quantity_label, quote
from outcomes import mean, quantity_of
from plot_look import PUBLISHED, color, marker
from plot_parts import (
    RANGE,
    error_bar,
    horizontal,
    label_axis,
    line_series,
    number_axes,
    numbers_and_unit,
    range_bars,
    texts,
)


def published_of(case, quantity):
    """The published value of a quantity, or None."""
    return next((item["value"] for item in case.published if item["quantity"] == quantity), None)


def ends_of(results, case, name):
    """The least and the most that assumed prices make of a quantity; nothing if that is not known."""
    return [value for value, _ in results[case.name]["quantities"][name].get("range", ())]


def bars(experiment, results, plot, cases, look):
    """A bar a case, beside the published one."""
    name = plot["quantity"]
    data = Data()
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
            f"{block} using ($1-{shift}):2:(sprintf('%.4g',$2)) with labels offset 0,0.7 notitle",
        ]
    block = data.add(
        "simulated, standard deviation",
        [
            (index, table.number(value), table.number(deviation))
            for index, value, deviation in simulated
        ],
    )
    curves += [
        f"{block} using ($1+{shift}):2:({width}) with boxes linecolor {quote(color(0))} "
        "title 'simulated'",
        f"{block} " + error_bar(f"($1+{shift})", "'black'"),
        f"{block} using ($1+{shift}):($2+$3):(sprintf('%.3g',$2)) "
        "with labels offset 0,0.7 notitle",
    ]
    ranges = [
        (index + shift + 0.3 * width, *ends)
        for index, case in enumerate(cases)
        if (ends := ends_of(results, case, name))
    ]
    curves += range_bars(data, ranges)
    unit = quantity_of(experiment, results, cases[0].name, name)["unit"]
    entries = ["published"] * bool(published) + ["simulated"] + [RANGE] * bool(ranges)
    entries += [line["label"] for line in plot.get("lines", [])]
    settings = label_axis([case.label for case in cases], entries, look)
    settings.append("set offsets 0, 0, graph 0.08, 0")
    curves += horizontal(plot)
    return Figure("", "", quantity_label(name, unit), settings, curves, data)


def stack(experiment, results, plot, cases, look):
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
    data = Data()
    block = data.add("begin and end of " + ", ".join(names), lines)
    curves = []
    labels = plot.get("labels", [name.replace("_", " ") for name in names])
    for number, label in enumerate(labels):
        low, high = 2 * number + 2, 2 * number + 3
        curves.append(
            f"{block} using 1:{low}:($1-0.3):($1+0.3):{low}:{high} with boxxyerror "
            f"fillcolor {quote(color(number))} linecolor 'white' title {quote(label)}"
        )
    entries = [] if look.is_legend_right else labels
    settings = label_axis([case.label for case in cases], entries, look)
    if look.is_legend_right:
        settings.append("set key outside right center vertical invert")
    if unit == "%" and 90 < highest < 100.5:
        settings.append("set yrange [0:100]")
    curves += horizontal(plot)
    return Figure("", "", quantity_label(common_end(names), unit), settings, curves, data)


def common_end(names):
    """The words that all names end with: busy, of core0_driver_busy and core0_lro_busy."""
    words = []
    for parts in zip(*(reversed(name.split("_")) for name in names)):
        if len(set(parts)) > 1:
            break
        words.insert(0, parts[0])
    return " ".join(words)


def option_of(case, results, option):
    """The value of an option, which the program tells if the case does not."""
    if option == "case":
        return case.family
    value = case.options.get(option, results[case.name]["parameters"].get(option))
    if value is None:
        raise ExperimentError(f"{case.name} has no option '{option}' to plot")
    return value


def by_series(cases, results, plot):
    """The cases by the label of their line."""
    series = {}
    for case in cases:
        label = "simulated"
        if "series" in plot:
            value = plain(option_of(case, results, plot["series"]))
            label = value if plot["series"] == "case" else f"{plot['series']} = {value}"
        series.setdefault(label, []).append(case)
    return series


def places(experiment, results, plot, cases):
    """The x of each case by name, and the label of the axis."""
    over = plot.get("x_quantity")
    if over:
        unit = quantity_of(experiment, results, cases[0].name, over)["unit"]
        found = {case.name: mean(experiment, results, case.name, over) for case in cases}
        return found, quantity_label(over, unit)
    values = [plain(option_of(case, results, plot["x"])) for case in cases]
    numbers, unit = numbers_and_unit(values)
    label = f"{plot['x']} [{unit}]" if unit else plot["x"]
    return {case.name: number for case, number in zip(cases, numbers)}, label


def lines(experiment, results, plot, cases, look):
    """A quantity over the values of an option, or over another quantity, a line a series."""
    name = plot["quantity"]
    over = plot.get("x_quantity")
    unit = quantity_of(experiment, results, cases[0].name, name)["unit"]
    x_of, xlabel = places(experiment, results, plot, cases)
    series = by_series(cases, results, plot)
    data, curves, with_published = Data(), [], []
    for number, (label, members) in enumerate(series.items()):
        points = [
            (
                x_of[case.name],
                mean(experiment, results, case.name, name),
                results[case.name]["quantities"][name].get("stddev", 0.0),
            )
            for case in members
        ]
        published = [
            (x_of[case.name], published_of(case, name))
            for case in members
            if published_of(case, name) is not None
        ]
        block = data.add(
            f"{label}: {over or plot['x']}, {name}, standard deviation",
            texts(points if over else sorted(points)),
        )
        curves += line_series(number, block, label)
        if published:
            with_published.append(label)
            block = data.add(f"{label}, published", texts(sorted(published)))
            curves.append(
                f"{block} using 1:2 with points pointtype {marker(number, hollow=True)} "
                f"pointsize 1.8*marker_size linewidth 2 linecolor {quote(color(number))} "
                f"title {quote(label + ', published')}"
            )
    ranges = [(x_of[case.name], *ends) for case in cases if (ends := ends_of(results, case, name))]
    curves += range_bars(data, ranges)
    for number, curve in enumerate(plot.get("curves", []), start=len(series)):
        curves.append(
            f"{curve['formula']} with lines linewidth 2 dashtype 3 "
            f"linecolor {quote(color(number))} title {quote(curve['label'])}"
        )
    entries = list(series)
    entries += [item["label"] for key in ("curves", "lines") for item in plot.get(key, [])]
    entries += [f"{label}, published" for label in with_published] + [RANGE] * bool(ranges)
    logs = [axis[-1] for axis in ("logx", "logy") if plot.get(axis)]
    settings = number_axes(x_of.values(), entries, logs, look)
    curves += horizontal(plot)
    return Figure("", xlabel, quantity_label(name, unit), settings, curves, data)


KINDS = {"bars": bars, "stack": stack, "lines": lines}
