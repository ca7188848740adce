# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""An experiment is data: examples/experiments/NAME.toml.

    title = "..."               a line
    text = "..."                what it shows; paragraphs are separated by an empty line
    source = "..."              where the published figures are from
    default = true              whether ./reproduce without arguments runs it (default: true)
    program = "offload-perf"    (default)
    report = ["goodput", ...]   quantities for the tables, besides the published ones

    [short]                     short names of options, for names of cases and for plots; {} is the
                                value, which a list gives to several options
    rx-usecs = "receiver.RxUsecs={}us"
    cores = ["receiver.cpu.Cores={}", "sender.cpu.Cores={}"]

    [base]                      command line options of all cases, by their names or short ones
    option = value              receiver.RxUsecs = "75us" is --receiver.RxUsecs=75us

    [[case]]                    without any, there is one case of the base options
    name = "pages"              used in files; letters, digits, '-', '_', '.', '+'
    label = "LRO into pages"    used in tables and plots (default: the name)
    series = "LRO"              with series = "case" the line that it belongs to (default: the label)
    set = { option = value, ... }       options of this case
    vary = { option = [value, ...] }    each of these values alone: makes the cases CASE, as it is,
                                        and CASE:OPTION=VALUE
    published = [               status: fitted (the profile was made to fit it) or predicted
        { quantity = "goodput", value = 4.2, unit = "Gb/s", status = "fitted" },
    ]                           left_out: the error in percent with prices that were fitted without
                                the case, as offload-calibrate tells it

    [sweep]                     every combination of these values, for each case
    option = [value, ...]       makes the cases CASE:OPTION=VALUE:...

    [[check]]                   has to hold, or ./reproduce fails
    text = "Pages are faster."  a sentence
    case = "pages"              or a pattern, or a list: every case that matches
    quantity = "goodput"
    min = 8.0                   bounds of the value in the quantity's unit,
    max = 9.0
    ratio_to = "none"           ... or of its ratio to the value of this case,
    ratio_to_quantity = "sent"  ... or to this quantity (of the same case without ratio_to);
    max_error = 5               bound of the error against the published value in percent;
    increasing = ["a", "b"]     instead of case: the quantity increases strictly from case to case

    [[plot]]
    kind = "bars"               a bar a case, beside the published one;
                                "stack": one bar a case made of several quantities;
                                "lines": over the values of an option
    quantity = "goodput"        (bars, lines)
    quantities = ["...", ...]   (stack)
    labels = ["...", ...]       (stack) names of the quantities in the legend
    cases = "*"                 pattern of cases to plot (default: all)
    x = "option"                (lines) its values must be numbers, perhaps with a unit
    x_quantity = "rx_busy"      (lines) instead of x: over this quantity, in the order of the cases
    series = "option"           (lines) one line for each of its values; "case" for the case
    title, xlabel, ylabel = "..."       (default: the experiment's, the option, quantity and unit)
    logx, logy = true           (default: false)
    lines = [{ value = 9.41, label = "line rate" }]             horizontal lines
    curves = [{ formula = "x < 5 ? x : 5", label = "model" }]   (lines) functions of x in gnuplot
"""

import dataclasses
import fnmatch
import itertools
import pathlib
import tomllib

from experiment_schema import ExperimentError, require_all


@dataclasses.dataclass
class Case:
    """One run of the program, over all of its seeds."""

    name: str
    label: str
    options: dict
    published: list
    family: str  # the series of its [[case]]


@dataclasses.dataclass
class Experiment:
    """What examples/experiments/NAME.toml says, with the sweep expanded."""

    name: str
    title: str
    text: str
    source: str
    default: bool
    program: str
    report: list
    short: dict
    cases: list
    checks: list
    plots: list

    def matching(self, patterns):
        """The cases whose names match a pattern, or one of several, in their order."""
        patterns = [patterns] if isinstance(patterns, str) else patterns
        return [
            case
            for case in self.cases
            if any(fnmatch.fnmatchcase(case.name, pattern) for pattern in patterns)
        ]


def plain(value):
    """A value as a command line has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def flatten(table, prefix=""):
    """Options of a table as TOML reads it, where a.b is a table in a table, by their names."""
    options = {}
    for key, value in table.items():
        if isinstance(value, dict):
            options |= flatten(value, f"{prefix}{key}.")
        else:
            options[prefix + key] = value
    return options


def arguments(options, short):
    """The command line for options: the short names written out, the last value of each option."""
    written = {}
    for name, value in options.items():
        templates = short.get(name, f"{name}={{}}")
        for template in [templates] if isinstance(templates, str) else templates:
            option, text = template.split("=", 1)
            written[option] = text.replace("{}", plain(value))
    return [f"--{option}={text}" for option, text in written.items()]


def expand(data):
    """The cases: each [[case]], as it is and varied, with each combination of the [sweep]."""
    base = flatten(data.get("base", {}))
    sweep = flatten(data.get("sweep", {}))
    combinations = [dict(zip(sweep, values)) for values in itertools.product(*sweep.values())]
    for case in data.get("case", [{"name": ""}]):
        varied = [
            {option: value}
            for option, values in flatten(case.get("vary", {})).items()
            for value in values
        ]
        for own, combination in itertools.product([{}, *varied], combinations):
            swept = {**own, **combination}
            values = [f"{option}={plain(value)}" for option, value in swept.items()]
            name = case["name"]
            label = case.get("label", name)
            yield Case(
                ":".join([name] * bool(name) + values) or "base",
                ", ".join([label] * bool(label) + values) or "base",
                {**base, **flatten(case.get("set", {})), **swept},
                case.get("published", []),
                case.get("series", label),
            )


def read(path):
    """The file of an experiment as TOML has it, with every value of the right kind."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExperimentError(f"{path}: {error}") from error
    except OSError as error:
        raise ExperimentError(f"{path}: {error.strerror}") from error
    require_all(path, data)
    return data


def load(path):
    """Read and check an experiment."""
    data = read(path)
    experiment = Experiment(
        path.stem,
        data["title"],
        data["text"].strip(),
        data["source"].strip(),
        data.get("default", True),
        data.get("program", "offload-perf"),
        data.get("report", []),
        data.get("short", {}),
        list(expand(data)),
        data.get("check", []),
        data.get("plot", []),
    )
    names = require_names(path, experiment.cases)
    for check in experiment.checks:
        patterns = check.get("increasing", check.get("case"))
        patterns = [patterns] if isinstance(patterns, str) else patterns
        missing = [pattern for pattern in patterns if not experiment.matching(pattern)]
        if check.get("ratio_to", names[0]) not in names:
            missing.append(check["ratio_to"])
        if missing:
            raise ExperimentError(
                f"{path}: the check '{check['text']}' names no case: '{missing[0]}'"
            )
        if "max_error" in check:
            require_published(path, experiment, check)
    for plot in experiment.plots:
        if not experiment.matching(plot.get("cases", "*")):
            raise ExperimentError(f"{path}: a plot of no case: '{plot['cases']}'")
    return experiment


def require_names(path, cases):
    """Cases have different names, which are returned."""
    names = [case.name for case in cases]
    for name in names:
        if names.count(name) > 1:
            raise ExperimentError(f"{path}: two cases are named '{name}'")
    return names


def require_published(path, experiment, check):
    """An error needs what to compare with."""
    for case in experiment.matching(check["case"]):
        if not any(item["quantity"] == check["quantity"] for item in case.published):
            raise ExperimentError(
                f"{path}: the check '{check['text']}' needs a published {check['quantity']} of "
                f"{case.name}"
            )


def load_all(folder):
    """All experiments in a folder by name."""
    folder = pathlib.Path(folder)
    # By name without the ending: a study of an experiment comes after the experiment.
    paths = sorted(folder.glob("*.toml"), key=lambda path: path.stem)
    if not paths:
        raise ExperimentError(f"{folder} has no experiment: none of its files is named NAME.toml")
    return {path.stem: load(path) for path in paths}
