# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What ./test.py runs: the kinds of tests, and where they are found."""

import ast
import os
import pathlib
import shutil
import signal
import subprocess
import time
import xml.etree.ElementTree as ET

import test_report

TOP = pathlib.Path(__file__).resolve().parent.parent
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
    updates = False  # whether it knows --update-data, suites apart

    def __init__(self, name, kind, command):
        self.name = name
        self.kind = kind
        self.command = [str(part) for part in command]
        self.skip = ""  # the reason, if it is not to run
        self.has_begun = False
        self.status = ""  # until it has ended
        self.output = ""
        self.seconds = 0.0
        self.element = None  # the result as ns-3's XML

    def run(self, pool, options, folder):
        """Run it in a folder for its files, from a thread of a pool."""
        if self.skip:
            self.status = "SKIP"
            self.element = test_report.element(self)
            return self
        self.has_begun = True
        command = (
            (VALGRIND if options.grind else []) + self.command + self.arguments(options, folder)
        )
        start = time.monotonic()
        try:
            code, output = pool.run(
                command,
                TIMEOUT[options.fullness],
                cwd=folder,
                env={**os.environ, "NS_LOG": ""},
            )
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
    """A check of the build files, scripts, command lines and pages."""

    label = "Tool"

    def arguments(self, options, folder):
        return ["--update-data"] if self.updates and options.update_data else []


def output_of(command):
    """What a command prints, or a UsageError."""
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}; was it built?") from error
    if done.returncode != 0:
        raise UsageError(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return done.stdout


def find_suites(runner):
    """The TestSuites in a test runner, which is a command."""
    for line in output_of([*runner, "--print-test-name-list", "--print-test-types"]).splitlines():
        kind, name = line.split(None, 1)
        yield Suite(name, kind, [*runner, f"--test-name={name}"])


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


def has_numerics():
    """Whether Debian's Python has what utils/calibrate.py needs."""
    command = ["/usr/bin/python3", "-c", "import nlopt, numpy"]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


def why_no_count(path):
    """Why instructions cannot be counted with this build, or nothing."""
    command = [TOP / "test" / "instructions-test.py", path, "--whether"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.strip()


def find_tools(path, grind):
    """The checks of what is not C++."""
    sphinx = shutil.which("sphinx-build")
    for name, script, *arguments in (
        ("source-lists", "utils/sources.py"),
        ("structure", "utils/structure.py"),
        ("contributing", "test/contributing-test.py", path),
        ("layout-refusal", "test/layout-refusal-test.py", path),
        ("command-line-errors", "test/cli-errors.py", path),
        ("experiment-tool", "test/experiment-test.py"),
        ("sensitivity-tool", "test/sensitivity-test.py"),
        ("experiment-files", "test/experiment-files-test.py"),
        ("plots", "test/plot-test.py"),
        ("report-page", "test/report-test.py"),
        ("sweep-tool", "test/sweep-test.py", path),
        ("sweep-on-slurm", "test/slurm-test.py"),
        ("calibrate", "test/calibrate-test.py", path),
        ("measure-host", "test/measure-host-test.py"),
        ("interrupted-tools", "test/interrupted-test.py"),
        ("ns3-trees-tool", "test/try-in-ns3-test.py"),
        ("ns3-build-files", "test/ns3-tree-test.py"),
        ("ns3-scripts-tool", "test/ns3-scripts-test.py"),
        ("installation", "test/install-test.py", path),
        ("progress", "test/progress-test.py", path),
        ("vectors-tool", "test/vectors-test.py", path),
        ("replay", "test/replay-test.py", path),
        ("replay-inputs", "test/replay-inputs-test.py", path),
        ("tshark-checksums", "test/tshark-check.py", path),
        ("doc-reference", "test/doc-reference.py", path),
        ("doc-names", "test/doc-names.py"),
        ("doc-commands", "test/doc-commands.py", path),
        ("instructions", "test/instructions-test.py", path),
        ("doc-pages", sphinx or "sphinx-build", *"-W -n --keep-going -q".split(), TOP / "doc", "html"),
        ("doc-api", "test/doc-api.py"),
    ):
        tool = Tool(name, "system", [TOP / script, *arguments])
        tool.skip = "python in valgrind" if grind else ""
        tool.updates = name in ("doc-reference", "doc-commands", "instructions")
        if name.startswith("tshark") and not shutil.which("tshark"):
            tool.skip = "tshark is not installed"
        if name.startswith("replay") and not (path / "offload-replay").exists():
            tool.skip = f"{path} has no offload-replay: libpcap-dev was not installed"
        needs_cmake = name in ("contributing", "installation", "layout-refusal")
        if needs_cmake and not (path / "compile_commands.json").exists():
            tool.skip = f"{path} was not built by CMake"
        if name == "sweep-on-slurm" and os.geteuid() != 0:
            tool.skip = "only root can run slurmd"
        if name == "sweep-on-slurm" and not all(map(shutil.which, ("munged", "slurmctld", "slurmd"))):
            tool.skip = "Slurm is not installed (test/slurm-test.py --install does that)"
        if name == "calibrate" and not has_numerics():
            tool.skip = "NLopt and numpy are not installed (utils/setup.sh python3-nlopt python3-numpy)"
        if name == "instructions":
            tool.skip = tool.skip or why_no_count(path)
        if name == "doc-pages" and not sphinx:
            tool.skip = "sphinx-build is not installed (on Debian: python3-sphinx)"
        if name == "doc-api" and not shutil.which("doxygen"):
            tool.skip = "doxygen is not installed"
        if name == "doc-api" and not pathlib.Path("/usr/include/ns3/object.h").exists():
            tool.skip = "ns-3's headers, whose comments it needs, are not in /usr/include/ns3"
        yield tool


def examples_to_run():
    """The entries of test/examples-to-run.py, which has ns-3's format."""
    tree = ast.parse((TOP / "test" / "examples-to-run.py").read_text(encoding="utf-8"))
    lists = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
    }
    return lists["cpp_examples"]


def find_examples(path, grind):
    """The examples."""
    for name, do_run, do_valgrind_run in examples_to_run():
        program, *arguments = name.split()
        example = Example(name, "example", [path / program, *arguments])
        if do_run != "True":
            example.skip = f"condition: {do_run}"
        elif grind and do_valgrind_run != "True":
            example.skip = "skip in valgrind runs"
        yield example
