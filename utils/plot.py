# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The plots of an experiment."""

import dataclasses
import functools

import figure
import inline_svg
import plot_look
from experiment_schema import ExperimentError
from plot_kinds import KINDS


@dataclasses.dataclass
class Drawn:
    """A plot that is drawn."""

    plot: dict  # as the experiment has it
    name: str  # of its files, without ending
    title: str
    inline: str  # for the report: one for a wide screen and one for a narrow one


def make(experiment, results, plot, look):
    """The figure of a plot."""
    cases = experiment.matching(plot.get("cases", "*"))
    made = KINDS[plot["kind"]](experiment, results, plot, cases, look)
    made.title = plot.get("title", experiment.title)
    made.xlabel = plot.get("xlabel", made.xlabel)
    made.ylabel = plot.get("ylabel", made.ylabel)
    return made


def inline(make_figure, name):
    """What the report shows of a plot; make_figure: makes its figure for a look."""
    parts = []
    for css_class, look in (("wide", plot_look.PAGE), ("narrow", plot_look.COLUMN)):
        untitled = dataclasses.replace(look, has_title=False)
        svg = figure.svg(make_figure(untitled), name, untitled)
        parts.append(inline_svg.inline(svg, f"{name}-{css_class}", "plot", css_class))
    return "".join(parts)


def draw(experiment, results, folder, look):
    """Draw all plots; returns them as Drawn."""
    drawn = []
    for number, plot in enumerate(experiment.plots, start=1):
        name = experiment.name if number == 1 else f"{experiment.name}-{number}"
        try:
            made = make(experiment, results, plot, look)
            figure.write(made, folder, name, look)
            picture = inline(functools.partial(make, experiment, results, plot), name)
        except figure.FigureError as error:
            raise ExperimentError(str(error)) from error
        drawn.append(Drawn(plot, name, made.title, picture))
    return drawn
