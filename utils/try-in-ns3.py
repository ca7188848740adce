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
    utils/try-in-ns3.py --profile=debug debian
"""

import argparse
import concurrent.futures
import dataclasses
import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import build
import test_kinds
import test_report
from build import BuildError
from test_kinds import UsageError

TOP = pathlib.Path(__file__).resolve().parent.parent
MODULE = "offload"
PROFILES = ["default", "debug"]  # the others build without assertions
# Beside the sources, in a tree that was built
BUILT = ("build", "cmake-cache", "testpy-output", ".git", ".lock-*", ".waf*", "__pycache__")


@dataclasses.dataclass
class Source:
    """Where a tree comes from."""

    name: str  # of its folder in the work folder
    path: pathlib.Path  # a folder or an archive
    origin: str = ""  # what the version does not say


@dataclasses.dataclass
class Result:
    """How the tests of one kind ended."""

    passed: int = 0
    failed: list = dataclasses.field(default_factory=list)  # names


# ----- trees --------------------------------------------------------------------------------------


def is_tree(folder):
    """Whether a folder is an ns-3 tree, of either build system."""
    return (folder / "VERSION").is_file() and any(
        (folder / program).is_file() for program in ("ns3", "waf")
    )


def find_version(version, place):
    """The tree or archive of a version."""
    if not place:
        raise UsageError(f"Version {version}: say with --place=FOLDER where trees or archives lie.")
    if not place.is_dir():
        raise UsageError(f"--place={place} is not a folder.")
    for stem in (f"ns-{version}", f"ns-allinone-{version}"):
        for folder in (place / stem, place / stem / f"ns-{version}"):
            if is_tree(folder):
                return Source(folder.name, folder)
        for suffix in (".tar.xz", ".tar.bz2", ".tar.gz"):
            if (place / (stem + suffix)).is_file():
                return Source(f"ns-{version}", place / (stem + suffix))
    raise UsageError(
        f"{place} has no tree and no archive of version {version}: ns-{version}/ or "
        f"ns-{version}.tar.xz is looked for (and ns-allinone-{version}, .tar.bz2 and .tar.gz)."
    )


def fetch_debian(work):
    """The archive of Debian's source package ns3, fetched once."""
    folder = work / "debian-source"
    pattern = "ns3_*.orig.tar.*"
    if not list(folder.glob(pattern)):
        print("Fetching Debian's source package ns3", file=sys.stderr, flush=True)
        done = subprocess.run(
            [TOP / "utils" / "apt-source.sh", "ns3", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise UsageError(f"{done.stdout}\nWithout it, name an ns-3 tree or its archive.")
    return Source("ns-debian", max(folder.glob(pattern)), "debian")


def find_source(text, options):
    """What a TREE of the command line means."""
    if text == "debian":
        return fetch_debian(options.work)
    path = pathlib.Path(text)
    if path.is_dir():
        path = path.resolve()
        if not is_tree(path):
            raise UsageError(
                f"{text} is not an ns-3 tree: it has no VERSION, or no ns3 and no waf."
            )
        return Source(path.name, path)
    if path.is_file():
        return Source(re.sub(r"\.(tar(\.\w+)?|t[gbx]z\w?|zip)$", "", path.name), path)
    version = re.fullmatch(r"(?:ns-)?(\d+(?:\.\d+)*(?:-dev)?)", text)
    if version:
        return find_version(version.group(1), options.place)
    raise UsageError(f"{text}: there is no such folder or archive, and it is no version of ns-3.")


def copy_if_changed(source, target):
    """Copy a file; one that is the same keeps its time, and is not compiled again."""
    if not os.path.isfile(target) or not filecmp.cmp(source, target, shallow=False):
        shutil.copyfile(source, target)
        shutil.copymode(source, target)


def copy_tree(source, tree):
    """Copy the sources of an ns-3 tree."""

    def ignored(folder, names):
        if pathlib.Path(folder) == source / "contrib":
            return [name for name in names if name == MODULE]
        is_top = pathlib.Path(folder) == source
        return shutil.ignore_patterns(*BUILT)(folder, names) if is_top else []

    shutil.copytree(
        source, tree, ignore=ignored, copy_function=copy_if_changed, dirs_exist_ok=True
    )


def unpack(archive, tree):
    """Unpack the ns-3 tree of an archive."""
    with tempfile.TemporaryDirectory(dir=tree.parent) as folder:
        try:
            shutil.unpack_archive(archive, folder)
        except (shutil.ReadError, ValueError, EOFError) as error:
            raise UsageError(f"{archive} cannot be unpacked: {error}") from error
        found = [
            path.parent
            for pattern in ("VERSION", "*/VERSION", "*/*/VERSION")
            for path in pathlib.Path(folder).glob(pattern)
            if is_tree(path.parent)
        ]
        if not found:
            raise UsageError(f"{archive} has no ns-3 tree: no folder with VERSION and ns3 or waf.")
        found[0].rename(tree)


def make_tree(path, tree):
    """Bring the copy of a tree up to date; a copy of another one is removed."""
    stamp = tree.parent / (tree.name + ".from")
    status = path.stat()
    is_archive = path.is_file()
    identity = f"{path} {status.st_size} {status.st_mtime_ns}\n" if is_archive else f"{path}\n"
    same = is_tree(tree) and stamp.is_file() and stamp.read_text(encoding="utf-8") == identity
    if not same:
        stamp.unlink(missing_ok=True)
        shutil.rmtree(tree, ignore_errors=True)
    if not is_archive:
        copy_tree(path, tree)
    elif not same:
        unpack(path, tree)
    stamp.write_text(identity, encoding="utf-8")


def put_module(target):
    """Copy the module into a tree, without what is built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    ).stdout
    files = {TOP / os.fsdecode(name) for name in listed.split(b"\0") if name}
    if not files:  # no checkout: an unpacked archive
        built = re.compile(r"build|results|testpy-output|\.")
        files = {
            path for path in TOP.rglob("*") if not built.match(path.relative_to(TOP).parts[0])
        }
    wanted = {path.relative_to(TOP) for path in files if path.is_file()}
    for path in sorted(wanted):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        copy_if_changed(TOP / path, target / path)
    for path in target.rglob("*"):
        if path.is_file() and path.relative_to(target) not in wanted:
            path.unlink()


# ----- build and test -----------------------------------------------------------------------------


def build_tree(tree, profile, jobs, log):
    """Configure and build the module and what it needs."""
    progress = build.Progress()
    arguments = [f"--enable-modules={MODULE}", "--enable-tests", "--enable-examples"]
    is_cmake = (tree / "ns3").is_file()
    if is_cmake:
        program = [sys.executable, "ns3"]
        # Tests of other modules take longer to build than all the rest
        arguments.append(f"--filter-module-examples-and-tests={MODULE}")
    else:
        program = [sys.executable, "waf"]
        arguments.append("--disable-werror")  # new compilers warn about old trees
    try:
        configure = [*program, "configure", f"--build-profile={profile}", *arguments]
        build.run(configure, log, progress, tree)
        # ns3 leaves one core idle, whatever -j says
        builder = ["cmake", "--build", "cmake-cache"] if is_cmake else [*program, "build"]
        build.run([*builder, f"-j{jobs}"], log, progress, tree)
    finally:
        progress.end()


def find_program(tree, name):
    """A program of the build: ns-3 puts version and profile around its name."""
    pattern = re.compile(rf"(ns-?3?[\d.]*(-dev)?-)?{re.escape(name)}(-debug|-default)?")
    for path in sorted((tree / "build").rglob(f"*{name}*")):
        if pattern.fullmatch(path.name) and path.is_file() and os.access(path, os.X_OK):
            return path
    return None


def find_tests(tree):
    """The suites of the module, and its examples."""
    # waf links without the path of the libraries
    environment = ["env", f"LD_LIBRARY_PATH={tree / 'build'}:{tree / 'build' / 'lib'}"]
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
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(
        options.jobs
    ) as pool:
        futures = []
        for number, test in enumerate(tests):
            own = pathlib.Path(folder) / str(number)
            own.mkdir()
            futures.append(pool.submit(test.run, runner_options, own))
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


def try_tree(text, options):
    """Do all of it for one tree; print its line, and return whether all is well."""
    source = find_source(text, options)
    tree = options.work / f"{source.name}-{options.profile}"
    make_tree(source.path, tree)
    put_module(tree / "contrib" / MODULE)
    version = (tree / "VERSION").read_text(encoding="utf-8").strip()
    # waf knows no profile "default": its own has assertions, and is named "debug"
    profile = options.profile if (tree / "ns3").is_file() else "debug"
    title = f"ns-{version} ({', '.join(filter(None, [source.origin, profile]))})"
    log_path = tree.parent / (tree.name + ".log")
    with log_path.open("w", buffering=1, encoding="utf-8") as log:
        try:
            build_tree(tree, profile, options.jobs, log)
            suites, examples = (run_tests(tests, options, log) for tests in find_tests(tree))
        except (BuildError, UsageError) as error:
            print(error, file=sys.stderr)
            print(f"{title}: the build failed; log in {log_path}", flush=True)
            return False
    failed = [*suites.failed, *examples.failed]
    print(
        f"{title}: {suites.passed} suites passed, {len(suites.failed)} failed; "
        f"{examples.passed} examples passed, {len(examples.failed)} failed"
        + (f": {', '.join(sorted(failed))}; log in {log_path}" if failed else ""),
        flush=True,
    )
    return not failed and suites.passed > 0


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
        type=pathlib.Path,
        help="where trees or archives of versions lie",
    )
    add(
        "--work",
        metavar="FOLDER",
        type=pathlib.Path,
        default=TOP / "build-trees",
        help="where trees are copied to and built (default: build-trees)",
    )
    add("--profile", choices=PROFILES, default="default", help="of ns-3's build (default: default)")
    add("-j", "--jobs", type=int, default=os.cpu_count(), help="processes at a time")
    add("--verbose-failed", action="store_true", help="print the output of the tests that fail")
    options = parser.parse_args()
    if options.jobs < 1:
        parser.error(f"--jobs={options.jobs}: at least 1")
    return options


def main():
    """Exit code 0 only when suites ran in every tree and nothing failed."""
    options = parse_arguments()
    good = True
    try:
        options.work = options.work.resolve()
        options.work.mkdir(parents=True, exist_ok=True)
        for text in options.trees:
            try:
                good = try_tree(text, options) and good
            except UsageError as error:
                print(error, file=sys.stderr)
                good = False
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 1
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
