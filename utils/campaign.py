# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Runs the cases of experiments side by side, and keeps what is finished, however it ends."""

import concurrent.futures
import contextlib
import csv
import json
import pathlib
import tempfile
import time

import cli
import experiment as experiments
import files
import outcomes
import plot
import processes
import report
import table
from experiment_schema import ExperimentError

# Between two signs of life
PATIENCE_SECONDS = 10
# What the answer of a program has to have
ANSWER = {"parameters": dict, "seeds": list, "quantities": dict}
QUANTITY = {"unit": str, "mean": (int, float), "values": list}


class Run:
    """An experiment and what has become of it."""

    def __init__(self, experiment, futures):
        self.experiment = experiment
        self.futures = futures  # of the cases, in their order
        self.errors = []
        self.rows = []
        self.outcomes = []
        self.is_written = False

    def finished(self):
        """What the finished cases answered, and the seconds they took: two dictionaries by name."""
        results, seconds = {}, {}
        for case, future in zip(self.experiment.cases, self.futures):
            if future.done() and not future.cancelled() and future.exception() is None:
                results[case.name], seconds[case.name] = future.result()
        return results, seconds

    def held(self):
        """Whether all went well."""
        return not self.errors and all(outcome.held for outcome in self.outcomes)


def command_of(experiment, case, options, answer):
    """The command line of a case."""
    settings = {**case.options, **options.set}
    return [
        str(program_of(experiment, options)),
        *experiments.arguments(settings, experiment.short),
        f"--json={answer}",
    ]


def program_of(experiment, options):
    """The program of an experiment."""
    return options.program or options.buildpath.resolve() / experiment.program


def read_answer(path):
    """The answer of a program; a ValueError says what is wrong with it."""

    def require(name, value, kinds):
        if not isinstance(value, dict) or not all(
            isinstance(value.get(key), kind) for key, kind in kinds.items()
        ):
            raise ValueError(f"{name} lacks one of {', '.join(kinds)}")

    answer = json.loads(path.read_text(encoding="utf-8"))
    require("it", answer, ANSWER)
    for name, quantity in answer["quantities"].items():
        require(name, quantity, QUANTITY)
    return answer


def run_case(pool, experiment, case, options):
    """Run the program over all seeds of a case; returns what it answers and the seconds it took."""
    start = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="offload-") as folder:
            answer = pathlib.Path(folder) / "answer.json"
            command = command_of(experiment, case, options, answer)
            code, output = pool.run(command, cwd=folder, text=True, errors="replace")
            if code != 0:
                reason = f"failed with exit code {code}"
            elif not answer.exists():
                reason = "wrote no answer"
            else:
                return read_answer(answer), time.monotonic() - start
    except ValueError as error:
        reason, output = f"wrote an answer that is none: {error}", ""
    except OSError as error:
        raise ExperimentError(f"{experiment.name}: {case.name}: {cli.describe(error)}") from error
    raise ExperimentError(
        f"{experiment.name}: {case.name} {reason}:\n"
        f"$ {' '.join(command[:-1])}\n{output[-3000:].rstrip()}"
    )


def keep_wall_times(folder, name, seconds):
    """The only file with times: it differs from run to run."""
    path = folder / "wall-times.csv"
    lines = []
    if path.exists():
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            lines = [line for line in list(csv.reader(file))[1:] if line and line[0] != name]
    lines += [[name, case, f"{value:.2f}"] for case, value in seconds.items()]
    files.write(path, table.csv_text([["experiment", "case", "seconds"], *sorted(lines)]))


def partial_file(experiment, folder):
    """The results of the cases that are finished, where others are not."""
    return folder / f"{experiment.name}-partial.csv"


def write_whole(run, folder):
    """Write all files of an experiment, and judge it. What nothing can keep back comes first."""
    experiment = run.experiment
    results, seconds = run.finished()
    files.write(folder / f"{experiment.name}-runs.csv", table.runs_csv(experiment, results))
    partial_file(experiment, folder).unlink(missing_ok=True)
    keep_wall_times(folder, experiment.name, seconds)
    try:
        run.rows = list(table.rows(experiment, results))
        files.write(folder / f"{experiment.name}.csv", table.summary_csv(run.rows))
        run.outcomes = list(outcomes.evaluate(experiment, results))
        plots = plot.draw(experiment, results, folder)
    except ExperimentError as error:
        run.errors.append(str(error))
        return
    (folder / "sections").mkdir(exist_ok=True)
    files.write(
        folder / "sections" / f"{experiment.name}.html",
        report.section(experiment, run.rows, run.outcomes, folder, plots),
    )


def write_partial(run, folder):
    """Write the results of the cases that are finished; returns what to say of them."""
    results, _ = run.finished()
    cases = f"{run.experiment.name}: {len(results)} of {len(run.futures)} cases"
    if not results:
        return f"{cases} finished"
    path = partial_file(run.experiment, folder)
    files.write(path, table.runs_csv(run.experiment, results))
    return f"{cases} finished; they are in {path}"


def write(run, folder):
    """Write what there is of an experiment."""
    if len(run.finished()[0]) == len(run.futures):
        write_whole(run, folder)
    else:
        run.errors.append(write_partial(run, folder))
    run.is_written = True


def rescue(run, folder):
    """Write what there is of an experiment after all has gone wrong, elsewhere if it must be."""
    try:
        write(run, folder)
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


def wait(future, name):
    """Until a case is done, with a sign of life now and then."""
    start = time.monotonic()
    while True:
        done, _ = concurrent.futures.wait([future], timeout=PATIENCE_SECONDS)
        if done:
            return
        cli.complain(f"  ... {name}: {time.monotonic() - start:.0f} s")


def wait_for_cases(run, number, total):
    """Until all cases of an experiment are done; number: of the cases before."""
    for case, future in zip(run.experiment.cases, run.futures):
        number += 1
        place = f"[{number}/{total}] {run.experiment.name}: {case.label}"
        wait(future, case.label)
        error = future.exception()
        if error is None:
            print(f"{place} ({future.result()[1]:.1f} s)", flush=True)
        elif isinstance(error, ExperimentError):
            print(f"{place} FAILED", flush=True)
            run.errors.append(str(error))
        else:
            raise error


def run_all(chosen, options, folder):
    """Run the experiments; returns their runs. What is finished is kept, however it ends."""
    total = sum(len(experiment.cases) for experiment in chosen)
    with processes.Pool(options.jobs) as pool:
        runs = [
            Run(
                experiment,
                [
                    pool.submit(run_case, pool, experiment, case, options)
                    for case in experiment.cases
                ],
            )
            for experiment in chosen
        ]
        number = 0
        try:
            for run in runs:
                wait_for_cases(run, number, total)
                number += len(run.futures)
                with processes.PROGRAM_SIGNALS.held():
                    write(run, folder)
        except BaseException:
            pool.stop()
            keep_finished(runs, folder)
            raise
    return runs


def keep_finished(runs, folder):
    """Write what is finished of runs that were ended, and say where it is."""
    for run in runs:
        if not run.is_written:
            rescue(run, folder)
        cli.complain("\n".join(run.errors) or f"{run.experiment.name}: finished, in {folder}")
