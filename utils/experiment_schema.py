# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Which keys the file of an experiment has, and what their values are."""

import dataclasses
import math
import re
import typing

STATUSES = ("fitted", "predicted")


class ExperimentError(Exception):
    """An experiment, or what its program answered, is not as it should be."""


@dataclasses.dataclass(frozen=True)
class Kind:
    """What a value has to be."""

    name: str
    accepts: typing.Callable[[object], bool]


def is_number(value):
    """TOML also has inf and nan, and Python takes true for 1."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def are(accepts):
    """Whether a value is a list of what is accepted, and not an empty one."""
    return lambda value: isinstance(value, list) and value != [] and all(map(accepts, value))


def is_name(value):
    """It becomes a part of file names and of patterns."""
    return isinstance(value, str) and re.fullmatch(r"[\w.+-]+", value, re.ASCII) is not None


TEXT = Kind("a text", lambda value: isinstance(value, str) and value.strip() != "")
UNIT = Kind("a text", lambda value: isinstance(value, str))  # of a ratio: ""
TEXTS = Kind("a list of texts", are(TEXT.accepts))
PATTERN = Kind(
    "a text or a list of texts", lambda value: TEXT.accepts(value) or TEXTS.accepts(value)
)
FLAG = Kind("true or false", lambda value: isinstance(value, bool))
NUMBER = Kind("a number", is_number)
PUBLISHED_NUMBER = Kind("a number, but not 0", lambda value: is_number(value) and value != 0)
TABLE = Kind("a table", lambda value: isinstance(value, dict))
TABLES = Kind("a list of tables", are(TABLE.accepts))
CASE_NAME = Kind("a name for a case: letters, digits, '-', '_', '.', '+'", is_name)
STATUS = Kind(" or ".join(STATUSES), lambda value: value in STATUSES)
OPTION = Kind(
    "a text, a number, or true or false", lambda value: isinstance(value, (str, int, float))
)
OPTIONS = Kind("a list of texts, numbers, or true or false", are(OPTION.accepts))


# ----- tables: key -> its value; required keys have an asterisk ----------------------------------

FILE = {
    "title*": TEXT,
    "text*": TEXT,
    "source*": TEXT,
    "default": FLAG,
    "program": TEXT,
    "report": TEXTS,
    "short": TABLE,
    "base": TABLE,
    "case": TABLES,
    "sweep": TABLE,
    "check": TABLES,
    "plot": TABLES,
}
CASE = {
    "name*": CASE_NAME,
    "label": TEXT,
    "series": TEXT,
    "set": TABLE,
    "vary": TABLE,
    "published": TABLES,
}
PUBLISHED = {
    "quantity*": TEXT,
    "value*": PUBLISHED_NUMBER,
    "unit*": UNIT,
    "status*": STATUS,
    "left_out": NUMBER,
}
ORDER_CHECK = {"text*": TEXT, "quantity*": TEXT, "increasing*": TEXTS}
BOUND_CHECK = {
    "text*": TEXT,
    "quantity*": TEXT,
    "case*": PATTERN,
    "min": NUMBER,
    "max": NUMBER,
    "ratio_to": TEXT,
    "ratio_to_quantity": TEXT,
    "max_error": NUMBER,
}
ANY_PLOT = {
    "kind*": TEXT,
    "cases": PATTERN,
    "title": TEXT,
    "xlabel": TEXT,
    "ylabel": TEXT,
    "lines": TABLES,
}
PLOTS = {
    "bars": {**ANY_PLOT, "quantity*": TEXT},
    "stack": {**ANY_PLOT, "quantities*": TEXTS, "labels": TEXTS},
    "lines": {
        **ANY_PLOT,
        "quantity*": TEXT,
        "x": TEXT,
        "x_quantity": TEXT,
        "series": TEXT,
        "logx": FLAG,
        "logy": FLAG,
        "curves": TABLES,
    },
}
LINE = {"value*": NUMBER, "label*": TEXT}
CURVE = {"formula*": TEXT, "label*": TEXT}


def require(place, shape, table):
    """Refuse a key that means nothing, one that is missing, and a value of the wrong kind."""
    values = {key.rstrip("*"): kind for key, kind in shape.items()}
    for key, value in table.items():
        if key not in values:
            raise ExperimentError(
                f"{place}has the unknown key '{key}'; there are {', '.join(sorted(values))}"
            )
        if not values[key].accepts(value):
            raise ExperimentError(f"{place}{key} = {value!r} is not {values[key].name}")
    for key in shape:
        if key.endswith("*") and key[:-1] not in table:
            raise ExperimentError(f"{place}lacks the key '{key[:-1]}'")


def require_plot(place, plot):
    """A plot of a kind that there is, with the keys of this kind."""
    kind = plot.get("kind")
    if kind is None:
        raise ExperimentError(f"{place}lacks the key 'kind'")
    if kind not in list(PLOTS):
        raise ExperimentError(f"{place}no plot is of the kind {kind!r}, only of {', '.join(PLOTS)}")
    require(place, PLOTS[kind], plot)
    if kind == "lines" and ("x" in plot) == ("x_quantity" in plot):
        raise ExperimentError(f"{place}a plot of lines has either x or x_quantity")
    if len(plot.get("labels", [])) not in (0, len(plot.get("quantities", []))):
        raise ExperimentError(f"{place}labels needs one label for each of quantities")
    for line in plot.get("lines", []):
        require(f"{place}lines ", LINE, line)
    for curve in plot.get("curves", []):
        require(f"{place}curves ", CURVE, curve)


def require_check(place, check):
    """A check whose every key has a meaning."""
    if "increasing" in check:
        require(f"{place}with 'increasing' ", ORDER_CHECK, check)
        return
    if not {"min", "max", "max_error"} & set(check):
        raise ExperimentError(
            f"{place}'{check.get('text')}' has no bound: give min, max or max_error"
        )
    require(place, BOUND_CHECK, check)
    if not {"min", "max"} & set(check):
        for key in {"ratio_to", "ratio_to_quantity"} & set(check):
            raise ExperimentError(f"{place}'{check['text']}': {key} needs min or max")


def require_short(place, short):
    """Short names, each with the options that it stands for."""
    for name, templates in short.items():
        if not PATTERN.accepts(templates):
            raise ExperimentError(f"{place}{name} = {templates!r} is not {PATTERN.name}")
        for template in [templates] if isinstance(templates, str) else templates:
            if not re.fullmatch(r"[^={}]+=[^{}]*\{\}[^{}]*", template):
                raise ExperimentError(
                    f"{place}the short name '{name}' stands for '{template}', which is not "
                    "OPTION={} with the place of the value"
                )


def require_options(place, table, kind=OPTION):
    """Options of the program, each with a value of this kind."""
    for name, value in table.items():
        if TABLE.accepts(value):
            require_options(f"{place}{name}.", value, kind)
        elif name == "json":
            raise ExperimentError(f"{place}json is where the answer is written: it cannot be set")
        elif not kind.accepts(value):
            raise ExperimentError(f"{place}{name} = {value!r} is not {kind.name}")


def require_runs(place, data, case_shape):
    """What makes the runs: options, cases and their combinations."""
    require_short(f"{place}: [short] ", data.get("short", {}))
    require_options(f"{place}: [base] ", data.get("base", {}))
    require_options(f"{place}: [sweep] ", data.get("sweep", {}), OPTIONS)
    for case in data.get("case", []):
        require(f"{place}: [[case]] ", case_shape, case)
        require_options(f"{place}: [[case]] {case['name']}: set ", case.get("set", {}))
        require_options(f"{place}: [[case]] {case['name']}: vary ", case.get("vary", {}), OPTIONS)


def require_all(place, data):
    """The whole file, as TOML reads it."""
    require(f"{place}: ", FILE, data)
    require_runs(place, data, CASE)
    for case in data.get("case", []):
        for published in case.get("published", []):
            require(f"{place}: [[case]] {case['name']}: published ", PUBLISHED, published)
    for check in data.get("check", []):
        require_check(f"{place}: [[check]] ", check)
    for plot in data.get("plot", []):
        require_plot(f"{place}: [[plot]] ", plot)
