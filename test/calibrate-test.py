#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests utils/calibrate.py: calibrate-test.py [BUILD-FOLDER]

It needs Debian's python3-nlopt and python3-numpy: utils/setup.sh python3-nlopt python3-numpy
"""

import csv
import json
import pathlib
import signal
import subprocess
import sys
import time
import tomllib
import unittest

from program_case import ProgramTestCase

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else TOP / "build").resolve()

# A program with a law of its own, quick and exact: three prices, of which two count as a sum
LAW = """#!/usr/bin/env python3
import json, sys
options = dict(argument[2:].split("=", 1) for argument in sys.argv[1:])
open("FOLDER/runs", "a").write("x")
copy, deliver, backlog = (
    float(options["receiver.cost." + name])
    for name in ("copy_byte", "deliver_packet", "queue_backlog")
)
size = float(options["size"]) if options["size"].isdigit() else sys.exit("no size")
cycles = copy * size + deliver + backlog
result = {"goodput [Gb/s]": [8 * size / cycles], "busy [%]": [min(100, cycles / 100)], "seed": [1]}
json.dump(result, open(options["json"], "w"))
"""
FIT = """
[machine]
cpu = "a test"
clock_ghz = 2.0
cores = 2

[fit]
name = "again"
base = "gold6128-2021"
hosts = ["receiver"]

[fit.free]
copy_byte = [0.05, 5]
deliver_packet = [100, 50000]
queue_backlog = [30, 3000]
forward_packet = [100, 9000]
"""
TRUTH = {"copy_byte": 0.55, "deliver_packet": 2100, "queue_backlog": 300, "forward_packet": 4000}
SIZES = (1000, 4000, 64000)
VETH = {"topology": "veth", "mtu": 1500, "app-core": 1, "duration": "10ms", "seeds": 1}
WAYS = {"cut": {}, "whole": {"receiver.tx-tcp-segmentation": "true"}}


def law(size):
    """What the program of a law answers with the true prices."""
    cycles = TRUTH["copy_byte"] * size + TRUTH["deliver_packet"] + TRUTH["queue_backlog"]
    return 8 * size / cycles


class CalibrateTestCase(ProgramTestCase):
    """Each test has a folder of its own."""

    def setUp(self):
        super().setUp()
        self.output = self.folder / "out"
        self.file = self.folder / "cases.toml"
        self.program = self.folder / "law"
        self.program.write_text(LAW.replace("FOLDER", str(self.folder)), encoding="utf-8")
        self.program.chmod(0o755)

    def define(self, text=None):
        """Write the file of the cases: without a text those of the law."""
        cases = "".join(
            f'[[case]]\nname = "size-{size}"\nset = {{ size = {size} }}\n'
            f'measured = [{{ quantity = "goodput", value = {law(size):.6g}, '
            f'error = {law(size) / 100:.4g}, unit = "Gb/s" }}]\n'
            for size in SIZES
        )
        program = f'program = "{self.program}"\n'
        self.file.write_text(text or program + FIT + cases, encoding="utf-8")

    def command(self, *arguments):
        """The command line."""
        return [TOP / "utils" / "calibrate.py", self.file, f"--output={self.output}", *arguments]

    def calibrate(self, *arguments, code=0):
        """Run it; returns what it prints."""
        return self.run_program(self.command(*arguments), code)[1]

    def profile(self):
        """The profile that was written."""
        return tomllib.loads((self.output / "again.toml").read_text(encoding="utf-8"))

    def runs(self):
        """How often the law was asked."""
        path = self.folder / "runs"
        return len(path.read_text(encoding="utf-8")) if path.exists() else 0

    def assert_price(self, name, wanted):
        """A fitted price is within 2 % of the true one."""
        cost = self.profile()["costs"][name]
        self.assertEqual(cost["status"], "fitted")
        self.assertLess(abs(cost["cycles"] / wanted - 1), 0.02, f"{name} = {cost['cycles']}")


class SimulatedTest(CalibrateTestCase):
    """Data of the simulator, whose prices are known."""

    def perf(self, options):
        """What offload-perf answers with the true prices."""
        costs = {f"receiver.cost.{name}": value for name, value in TRUTH.items()}
        machine = {"Profile": "gold6128-2021", "Clock": 2.0, "Cores": 2}
        cpu = {f"receiver.cpu.{name}": value for name, value in machine.items()}
        every = VETH | cpu | costs | options | {"json": "-", "quiet": "true"}
        done = subprocess.run(
            [BUILD / "offload-perf", *(f"--{name}={value}" for name, value in every.items())],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    def test_determined_prices_come_back(self):
        base = "[base]\n" + "".join(f"{name} = {json.dumps(v)}\n" for name, v in VETH.items())
        cases = ""
        for name, options in WAYS.items():
            answer = self.perf(options)
            pairs = ", ".join(f'"{key}" = {value}' for key, value in options.items())
            goodput = answer["goodput [Gb/s]"][0]
            busy = answer["rx_core1_busy [%]"][0]
            cases += (
                f'[[case]]\nname = "{name}"\nset = {{ {pairs} }}\nmeasured = [\n'
                f'{{ quantity = "goodput", value = {goodput}, error = {goodput / 100}, '
                'unit = "Gb/s" },\n'
                f'{{ quantity = "rx_core1_busy", value = {busy}, error = 1, unit = "%" }},\n]\n'
            )
        self.define(FIT + base + cases)
        output = self.calibrate(f"--program={BUILD / 'offload-perf'}", "--jobs=2")
        self.assert_price("copy_byte", TRUTH["copy_byte"])
        self.assert_price("deliver_packet", TRUTH["deliver_packet"])
        self.assertEqual(set(self.profile()["costs"]), {"copy_byte", "deliver_packet"})
        self.assertRegex(
            output, r"deliver_packet: determined, .*sum deliver_packet \+ [\d.]+ queue_backlog"
        )
        self.assertIn("queue_backlog: not determined (only in a sum with others)", output)
        self.assertIn("forward_packet: not determined (no case depends on it enough)", output)
        # The simulator takes the profile.
        done = subprocess.run(
            [BUILD / "offload-perf", f"--receiver.cpu.Profile={self.output / 'again.toml'}"]
            + ["--duration=10ms", "--seeds=1", "--quiet", "--json=-"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stdout)


class LawTest(CalibrateTestCase):
    """A law that is known exactly."""

    def test_sum_and_its_parts(self):
        self.define()
        output = self.calibrate()
        self.assert_price("copy_byte", TRUTH["copy_byte"])
        # Only the sum is determined, and queue_backlog is the base's, which is the true one.
        self.assert_price("deliver_packet", TRUTH["deliver_packet"])
        self.assertIn("sum deliver_packet + 1 queue_backlog", output)
        self.assertIn("direction without effect on the data", output)
        text = (self.output / "again.toml").read_text(encoding="utf-8")
        self.assertIn("# forward_packet: not determined", text)
        self.assertEqual(self.profile()["machine"], "a test, 2 GHz, 2 cores")

    def test_what_is_known_is_not_fitted(self):
        self.define()
        text = self.file.read_text(encoding="utf-8")
        text = text.replace("queue_backlog = [30, 3000]\n", "")
        known = f"[fit.known]\nqueue_backlog = {2 * TRUTH['queue_backlog']}\n\n"
        self.define(text.replace("[fit.free]", known + "[fit.free]"))
        output = self.calibrate()
        # What is known too high is taken off the other part of the sum.
        self.assert_price("deliver_packet", TRUTH["deliver_packet"] - TRUTH["queue_backlog"])
        self.assertNotIn("queue_backlog: ", output)
        cost = self.profile()["costs"]["queue_backlog"]
        self.assertEqual((cost["cycles"], cost["status"]), (600, "published"))

    def test_price_that_the_base_has_at_0(self):
        self.program.write_text(
            self.program.read_text(encoding="utf-8").replace('"queue_backlog"', '"take_ipi"'),
            encoding="utf-8",
        )
        self.define()
        text = self.file.read_text(encoding="utf-8")
        text = text.replace("queue_backlog = [30, 3000]", "take_ipi = [30, 30000]")
        text = text.replace("deliver_packet = [100, 50000]\n", "")
        self.define(text.replace("[fit.free]", "[fit.known]\ndeliver_packet = 100\n\n[fit.free]"))
        self.calibrate()
        wanted = TRUTH["deliver_packet"] + TRUTH["queue_backlog"] - 100
        self.assert_price("take_ipi", wanted)
        # Not determined, it stays 0: a law without it.
        self.program.write_text(
            self.program.read_text(encoding="utf-8").replace(
                "cycles = copy * size + deliver + backlog", "cycles = copy * size + 2400"
            ),
            encoding="utf-8",
        )
        output = self.calibrate("--fresh")
        self.assertIn("take_ipi: not determined (no case depends on it enough)", output)
        self.assertNotIn("take_ipi", self.profile()["costs"])
        folders = [path.name for path in (self.output / "runs").glob("size-1000@*,0*")]
        self.assertTrue(folders, "the last runs have it at 0")

    def test_what_is_not_fitted_is_predicted(self):
        self.define()
        text = self.file.read_text(encoding="utf-8")
        text = text.replace(
            'hosts = ["receiver"]', 'hosts = ["receiver"]\ncases = ["size-1000", "size-6*"]'
        )
        self.define(text)
        self.calibrate()
        path = self.output / "again-cases.csv"
        rows = {
            row["case"]: row
            for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        }
        self.assertEqual(rows["size-4000"]["status"], "predicted")
        self.assertEqual(rows["size-4000"]["left out [%]"], "")
        self.assertLess(abs(float(rows["size-4000"]["off [%]"])), 2)
        # With one case left two prices cannot be told from each other: that error is large.
        self.assertGreater(abs(float(rows["size-1000"]["left out [%]"])), 2)

    def test_finished_runs_are_kept(self):
        self.define()
        self.calibrate()
        profile, runs = (self.output / "again.toml").read_bytes(), self.runs()
        self.assertIn("0 runs; ", self.calibrate())
        self.assertEqual(self.runs(), runs)
        self.assertEqual((self.output / "again.toml").read_bytes(), profile)
        self.calibrate("--fresh", "--quiet")
        self.assertEqual(self.runs(), 2 * runs)

    def test_goes_on_after_a_signal(self):
        self.define()
        self.calibrate()
        wanted, runs = (self.output / "again.toml").read_bytes(), self.runs()
        self.output = self.folder / "again"
        (self.folder / "runs").unlink()
        for number in (signal.SIGKILL, signal.SIGTERM):
            before = self.runs()
            with subprocess.Popen(
                self.command("--jobs=1"),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            ) as running:
                deadline = time.monotonic() + 60
                while self.runs() < before + 8 and time.monotonic() < deadline:
                    time.sleep(0.01)
                running.send_signal(number)
                output, _ = running.communicate()
            self.assertNotIn("Traceback", output)
            self.assertEqual(running.returncode, -9 if number == signal.SIGKILL else 128 + number)
        self.calibrate()
        self.assertEqual((self.output / "again.toml").read_bytes(), wanted)
        self.assertLessEqual(self.runs(), runs + 4)  # what was under way when the signals came

    def test_bad_input(self):
        self.define()
        good = self.file.read_text(encoding="utf-8")
        for old, new, says in (
            ("[fit]", "[fitt]", r"cases.toml: has the unknown key 'fitt'"),
            (
                'base = "gold',
                'base = "old',
                r"\[fit\] base: there is no cost profile 'old6128-2021': there are .*athlon64",
            ),
            (
                "copy_byte = [0.05, 5]",
                "copy_byt = [0.05, 5]",
                r"free: 'copy_byt' is no price; there are",
            ),
            ("[0.05, 5]", "[5, 0.05]", r"copy_byte = \[5, 0.05\] is not \[LOW, HIGH\]"),
            ("[0.05, 5]", "[1, 5]", r"leaves out the base's 0.34 cycles: widen the bounds"),
            ('["receiver"]', '["nobody"]', r"hosts: 'nobody' is none of sender, receiver"),
            (
                "clock_ghz = 2.0",
                "clock_ghz = -2",
                r"\[machine\] clock_ghz = -2 is not a number above 0",
            ),
            (
                "error = ",
                "error = -",
                r"\[\[case\]\] size-1000: measured error = -.* is not a number above 0",
            ),
            (
                '"goodput"',
                '"goodputt"',
                r"size-1000: offload-perf reports no goodputt in Gb/s, only goodput in",
            ),
            ("size = 1000", 'size = "x"', r"size-1000@.* failed with exit code 1"),
            ("/law", "/lore", r"lore is no program that can be run: build it"),
        ):
            with self.subTest(new):
                self.assertIn(old, good)
                self.define(good.replace(old, new, 1))
                self.assertRegex(self.calibrate(code=1), says)
                self.assertFalse((self.output / "again.toml").exists())


if __name__ == "__main__":
    unittest.main()
