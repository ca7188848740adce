# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Configures and builds the stand-alone module for ./test.py and ./reproduce."""

import fcntl
import os
import pathlib
import re
import sys
import time

import processes

TOP = pathlib.Path(__file__).resolve().parent.parent
DEFAULT = TOP / "build"

# A build that is up to date takes less, and nothing is said about it.
QUIET_SECONDS = 5
# Between two lines of progress where they cannot overwrite each other
LINE_SECONDS = 20
# What is worth showing of a failed build
ERROR = re.compile(r"error: |CMake Error|undefined reference|No rule to make|No space left")


class BuildError(Exception):
    """The build failed; the text says where and why."""


class Progress:
    """Says how far a long build is."""

    def __init__(self):
        self.start = time.monotonic()
        self.said = None
        self.terminal = sys.stderr.isatty()

    def line(self, text):
        """Take one line of the build's output."""
        now = time.monotonic()
        percent = re.match(r"\[ *(\d+%|\d+/\d+)\]", text)
        if not percent or now - self.start < QUIET_SECONDS:
            return
        if self.terminal:
            print(f"\rBuilding: {percent.group(1)} ", end="", file=sys.stderr, flush=True)
        elif self.said is None or now - self.said > LINE_SECONDS:
            print(f"Building: {percent.group(1)}", file=sys.stderr, flush=True)
        else:
            return
        self.said = now

    def end(self):
        """Finish the line."""
        if self.said is not None and self.terminal:
            print(file=sys.stderr)


def run(command, log, progress, folder=TOP):
    """Run a command of the build in a folder with its output in the log."""
    log.write(f"$ {' '.join(command)}\n")
    try:
        process = processes.start(
            command, cwd=folder, text=True, errors="replace", env={**os.environ, "LC_ALL": "C"}
        )
    except FileNotFoundError as error:
        raise BuildError(
            f"{command[0]} was not found; on Debian: apt-get install {command[0]}"
        ) from error
    try:
        for line in process.stdout:
            log.write(line)
            progress.line(line)
        process.wait()
    except BaseException:
        processes.end([process])
        raise
    if process.returncode == 0:
        return
    log.flush()
    output = pathlib.Path(log.name).read_text(encoding="utf-8", errors="replace").splitlines()
    errors = [number for number, line in enumerate(output) if ERROR.search(line)]
    first = max(0, errors[0] - 3 if errors else len(output) - 20)
    shown = "\n".join(output[first : first + 30])
    raise BuildError(f"{shown}\nThe build failed; all of its output is in {log.name}")


def build(directory=DEFAULT, jobs=None, targets=()):
    """Bring the build in this directory up to date: these programs, or all."""
    directory = pathlib.Path(directory).resolve()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with (directory / "build.lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two programs may ask at the same time
            build_locked(directory, jobs, targets)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BuildError(
            f"{directory}: {error.strerror}; name with --buildpath a folder that can be written to"
        ) from error


def build_locked(directory, jobs, targets):
    """Configure it, if it is new, and build it."""
    progress = Progress()
    with (directory / "build.log").open("w", encoding="utf-8") as log:
        try:
            if not (directory / "CMakeCache.txt").exists():
                run(["cmake", "-S", str(TOP), "-B", str(directory)], log, progress)
            command = ["cmake", "--build", str(directory), "-j", str(jobs or os.cpu_count())]
            if targets:
                command += ["--target", *targets]
            run(command, log, progress)
        finally:
            progress.end()
