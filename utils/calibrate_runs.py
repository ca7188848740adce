# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The simulations of a calibration: jobs of a pool, so that a finished one is not run again."""

import math
import os
import pathlib
import shutil
import sys

import answer as answers
import jobs
from experiment_schema import ExperimentError


def find_program(option, named):
    """offload-perf as an absolute path: the option's, the file's, the installation's, the build's."""
    if option or named:
        program = pathlib.Path(os.path.abspath(option or named))
        if program.is_file() and os.access(program, os.X_OK):
            return program
        raise ExperimentError(
            f"{program} is no program that can be run: build it, or name another with --program"
        )
    beside = pathlib.Path(sys.argv[0]).parent / "offload-perf"  # in the bin of an installation
    for place in (beside, jobs.TOP / "build" / "offload-perf", shutil.which("offload-perf")):
        if place and pathlib.Path(place).is_file():
            return pathlib.Path(place)
    raise ExperimentError(
        "offload-perf was not found: build it in build/, or name it with --program"
    )


class Simulator:
    """Runs cases at prices; every run is kept in a folder."""

    def __init__(self, calibration, program, folder, pool, progress):
        self.calibration = calibration
        self.program = program
        self.folder = folder / "runs"
        self.pool = pool
        self.progress = progress
        self.cases = {case.name: case for case in calibration.cases}

    def job(self, name, values):
        """The run of a case at these prices."""
        case = self.cases[name]
        texts = [price.option(value) for price, value in zip(self.calibration.prices, values)]
        return jobs.Job(
            f"{name}@{','.join(texts)}",
            [str(self.program), *self.calibration.command(case, values)],
            self.folder,
        )

    def __call__(self, points, names):
        """For each list of prices the simulated values of these cases, by (case, quantity)."""
        every = [[self.job(name, values) for name in names] for values in points]
        futures = []
        for job in (job for line in every for job in line):
            if job.answer() is None:
                self.progress.total += 1
                futures.append(jobs.submit(self.pool, job, self.progress))
        for future in futures:
            self.progress.wait(future)
            future.result()
        return [
            {
                (name, measured["quantity"]): self.mean(name, job, measured)
                for name, job in zip(names, line)
                for measured in self.cases[name].measured
            }
            for line in every
        ]

    def mean(self, name, job, measured):
        """The mean of a quantity over the seeds of a run."""
        lists = {answers.split_key(key): values for key, values in job.answer().lists.items()}
        key = (measured["quantity"], measured["unit"])
        if key not in lists:
            known = ", ".join(f"{quantity} in {unit}" for quantity, unit in lists if unit)
            raise ExperimentError(
                f"{self.calibration.path}: [[case]] {name}: offload-perf reports no "
                f"{key[0]} in {key[1]}, only {known}"
            )
        return math.fsum(lists[key]) / len(lists[key])
