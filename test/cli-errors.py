#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Run the wrong command lines of cli-errors.toml: cli-errors.py [BUILD-FOLDER [NAME-PART]]"""

import pathlib
import re
import resource
import shlex
import signal
import subprocess
import sys
import tempfile
import tomllib

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import cli  # noqa: E402

TIMEOUT = 60


def limit_files(size):
    """Let no file grow beyond a size, as on a full disk."""
    if size is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def fault(case, folder, scratch):
    """Why a case fails, or nothing."""
    program, *arguments = shlex.split(case["command"].replace("{scratch}", scratch))
    path = TOP / program if "/" in program else folder / program
    try:
        done = subprocess.run(
            [path, *arguments],
            cwd=TOP,
            stdin=subprocess.DEVNULL,
            timeout=TIMEOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            preexec_fn=lambda: limit_files(case.get("file_limit")),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    wanted = case.get("exit", 1)
    if done.returncode != wanted:
        return (
            f"exit status {done.returncode} instead of {wanted}; it printed:\n{done.stdout[-2000:]}"
        )
    if not re.search(case["message"], done.stdout):
        return f"no /{case['message']}/ in what it printed:\n{done.stdout[-2000:]}"
    return None


def main():
    """Exit code 0 if every command line is refused as it should be."""
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "build").resolve()
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    with open(TOP / "test" / "cli-errors.toml", "rb") as file:
        cases = [case for case in tomllib.load(file)["case"] if part in case["name"]]
    faults = 0
    for case in cases:
        with tempfile.TemporaryDirectory() as scratch:
            reason = fault(case, folder, scratch)
        print(f"{'FAIL' if reason else 'PASS'} {case['name']}")
        if reason:
            faults += 1
            print(f"     $ {case['command']}\n     {reason}")
    print(
        f"{len(cases) - faults} of {len(cases)} wrong command lines are refused as they should be"
    )
    return 1 if faults or not cases else 0


if __name__ == "__main__":
    sys.exit(cli.run(main))
