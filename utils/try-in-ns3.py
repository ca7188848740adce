#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Build the module in contrib/ of ns-3 trees, run its suites and examples, print a line a tree.

A TREE is the folder of an ns-3 tree, its archive, a version such as 3.41 (looked for in the folder
of --place), or "debian", the source package ns3 of this Debian, which apt fetches. Trees are copied
to the work folder: the originals stay as they are. A second run builds only what has changed.

    utils/try-in-ns3.py --place=$HOME/ns-3 3.35 3.41 3.48
    utils/try-in-ns3.py --profile=debug --scripts debian
"""

import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import build
import cli
import processes
import ns3_ranks
import ns3_scripts
import ns3_trees
import test_kinds
import test_report
from build import BuildError
from ns3_trees import MODULE
from test_kinds import UsageError

TOP = pathlib.Path(__file__).resolve().parent.parent
PROFILES = ["default", "debug"]  # the others build without assertions


@dataclasses.dataclass
class Result:
    """How the tests of one kind ended."""

    passed: int = 0
    failed: list = dataclasses.field(default_factory=list)  # names
    skipped: int = 0


# ----- build and test -----------------------------------------------------------------------------


def profile_of(tree, options):
    """The build's profile. waf knows no "default": its own has assertions, and is named "debug"."""
    return options.profile if (tree / "ns3").is_file() else "debug"


def build_tree(tree, options, log):
    """Configure and build the module and what it needs."""
    progress = build.Progress()
    arguments = ["--enable-tests", "--enable-examples"]
    if options.mpi:
        arguments.append("--enable-mpi")
    modules = ns3_scripts.modules(tree, options.without_modules) if options.scripts else []
    arguments.insert(0, f"--enable-modules={','.join([MODULE, *modules])}")
    is_cmake = (tree / "ns3").is_file()
    if is_cmake:
        program = [sys.executable, "ns3"]
        # Tests of other modules take longer to build than all the rest
        arguments.append(f"--filter-module-examples-and-tests={MODULE}")
    else:
        program = [sys.executable, "waf"]
        if shutil.which("ccache"):  # ns3 looks for it, waf does not
            program = ["env", f"CXX=ccache {os.environ.get('CXX', 'g++')}", *program]
        arguments.append("--disable-werror")  # new compilers warn about old trees
    try:
        configure = [*program, "configure", f"--build-profile={profile_of(tree, options)}", *arguments]
        build.run(configure, log, progress, tree)
        # ns3 leaves one core idle, whatever -j says
        builder = ["cmake", "--build", "cmake-cache"] if is_cmake else [*program, "build"]
        build.run([*builder, f"-j{options.jobs}"], log, progress, tree)
    finally:
        progress.end()


def find_program(tree, name):
    """A program of the build: ns-3 puts version and profile around its name."""
    pattern = re.compile(rf"(ns-?3?[\d.]*(-dev)?-)?{re.escape(name)}(-debug|-default)?")
    for path in sorted((tree / "build").rglob(f"*{name}*")):
        if pattern.fullmatch(path.name) and path.is_file() and os.access(path, os.X_OK):
            return path
    return None


def library_path(tree):
    """Where the libraries are: waf links programs without it."""
    return f"{tree / 'build'}:{tree / 'build' / 'lib'}"


def find_tests(tree):
    """The suites of the module, and its examples."""
    environment = ["env", f"LD_LIBRARY_PATH={library_path(tree)}"]
    runner = find_program(tree, "test-runner")
    if not runner:
        raise BuildError("The build made no test-runner.")
    suites = [
        suite
        for suite in test_kinds.find_suites([*environment, runner])
        if suite.name.startswith(f"{MODULE}-") and suite.kind != "performance"
    ]
    examples = []
    for name, do_run, _ in test_kinds.examples_to_run():
        program, *arguments = name.split()
        path = find_program(tree, program)
        if do_run == "True":
            examples.append(
                test_kinds.Example(name, "example", [*environment, path or program, *arguments])
            )
    return suites, examples


def describe(test):
    """What the log says about a test that failed."""
    lines = [f"$ {' '.join(test.command)}", test.output.rstrip()]
    return "\n".join(lines + [f"    {line}" for line in test_report.reasons(test)])


def run_tests(tests, options, log):
    """Run tests, each in a process and a folder of its own."""
    runner_options = argparse.Namespace(
        grind=False, fullness="QUICK", multiple=True, update_data=False
    )
    result = Result()
    with tempfile.TemporaryDirectory() as folder, processes.Pool(options.jobs) as pool:
        futures = []
        for number, test in enumerate(tests):
            own = pathlib.Path(folder) / str(number)
            own.mkdir()
            futures.append(pool.submit(test.run, pool, runner_options, own))
        for future in concurrent.futures.as_completed(futures):
            test = future.result()
            log.write(f"{test.status}: {test.label} {test.name} ({test.seconds:.1f} s)\n")
            if test.status == "PASS":
                result.passed += 1
                continue
            result.failed.append(test.name)
            log.write(describe(test) + "\n")
            log.flush()
            if options.verbose_failed:
                print(f"{test.status}: {test.name}\n{describe(test)}", flush=True)
    return result


def run_scripts(tree, options, log):
    """Run ns-3's own scripts as they are and with our helpers."""
    result = Result()
    for name, faults in ns3_scripts.try_scripts(tree, options.without_modules, options.jobs, log):
        text = "\n".join(f"    {fault}" for fault in faults or [])
        status = "SKIP" if faults is None else "FAIL" if faults else "PASS"
        log.write(f"{status}: Script {name}\n{text}\n")
        result.passed += status == "PASS"
        result.skipped += status == "SKIP"
        if status == "FAIL":
            result.failed.append(name)
            if options.verbose_failed:
                print(f"FAIL: {name}\n{text}", flush=True)
    return result


def compare_ranks(tree, options, log):
    """Run simulations on one rank and on two."""
    result = Result()
    for comparison in ns3_ranks.COMPARISONS:
        program = find_program(tree, comparison.program)
        if not program:
            raise BuildError(f"The build made no {comparison.program}.")
        environment = {"LD_LIBRARY_PATH": library_path(tree)}
        found = ns3_ranks.differences(comparison, program, environment, log)
        log.write("".join(f"{line}\n" for line in found))
        if options.verbose_failed and found:
            print("\n".join(found), flush=True)
        result.passed += not found
        if found:
            result.failed.append(comparison.program)
    return result


def try_tree(text, options):
    """Do all of it for one tree; print its line, and return whether all is well."""
    source = ns3_trees.find_source(text, options)
    tree = options.work / f"{source.name}-{options.profile}"
    ns3_trees.make_tree(source.path, tree)
    ns3_trees.put_module(tree / "contrib" / MODULE)
    version = (tree / "VERSION").read_text(encoding="utf-8").strip()
    kinds = filter(None, [source.origin, profile_of(tree, options)])
    title = f"ns-{version} ({', '.join(kinds)})"
    log_path = tree.parent / (tree.name + ".log")
    with log_path.open("w", buffering=1, encoding="utf-8") as log:
        try:
            build_tree(tree, options, log)
            results = [
                (kind, run_tests(tests, options, log))
                for kind, tests in zip(("suites", "examples"), find_tests(tree))
            ]
            if options.scripts:
                results.append(("scripts", run_scripts(tree, options, log)))
            if options.mpi:
                results.append(("comparisons", compare_ranks(tree, options, log)))
        except (BuildError, UsageError) as error:
            cli.complain(error)
            print(f"{title}: the build failed; log in {log_path}", flush=True)
            return False
    failed = sorted(name for _, result in results for name in result.failed)
    counts = [
        f"{result.passed} {kind} passed, {len(result.failed)} failed"
        + (f", {result.skipped} skipped" if result.skipped else "")
        for kind, result in results
    ]
    print(
        f"{title}: {'; '.join(counts)}"
        + (f": {', '.join(failed)}; log in {log_path}" if failed else ""),
        flush=True,
    )
    return not failed and results[0][1].passed > 0


# ----- command line -------------------------------------------------------------------------------


def parse_arguments():
    """What to try, where and how."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("trees", metavar="TREE", nargs="+", help='folder, archive, version, or "debian"')
    add(
        "--place",
        metavar="FOLDER",
        type=cli.path,
        help="where trees or archives of versions lie",
    )
    add(
        "--work",
        metavar="FOLDER",
        type=cli.path,
        default=TOP / "build-trees",
        help="where trees are copied to and built (default: build-trees)",
    )
    add("--profile", choices=PROFILES, default="default", help="of ns-3's build (default: default)")
    add(
        "-j",
        "--jobs",
        type=cli.job_count,
        default=os.cpu_count(),
        help="processes at a time",
    )
    add("--verbose-failed", action="store_true", help="print the output of the tests that fail")
    add(
        "--scripts",
        action="store_true",
        help="also run ns-3's own example scripts, as they are and with this module's helpers, and "
        "compare what arrives and what is traced",
    )
    add(
        "--mpi",
        action="store_true",
        help="build with MPI (on Debian: installs it), and compare simulations on one rank with "
        "the same on two",
    )
    add(
        "--without-modules",
        metavar="MODULE,...",
        type=lambda text: text.split(","),
        default=[],
        help="leave out the scripts that need these modules of ns-3: wifi takes long to build",
    )
    return parser.parse_args()


def main():
    """Exit code 0 only when suites ran in every tree and nothing failed."""
    options = parse_arguments()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.mpi:
        setup = subprocess.run([TOP / "utils" / "setup.sh", *ns3_ranks.PACKAGES], check=False)
        if setup.returncode != 0:
            return 1
    good = True
    for text in options.trees:
        try:
            good = try_tree(text, options) and good
        except UsageError as error:
            cli.complain(error)
            good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(cli.run(main))
