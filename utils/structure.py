#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Check that includes follow the arrows between folders, and that no file is too long.

    utils/structure.py    say what is wrong; exit code 1 if anything is

doc/architecture.rst has the picture.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys

import cli

TOP = pathlib.Path(__file__).resolve().parent.parent

# Folder -> the folders whose headers it may include, beside its own. Arrows point down only.
ARROWS = {
    "model/data": [],
    "model/engine": [],
    "model/cpu": ["data"],
    "model/features": ["data"],
    "model/packet": ["engine"],
    "model/stack": ["packet", "engine"],
    "model/app": ["stack", "packet", "cpu"],
    "model/receive": ["stack", "packet", "features", "cpu", "engine"],
    "model/transmit": ["stack", "packet", "features", "cpu", "engine"],
    "model/device": [
        "receive",
        "transmit",
        "stack",
        "packet",
        "features",
        "cpu",
        "engine",
        "data",
    ],
    "helper": [
        "device",
        "receive",
        "transmit",
        "app",
        "stack",
        "packet",
        "features",
        "cpu",
        "data",
    ],
}

# What has to know no simulator
PLAIN = "model/engine"

MAX_LINES = 400
CODE = re.compile(r"\.(cc|h|py|sh|rst|md)$|CMakeLists\.txt$|wscript$|^(test\.py|reproduce|\.ci/.*)$")
# The lists of sources in the build files, and what a program writes
LONG = re.compile(r"^(CMakeLists\.txt|wscript|doc/reference/.*)$")


def tracked():
    """The files of the repository, as paths from its top."""
    listing = []
    if shutil.which("git"):
        listing = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=TOP,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        ).stdout.splitlines()
    if not listing:  # no checkout: a copy of the files
        listing = [path.relative_to(TOP).as_posix() for path in TOP.rglob("*")]
    return [path for path in listing if (TOP / path).is_file() and not path.startswith("build")]


def included(path, homes):
    """Our own headers that a file includes: pairs of the line's text and the header's folder."""
    text = (TOP / path).read_text(encoding="utf-8")
    for name in re.findall(r'^#include "([^"]+)"', text, re.MULTILINE):
        stem = pathlib.PurePath(name).stem
        if stem in homes:
            yield name, homes[stem]
        elif name.startswith("ns3/"):
            yield name, "ns-3"


def wrong_arrows(files):
    """Sentences about includes that point up."""
    homes = {
        pathlib.PurePath(path).stem: pathlib.PurePath(path).parent.as_posix()
        for path in files
        if path.startswith(("model/", "helper/")) and path.endswith(".h")
    }
    for path in files:
        folder = pathlib.PurePath(path).parent.as_posix()
        if folder not in ARROWS or not path.endswith((".cc", ".h")):
            continue
        allowed = {folder, *(f"model/{name}" for name in ARROWS[folder])}
        for name, home in included(path, homes):
            if home == "ns-3":
                if folder == PLAIN:
                    yield f"{path} includes {name}: {PLAIN} knows no simulator"
            elif home not in allowed:
                yield f"{path} includes {name}: {folder} may not use {home}"


def unknown_folders(files):
    """Folders with sources that have no arrows here."""
    folders = {
        pathlib.PurePath(path).parent.as_posix()
        for path in files
        if path.startswith(("model/", "helper/")) and path.endswith((".cc", ".h"))
    }
    return [f"{folder} is new: give it its arrows in utils/structure.py" for folder in folders - set(ARROWS)]


def long_files(files):
    """Sentences about files with too many lines."""
    for path in files:
        if CODE.search(path) and not LONG.match(path):
            lines = (TOP / path).read_text(encoding="utf-8").count("\n")
            if lines > MAX_LINES:
                yield f"{path} has {lines} lines: more than {MAX_LINES}; has it two ideas?"


def main():
    """Check; returns the exit code."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    files = tracked()
    problems = [*wrong_arrows(files), *unknown_folders(files), *long_files(files)]
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{len(files)} files: includes point down only, none has over {MAX_LINES} lines")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(cli.run(main))
