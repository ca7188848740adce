# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The numbers of an experiment as rows, CSV and text."""

import csv
import dataclasses
import io

import assumed_ranges
from experiment_schema import ExperimentError
from outcomes import error_percent, quantity_of

COLUMNS = ["case", "quantity", "unit", "published", "simulated", "error_percent", "status"]


@dataclasses.dataclass
class Row:
    """A quantity of a case beside what is published."""

    case: str
    label: str
    quantity: str
    unit: str
    published: float | None
    simulated: float
    deviation: float  # of the seeds
    status: str
    left_out: float | None  # error in percent with prices that were fitted without the case
    range: str  # what one assumed price makes of it at least and at most; empty if not known

    @property
    def error(self):
        """In percent; None where nothing is published."""
        return None if self.published is None else error_percent(self.simulated, self.published)

    def texts(self):
        """The cells of the CSV."""
        return [
            self.case,
            self.quantity,
            self.unit,
            number(self.published),
            number(self.simulated),
            "" if self.error is None else f"{round(self.error, 2) + 0.0:.2f}",
            self.status,
        ]


def number(value):
    """Six significant digits, never an exponent that a spreadsheet would not read."""
    return "" if value is None else f"{value:.6g}"


def rows(experiment, results):
    """For each case the published quantities and those to report: a case of TCP has none of UDP's."""
    known = {name for result in results.values() for name in result["quantities"]}
    for case in experiment.cases:
        own = results[case.name]["quantities"]
        reported = [name for name in experiment.report if name in own or name not in known]
        published = {item["quantity"]: item for item in case.published}
        for name in [*published, *(name for name in reported if name not in published)]:
            quantity = quantity_of(experiment, results, case.name, name)
            item = published.get(
                name, {"value": None, "unit": quantity["unit"], "status": "measured"}
            )
            if item["unit"] != quantity["unit"]:
                raise ExperimentError(
                    f"{experiment.name}: {name} of {case.name} is published in {item['unit']} "
                    f"and simulated in {quantity['unit']}"
                )
            yield Row(
                case.name,
                case.label,
                name,
                quantity["unit"],
                item["value"],
                quantity["mean"],
                quantity.get("stddev", 0.0),
                item["status"],
                item.get("left_out"),
                assumed_ranges.text(quantity),
            )


def csv_text(lines):
    """Lines of cells as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def summary_csv(table):
    """NAME.csv."""
    return csv_text([COLUMNS, *(row.texts() for row in table)])


def runs_csv(experiment, results):
    """NAME-runs.csv: a line a seed, with every parameter and every quantity as a column. Cases without
    results are left out."""
    parameters = list(
        dict.fromkeys(key for result in results.values() for key in result["parameters"])
    )
    units = {
        name: quantity["unit"]
        for result in results.values()
        for name, quantity in result["quantities"].items()
    }
    lines = [
        [
            "case",
            "seed",
            *parameters,
            *(f"{name} [{unit}]" if unit else name for name, unit in units.items()),
        ]
    ]
    for case in experiment.cases:
        if case.name not in results:
            continue
        result = results[case.name]
        for index, seed in enumerate(result["seeds"]):
            values = (result["quantities"].get(name, {}).get("values", []) for name in units)
            lines.append(
                [
                    case.name,
                    seed,
                    *(result["parameters"].get(key, "") for key in parameters),
                    *(number(value[index]) if index < len(value) else "" for value in values),
                ]
            )
    return csv_text(lines)


def text(table):
    """The table for a terminal."""
    lines = [["case", "quantity", "unit", "published", "simulated", "error %", "status"]]
    lines += [row.texts() for row in table]
    for line in lines[1:]:
        if line[5]:
            line[5] = f"{round(float(line[5]), 1) + 0.0:+.1f}"
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    numbers = range(3, 6)
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths))
        ).rstrip()
        for line in lines
    )
