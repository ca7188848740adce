#!/bin/sh
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors
''':'
# Read by sh up to exec, and by python as a string: there may be no python yet.
"$(dirname "$0")/utils/setup.sh" && exec python3 "$0" "$@"
exit 1
'''

__doc__ = """Builds the module and runs its tests, with the options of ns-3's test.py."""

import argparse
import ast
import concurrent.futures
import fnmatch
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

TOP = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TOP / "utils"))

import build  # noqa: E402
import test_report  # noqa: E402

COLORS = {"PASS": 32, "FAIL": 31, "CRASH": 35, "SKIP": 37, "VALGR": 36}
VALGRIND = [
    "valgrind",
    "--quiet",
    "--leak-check=full",
    "--errors-for-leak-kinds=definite",
    "--error-exitcode=2",
]
# A test that hangs ends as a crash
TIMEOUT = {"QUICK": 600, "EXTENSIVE": 3600, "TAKES_FOREVER": None}


class UsageError(Exception):
    """The command line asks for what is not there."""


class Test:
    """One process that passes or fails."""

    label = "Test"  # in the lines of progress

    def __init__(self, name, kind, command):
        self.name = name
        self.kind = kind
        self.command = [str(part) for part in command]
        self.skip = ""  # the reason, if it is not to run
        self.status = ""
        self.output = ""
        self.seconds = 0.0
        self.element = None  # the result as ns-3's XML

    def run(self, options, folder):
        """Run it in a folder for its files."""
        if self.skip:
            self.status = "SKIP"
            self.element = test_report.element(self)
            return self
        command = (
            (VALGRIND if options.grind else []) + self.command + self.arguments(options, folder)
        )
        start = time.monotonic()
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                check=False,
                env={**os.environ, "NS_LOG": ""},
                timeout=TIMEOUT[options.fullness],
            )
            code, output = done.returncode, done.stdout
        except subprocess.TimeoutExpired as error:
            code, output = -signal.SIGKILL, (error.stdout or b"") + b"\nstopped: it took too long"
        except OSError as error:
            code, output = 127, str(error).encode()
        self.seconds = time.monotonic() - start
        self.output = output.decode(errors="replace")
        if code < 0 and self.output:
            self.output += "\n"
        if code < 0:
            self.output += f"ended by signal {-code}"
        self.status = self.judge(code, options)
        self.element = test_report.element(self)
        self.add_details(folder)
        return self

    def arguments(self, options, folder):
        """What the command needs besides."""
        return []

    def judge(self, code, options):
        """The status for an exit code."""
        if options.grind and code == 2:
            return "VALGR"
        return {0: "PASS", 1: "FAIL"}.get(code, "CRASH")

    def add_details(self, folder):
        """Put the test cases below the element."""


class Suite(Test):
    """A TestSuite of ns-3."""

    label = "TestSuite"

    def arguments(self, options, folder):
        return [
            "--xml",
            f"--tempdir={folder}",
            f"--out={self.results(folder)}",
            f"--fullness={options.fullness}",
            *([] if options.multiple else ["--stop-on-failure"]),
            *(["--update-data"] if options.update_data else []),
        ]

    def results(self, folder):
        """The file with the results of the test runner."""
        return folder / f"{self.name}.xml"

    def add_details(self, folder):
        # The runner answers what it does not understand with its help and exit code 0: only a
        # result counts.
        try:
            result = ET.parse(self.results(folder)).getroot()
        except (OSError, ET.ParseError):
            result = None
        if result is None or result.findtext("Name") != self.name:
            if self.status != "CRASH":
                self.status = "CRASH"
                self.output += "\nThe test runner wrote no result for this suite."
                self.element = test_report.element(self)
            return
        if self.status in ("PASS", "FAIL"):
            self.element = result


class UnitTest(Test):
    """A top-level suite of the Boost.Test program."""

    label = "UnitTest"

    def arguments(self, options, folder):
        return [
            "--color_output=no",
            "--report_level=detailed",
            "--report_format=XML",
            f"--report_sink={self.results(folder)}",
        ]

    def results(self, folder):
        """The file with Boost.Test's report."""
        return folder / f"{self.name}.boost.xml"

    def judge(self, code, options):
        failed = 201
        return super().judge(1 if code == failed else code, options)

    def add_details(self, folder):
        try:
            root = ET.parse(self.results(folder)).getroot()
        except (OSError, ET.ParseError):
            return
        for suite in root.iter():
            if suite.get("name") == self.name:
                test_report.add_boost(self.element, suite)


class Example(Test):
    """A program that has to end well."""

    label = "Example"


class Vectors(Test):
    """Recorded packets of a real engine."""

    label = "Vectors"


class Tool(Test):
    """A check of the build files, scripts and command lines."""

    label = "Tool"


def output_of(command):
    """What a command prints, or a UsageError."""
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
    except OSError as error:
        raise UsageError(f"{error}; was it built?") from error
    if done.returncode != 0:
        raise UsageError(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return done.stdout


def find_suites(path):
    """The TestSuites in the test runner."""
    runner = path / "offload-test-runner"
    for line in output_of([runner, "--print-test-name-list", "--print-test-types"]).splitlines():
        kind, name = line.split(None, 1)
        yield Suite(name, kind, [runner, f"--test-name={name}"])


def find_unit_tests(path):
    """The top-level suites in the Boost.Test program."""
    program = path / "offload-unit-test"
    for line in output_of([program, "--list_content"]).splitlines():
        if line and not line.startswith(" "):
            name = line.split(":")[0].rstrip("*")
            yield UnitTest(name, "unit", [program, f"--run_test={name}"])


def find_vectors(path):
    """The folders of recorded packets."""
    folder = TOP / "test" / "data"
    for cases in sorted(folder.glob("**/cases.json")):
        yield Vectors(
            "vectors-" + "-".join(cases.parent.relative_to(folder).parts).removeprefix("vectors-"),
            "system",
            [path / "offload-vectors", cases.parent],
        )


def find_tools(path, grind):
    """The checks of what is not C++."""
    for name, script, *arguments in (
        ("source-lists", "utils/sources.py"),
        ("command-line-errors", "test/cli-errors.py", path),
        ("experiment-tool", "test/experiment-test.py"),
        ("tshark-checksums", "test/tshark-check.py", path),
    ):
        tool = Tool(name, "system", [TOP / script, *arguments])
        tool.skip = "python in valgrind" if grind else ""
        if name.startswith("tshark") and not shutil.which("tshark"):
            tool.skip = "tshark is not installed"
        yield tool


def find_examples(path, grind):
    """The examples of test/examples-to-run.py, which has ns-3's format."""
    tree = ast.parse((TOP / "test" / "examples-to-run.py").read_text(encoding="utf-8"))
    lists = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
    }
    for name, do_run, do_valgrind_run in lists["cpp_examples"]:
        program, *arguments = name.split()
        example = Example(name, "example", [path / program, *arguments])
        if do_run != "True":
            example.skip = f"condition: {do_run}"
        elif grind and do_valgrind_run != "True":
            example.skip = "skip in valgrind runs"
        yield example


def choose(tests, options):
    """The tests that the command line asks for."""

    def matching(pattern, of_example):
        found = [
            test
            for test in tests
            if isinstance(test, Example) == of_example
            and (
                fnmatch.fnmatchcase(test.name, pattern)
                or of_example
                and fnmatch.fnmatchcase(test.name.split()[0], os.path.basename(pattern))
            )
        ]
        if not found:
            what = "example" if of_example else "test suite"
            raise UsageError(
                f"The {what} '{pattern}' was not run because there is no {what} of this name; "
                "./test.py --list names all."
            )
        # As in ns-3, performance is measured only when asked for, which a pattern for several
        # suites does not.
        return found if len(found) == 1 else [test for test in found if not unasked(test)]

    def unasked(test):
        return test.kind == "performance" and options.constrain != "performance"

    if options.suite or options.example:
        return (matching(options.suite, False) if options.suite else []) + (
            matching(options.example, True) if options.example else []
        )
    return [test for test in tests if is_of_kind(test, options.constrain) and not unasked(test)]


def is_of_kind(test, kind):
    """Whether a test belongs to one of ns-3's kinds."""
    return not kind or test.kind == kind or kind == "core" and test.kind != "example"


def print_list(tests, kind):
    """As ns-3's --list."""
    print("Test Type    Test Name")
    print("---------    ---------")
    for test in sorted(tests, key=lambda test: (test.kind == "example", test.kind, test.name)):
        if is_of_kind(test, kind):
            print(f"{test.kind:13}{test.name}")


def run_all(tests, options, folder):
    """Run the tests in parallel and tell how each of them ended."""
    colors = not options.nocolor and sys.stdout.isatty() and "NOCOLOR" not in os.environ
    done = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs or os.cpu_count()) as pool:
        futures = []
        for number, test in enumerate(tests):
            if options.verbose:
                print("Queue", *test.command)
            # A folder each: examples write traces, and two of them may use the same name.
            own = folder / str(number)
            own.mkdir()
            futures.append(pool.submit(test.run, options, own))
        for future in concurrent.futures.as_completed(futures):
            test = future.result()
            done += 1
            status = f"\033[{COLORS[test.status]}m{test.status}\033[0m" if colors else test.status
            if options.duration or options.constrain == "performance":
                status += f" ({test.seconds:.3f})"
            print(f"[{done}/{len(tests)}] {status}: {test.label} {test.name}", flush=True)
            failed = test.status not in ("PASS", "SKIP")
            if options.verbose or options.verbose_failed and failed:
                print(" ".join(test.command))
                print("---------- begin output ----------")
                print(test.output.rstrip() or "\n".join(test_report.reasons(test)))
                print("----------- end output -----------", flush=True)


def print_summary(tests):
    """As ns-3's; returns whether all is well."""
    names = {status: [test for test in tests if test.status == status] for status in COLORS}
    count = {status: len(found) for status, found in names.items()}
    print(
        f"{count['PASS']} of {len(tests)} tests passed ({count['PASS']} passed, "
        f"{count['SKIP']} skipped, {count['FAIL']} failed, {count['CRASH']} crashed, "
        f"{count['VALGR']} valgrind errors)"
    )
    for status, title in (
        ("SKIP", "SKIPped tests"),
        ("FAIL", "FAILed tests"),
        ("CRASH", "CRASHed tests"),
        ("VALGR", "VALGR failures"),
    ):
        if names[status]:
            print(f"List of {title}:")
        for test in sorted(names[status], key=lambda test: test.name):
            print(f"    {test.name}" + (f" ({test.skip})" if test.skip else ""))
            for line in test_report.reasons(test):
                print(f"        {line}")
    return count["PASS"] + count["SKIP"] == len(tests)


def parse_arguments():
    """The options of ns-3's test.py."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add(
        "-b",
        "--buildpath",
        metavar="BUILDPATH",
        default=build.DEFAULT,
        type=pathlib.Path,
        help="the folder of the build (default: build)",
    )
    add(
        "-c",
        "--constrain",
        metavar="KIND",
        default="",
        choices=["core", "example", "performance", "system", "unit"],
        help="run only tests of this kind; --kinds lists them",
    )
    add(
        "-d",
        "--duration",
        action="store_true",
        help="print the duration of each test suite and example",
    )
    add(
        "-e",
        "--example",
        metavar="EXAMPLE",
        default="",
        help="run only this example (name or pattern, no path needed)",
    )
    add(
        "-u",
        "--update-data",
        action="store_true",
        help="if tests use reference data files, get them to re-generate them",
    )
    add(
        "-f",
        "--fullness",
        default="QUICK",
        type=str.upper,
        choices=list(TIMEOUT),
        help="the duration of tests to run; each includes the ones before it (default: QUICK)",
    )
    add(
        "-g", "--grind", action="store_true", help="run the test suites and examples using valgrind"
    )
    add("-k", "--kinds", action="store_true", help="print the kinds of tests available")
    add("-l", "--list", action="store_true", help="print the list of known tests")
    add(
        "-m",
        "--multiple",
        action="store_true",
        help="report multiple failures from test suites and test cases",
    )
    add(
        "-n",
        "--no-build",
        "--nowaf",
        action="store_true",
        help="do not build before starting testing",
    )
    add(
        "-p",
        "--pyexample",
        metavar="PYEXAMPLE",
        default="",
        help="run only this python example (there is none in this module)",
    )
    add(
        "-r",
        "--retain",
        action="store_true",
        help="retain all temporary files (which are normally deleted)",
    )
    add(
        "-s",
        "--suite",
        metavar="TEST-SUITE",
        default="",
        help="run only this test suite (name or pattern)",
    )
    add("-t", "--text", metavar="TEXT-FILE", help="write detailed test results into TEXT-FILE.txt")
    add("-v", "--verbose", action="store_true", help="print progress and informational messages")
    add(
        "-w",
        "--web",
        "--html",
        metavar="HTML-FILE",
        dest="html",
        help="write detailed test results into HTML-FILE.html",
    )
    add("-x", "--xml", metavar="XML-FILE", help="write detailed test results into XML-FILE.xml")
    add("-j", "--jobs", type=int, default=0, help="limit number of worker threads")
    add("--nocolor", action="store_true", help="do not use colors in the standard output")
    add("--verbose-failed", action="store_true", help="print the output of the tests that fail")
    return parser.parse_args()


def run(options):
    """Everything; returns the exit code."""
    if options.grind and not shutil.which("valgrind"):
        raise UsageError("valgrind was not found; on Debian: apt-get install valgrind")
    if options.pyexample:
        raise UsageError(f"There is no python example '{options.pyexample}' in this module.")
    path = options.buildpath.resolve()
    if not options.no_build:
        build.build(path, options.jobs)
    if options.kinds:
        print(output_of([path / "offload-test-runner", "--print-test-type-list"]))
        return 0
    tests = [
        *find_suites(path),
        *find_unit_tests(path),
        *find_vectors(path),
        *find_tools(path, options.grind),
        *find_examples(path, options.grind),
    ]
    if options.list:
        print_list(tests, options.constrain)
        return 0
    tests = choose(tests, options)
    if not tests:
        raise UsageError("There is no test of this kind, so none was run.")

    name = time.strftime("%Y-%m-%d-%H-%M-%S-CUT", time.gmtime()) + f"-{os.getpid()}"
    folder = TOP / "testpy-output" / name
    folder.mkdir(parents=True)
    try:
        run_all(tests, options, folder)
        passed = print_summary(tests)
        test_report.write(tests, text=options.text, html=options.html, xml=options.xml)
    finally:
        if options.retain:
            print(f"The files of the tests are in {folder}")
        else:
            shutil.rmtree(folder)
            if not any(folder.parent.iterdir()):
                folder.parent.rmdir()
    return 0 if passed else 1


def main():
    """Exit code 0 only when tests ran and none of them failed."""
    try:
        return run(parse_arguments())
    except (UsageError, build.BuildError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
