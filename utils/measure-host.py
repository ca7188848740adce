#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Measures what a Linux machine does with TSO, GSO and GRO, for offload-calibrate.

    offload-measure-host --dry-run               print what it would do, and do nothing
    offload-measure-host --output=FILE.toml      between two namespaces of this machine, over veth
    offload-measure-host --output=FILE.toml --peer=ADDRESS --device=NAME
                                                 to another machine, which runs `iperf3 -s`

It makes two network namespaces, or changes TSO and GSO of the device, and puts everything back,
however it ends.
"""

import argparse
import contextlib
import math
import os
import statistics
import sys
import time

import cli
import files
import measure_counters
import measure_link
import measure_machine
import measure_matrix
import measure_run
import processes
import toml_text
from measure_machine import MeasureError
from progress import Progress

UNITS = {"goodput": "Gb/s", "udp_goodput": "Gb/s", "udp_sent": "1/s"}
# Standard deviation of normal noise, of which half is within a median deviation
NORMAL = 1.4826
# Standard error of a median of normal noise, by that of a mean
OF_MEDIAN = 1.2533
# What a value may be off by even if all repetitions agree: a share of it, and of a load, which is what
# the scheduler has counted for a process and ksoftirqd, points
LEAST_ERROR = 0.01
LEAST_LOAD_ERROR = 5.0
# Prices that such cases may determine, with their bounds
FREE = {
    "copy_byte": (0.02, 2.0),
    "deliver_packet": (100, 20000),
    "segment_packet": (20, 5000),
    "transmit_packet": (100, 20000),
    "merge_segment": (10, 3000),
    "enter_syscall": (50, 20000),
    "switch_task": (50, 40000),
    "take_ipi": (100, 30000),
}


def seconds(text):
    """The type of an option that is a whole number of seconds."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 3600:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds: give 1 to 3600")
    return int(text)


def count(text):
    """The type of an option that counts."""
    if not text.isascii() or not text.isdigit() or not 2 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of repetitions: give 2 to 1000")
    return int(text)


def two_cores(text):
    """The type of --cores."""
    parts = text.split(",")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise argparse.ArgumentTypeError(f"'{text}' is no pair of cores: give two, as 0,1")
    cores = tuple(map(int, parts))
    there = sorted(os.sched_getaffinity(0))
    if cores[0] == cores[1] or not set(cores) <= set(there):
        raise argparse.ArgumentTypeError(
            f"'{text}': give two different cores among {', '.join(map(str, there))}"
        )
    return cores


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("-o", "--output", type=cli.path, metavar="FILE.toml", help="file of the cases")
    add("--peer", type=cli.name, help="address of another machine, which runs iperf3 -s")
    add("--device", type=cli.name, help="with --peer: this machine's device to it")
    add("--cores", type=two_cores, default="0,1", help="of sender and receiver (0,1)")
    add("--seconds", type=seconds, default="3", help="of each measurement (3)")
    add("--repeat", type=count, default="5", help="measurements of each case (5)")
    add("--case", action="append", type=cli.name, help="only this case; may be given several times")
    add("--dry-run", action="store_true", help="print what would be done, and do nothing")
    add("-q", "--quiet", action="store_true", help="say nothing but what goes wrong")
    options = parser.parse_args()
    if bool(options.peer) != bool(options.device):
        parser.error("--peer and --device go together: give both, or none for a veth pair")
    if options.dry_run and (options.quiet or options.output):
        parser.error("--dry-run only prints: leave --output and --quiet out")
    if not options.dry_run and not options.output:
        parser.error("--output is missing: name a file for the cases, or give --dry-run")
    return options


def choose_cases(link, names):
    """The cases to measure, those that the link takes."""
    known = {case.name: case for case in measure_matrix.cases() if link.takes(case)}
    for name in names or ():
        if name not in known:
            raise MeasureError(f"--case={name} is none of {', '.join(known)}")
    if not known:
        raise MeasureError(
            f"{link.describe()} takes no case of the matrix: its MTU has to be 1500 or 9000, and "
            "tso or gso not fixed otherwise (ethtool -k tells)"
        )
    return [case for name, case in known.items() if not names or name in names]


def announce(link, cases, options, say):
    """Say what is going to happen."""
    took = measure_run.LEFT_OUT_SECONDS + options.seconds + 1
    minutes = len(cases) * options.repeat * took / 60
    say(f"Will measure {len(cases)} cases, {options.repeat} times each, in {minutes:.0f} minutes.")
    say(f"Will use {link.describe()}, and put back everything at the end.")
    say(f"iperf3 runs on cores {options.cores[0]} and {options.cores[1]}, ahead of other programs.")


def measure_all(link, cases, options, progress):
    """What was measured, by case: one round over all cases after the other, as noise has phases."""
    has_perf = measure_counters.find_perf()
    found = {case.name: [] for case in cases}
    for _ in range(options.repeat):
        for case in cases:
            link.set(case)
            progress.show()
            found[case.name].append(
                measure_run.measure(link, case, options.cores, options.seconds, has_perf)
            )
            progress.advance()
            progress.show()
    return found


def quantity(name, values):
    """A line of a case: the median, and how well it is known, which odd repetitions do not change."""
    median = statistics.median(values)
    deviation = statistics.median(abs(value - median) for value in values)
    error = OF_MEDIAN * NORMAL * deviation / math.sqrt(len(values))
    unit = UNITS.get(name, "%")
    least = LEAST_LOAD_ERROR if unit == "%" else LEAST_ERROR * median
    return {
        "quantity": name,
        "value": float(f"{median:.5g}"),
        "error": float(f"{max(error, least):.3g}"),
        "unit": unit,
        "mean": float(f"{statistics.fmean(values):.5g}"),
        "spread": float(f"{statistics.stdev(values):.3g}"),
        "repeats": [float(f"{value:.5g}") for value in values],
    }


def case_text(case, link, results):
    """A [[case]] of the file."""
    last = results[-1][1]
    lines = [
        toml_text.table(
            "[[case]]",
            {
                "name": case.name,
                "set": measure_matrix.options(case, link.sender) | link.reader_options(case),
            },
        ).rstrip()
    ]
    lines.append("measured = [")
    for name in results[0][0]:
        values = [quantities[name] for quantities, _ in results]
        lines.append(f"  {toml_text.value(quantity(name, values))},")
    lines.append("]")
    lines.append(f"counted = {toml_text.value(last)}")
    return "\n".join(lines) + "\n"


def cycles(nanoseconds, machine):
    """A time at the machine's clock, as prices have it."""
    return float(f"{nanoseconds * machine['clock_ghz']:.3g}")


def file_text(link, cases, found, wake_up):
    """The file that offload-calibrate reads; wake_up: prices of that in nanoseconds, if measured."""
    names = [case.name for case in cases if case.protocol == "tcp"]
    fitted = [name for name in measure_matrix.FITTED if name in names] or names
    machine = measure_machine.describe()
    known = {name: cycles(value, machine) for name, value in wake_up.items()}
    free = {name: list(bounds) for name, bounds in FREE.items() if name not in known}
    parts = [
        toml_text.comment(
            f"Measured with offload-measure-host over {link.kind}, "
            f"{time.strftime('%Y-%m-%d')}. value: the median of the repetitions;\n"
            "error: its standard error, of their median deviation, which odd ones do not change; spread:\n"
            "their standard deviation; counted: by the kernel, in the last of them."
        ),
        toml_text.table("[machine]", machine),
        toml_text.table(
            "[fit]",
            {
                "name": "my-host",
                "base": "gold6128-2021",
                "hosts": link.hosts,
                "cases": fitted,
                "known": known,
                "free": free,
            },
        ),
        toml_text.table("[base]", link.base_options()),
    ]
    parts += [case_text(case, link, found[case.name]) for case in cases]
    return "\n".join(parts)


def main():
    """Exit code 0 only when all was measured."""
    options = parse_arguments()
    measure_machine.require_tools()
    if not options.dry_run:
        measure_machine.require_root()
    with contextlib.ExitStack() as stack:
        shell = measure_link.Shell(options.dry_run)
        if options.peer:
            link = measure_link.Cable(shell, options.device, options.peer, stack)
        else:
            link = measure_link.VethPair(shell, options.cores, stack)
        cases = choose_cases(link, options.case)
        progress = Progress(len(cases) * options.repeat, 0, options.quiet)
        announce(link, cases, options, progress.say)
        if options.dry_run:
            print("Commands, in this order:")
            link.build()
            for case in cases:
                print(f"{case.name}:")
                link.set(case)
                for command in measure_run.commands(link, case, options.cores, options.seconds):
                    shell.run(*command)
            print("At the end:")
            return 0
        try:
            with processes.PROGRAM_SIGNALS.held():
                link.build()
            wake_up = link.measure_wake_up()
            found = measure_all(link, cases, options, progress)
        finally:
            progress.clear()
    files.write(options.output, file_text(link, cases, found, wake_up))
    progress.say(f"{len(cases)} cases are in {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(cli.run(main, MeasureError))
