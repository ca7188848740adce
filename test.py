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
import concurrent.futures
import fnmatch
import os
import pathlib
import shutil
import sys
import time

TOP = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TOP / "utils"))

import build  # noqa: E402
import cli  # noqa: E402
import processes  # noqa: E402
import test_kinds  # noqa: E402
import test_report  # noqa: E402
from test_kinds import UsageError  # noqa: E402

COLORS = {"PASS": 32, "FAIL": 31, "CRASH": 35, "SKIP": 37, "VALGR": 36}


def choose(tests, options):
    """The tests that the command line asks for."""

    def matching(pattern, of_example):
        found = [
            test
            for test in tests
            if isinstance(test, test_kinds.Example) == of_example
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
    with processes.Pool(options.jobs or os.cpu_count()) as pool:
        futures = []
        for number, test in enumerate(tests):
            if options.verbose:
                print("Queue", *test.command)
            # A folder each: examples write traces, and two of them may use the same name.
            own = folder / str(number)
            own.mkdir()
            futures.append(pool.submit(test.run, pool, options, own))
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


def finish(tests, options):
    """The summary and the reports; returns whether all is well."""
    passed = print_summary(tests)
    ended = [test for test in tests if test.status]
    test_report.write(ended, text=options.text, html=options.html, xml=options.xml)
    return passed


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
    cut_off = [test.name for test in tests if test.has_begun and not test.status]
    missing = len(tests) - sum(count.values())
    if missing:
        print(f"{missing} tests did not end. Cut off: {', '.join(cut_off) or 'none'}")
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
        type=cli.path,
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
        type=cli.name,
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
        choices=list(test_kinds.TIMEOUT),
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
        type=cli.name,
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
        type=cli.name,
        help="run only this test suite (name or pattern)",
    )
    add(
        "-t",
        "--text",
        metavar="TEXT-FILE",
        type=cli.name,
        help="write detailed test results into TEXT-FILE.txt",
    )
    add("-v", "--verbose", action="store_true", help="print progress and informational messages")
    add(
        "-w",
        "--web",
        "--html",
        metavar="HTML-FILE",
        type=cli.name,
        dest="html",
        help="write detailed test results into HTML-FILE.html",
    )
    add(
        "-x",
        "--xml",
        metavar="XML-FILE",
        type=cli.name,
        help="write detailed test results into XML-FILE.xml",
    )
    add(
        "-j",
        "--jobs",
        type=cli.job_count,
        help="limit number of worker threads (default: cores)",
    )
    add("--nocolor", action="store_true", help="do not use colors in the standard output")
    add("--verbose-failed", action="store_true", help="print the output of the tests that fail")
    options = parser.parse_args()
    refuse_without_effect(parser, options)
    return options


def refuse_without_effect(parser, options):
    """Options that another one makes void."""
    selection = ("suite", "example", "pyexample")
    of_a_run = (
        "duration update_data grind multiple retain text html xml verbose verbose_failed nocolor"
    ).split()

    def refuse(other, *names):
        for name in names:
            if getattr(options, name) != parser.get_default(name):
                name = name.replace("_", "-")
                parser.error(f"--{name} has no effect with {other}: leave one out")

    if options.kinds:
        refuse("--kinds", "list", "constrain", "fullness", *selection, *of_a_run)
    if options.list:
        refuse("--list", "fullness", *selection, *of_a_run)
    if options.constrain != "performance":
        for name in selection:
            if getattr(options, name):
                refuse(f"--{name}", "constrain")


def refuse_without_effect_on(tests, options):
    """Options that none of the chosen tests knows."""
    suites = [test for test in tests if isinstance(test, test_kinds.Suite)]
    if options.multiple and not suites:
        raise UsageError("--multiple has no effect: none of the chosen tests is a test suite.")
    if options.update_data and not suites and not any(test.updates for test in tests):
        raise UsageError("--update-data has no effect: none of the chosen tests has such files.")


def require_reports(options):
    """Better before the tests than after them: the folders of the reports."""
    for kind in ("text", "html", "xml"):
        name = getattr(options, kind)
        if name and not os.access(test_report.path_of(kind, name).parent, os.W_OK):
            raise UsageError(f"--{kind}={name}: this folder cannot be written to; name another")


def main():
    """Exit code 0 only when tests ran and none of them failed."""
    options = parse_arguments()
    if options.grind and not shutil.which("valgrind"):
        raise UsageError("valgrind was not found; on Debian: apt-get install valgrind")
    if options.pyexample:
        raise UsageError(f"There is no python example '{options.pyexample}' in this module.")
    path = options.buildpath.resolve()
    if not options.no_build:
        build.build(path, options.jobs)
    if options.kinds:
        print(test_kinds.output_of([path / "offload-test-runner", "--print-test-type-list"]))
        return 0
    tests = [
        *test_kinds.find_suites([path / "offload-test-runner"]),
        *test_kinds.find_unit_tests(path),
        *test_kinds.find_vectors(path),
        *test_kinds.find_tools(path, options.grind),
        *test_kinds.find_examples(path, options.grind),
    ]
    if options.list:
        print_list(tests, options.constrain)
        return 0
    tests = choose(tests, options)
    if not tests:
        raise UsageError("There is no test of this kind, so none was run.")

    refuse_without_effect_on(tests, options)
    require_reports(options)

    name = time.strftime("%Y-%m-%d-%H-%M-%S-CUT", time.gmtime()) + f"-{os.getpid()}"
    folder = TOP / "testpy-output" / name
    folder.mkdir(parents=True)
    try:
        run_all(tests, options, folder)
    except (processes.Interrupted, OSError):
        finish(tests, options)
        raise
    finally:
        if options.retain:
            print(f"The files of the tests are in {folder}")
        else:
            shutil.rmtree(folder)
            if not any(folder.parent.iterdir()):
                folder.parent.rmdir()
    return 0 if finish(tests, options) else 1


if __name__ == "__main__":
    sys.exit(cli.run(main, UsageError, build.BuildError))
