# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Cost profiles as their files have them: see doc/cpu.rst."""

import tomllib

import jobs
from experiment_schema import ExperimentError

FOLDER = jobs.DATA / "profiles"


def read_toml(path):
    """A file as TOML has it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExperimentError(f"{path}: {error}") from error
    except OSError as error:
        raise ExperimentError(f"{path}: {error.strerror}") from error


def find(text, folder, place=""):
    """The file of a profile that is given by name, or by a path from a folder; place: of the text."""
    if "/" in text or text.endswith(".toml"):
        path = (folder / text).resolve()
    else:
        path = FOLDER / f"{text}.toml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in FOLDER.glob("*.toml")))
        raise ExperimentError(
            f"{place}there is no cost profile '{text}': there are {known}, or name a file"
        )
    return path


def costs(path):
    """The prices of a profile, those of its base included, as tables by operation."""
    data = read_toml(path)
    base = costs(find(data["base"], path.parent, f"{path}: ")) if "base" in data else {}
    return base | data.get("costs", {})


def price(cost):
    """The price of an operation as offload-perf takes it; in cycles, or with the unit ns."""
    return text_of(cost, cost["nanoseconds"] if "nanoseconds" in cost else cost["cycles"])


def text_of(cost, value):
    """Another value in the unit of a price, as offload-perf takes it."""
    return f"{value:g}{'ns' if 'nanoseconds' in cost else ''}"
