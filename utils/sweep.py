#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Runs a program over a matrix of options, and makes one table of what it answers.

    utils/sweep.py FILE.toml --output=DIR           run what is not finished yet
    utils/sweep.py FILE.toml --output=DIR --list    print the runs, one line one run
    utils/sweep.py FILE.toml --output=DIR --slurm   the same as the first, as an array of Slurm

utils/sweep_file.py says what FILE.toml has. DIR gets

    jobs.txt             the runs as commands of a shell: read them, or run one by hand
    runs/RUN/            a folder for each: result.json, output.txt, and what else the program writes
    failed.txt           the lines of those that failed, if any did
    results.csv          a line a run; results-partial.csv as long as runs are missing
"""

import argparse
import os
import sys

import cli
import files
import folder_lock
import jobs
import processes
import slurm_array
import sweep_file
import sweep_table
from experiment_schema import ExperimentError
from progress import Progress


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("file", type=cli.path, metavar="FILE.toml", help="the matrix; see utils/sweep_file.py")
    add("-o", "--output", type=cli.path, required=True, help="folder of the runs and the table")
    add("-l", "--list", action="store_true", help="print the runs as commands, and run none")
    add("-j", "--jobs", type=cli.job_count, help="runs at the same time (default: cores)")
    add("--slurm", action="store_true", help="run them as an array of Slurm, and wait for it")
    add("--partition", type=cli.name, help="where Slurm is to run them")
    add("--time", type=cli.name, help="what Slurm is to give each run, as 30 (minutes) or 2:00:00")
    add("--program", type=cli.path, help="run this program in place of the file's")
    add("--retry-failed", action="store_true", help="run those again that failed")
    add("--fresh", action="store_true", help="run all anew")
    add("-q", "--quiet", action="store_true", help="say nothing but what goes wrong")
    options = parser.parse_args()
    if options.list:
        for name in ("jobs", "slurm", "retry_failed", "fresh", "quiet"):
            if getattr(options, name):
                option = name.replace("_", "-")
                parser.error(f"--{option} has no effect with --list: leave one out")
    for name in ("partition", "time"):
        if getattr(options, name) and not options.slurm:
            parser.error(f"--{name} has no effect without --slurm: leave it out")
    if options.fresh and options.retry_failed:
        parser.error("--retry-failed has no effect with --fresh: leave one out")
    return options


class Runs:
    """The runs of a sweep, and their folder."""

    def __init__(self, sweep, folder):
        self.cases = sweep.cases
        self.folder = folder
        self.jobs = [
            jobs.Job(case.name, sweep.command(case), folder / "runs", sweep.data)
            for case in sweep.cases
        ]

    def write_list(self):
        """The list of the jobs, and their folders: a line can be run by hand at once."""
        for job in self.jobs:
            job.folder.mkdir(parents=True, exist_ok=True)
        files.write(self.folder / "jobs.txt", "".join(f"{job.line}\n" for job in self.jobs))

    def forget(self, options):
        """Remove what the command line does not want to keep."""
        for job in self.jobs:
            if options.fresh or options.retry_failed and job.failure():
                job.forget()

    def settle(self):
        """Look at what was written outside of a pool."""
        for job in self.jobs:
            job.settle()

    def missing(self):
        """The jobs to run: neither finished nor failed."""
        return [job for job in self.jobs if job.answer() is None and not job.failure()]

    def failed(self):
        """The jobs that failed."""
        return [job for job in self.jobs if job.answer() is None and job.failure()]

    def write_table(self):
        """The table of what is finished; returns its path and the number of finished jobs."""
        found = {job.name: job.answer() for job in self.jobs}
        found = {name: answer for name, answer in found.items() if answer is not None}
        whole, partial = self.folder / "results.csv", self.folder / "results-partial.csv"
        path, other = (whole, partial) if len(found) == len(self.jobs) else (partial, whole)
        files.write(path, sweep_table.csv(self.cases, found))
        other.unlink(missing_ok=True)
        return path, len(found)

    def write_failed(self):
        """The list of those that failed."""
        path = self.folder / "failed.txt"
        lines = [f"{job.line}\n" for job in self.failed()]
        if lines:
            files.write(path, "".join(lines))
        else:
            path.unlink(missing_ok=True)


def run_here(missing, options, progress):
    """Run jobs side by side on this machine."""
    with processes.Pool(options.jobs or os.cpu_count()) as pool:
        futures = [jobs.submit(pool, job, progress) for job in missing]
        for future in futures:
            progress.wait(future)
            error = future.exception()
            if error is not None and not isinstance(error, jobs.JobError):
                raise error


def run_by_slurm(runs, options, progress):
    """Run what is missing as an array; an earlier one that still runs is waited for."""
    arrays = slurm_array.Arrays(runs.folder)

    def tick():
        missing = len(runs.missing())
        progress.done = len(runs.jobs) - missing
        progress.show()

    try:
        arrays.wait(tick)
        missing = runs.missing()
        if missing:
            arrays.submit(missing, options)
        arrays.wait(tick)
    except processes.Interrupted:
        numbers = " ".join(arrays.running())
        if numbers:
            cli.complain(
                f"Slurm goes on; scancel {numbers} ends it, and the same command waits for it"
            )
        raise
    finally:
        runs.settle()


def finish(runs, kept, options):
    """Write the table, and say what came of the runs; returns the exit code."""
    path, finished = runs.write_table()
    runs.write_failed()
    failed = runs.failed()
    for job in failed:
        cli.complain(job.report())
    total = len(runs.jobs)
    text = f"{finished} of {total} runs finished, {kept} of them before"
    if failed:
        text += f"; {len(failed)} failed: {options.output / 'failed.txt'}; --retry-failed runs them again"
    missing = total - finished - len(failed)
    if missing:
        text += f"; {missing} did not end: the same command runs them"
    if not options.quiet:
        print(f"{text}; the table is {options.output / path.name}")
    return 0 if finished == total else 1


def run(runs, options):
    """Run what is missing; returns the exit code."""
    arrays = slurm_array.Arrays(runs.folder).running()
    if arrays and (options.fresh or options.retry_failed or not options.slurm):
        raise slurm_array.SlurmError(
            f"array {' '.join(arrays)} of Slurm is not done: wait for it with --slurm, or scancel it"
        )
    runs.forget(options)
    runs.write_list()
    runs.settle()
    missing = runs.missing()
    kept = sum(job.answer() is not None for job in runs.jobs)
    progress = Progress(len(runs.jobs), len(runs.jobs) - len(missing), options.quiet)
    try:
        if options.slurm:
            run_by_slurm(runs, options, progress)
        else:
            run_here(missing, options, progress)
    except BaseException:
        path, finished = runs.write_table()
        place = options.output / path.name
        cli.complain(f"{finished} of {len(runs.jobs)} runs are finished; they are in {place}")
        raise
    finally:
        progress.clear()
    return finish(runs, kept, options)


def main():
    """Exit code 0 only when every run is finished."""
    options = parse_arguments()
    if options.slurm:
        slurm_array.require()
    sweep = sweep_file.load(options.file, options.program)
    folder = options.output.resolve()
    runs = Runs(sweep, folder)
    if options.list:
        print("\n".join(job.line for job in runs.jobs))
        return 0
    with folder_lock.locked(folder / "runs"):
        return run(runs, options)


if __name__ == "__main__":
    sys.exit(cli.run(main, ExperimentError, folder_lock.LockError, slurm_array.SlurmError))
