#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests how ./reproduce, ./test.py and the tools end: by a signal, on a full disk, without reader."""

import csv
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from reproduce_case import EXPERIMENT, PROGRAM, TOP, ReproduceTestCase

# Each case notes that it begins. One is quick; two wait, and one of these is deaf to SIGINT.
SLOW_PROGRAM = PROGRAM.replace(
    "values =",
    """import os, pathlib, signal, time
with open(pathlib.Path(__file__).parent / "begun", "a") as file:
    print(options["name"], os.getpid(), file=file, flush=True)
if options["name"] == "deaf":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
if options["name"] in ("deaf", "slow"):
    time.sleep(100)
values =""",
    1,
)
SLOW = """
title = "Slow"
text = "Slow"
source = "none"
report = ["goodput"]
[base]
rtt = 1
window = 4
""" + "".join(
    f'[[case]]\nname = "{name}"\nset = {{ name = "{name}" }}\n'
    for name in ("quick", "slow", "deaf", "queued")
)
# In place of gnuplot: says that it draws, and takes its time.
SLOW_GNUPLOT = """#!/bin/sh
touch "{folder}/draws"
sleep 1
exec {gnuplot} "$@"
"""
# In place of offload-test-runner: three suites, the first of which passes.
RUNNER = """#!{python}
import sys, time
options = dict(argument.partition("=")[::2] for argument in sys.argv[1:])
if "--print-test-name-list" in options:
    print("unit fake-1", "unit fake-2", "unit fake-3", sep="\\n")
    sys.exit()
if options["--test-name"] != "fake-1":
    open(__file__ + "-begun", "w").close()
    time.sleep(100)
with open(options["--out"], "w") as file:
    file.write("<Test><Name>fake-1</Name><Result>PASS</Result></Test>")
"""
QUICKLY = 20  # seconds, on a busy machine; what waits would wait for 100


def wait_until(condition):
    """Wait, but not for ever."""
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("it did not come so far")
        time.sleep(0.02)


def start(command, **options):
    """Start a program whose SIGINT is that of a terminal, whatever runs this test."""
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        **options,
    )


class ReproduceEndsTest(ReproduceTestCase):
    """What ./reproduce leaves when it is ended."""

    def setUp(self):
        super().setUp()
        self.define("windows", EXPERIMENT.replace("rtt = 1", 'rtt = 1\nname = "quick"'))
        self.define("xslow", SLOW)
        self.program.write_text(SLOW_PROGRAM.format(python=sys.executable), encoding="utf-8")

    def begun(self):
        """The cases that have begun: name and process."""
        path = self.folder / "begun"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [(name, int(process)) for name, process in map(str.split, lines)]

    def assert_partial(self):
        """The quick case of the slow experiment is kept, and nothing runs on."""
        lines = list(csv.DictReader(self.read("xslow-partial.csv").splitlines()))
        self.assertEqual([line["case"] for line in lines], ["quick"] * 3)
        self.assertFalse((self.folder / "results" / "xslow.csv").exists())
        self.assertNotIn("queued", [name for name, _ in self.begun()])
        for _, process in self.begun():
            with self.assertRaises(ProcessLookupError):
                os.kill(process, 0)

    def end_by(self, number, code):
        """A signal in the middle of the slow experiment."""
        running = start(self.command("--jobs=2"))
        wait_until(lambda: {"slow", "deaf"} <= {name for name, _ in self.begun()})
        began = time.monotonic()
        running.send_signal(number)
        output, _ = running.communicate()
        self.assertLess(time.monotonic() - began, QUICKLY)
        self.assertEqual(running.returncode, code, output)
        self.assertNotIn("Traceback", output)
        self.assertIn("xslow: 1 of 4 cases finished; they are in", output)
        self.assertIn(f"interrupted by {signal.Signals(number).name}", output)
        self.assert_partial()
        self.assertIn("Windows &amp; round trips", self.read("report.html"))
        self.assertIn("small,goodput", self.read("windows.csv"))

    def test_interrupt_keeps_what_is_finished(self):
        self.end_by(signal.SIGINT, 130)

    def test_terminate_keeps_what_is_finished(self):
        self.end_by(signal.SIGTERM, 143)

    def test_interrupt_waits_for_files_that_are_being_written(self):
        tools = self.folder / "bin"
        tools.mkdir()
        gnuplot = tools / "gnuplot"
        gnuplot.write_text(
            SLOW_GNUPLOT.format(folder=self.folder, gnuplot=shutil.which("gnuplot")),
            encoding="utf-8",
        )
        gnuplot.chmod(0o755)
        path = f"{tools}:{os.environ['PATH']}"
        # The whole process group, as a terminal does
        running = start(
            self.command("--jobs=1"), env={**os.environ, "PATH": path}, start_new_session=True
        )
        wait_until((self.folder / "draws").exists)
        os.killpg(running.pid, signal.SIGINT)
        output, _ = running.communicate()
        self.assertEqual(running.returncode, 130, output)
        self.assertNotIn("could not draw", output)
        for name in ("windows.png", "windows-2.svg", "sections/windows.html", "windows.csv"):
            self.assertTrue((self.folder / "results" / name).exists(), name)

    def test_finished_runs_are_taken_from_the_last_time(self):
        running = start(self.command("--jobs=2"))
        wait_until(lambda: {"slow", "deaf"} <= {name for name, _ in self.begun()})
        running.kill()
        running.communicate()
        before = len(self.begun())
        self.program.write_text(SLOW_PROGRAM.format(python=sys.executable), encoding="utf-8")
        self.define("xslow", SLOW.replace('"slow"', '"swift"').replace('"deaf"', '"blind"'))
        code, output = self.reproduce()
        self.assertEqual(code, 0, output)
        self.assertIn("3 of 6 runs taken from the last time", output)
        self.assertRegex(output, r"\[2/6\] windows: large \(.* s, the last time\)")
        self.assertEqual(len(self.begun()) - before, 3)
        kept = self.read("windows-runs.csv")
        code, output = self.reproduce("--fresh")
        self.assertEqual(code, 0, output)
        self.assertNotIn("from the last time", output)
        self.assertEqual(len(self.begun()) - before, 9)
        self.assertEqual(self.read("windows-runs.csv"), kept)

    def test_folder_belongs_to_one(self):
        running = start(self.command("--jobs=2"))
        wait_until(lambda: {"slow", "deaf"} <= {name for name, _ in self.begun()})
        code, output = self.reproduce("windows")
        self.assertEqual(code, 1, output)
        self.assertIn(f"results is in use by process {running.pid} on", output)
        running.kill()
        running.communicate()
        self.assertEqual(self.reproduce("windows")[0], 0)

    def test_reader_that_goes_away_ends_it(self):
        running = start(self.command("--jobs=2"))
        self.assertIn("[1/6]", running.stdout.readline())
        running.stdout.close()
        wait_until(lambda: running.poll() is not None)
        self.assertEqual(running.returncode, 128 + signal.SIGPIPE)
        for _, process in self.begun():
            with self.assertRaises(ProcessLookupError):
                os.kill(process, 0)

    def test_file_that_cannot_be_written_loses_nothing(self):
        (self.folder / "results" / "windows-runs.csv").mkdir(parents=True)
        place = self.folder / "tmp"
        place.mkdir()
        code, output = self.reproduce(
            "windows", "--jobs=1", env={**os.environ, "TMPDIR": str(place)}
        )
        self.assertEqual(code, 1, output)
        self.assertIn("results/windows-runs.csv: Is a directory", output)
        kept = list(place.glob("offload-results-*/windows-partial.csv"))
        self.assertEqual(len(kept), 1, output)
        self.assertIn(f"windows: 2 of 2 cases finished; they are in {kept[0]}", output)
        self.assertEqual(len(kept[0].read_text(encoding="utf-8").splitlines()), 7)
        left = sorted(path.name for path in (self.folder / "results").iterdir())
        self.assertEqual(left, ["report.html", "runs", "windows-runs.csv"])

    def test_full_disk_is_told_before_the_first_run(self):
        def full():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

        code, output = self.reproduce("windows", preexec_fn=full)
        self.assertEqual(code, 1, output)
        self.assertRegex(output, "--output=.*results: File too large; name a folder")
        self.assertEqual(self.begun(), [])

    def test_output_that_is_full(self):
        for arguments in (["--list"], []):
            command = [TOP / "reproduce", f"--folder={self.folder / 'experiments'}", *arguments]
            command = command if arguments else self.command("windows")
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run(
                    command, stdout=full, stderr=subprocess.PIPE, text=True, check=False
                )
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("standard output: No space left on device", done.stderr)
            self.assertNotIn("Traceback", done.stderr)


class TestPyEndsTest(unittest.TestCase):
    """What ./test.py says when it is ended."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name, text in (
            ("offload-test-runner", RUNNER.format(python=sys.executable)),
            ("offload-unit-test", "#!/bin/sh\n"),
        ):
            (self.folder / name).write_text(text, encoding="utf-8")
            (self.folder / name).chmod(0o755)
        self.command = [TOP / "test.py", "--no-build", f"--buildpath={self.folder}"]

    def test_interrupt_tells_what_was_run(self):
        report = self.folder / "report.txt"
        running = start([*self.command, "-s", "fake-*", "--jobs=1", f"--text={report}"])
        self.assertIn("[1/3] PASS: TestSuite fake-1", running.stdout.readline())
        wait_until((self.folder / "offload-test-runner-begun").exists)
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        output, _ = running.communicate()
        self.assertLess(time.monotonic() - began, QUICKLY)
        self.assertEqual(running.returncode, 130, output)
        self.assertIn("1 of 3 tests passed (1 passed, 0 skipped, 0 failed", output)
        self.assertIn("2 tests did not end. Cut off: fake-2", output)
        self.assertIn("interrupted by SIGINT", output)
        self.assertNotIn("Traceback", output)
        self.assertEqual(report.read_text(encoding="utf-8").count("PASS"), 1)

    def test_reader_that_goes_away_is_no_error(self):
        running = start([*self.command, "--list"])
        running.stdout.close()
        self.assertEqual(running.wait(), 128 + signal.SIGPIPE)


class ToolsEndTest(unittest.TestCase):
    """What the tools in utils/ say when they cannot write."""

    COMMANDS = [
        [TOP / "utils" / "sources.py"],
        [TOP / "utils" / "structure.py"],
        [TOP / "utils" / "vectors.py", "list"],
    ]

    def test_output_that_is_full(self):
        for command in self.COMMANDS:
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run(
                    command, stdout=full, stderr=subprocess.PIPE, text=True, check=False
                )
            self.assertEqual(done.returncode, 1)
            self.assertEqual(done.stderr, "standard output: No space left on device\n")

    def test_reader_that_goes_away(self):
        for command in self.COMMANDS:
            with subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            ) as running:
                running.stdout.close()
                self.assertEqual(running.stderr.read(), "")
            self.assertEqual(running.returncode, 128 + signal.SIGPIPE)

    def test_file_that_does_not_fit(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "gap.pcap"
            done = subprocess.run(
                [TOP / "utils" / "vectors.py", "extract", "inet-lro", "gap", file],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
            )
            self.assertEqual((done.returncode, done.stdout), (1, f"{file}: File too large\n"))
            self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main()
