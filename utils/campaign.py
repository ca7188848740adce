# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Runs the cases of experiments side by side, and keeps what is finished, however it ends."""

import contextlib
import csv
import math
import pathlib
import tempfile

import answer as answers
import assumed_ranges
import cli
import experiment as experiments
import files
import jobs
import outcomes
import plot
import processes
import report
import table
from experiment_schema import ExperimentError
from progress import Progress

# What an answer has for each seed and the tables have not
LEFT_OUT = {"seed", "warm_up [ms]"}


class Run:
    """An experiment and what has become of it."""

    def __init__(self, experiment, case_jobs):
        self.experiment = experiment
        self.jobs = case_jobs  # of the cases, in their order
        self.futures = []  # of their ends
        self.errors = []
        self.rows = []
        self.outcomes = []
        self.is_written = False

    def finished(self):
        """What the finished cases answered, and the seconds they took: two dictionaries by name."""
        results, seconds = {}, {}
        for case, job in zip(self.experiment.cases, self.jobs):
            answer = job.answer()
            if answer is None:
                continue
            try:
                results[case.name] = results_of(answer)
            except ValueError as error:
                text = f"{self.experiment.name}: {case.name} {error}"
                if text not in self.errors:
                    self.errors.append(text)
                continue
            seconds[case.name] = job.seconds()
        return results, seconds

    def held(self):
        """Whether all went well."""
        return not self.errors and all(outcome.held for outcome in self.outcomes)


def results_of(answer):
    """An answer as tables and plots have it; a ValueError says what it lacks."""
    if "seed" not in answer.lists:
        raise ValueError("wrote an answer that is none: it lacks the list 'seed'")
    quantities = {}
    for key, values in answer.lists.items():
        if key in LEFT_OUT:
            continue
        name, unit = answers.split_key(key)
        if not all(isinstance(value, (int, float)) for value in values):
            raise ValueError(f"wrote an answer that is none: {key} is no list of numbers")
        mean = math.fsum(values) / len(values)
        squares = math.fsum((value - mean) ** 2 for value in values)
        quantities[name] = {
            "unit": unit,
            "mean": mean,
            "stddev": math.sqrt(squares / (len(values) - 1)) if len(values) > 1 else 0.0,
            "values": values,
        }
    parameters = {key: experiments.plain(value) for key, value in answer.single.items()}
    return {"parameters": parameters, "seeds": answer.lists["seed"], "quantities": quantities}


def program_of(experiment, options):
    """The program of an experiment."""
    return options.program or options.buildpath.resolve() / experiment.program


def jobs_of(experiment, options, folder):
    """The jobs of an experiment's cases."""
    program = str(program_of(experiment, options))
    return [
        jobs.Job(
            case.name,
            [program, *experiments.arguments({**case.options, **options.set}, experiment.short)],
            runs_folder(folder) / experiment.name,
        )
        for case in experiment.cases
    ]


def runs_folder(folder):
    """The folder that keeps the runs."""
    return folder / "runs"


def keep_wall_times(folder, name, seconds):
    """The only file with times: it differs from run to run."""
    path = folder / "wall-times.csv"
    lines = []
    if path.exists():
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            lines = [line for line in list(csv.reader(file))[1:] if line and line[0] != name]
    lines += [[name, case, f"{value:.2f}"] for case, value in seconds.items() if value]
    files.write(path, table.csv_text([["experiment", "case", "seconds"], *sorted(lines)]))


def partial_file(experiment, folder):
    """The results of the cases that are finished, where others are not."""
    return folder / f"{experiment.name}-partial.csv"


def write_whole(run, folder, look):
    """Write all files of an experiment, and judge it. What nothing can keep back comes first."""
    experiment = run.experiment
    results, seconds = run.finished()
    assumed_ranges.add(results, assumed_ranges.read(folder, experiment.name))
    files.write(folder / f"{experiment.name}-runs.csv", table.runs_csv(experiment, results))
    partial_file(experiment, folder).unlink(missing_ok=True)
    keep_wall_times(folder, experiment.name, seconds)
    try:
        run.rows = list(table.rows(experiment, results))
        files.write(folder / f"{experiment.name}.csv", table.summary_csv(run.rows))
        run.outcomes = list(outcomes.evaluate(experiment, results))
        plots = plot.draw(experiment, results, folder, look)
    except ExperimentError as error:
        run.errors.append(str(error))
        return
    report.keep_section(folder, experiment.name, report.section(run, folder, plots))


def write_partial(run, folder):
    """Write the results of the cases that are finished; returns what to say of them."""
    results, _ = run.finished()
    cases = f"{run.experiment.name}: {len(results)} of {len(run.jobs)} cases"
    if not results:
        return f"{cases} finished"
    path = partial_file(run.experiment, folder)
    files.write(path, table.runs_csv(run.experiment, results))
    return f"{cases} finished; they are in {path}"


def write(run, folder, look):
    """Write what there is of an experiment."""
    if len(run.finished()[0]) == len(run.jobs):
        write_whole(run, folder, look)
    else:
        run.errors.append(write_partial(run, folder))
    run.is_written = True


def rescue(run, folder, look):
    """Write what there is of an experiment after all has gone wrong, elsewhere if it must be."""
    try:
        write(run, folder, look)
        return
    except OSError as error:
        run.errors.append(
            f"{cli.describe(error)}; make room there, or name another folder with --output"
        )
    try:
        place = pathlib.Path(tempfile.mkdtemp(prefix="offload-results-"))
        run.errors.append(write_partial(run, place))
    except OSError as error:
        run.errors.append(cli.describe(error))
        with contextlib.suppress(OSError):
            print(table.runs_csv(run.experiment, run.finished()[0]), flush=True)


def wait_for_cases(run, first, progress):
    """Until all cases of an experiment are done; first: number of its first case."""
    cases = zip(run.experiment.cases, run.jobs, run.futures)
    for number, (case, job, future) in enumerate(cases, start=first):
        progress.wait(future)
        place = f"[{number}/{progress.total}] {run.experiment.name}: {case.label}"
        error = future.exception()
        if error is None:
            took = f"{job.seconds() or 0:.1f} s"
            progress.say(f"{place} ({took}{', the last time' if future.result() else ''})")
        elif isinstance(error, jobs.JobError):
            progress.say(f"{place} FAILED")
            run.errors.append(f"{run.experiment.name}: {error}")
        elif isinstance(error, OSError):
            text = f"{run.experiment.name}: {case.name}: {cli.describe(error)}"
            raise ExperimentError(text) from error
        else:
            raise error


def run_all(chosen, options, folder):
    """Run the experiments; returns their runs. What is finished is kept, however it ends."""
    runs = [Run(experiment, jobs_of(experiment, options, folder)) for experiment in chosen]
    every = [job for run in runs for job in run.jobs]
    if options.fresh:
        for job in every:
            job.forget()
    kept = sum(job.answer() is not None for job in every)
    progress = Progress(len(every), kept, options.quiet)
    if kept:
        progress.say(
            f"{kept} of {len(every)} runs taken from the last time (--fresh runs them anew)"
        )
    with processes.Pool(options.jobs) as pool:
        for run in runs:
            run.futures = [jobs.submit(pool, job, progress) for job in run.jobs]
        first = 1
        try:
            for run in runs:
                wait_for_cases(run, first, progress)
                first += len(run.jobs)
                with processes.PROGRAM_SIGNALS.held():
                    write(run, folder, options.look)
        except BaseException:
            pool.stop()
            keep_finished(runs, folder, options.look)
            raise
        finally:
            progress.clear()
    return runs


def keep_finished(runs, folder, look):
    """Write what is finished of runs that were ended, and say where it is."""
    for run in runs:
        if not run.is_written:
            rescue(run, folder, look)
        cli.complain("\n".join(run.errors) or f"{run.experiment.name}: finished, in {folder}")
