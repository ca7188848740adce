# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The plots of an experiment."""

import figure
from experiment_schema import ExperimentError
from plot_kinds import KINDS


def draw(experiment, results, folder, look):
    """Draw all plots; returns their names without ending."""
    names = []
    for number, plot in enumerate(experiment.plots, start=1):
        name = experiment.name if number == 1 else f"{experiment.name}-{number}"
        cases = experiment.matching(plot.get("cases", "*"))
        try:
            drawn = KINDS[plot["kind"]](experiment, results, plot, cases, look)
            drawn.title = plot.get("title", experiment.title)
            drawn.xlabel = plot.get("xlabel", drawn.xlabel)
            drawn.ylabel = plot.get("ylabel", drawn.ylabel)
            figure.write(drawn, folder, name, look)
        except figure.FigureError as error:
            raise ExperimentError(str(error)) from error
        names.append(name)
    return names
