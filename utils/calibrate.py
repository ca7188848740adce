#!/usr/bin/python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Fits the prices of a cost profile to measured cases, and says which of them the cases determine.

    offload-calibrate CASES.toml --output=DIR

utils/calibrate_file.py says what CASES.toml has; offload-measure-host writes such a file. DIR gets

    NAME.toml            the profile, with its provenance; NAME is that of the file
    NAME-cases.csv       measured and simulated values of all cases
    runs/                what is finished: the same command goes on after any interruption
"""

# Debian's own Python, as that is the one which has python3-nlopt and python3-numpy.

import argparse
import os
import shutil
import sys

import cli
import files
import folder_lock
import jobs
import processes
from experiment_schema import ExperimentError
from progress import Progress

try:
    import calibrate_fit
except ImportError as missing:
    sys.exit(
        f"{missing}: install Debian's packages python3-nlopt and python3-numpy (utils/setup.sh "
        "python3-nlopt python3-numpy does so)"
    )
import calibrate_file
import calibrate_report
import calibrate_runs


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("file", type=cli.path, metavar="CASES.toml", help="the cases; see utils/calibrate_file.py")
    add("-o", "--output", type=cli.path, required=True, help="folder of the profile and the runs")
    add("-j", "--jobs", type=cli.job_count, help="runs at the same time (default: cores)")
    add("--program", type=cli.path, help="run this offload-perf in place of the file's")
    add("--fresh", action="store_true", help="run all anew")
    add("-q", "--quiet", action="store_true", help="say nothing but what goes wrong")
    return parser.parse_args()


def fitted_rows(calibration):
    """What the fit has to meet."""
    return [
        (case.name, measured["quantity"], measured["value"], measured["error"])
        for case in calibration.cases
        if case.is_fitted
        for measured in case.measured
    ]


def leave_each_out(problem, x, first, simulate, say):
    """What is simulated for each fitted case with prices that were fitted without it."""
    found = {}
    for case in dict.fromkeys(row[0] for row in problem.rows):
        say(f"without {case}")
        point = calibrate_fit.leave_out(problem, x, first, case)
        found |= simulate([problem.values(point)], [case])[0]
    return found


def calibrate(calibration, simulate, folder, say):
    """Fit, judge, and write; returns the path of the profile."""
    problem = calibrate_fit.Problem(calibration.prices, fitted_rows(calibration), simulate)
    x, knowledge = calibrate_fit.calibrate(problem, say)
    values = problem.values(x)
    left_out = leave_each_out(problem, x, knowledge.chosen, simulate, say)
    names = [case.name for case in calibration.cases]
    rows = calibrate_report.make_rows(calibration, simulate([values], names)[0], left_out)
    profile = folder / f"{calibration.name}.toml"
    files.write(profile, calibrate_report.profile_text(calibration, values, knowledge, rows))
    files.write(folder / f"{calibration.name}-cases.csv", calibrate_report.cases_csv(rows))
    say(calibrate_report.rows_text(rows))
    for line in calibrate_report.knowledge_lines(calibration, values, knowledge):
        say(line)
    for name, reason in calibration.skipped.items():
        say(f"{name}: left out, {reason}")
    return profile


def main():
    """Exit code 0 only when the profile is written."""
    options = parse_arguments()
    calibration = calibrate_file.load(options.file)
    program = calibrate_runs.find_program(options.program, calibration.program)
    folder = options.output.resolve()
    with folder_lock.locked(folder / "runs"):
        if options.fresh:
            for each in (folder / "runs").glob("*@*"):
                shutil.rmtree(each)
        progress = Progress(0, 0, options.quiet)
        with processes.Pool(options.jobs or os.cpu_count()) as pool:
            simulate = calibrate_runs.Simulator(calibration, program, folder, pool, progress)
            try:
                profile = calibrate(calibration, simulate, folder, progress.say)
            finally:
                progress.clear()
    progress.say(f"{progress.done} runs; the profile is {options.output / profile.name}")
    return 0


if __name__ == "__main__":
    sys.exit(cli.run(main, ExperimentError, jobs.JobError, folder_lock.LockError))
