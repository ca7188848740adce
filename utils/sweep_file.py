# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""A sweep is data: a file NAME.toml, whose tables mean what they mean in an experiment.

    program = "build/my-script"     from where the command is given, as in a shell; it has to know
                                    --json=FILE (class ResultFile writes it)
    data = ["trace-*.csv", ...]     files that the program reads, from the folder of this file;
                                    runs are made anew when they change

    [short]                         short names of options; {} is the value
    cores = ["receiver.cpu.Cores={}", "sender.cpu.Cores={}"]

    [base]                          options of all runs
    duration = "50ms"               is --duration=50ms

    [[case]]                        without any, there is one case of the base options
    name = "lro"
    set = { lro = true }            options of this case
    vary = { mtu = [1500, 9000] }   each of these values alone, besides the case as it is

    [sweep]                         every combination of these values, for each case
    flows = [1, 2, 4, 8]
"""

import dataclasses
import os
import pathlib
import tomllib

import experiment
import experiment_schema as schema
from experiment_schema import ExperimentError

FILE = {
    "program*": schema.TEXT,
    "data": schema.TEXTS,
    "short": schema.TABLE,
    "base": schema.TABLE,
    "case": schema.TABLES,
    "sweep": schema.TABLE,
}
CASE = {key: schema.CASE[key] for key in ("name*", "set", "vary")}


@dataclasses.dataclass
class Sweep:
    """What the file says, with the matrix expanded."""

    program: pathlib.Path
    data: list
    short: dict
    cases: list

    def command(self, case):
        """The command line of a case."""
        return [str(self.program), *experiment.arguments(case.options, self.short)]


def require_one_line(path, cases):
    """A run is a line."""
    for case in cases:
        for name, value in case.options.items():
            if "\n" in str(value):
                raise ExperimentError(f"{path}: {name} = {value!r} has more than one line")


def find_program(text, path):
    """The program as an absolute path."""
    program = pathlib.Path(os.path.abspath(text))
    if not program.is_file() or not os.access(program, os.X_OK):
        raise ExperimentError(
            f"{path}: {program} is no program that can be run: build it, or name another in the "
            "file or with --program"
        )
    return program


def find_data(patterns, folder, path):
    """The files that the patterns name."""
    found = []
    for pattern in patterns:
        matching = sorted(match for match in folder.glob(pattern) if match.is_file())
        if not matching:
            raise ExperimentError(f"{path}: data: there is no file '{pattern}' in {folder}")
        found += matching
    return found


def load(path, program=None):
    """Read and check a sweep; program: in place of the file's own."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExperimentError(f"{path}: {error}") from error
    except OSError as error:
        raise ExperimentError(f"{path}: {error.strerror}") from error
    schema.require(f"{path}: ", FILE, data)
    schema.require_runs(path, data, CASE)
    cases = list(experiment.expand(data))
    require_one_line(path, cases)
    experiment.require_names(path, cases)
    return Sweep(
        find_program(program or data["program"], path),
        find_data(data.get("data", []), path.resolve().parent, path),
        data.get("short", {}),
        cases,
    )
