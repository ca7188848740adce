#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Check that CONTRIBUTING.md tells the truth: each change that it shows as a diff is applied to a
copy of the sources, touches the number of files that its heading says, and compiles.

    test/contributing-test.py BUILD    the folder of the build, whose compiler and flags are used
"""

import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import cli  # noqa: E402

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}


def samples():
    """The diffs of CONTRIBUTING.md: heading, number of places that it promises, diff."""
    text = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading = section.splitlines()[0]
        promised = re.search(r"written in (\w+) places?", heading)
        for diff in re.findall(r"^```diff\n(.*?)^```$", section, re.MULTILINE | re.DOTALL):
            yield heading, NUMBERS[promised.group(1)], diff


def compile_commands(build):
    """How each source of the library is compiled: path from the top -> command, folder."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    return {
        pathlib.Path(entry["file"]).relative_to(TOP).as_posix(): entry
        for entry in entries
        if pathlib.Path(entry["file"]).is_relative_to(TOP)
    }


def compile_fault(copy, path, entry):
    """What the compiler says of a changed source; empty if nothing."""
    command = [
        word.replace(f"{TOP}/", f"{copy}/") if not word.startswith("-DOFFLOAD") else word
        for word in shlex.split(entry["command"])
        if not word.endswith("ccache")
    ]
    output = command.index("-o")
    del command[output : output + 2]
    # The public headers are links into the checkout: the changed ones come first.
    include = copy / "include" / "ns3"
    include.mkdir(parents=True, exist_ok=True)
    for header in [*copy.glob("model/*/*.h"), *copy.glob("helper/*.h")]:
        link = include / header.name
        if not link.exists():
            link.symlink_to(header)
    command[1:1] = [f"-I{copy / 'include'}", "-fsyntax-only", "-O0"]
    done = subprocess.run(
        command, cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return "" if done.returncode == 0 else f"{path} does not compile:\n{done.stdout[-1500:]}"


def faults_of(diff, promised, commands):
    """What is wrong with a sample."""
    files = re.findall(r"^\+\+\+ b/(\S+)$", diff, re.MULTILINE)
    if len(files) != promised:
        yield f"it shows {len(files)} places: {', '.join(files)}"
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        for name in ("model", "helper"):
            shutil.copytree(TOP / name, copy / name)
        done = subprocess.run(
            ["git", "apply", "--unidiff-zero", "-"],
            cwd=copy,
            input=diff,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            yield f"it cannot be applied:\n{done.stdout}"
            return
        for path in files:
            if path in commands:
                fault = compile_fault(copy, path, commands[path])
                if fault:
                    yield fault


def main():
    """Check; returns the exit code."""
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    commands = compile_commands(pathlib.Path(sys.argv[1]).resolve())
    found = 0
    count = 0
    for heading, promised, diff in samples():
        count += 1
        for fault in faults_of(diff, promised, commands):
            print(f"CONTRIBUTING.md, {heading}: {fault}")
            found += 1
    if count < 2:
        print(f"CONTRIBUTING.md shows {count} changes as diffs: at least 2 were there")
        return 1
    if found == 0:
        print(f"{count} changes can be made as CONTRIBUTING.md says")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(cli.run(main))
