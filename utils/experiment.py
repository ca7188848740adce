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
    set = { option = value, ... }       options of this case
    vary = { option = [value, ...] }    each of these values alone: makes the cases CASE, as it is,
                                        and CASE:OPTION=VALUE
    published = [               status: fitted (the profile was made to fit it) or predicted
        { quantity = "goodput", value = 4.2, unit = "Gb/s", status = "fitted" },
    ]

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
import re
import tomllib

STATUSES = ("fitted", "predicted")

KEYS = {
    "": {
        "name",
        "title",
        "text",
        "source",
        "default",
        "program",
        "report",
        "short",
        "base",
        "case",
        "sweep",
        "check",
        "plot",
    },
    "case": {"name", "label", "set", "vary", "published"},
    "published": {"quantity", "value", "unit", "status"},
    "check": {
        "text",
        "case",
        "quantity",
        "min",
        "max",
        "ratio_to",
        "ratio_to_quantity",
        "max_error",
        "increasing",
    },
    "plot": {
        "kind",
        "quantity",
        "quantities",
        "labels",
        "cases",
        "x",
        "x_quantity",
        "series",
        "title",
        "xlabel",
        "ylabel",
        "logx",
        "logy",
        "lines",
        "curves",
    },
}
REQUIRED = {
    "": {"title", "text", "source"},
    "case": {"name"},
    "published": {"quantity", "value", "unit", "status"},
    "check": {"text", "quantity"},
    "plot": {"kind"},
}


class ExperimentError(Exception):
    """An experiment, or what its program answered, is not as it should be."""


@dataclasses.dataclass
class Case:
    """One run of the program, over all of its seeds."""

    name: str
    label: str
    options: dict
    published: list
    family: str  # label of the [[case]] that a sweep made it from


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


@dataclasses.dataclass
class Outcome:
    """What a check found."""

    held: bool
    text: str
    details: str


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


def require_keys(place, kind, table):
    """Refuse a key that means nothing: it would be a misspelt one."""
    name = f"[[{kind}]] " if kind else ""
    for key in table:
        if key not in KEYS[kind]:
            raise ExperimentError(
                f"{place}: {name}has the unknown key '{key}'; there are "
                f"{', '.join(sorted(KEYS[kind]))}"
            )
    for key in REQUIRED[kind]:
        if key not in table:
            raise ExperimentError(f"{place}: {name}lacks the key '{key}'")


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
                label,
            )


def load(path):
    """Read and check an experiment."""
    path = pathlib.Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ExperimentError(f"{path.name}: {error}") from error
    require_keys(path.name, "", data)
    for kind in ("case", "check", "plot"):
        for table in data.get(kind, []):
            require_keys(path.name, kind, table)
    for case in data.get("case", []):
        if not re.fullmatch(r"[\w.+-]+", case["name"], re.ASCII):
            raise ExperimentError(f"{path.name}: '{case['name']}' is no name for a case")
        for published in case.get("published", []):
            require_keys(path.name, "published", published)
            if published["status"] not in STATUSES:
                raise ExperimentError(
                    f"{path.name}: the status '{published['status']}' is none of "
                    f"{', '.join(STATUSES)}"
                )

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
    for name, templates in experiment.short.items():
        for template in [templates] if isinstance(templates, str) else templates:
            if not re.fullmatch(r"[^={}]+=[^{}]*\{\}[^{}]*", template):
                raise ExperimentError(
                    f"{path.name}: the short name '{name}' stands for '{template}', which is not "
                    "OPTION={} with the place of the value"
                )
    names = [case.name for case in experiment.cases]
    for name in names:
        if names.count(name) > 1:
            raise ExperimentError(f"{path.name}: two cases are named '{name}'")
    for check in experiment.checks:
        patterns = check.get("increasing", check.get("case", ""))
        patterns = [patterns] if isinstance(patterns, str) else list(patterns)
        for pattern in patterns + [check[key] for key in ("ratio_to",) if key in check]:
            if not experiment.matching(pattern):
                raise ExperimentError(
                    f"{path.name}: the check '{check['text']}' names no case: '{pattern}'"
                )
        if not {"min", "max", "max_error", "increasing"} & set(check):
            raise ExperimentError(f"{path.name}: the check '{check['text']}' has no bound")
    for plot in experiment.plots:
        if not experiment.matching(plot.get("cases", "*")):
            raise ExperimentError(f"{path.name}: a plot of no case: '{plot['cases']}'")
    return experiment


def load_all(folder):
    """All experiments in a folder by name."""
    # By name without the ending: a study of an experiment comes after the experiment.
    paths = sorted(pathlib.Path(folder).glob("*.toml"), key=lambda path: path.stem)
    return {path.stem: load(path) for path in paths}


def mean(experiment, results, case_name, quantity):
    """The mean over the seeds of a quantity of a case."""
    quantities = results[case_name]["quantities"]
    if quantity not in quantities:
        raise ExperimentError(
            f"{experiment.name}: {case_name} reports no '{quantity}', only "
            f"{', '.join(quantities)}"
        )
    return quantities[quantity]["mean"]


def error_percent(simulated, published):
    """How far a simulated value is from the published one."""
    return 100.0 * (simulated - published) / published


def within(value, check):
    """Whether a value keeps the bounds of a check, and the bounds in words."""
    words = {"min": "at least", "max": "at most"}
    bounds = " and ".join(f"{words[key]} {check[key]:g}" for key in words if key in check)
    return check.get("min", value) <= value <= check.get("max", value), bounds


def evaluate_case(experiment, results, check, case):
    """The parts of a check for one case: pairs of held and details."""
    quantity = check["quantity"]
    value = mean(experiment, results, case.name, quantity)
    if "max_error" in check:
        published = [item for item in case.published if item["quantity"] == quantity]
        if not published:
            raise ExperimentError(
                f"{experiment.name}: the check '{check['text']}' needs a published {quantity} of "
                f"{case.name}"
            )
        error = error_percent(value, published[0]["value"])
        yield (
            abs(error) <= check["max_error"],
            f"{quantity} of {case.name} is off by {round(error, 2) + 0.0:+.2f} %, "
            f"at most {check['max_error']:g} %",
        )
    if "min" in check or "max" in check:
        what = f"{quantity} of {case.name}"
        if "ratio_to" in check or "ratio_to_quantity" in check:
            other_case = check.get("ratio_to", case.name)
            other_quantity = check.get("ratio_to_quantity", quantity)
            other = mean(experiment, results, other_case, other_quantity)
            value = value / other if other else float("inf")
            what += f" over {other_quantity} of {other_case}"
        held, bounds = within(value, check)
        yield held, f"{what} is {value:.4g}, {bounds}"


def evaluate(experiment, results):
    """The outcomes of all checks."""
    for check in experiment.checks:
        if "increasing" in check:
            cases = [
                case for pattern in check["increasing"] for case in experiment.matching(pattern)
            ]
            values = [mean(experiment, results, case.name, check["quantity"]) for case in cases]
            parts = [
                (
                    all(low < high for low, high in zip(values, values[1:])),
                    f"{check['quantity']} of "
                    + ", ".join(
                        f"{case.name} is {value:.4g}" for case, value in zip(cases, values)
                    ),
                )
            ]
        else:
            parts = [
                part
                for case in experiment.matching(check["case"])
                for part in evaluate_case(experiment, results, check, case)
            ]
        broken = [details for held, details in parts if not held]
        yield Outcome(
            not broken, check["text"], "; ".join(broken or [details for _, details in parts])
        )
