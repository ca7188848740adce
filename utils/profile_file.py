# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Cost profiles as their files have them: see doc/cpu.rst."""

import pathlib
import tomllib

from experiment_schema import ExperimentError

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "model" / "data" / "profiles"


def find(text, folder):
    """The file of a profile that is given by name, or by a path from a folder."""
    if "/" in text or text.endswith(".toml"):
        path = folder / text
    else:
        path = FOLDER / f"{text}.toml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in FOLDER.glob("*.toml")))
        raise ExperimentError(f"there is no cost profile '{text}': there are {known}, or name a file")
    return path


def read(path):
    """The prices of a profile, those of its base included, as tables by operation."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExperimentError(f"{path}: {error}") from error
    costs = read(find(data["base"], path.parent)) if "base" in data else {}
    return costs | data.get("costs", {})


def price(cost):
    """The price of an operation as offload-perf takes it; in cycles, or with the unit ns."""
    return text_of(cost, cost["nanoseconds"] if "nanoseconds" in cost else cost["cycles"])


def text_of(cost, value):
    """Another value in the unit of a price, as offload-perf takes it."""
    return f"{value:g}{'ns' if 'nanoseconds' in cost else ''}"
