# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""How far the predicted values of experiments are from the published ones, as their CSV files have it."""

import csv
import statistics


def predicted_errors(folder, name):
    """The errors of an experiment's predicted values in percent, as pairs with what they are of."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (float(row["error_percent"]), f"{row['quantity'].replace('_', ' ')} of {row['case']}")
            for row in csv.DictReader(file)
            if row["status"] == "predicted"
        ]


def text(errors):
    """A line on predicted values: 3 predicted, median error 1.2 %, worst -4.0 % (goodput of none)"""
    if not errors:
        return ""
    median = statistics.median(abs(error) for error, _ in errors)
    worst, name = max(errors, key=lambda pair: abs(pair[0]))
    if len(errors) == 1:
        return f"1 predicted, off by {worst:+.1f} %"
    return f"{len(errors)} predicted, median error {median:.1f} %, worst {worst:+.1f} % ({name})"
