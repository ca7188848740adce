# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Measured cases are data: a file NAME.toml, which offload-measure-host writes, or you.

    program = "build/offload-perf"  what simulates, from where the command is given
                                    (default: the build folder's, or the installation's)

    [machine]                       what was measured; clock_ghz and cores become the profile's,
    cpu = "..."                     further keys are kept for the reader
    clock_ghz = 2.1
    cores = 2

    [fit]
    name = "my-host"                of the profile to make
    base = "gold6128-2021"          the profile it begins with: a name, or a path from this file
    hosts = ["receiver"]            whose prices are fitted: sender, receiver, middle
    cases = ["tso-*", ...]          names or patterns; the other cases are predicted (default: all)
    known = { wake_task = 3000 }    prices that were measured directly, in the base's unit
    free = { copy_byte = [0.02, 2] }    prices to fit, each with its bounds, in the base's unit. One
                                    that is 0 there stays 0 if the cases do not determine it

    [short], [base]                 as in the file of a sweep

    [[case]]
    name = "tso-1500"
    set = { mtu = 1500 }            options of this case
    skip = "..."                    why it is not simulated, if it is not
    measured = [                    error: a standard deviation, in the unit of the value
        { quantity = "goodput", value = 36.1, error = 0.8, unit = "Gb/s" },
        { quantity = "rx_core1_busy", value = 68, error = 2, unit = "%" },
    ]
"""

import dataclasses
import fnmatch
import math
import pathlib

import experiment
import experiment_schema as schema
import profile_file
from experiment_schema import ExperimentError

HOSTS = ("sender", "receiver", "middle")
UNITS = ("cycles", "nanoseconds")
POSITIVE = schema.Kind("a number above 0", lambda value: schema.is_number(value) and value > 0)
BOUNDS = schema.Kind(
    "[LOW, HIGH], with 0 < LOW < HIGH",
    lambda value: schema.are(POSITIVE.accepts)(value) and len(value) == 2 and value[0] < value[1],
)
FILE = {
    "program": schema.TEXT,
    "machine": schema.TABLE,
    "fit*": schema.TABLE,
    "short": schema.TABLE,
    "base": schema.TABLE,
    "case*": schema.TABLES,
}
FIT = {
    "name*": schema.CASE_NAME,
    "base*": schema.TEXT,
    "hosts*": schema.TEXTS,
    "cases": schema.TEXTS,
    "known": schema.TABLE,
    "free*": schema.TABLE,
}
CASE = {
    "name*": schema.CASE_NAME,
    "set": schema.TABLE,
    "skip": schema.TEXT,
    "measured*": schema.TABLES,
    "counted": schema.TABLE,
}
MEASURED = {
    "quantity*": schema.TEXT,
    "value*": POSITIVE,
    "error*": POSITIVE,
    "unit*": schema.UNIT,
    "mean": schema.NUMBER,
    "spread": schema.NUMBER,
    "repeats": schema.Kind("a list of numbers", schema.are(schema.is_number)),
}


@dataclasses.dataclass(frozen=True)
class Price:
    """A price that is free."""

    name: str
    start: float  # where a fit begins: the base's, if it is not 0
    is_in_base: bool  # the base's is not 0
    low: float
    high: float
    unit: str  # cycles or nanoseconds
    per: str

    def option(self, value):
        """A value as an option of offload-perf has it."""
        return f"{value:.6g}" + ("ns" if self.unit == "nanoseconds" else "")


@dataclasses.dataclass(frozen=True)
class Case:
    """A measured case."""

    name: str
    options: dict
    measured: list
    is_fitted: bool


@dataclasses.dataclass(frozen=True)
class Calibration:
    """What the file says."""

    path: pathlib.Path
    name: str
    base: str
    machine: dict
    hosts: list
    prices: list
    known: list  # prices, each with its value
    cases: list
    short: dict
    program: pathlib.Path | None
    skipped: dict  # reason by name

    def command(self, case, values):
        """The options of a case with these values of the prices."""
        options = {}
        for host in self.hosts:
            options[f"{host}.cpu.Profile"] = self.base
            for key, attribute in (("clock_ghz", "Clock"), ("cores", "Cores")):
                if key in self.machine:
                    options[f"{host}.cpu.{attribute}"] = self.machine[key]
        options |= case.options
        for host in self.hosts:
            for price, value in [*self.known, *zip(self.prices, values)]:
                options[f"{host}.cost.{price.name}"] = price.option(value)
        return experiment.arguments(options, self.short)


def base_of(text, folder, place):
    """The base as offload-perf takes it from any folder: a name, or an absolute path."""
    path = profile_file.find(text, folder, f"{place}base: ")
    return text if text == path.stem else str(path)


def cost_of(costs, name, place):
    """What the base says of a price, and its unit."""
    if name not in costs:
        raise ExperimentError(
            f"{place}: '{name}' is no price; there are {', '.join(sorted(costs))}"
        )
    return costs[name], next(unit for unit in UNITS if unit in costs[name])


def make_known(fit, costs, place):
    """The prices that were measured directly, with their values."""
    known = []
    for name, value in fit.get("known", {}).items():
        cost, unit = cost_of(costs, name, f"{place}known")
        if name in fit["free"]:
            raise ExperimentError(f"{place}known: {name} is free, too: leave one of the two out")
        if not POSITIVE.accepts(value):
            raise ExperimentError(f"{place}known: {name} = {value!r} is not {POSITIVE.name}")
        known.append((Price(name, value, True, value, value, unit, cost["per"]), float(value)))
    return known


def make_prices(fit, costs, place):
    """The free prices."""
    prices = []
    for name, bounds in fit["free"].items():
        cost, unit = cost_of(costs, name, f"{place}free")
        if not BOUNDS.accepts(bounds):
            raise ExperimentError(f"{place}free: {name} = {bounds!r} is not {BOUNDS.name}")
        start = float(cost[unit])
        is_in_base = start > 0
        if not is_in_base:
            start = math.sqrt(bounds[0] * bounds[1])
        if not bounds[0] <= start <= bounds[1]:
            raise ExperimentError(
                f"{place}free: {name} = {bounds!r} leaves out the base's {start:g} {unit}: widen "
                "the bounds, or choose another base"
            )
        prices.append(Price(name, start, is_in_base, *map(float, bounds), unit, cost["per"]))
    return prices


def check_fit(fit, cases, place):
    """What the table [fit] names has to be there."""
    for host in fit["hosts"]:
        if host not in HOSTS:
            raise ExperimentError(f"{place}hosts: '{host}' is none of {', '.join(HOSTS)}")
    for pattern in fit.get("cases", []):
        if not fnmatch.filter([case["name"] for case in cases], pattern):
            raise ExperimentError(f"{place}cases: '{pattern}' names no case")


def make_cases(data, path):
    """The cases that are simulated, and why the others are not."""
    patterns = data["fit"].get("cases", ["*"])
    cases, skipped = [], {}
    for case in data["case"]:
        place = f"{path}: [[case]] {case['name']}: measured "
        for measured in case["measured"]:
            schema.require(place, MEASURED, measured)
        if "skip" in case:
            skipped[case["name"]] = case["skip"]
            continue
        is_fitted = any(fnmatch.fnmatchcase(case["name"], pattern) for pattern in patterns)
        options = experiment.flatten(data.get("base", {})) | experiment.flatten(case.get("set", {}))
        cases.append(Case(case["name"], options, case["measured"], is_fitted))
    if not any(case.is_fitted for case in cases):
        raise ExperimentError(
            f"{path}: [fit] cases: every case that it names is skipped: name one that is not"
        )
    return cases, skipped


def load(path):
    """Read and check a file of measured cases."""
    data = profile_file.read_toml(path)
    schema.require(f"{path}: ", FILE, data)
    schema.require(f"{path}: [fit] ", FIT, data["fit"])
    for key in ("clock_ghz", "cores"):
        value = data.get("machine", {}).get(key, 1)
        if not POSITIVE.accepts(value):
            raise ExperimentError(f"{path}: [machine] {key} = {value!r} is not {POSITIVE.name}")
    schema.require_runs(path, data, CASE)
    place = f"{path}: [fit] "
    check_fit(data["fit"], data["case"], place)
    cases, skipped = make_cases(data, path)
    experiment.require_names(path, cases)
    folder = path.resolve().parent
    fit = data["fit"]
    base = base_of(fit["base"], folder, place)
    costs = profile_file.costs(profile_file.find(fit["base"], folder))
    return Calibration(
        path,
        fit["name"],
        base,
        data.get("machine", {}),
        fit["hosts"],
        make_prices(fit, costs, place),
        make_known(fit, costs, place),
        cases,
        data.get("short", {}),
        pathlib.Path(data["program"]) if "program" in data else None,
        skipped,
    )
