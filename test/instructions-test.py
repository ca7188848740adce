#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Counts the instructions that the engines and a whole run take for a frame, by valgrind, and compares
them with the bars of bench/instructions.toml. They do not depend on how busy the machine is, so that a
change that makes the code slower by a few percent is seen.

    test/instructions-test.py BUILD                  exit code 1 if a bar is passed
    test/instructions-test.py BUILD --update-data    write the bars from what is counted
    test/instructions-test.py BUILD --whether        exit code 1, and the reason, if it cannot count here
"""

import argparse
import pathlib
import platform
import re
import shutil
import sys
import tomllib

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TOP / "bench"), str(TOP / "utils")]

import cases  # noqa: E402
import cli  # noqa: E402
import cost  # noqa: E402
import files  # noqa: E402
import instructions  # noqa: E402

BARS = TOP / "bench" / "instructions.toml"
COMPILER = r'CMAKE_CXX_COMPILER_VERSION "(\d+)'


def obstacle(folder):
    """Why instructions cannot be counted, or compared with the bars, here; "" if they can."""
    if not shutil.which("valgrind"):
        return "valgrind is not installed (utils/setup.sh valgrind)"
    if platform.machine() != "x86_64":
        return f"the bars are for x86_64, and this is {platform.machine()}"
    cache = folder / "CMakeCache.txt"
    if not cache.exists():
        return f"{folder} was not built by CMake"
    text = cache.read_text(encoding="utf-8")
    if not re.search(r"^CMAKE_BUILD_TYPE:\w+=Release$", text, re.MULTILINE):
        return f"{folder} is no release build"
    if re.search(r"^CMAKE_CXX_FLAGS:\w+=\S", text, re.MULTILINE):
        return f"{folder} was built with flags of its own"
    found = [
        re.search(COMPILER, path.read_text(encoding="utf-8"))
        for path in folder.glob("CMakeFiles/*/CMakeCXXCompiler.cmake")
    ]
    versions = [match.group(1) for match in found if match]
    return "" if versions == ["12"] else f"the bars are for GCC 12, and {folder} is by {versions}"


def count(folder):
    """Instructions a frame by name."""
    counted = {row: instructions.of_engine(folder, row) for row in cases.ENGINES}
    counted.update({name: instructions.of_run(folder, name)[0] for name in cases.RUNS})
    return counted


def update(counted):
    """Write the bars; the text before them stays."""
    head = BARS.read_text(encoding="utf-8").split("[bars]")[0]
    lines = [f"{name} = {round(value)}\n" for name, value in counted.items()]
    files.write(BARS, f"{head}[bars]\n{''.join(lines)}")


def compare(counted):
    """Sentences about the bars that do not hold."""
    data = tomllib.loads(BARS.read_text(encoding="utf-8"))
    problems = []
    for name, value in counted.items():
        bar = data["bars"].get(name)
        print(f"{name}: {value:.0f} instructions a frame, bar {bar}")
        if bar is None:
            problems.append(f"{name} has no bar")
        elif value > bar * (1 + data["slack"]):
            problems.append(f"{name} is slower: {value:.0f} instructions a frame instead of {bar}")
        elif value < bar * (1 - data["slack"]):
            problems.append(f"{name} is faster, at {value:.0f} instead of {bar}: lower its bar")
    return problems


def main():
    """Compare or update; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=cli.path, metavar="BUILD", help="folder of a release build")
    parser.add_argument("--update-data", action="store_true", help="write the bars")
    parser.add_argument("--whether", action="store_true", help="only say whether it can be done")
    options = parser.parse_args()
    folder = options.folder.resolve()
    reason = obstacle(folder)
    if options.whether or reason:
        print(reason)
        return 1 if reason else 0
    counted = count(folder)
    if options.update_data:
        update(counted)
        return 0
    problems = compare(counted)
    for problem in problems:
        print(problem)
    if problems:
        print("If that is meant: ./test.py -s instructions --update-data")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(cli.run(main, cost.BenchError))
