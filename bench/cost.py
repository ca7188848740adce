# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Runs a program and tells what it cost: CPU seconds, memory, instructions."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

GIGABYTE = 1e9


class BenchError(Exception):
    """A program did not end well, or one that is needed is missing."""


@dataclasses.dataclass
class Cost:
    """What a run cost, and what it printed."""

    cpu: float  # s, of the program alone
    memory: float  # MB at most
    output: str

    def quantity(self, name):
        """A quantity of the JSON that it printed, by its name without unit: the mean over seeds."""
        values = next(
            (value for key, value in json.loads(self.output).items() if key.split(" [")[0] == name), None
        )
        if not values:
            raise BenchError(f"the output has no {name}:\n{self.output}")
        return sum(values) / len(values)

    def number(self, name):
        """A number of lines "NAME VALUE" that it printed."""
        found = re.search(rf"^{name} (\S+)$", self.output, re.MULTILINE)
        if not found:
            raise BenchError(f"the output has no {name}:\n{self.output}")
        return float(found.group(1))


def run(command):
    """Run a program to its end; other work on the machine does not count."""
    command = [str(word) for word in command]
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
        errors.seek(0)
        said = errors.read()
    if process.returncode != 0:
        raise BenchError(f"{' '.join(command)} failed:\n{text}{said}")
    sys.stderr.write(said)  # warnings
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3, text)


def instructions(command, within=()):
    """The instructions of a program, or of the functions named by patterns with what they call."""
    if not shutil.which("valgrind"):
        raise BenchError("valgrind is not installed: utils/setup.sh valgrind")
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                *("valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"),
                *(f"--toggle-collect={pattern}" for pattern in within),
                *map(str, command),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise BenchError(f"{' '.join(map(str, command))} in valgrind failed:\n{done.stdout}")
        summary = re.search(
            r"^(?:summary|totals): (\d+)",
            pathlib.Path(folder, "out").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    if not summary or not int(summary.group(1)):
        raise BenchError(f"{' '.join(map(str, command))}: callgrind counted nothing")
    return int(summary.group(1))
