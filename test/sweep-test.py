#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests utils/sweep.py: sweep-test.py [BUILD-FOLDER]"""

import csv
import os
import pathlib
import pty
import random
import signal
import subprocess
import sys
import time
import unittest

from sweep_case import FAILING, LARGE, SMALL, TOP, SweepTestCase

BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else TOP / "build").resolve()

class KilledTest(SweepTestCase):
    """Whatever ends a sweep, the next one goes on."""

    def kill_and_resume(self, numbers):
        """Send signals at random moments; returns how many met a sweep that was running."""
        met = 0
        for number in numbers:
            before, finished = len(self.begun()), self.finished()
            running = subprocess.Popen(
                self.command("--jobs=4"),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
            )
            aim = before + random.randrange(1, 20)
            self.wait_for(lambda: len(self.begun()) >= aim or running.poll() is not None)
            time.sleep(random.uniform(0, 0.05))
            met += running.poll() is None
            running.send_signal(number)
            output, _ = running.communicate()
            self.assertNotIn("Traceback", output)
            self.assertEqual(finished & set(self.begun()[before:]), set(), "repeated")
        return met

    def test_200_runs_killed_at_any_moment(self):
        self.define(LARGE)
        self.sweep("--jobs=4", output=self.folder / "undisturbed")
        wanted = (self.folder / "undisturbed" / "results.csv").read_bytes()
        self.assertEqual(wanted.count(b"\n"), 401)
        (self.folder / "begun").unlink()
        met = self.kill_and_resume([signal.SIGKILL] * 8 + [signal.SIGINT, signal.SIGTERM])
        self.assertGreaterEqual(met, 8)
        self.assertFalse((self.output / "results.csv").exists())
        kept = self.finished()
        before = len(self.begun())
        output = self.sweep("--jobs=4")
        self.assertIn(f"200 of 200 runs finished, {len(kept)} of them before", output)
        self.assertEqual(kept & set(self.begun()[before:]), set())
        self.assertEqual(len(self.begun()) - before, 200 - len(kept))
        self.assertEqual((self.output / "results.csv").read_bytes(), wanted)
        self.assertEqual(list(self.output.glob("runs/*/*.part")), [])

    def test_nothing_runs_on(self):
        (self.folder / "hold").touch()
        self.define(SMALL)
        for number in (signal.SIGKILL, signal.SIGINT):
            running = subprocess.Popen(
                self.command("--jobs=4"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            before = len(self.begun())
            self.wait_for(lambda before=before: len(self.begun()) == before + 4)
            running.send_signal(number)
            running.communicate()
            self.assertEqual(running.returncode, -9 if number == signal.SIGKILL else 130)
            ours = f"{self.program}".encode()
            self.wait_for(
                lambda: not any(ours in command_line(path) for path in pathlib.Path("/proc").iterdir())
            )

    def test_real_program(self):
        self.file.write_text(
            f'program = "{BUILD / "offload-first-steps"}"\n'
            '[sweep]\nmachine = ["ideal", "athlon64-2007"]\nlro = [false, true]\n',
            encoding="utf-8",
        )
        self.sweep("--jobs=2", output=self.folder / "undisturbed")
        running = subprocess.Popen(self.command("--jobs=1"), stdout=subprocess.DEVNULL)
        self.wait_for(lambda: len(list(self.output.glob("runs/*/result.json"))) == 2)
        running.kill()
        running.wait()
        self.assertIn("4 of 4 runs finished", self.sweep())
        text = (self.output / "results.csv").read_text(encoding="utf-8")
        self.assertEqual(
            text, (self.folder / "undisturbed" / "results.csv").read_text(encoding="utf-8")
        )
        lines = list(csv.DictReader(text.splitlines()))
        self.assertEqual(list(lines[0]), ["machine", "lro", "goodput [Gb/s]", "busy [%]"])
        self.assertEqual((lines[2]["machine"], lines[2]["lro"]), ("athlon64-2007", "false"))
        self.assertLess(float(lines[2]["goodput [Gb/s]"]), float(lines[3]["goodput [Gb/s]"]))


def command_line(process):
    """The command line of a process, as its folder in /proc has it."""
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


class SweepTest(SweepTestCase):
    """Lists, tables, failures and what is anew."""

    def test_table_has_options_and_results(self):
        self.define(SMALL)
        self.assertEqual(
            self.sweep(),
            f"4 of 4 runs finished, 0 of them before; the table is {self.output}/results.csv\n",
        )
        self.assertEqual(
            (self.output / "results.csv").read_text(encoding="utf-8").splitlines()[:4],
            [
                "x,y,product [units],delays [us],seed",
                "1,5,5,1.5,1",
                "1,5,5,2,2",
                "1,6,6,1.5,1",
            ],
        )
        self.assertEqual(self.sweep("--quiet"), "")

    def test_cases_are_a_column(self):
        self.define(SMALL + '[[case]]\nname = "a"\nset = { z = 1 }\n[[case]]\nname = "b"\n')
        self.sweep()
        lines = (self.output / "results.csv").read_text(encoding="utf-8").splitlines()
        self.assertEqual(lines[0], "case,z,x,y,product [units],delays [us],seed")
        self.assertEqual((lines[1], lines[9]), ("a,1,1,5,5,1.5,1", "b,,1,5,5,1.5,1"))

    def test_line_of_the_list_can_be_run_by_hand(self):
        self.define(SMALL.replace("[5, 6]", '["5", "6 \'$x\' # \\\\"]'))
        lines = self.sweep("--list").splitlines()
        self.assertEqual(len(lines), 4)
        self.assertEqual(self.begun(), [])
        self.define(SMALL)
        self.sweep(code=0)
        lines = (self.output / "jobs.txt").read_text(encoding="utf-8").splitlines()
        self.assertEqual(lines, self.sweep("--list").splitlines())
        for path in self.output.glob("runs/*/result.json"):
            path.unlink()
        subprocess.run(["sh", "-c", lines[2]], check=True, stdout=subprocess.DEVNULL)
        before = len(self.begun())
        self.assertIn("4 of 4 runs finished, 1 of them before", self.sweep())
        self.assertEqual(sorted(self.begun()[before:]), ["1 5", "1 6", "2 6"])

    def test_odd_values_reach_the_program(self):
        value = "6 '$x' # \\"
        self.program.write_text(
            f"#!{sys.executable}\nimport json, sys\n"
            "options = dict(argument[2:].split('=', 1) for argument in sys.argv[1:])\n"
            "json.dump({'got': options['text']}, open(options['json'], 'w'))\n",
            encoding="utf-8",
        )
        self.define(f'program = "PROGRAM"\n[sweep]\ntext = ["{value}"]\n'.replace("\\", "\\\\"))
        self.sweep()
        line = (self.output / "jobs.txt").read_text(encoding="utf-8")
        text = (self.output / "results.csv").read_text(encoding="utf-8")
        table = list(csv.reader(text.splitlines()))
        self.assertEqual(table, [["text", "got"], [value, value]])
        (self.output / "results.csv").unlink()
        next(self.output.glob("runs/*/result.json")).unlink()
        subprocess.run(["sh", "-c", line], check=True)
        self.assertIn("1 of them before", self.sweep())

    def test_failed_runs_are_named_kept_and_repeated(self):
        self.define(FAILING)
        for times in (1, 2):
            output = self.sweep(code=1)
            self.assertIn("x=1:y=13 failed with exit code 3:\n$ ", output)
            self.assertIn("this is 2 13", output)
            self.assertIn("2 of 4 runs finished", output)
            self.assertIn("2 failed: ", output)
            self.assertEqual(self.begun().count("1 13"), 1, times)
        self.assertFalse((self.output / "results.csv").exists())
        partial = (self.output / "results-partial.csv").read_text(encoding="utf-8")
        self.assertEqual(partial.count("\n"), 5)
        failed = (self.output / "failed.txt").read_text(encoding="utf-8")
        self.assertEqual(failed.count("--y=13"), 2)
        (self.folder / "mended").touch()
        before = len(self.begun())
        self.sweep("--retry-failed")
        self.assertEqual(sorted(self.begun()[before:]), ["1 13", "2 13"])
        self.assertTrue((self.output / "results.csv").exists())
        for name in ("results-partial.csv", "failed.txt"):
            self.assertFalse((self.output / name).exists(), name)

    def test_what_changes_is_run_anew(self):
        (self.folder / "trace.csv").write_text("1", encoding="utf-8")
        self.define('data = ["trace*.csv"]\n' + SMALL)
        self.sweep()
        self.assertIn("4 of them before", self.sweep())
        self.define('data = ["trace*.csv"]\n' + SMALL.replace("[5, 6]", "[5, 6, 7]"))
        self.assertIn("6 of 6 runs finished, 4 of them before", self.sweep())
        (self.folder / "trace.csv").write_text("2", encoding="utf-8")
        self.assertIn("6 of 6 runs finished, 0 of them before", self.sweep())
        with self.program.open("a", encoding="utf-8") as program:
            program.write("# another program\n")
        self.assertIn("6 of 6 runs finished, 0 of them before", self.sweep())
        self.assertIn("6 of 6 runs finished, 6 of them before", self.sweep())
        self.assertIn("6 of 6 runs finished, 0 of them before", self.sweep("--fresh"))
        self.assertEqual(len(list(self.output.glob("runs/*/result.json"))), 6)

    def test_folder_belongs_to_one(self):
        (self.folder / "hold").touch()
        self.define(SMALL)
        first = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_for(self.begun)
        output = self.sweep(code=1)
        self.assertRegex(output, f"{self.output} is in use by process {first.pid} on .*sweep.toml")
        first.kill()
        first.wait()
        (self.folder / "hold").unlink()
        self.sweep()

    def test_progress_on_a_terminal(self):
        self.define(LARGE)
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            self.command("--jobs=2"), stdout=subprocess.PIPE, stderr=theirs, text=True
        ) as running:
            os.close(theirs)
            shown = b""
            while True:
                try:
                    part = os.read(ours, 4096)
                except OSError:  # the other end is closed
                    break
                shown += part
            output = running.stdout.read()
        os.close(ours)
        self.assertRegex(shown.decode(), r"\[\d+/200\] [\d.]+ runs/(s|min), [\d:]+( s)? left")
        self.assertEqual(output.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
