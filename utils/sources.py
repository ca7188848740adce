#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Compare the lists of sources in CMakeLists.txt and wscript with the files on disk.

    utils/sources.py            say what differs; exit code 1 if anything does
    utils/sources.py --update   write the lists from the files on disk
"""

import argparse
import pathlib
import re
import sys

import cli
import files

TOP = pathlib.Path(__file__).resolve().parent.parent

# What belongs to a list, as patterns below the top folder. Both build files use these names.
LISTS = {
    "module_sources": ["model/**/*.cc", "helper/**/*.cc"],
    "ns3_test_sources": ["test/ns3/*.cc"],
    "unit_test_sources": ["test/engine/*.cc"],
    "vector_sources": ["test/vector-*.cc"],
    "perf_sources": ["utils/offload-perf.cc", "utils/perf/*.cc"],
    "replay_sources": ["utils/offload-replay.cc", "utils/replay/*.cc"],
    "example_sources": ["examples/*.cc"],
    "bench_sources": ["bench/offload-host-bench.cc", "bench/offload-stock-bench.cc"],
    "engine_bench_sources": ["bench/offload-engine-bench.cc", "bench/engines/*.cc"],
}

# Build file -> (begin of a list, one entry, end of a list)
BUILD_FILES = {
    "CMakeLists.txt": ("set({name}\n", "    {path}\n", ")\n"),
    "wscript": ("{name} = [\n", '    "{path}",\n', "]\n"),
}


def on_disk(patterns):
    """The files that match, sorted, as paths from the top folder."""
    found = {path for pattern in patterns for path in TOP.glob(pattern)}
    return sorted(path.relative_to(TOP).as_posix() for path in found)


def public_headers():
    """The headers that users get: those that are included as "ns3/NAME.h". Others are private, and
    included as "FOLDER/NAME.h" from below model/."""
    ours = {path.stem: path.relative_to(TOP).as_posix() for path in TOP.glob("model/**/*.h")}
    helpers = [path.relative_to(TOP).as_posix() for path in TOP.glob("helper/**/*.h")]
    found = set()
    for folder in ("model", "helper", "examples", "bench", "utils", "test"):
        for path in [*TOP.glob(f"{folder}/**/*.h"), *TOP.glob(f"{folder}/**/*.cc")]:
            names = re.findall(r'#include "ns3/([a-z0-9-]+)\.h"', path.read_text(encoding="utf-8"))
            found |= {ours[name] for name in names if name in ours}
    return sorted([*helpers, *found])


def private_includes(headers):
    """Public headers that include private ones: users do not have those."""
    folders = "|".join(sorted(path.name for path in (TOP / "model").iterdir() if path.is_dir()))
    return [
        f"{header} is public and includes {name}, which is private"
        for header in headers
        for name in re.findall(
            rf'#include "((?:{folders})/[a-z0-9-]+\.h)"', (TOP / header).read_text(encoding="utf-8")
        )
    ]


def list_pattern(build_file, name):
    """A regular expression for the whole list; its groups are begin, body and end."""
    begin, _, end = BUILD_FILES[build_file]
    begin = re.escape(begin.format(name=name))
    return re.compile(f"^({begin})(.*?)^({re.escape(end)})", re.MULTILINE | re.DOTALL)


def entries(body):
    """The paths in the body of a list, comments and quotes removed."""
    lines = (line.split("#")[0].strip(" \t,'\"") for line in body.splitlines())
    return [line for line in lines if line]


def differences(build_file, text, name, files):
    """Sentences about one list of one build file."""
    match = list_pattern(build_file, name).search(text)
    if not match:
        return [f"{build_file}: no list {name}"]
    listed = entries(match.group(2))
    found = [
        f"{build_file}: {path} is in {name} but not on disk"
        for path in sorted(set(listed) - set(files))
    ]
    found += [
        f"{build_file}: {path} is on disk but not in {name}"
        for path in sorted(set(files) - set(listed))
    ]
    found += [
        f"{build_file}: {path} is twice in {name}"
        for path in sorted({path for path in listed if listed.count(path) > 1})
    ]
    return found


def clashes(headers):
    """All headers end up in one folder: two of one name would hide each other."""
    names = [pathlib.PurePath(header).name for header in headers]
    return [
        f"two headers are named {name}"
        for name in sorted({name for name in names if names.count(name) > 1})
    ]


def unlisted_examples(sources):
    """Programs that no test runs: test/examples-to-run.py has to name each."""
    text = (TOP / "test" / "examples-to-run.py").read_text(encoding="utf-8")
    names = ["offload-perf", "offload-engine-bench", *(pathlib.PurePath(source).stem for source in sources)]
    return [
        f"test/examples-to-run.py does not run {name}"
        for name in names
        if not re.search(rf'"{re.escape(name)}[ "]', text)
    ]


def main():
    """Check or update; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="write the lists")
    update = parser.parse_args().update

    wanted = {name: on_disk(patterns) for name, patterns in LISTS.items()}
    wanted["module_headers"] = public_headers()
    problems = clashes(wanted["module_headers"]) + private_includes(wanted["module_headers"])
    problems += unlisted_examples([*wanted["example_sources"], *wanted["bench_sources"]])
    for build_file, (_, entry, _) in BUILD_FILES.items():
        path = TOP / build_file
        text = path.read_text(encoding="utf-8")
        if update:
            new = text
            for name, paths in wanted.items():
                body = "".join(entry.format(path=file) for file in paths)
                new = list_pattern(build_file, name).sub(rf"\g<1>{body}\g<3>", new)
            if new != text:
                files.write(path, new)
            text = new
        for name, paths in wanted.items():
            problems += differences(build_file, text, name, paths)
    for problem in problems:
        print(problem)
    if problems:
        print("`utils/sources.py --update` writes the lists from the files on disk.")
        return 1
    count = sum(len(paths) for paths in wanted.values())
    print(f"{count} files are in {' and '.join(BUILD_FILES)} as on disk")
    return 0


if __name__ == "__main__":
    sys.exit(cli.run(main))
