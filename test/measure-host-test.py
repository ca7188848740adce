#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests utils/measure-host.py: what it says, and that it leaves a machine as it was.

Only root can measure, and only with iperf3 and ethtool (utils/setup.sh iperf3 ethtool).
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import unittest

from program_case import ProgramTestCase

TOP = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = TOP / "utils" / "measure-host.py"
CAN_MEASURE = (
    os.geteuid() == 0
    and all(map(shutil.which, ("ip", "ethtool", "iperf3", "taskset", "chrt")))
    and len(os.sched_getaffinity(0)) >= 2
    and subprocess.run(
        ["ip", "netns", "add", "offload-test"], check=False, capture_output=True
    ).returncode
    == 0
    and subprocess.run(["ip", "netns", "delete", "offload-test"], check=False).returncode == 0
)
NEEDS = "only root can, with iperf3, ethtool, network namespaces and two cores"


def state():
    """What it may change on a machine: namespaces and devices."""
    return [
        subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        for command in (["ip", "netns", "list"], ["ip", "-o", "link"])
    ]


class MeasureHostTest(ProgramTestCase):
    """Each test has a folder of its own."""

    def setUp(self):
        super().setUp()
        self.file = self.folder / "cases.toml"

    def measure(self, *arguments, code=0, **more):
        """Run it; returns what it prints."""
        return self.run_program([sys.executable, PROGRAM, *arguments], code, **more)[1]

    def test_missing_tools_are_named_with_their_packages(self):
        output = self.measure("--dry-run", code=1, env={"PATH": str(self.folder)})
        self.assertIn("iperf3", output)
        self.assertIn("apt-get install ethtool iperf3 iproute2 util-linux", output)

    def test_options_without_effect(self):
        for arguments, says in (
            ([], "--output is missing"),
            (["--dry-run", "--quiet"], "--dry-run only prints"),
            (["--dry-run", "--peer=10.0.0.1"], "--peer and --device go together"),
            (["--dry-run", "--cores=0,0"], "give two different cores"),
            (["--dry-run", "--repeat=1"], "'1' is no number of repetitions: give 2"),
        ):
            with self.subTest(arguments):
                self.assertIn(says, self.measure(*arguments, code=2))

    @unittest.skipUnless(CAN_MEASURE, NEEDS)
    def test_dry_run_changes_nothing_and_says_all(self):
        before = state()
        output = self.measure("--dry-run", "--case=gso-gro-1500")
        self.assertEqual(state(), before)
        for text in (
            "ip netns add offload-a",
            "ethtool -K offload-a tso off gso on",
            "ethtool -K offload-b gro on",
            "--length 131072",
            "At the end:\n  ip netns delete offload-b\n  ip netns delete offload-a\n",
        ):
            self.assertIn(text, output)
        self.assertIn("is none of tso-1500,", self.measure("--dry-run", "--case=x", code=1))

    @unittest.skipUnless(CAN_MEASURE, NEEDS)
    def test_file_of_cases(self):
        before = state()
        self.measure(
            *(f"--output={self.file}", "--seconds=1", "--repeat=2", "--quiet"),
            *("--case=tso-1500", "--case=gso-1500"),
        )
        self.assertEqual(state(), before)
        data = tomllib.loads(self.file.read_text(encoding="utf-8"))
        self.assertEqual([case["name"] for case in data["case"]], ["tso-1500", "gso-1500"])
        self.assertEqual(data["fit"]["cases"], ["tso-1500", "gso-1500"])
        self.assertEqual(data["machine"]["cores"], os.cpu_count())
        # Both take a microsecond or two; a fit does not get what was measured.
        self.assertGreater(data["fit"]["known"]["wake_task"], 100)
        self.assertGreater(data["fit"]["known"]["switch_task"], 100)
        self.assertFalse(set(data["fit"]["known"]) & set(data["fit"]["free"]))
        self.assertTrue(data["case"][0]["set"]["sink.AckAfterRead"])
        rates = [case["measured"][0] for case in data["case"]]
        self.assertEqual({rate["quantity"] for rate in rates}, {"goodput"})
        self.assertEqual(len(rates[0]["repeats"]), 2)
        # Super-packets that stay whole are faster on any machine.
        self.assertGreater(rates[0]["value"], rates[1]["value"])

    @unittest.skipUnless(CAN_MEASURE, NEEDS)
    def test_everything_is_put_back_after_a_signal(self):
        before = state()
        for number in (signal.SIGINT, signal.SIGTERM):
            with subprocess.Popen(
                [sys.executable, PROGRAM, f"--output={self.file}", "--quiet"],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            ) as running:
                deadline = time.monotonic() + 60
                while "offload-b" not in state()[0] and time.monotonic() < deadline:
                    time.sleep(0.05)
                time.sleep(1)
                running.send_signal(number)
                output, _ = running.communicate()
            self.assertEqual(running.returncode, 128 + number, output)
            self.assertEqual(state(), before)
            self.assertFalse(self.file.exists())

    @unittest.skipUnless(CAN_MEASURE, NEEDS)
    def test_what_a_killed_one_has_left_is_named(self):
        subprocess.run(["ip", "netns", "add", "offload-a"], check=True)
        self.addCleanup(subprocess.run, ["ip", "netns", "delete", "offload-a"], check=False)
        output = self.measure(f"--output={self.file}", code=1)
        self.assertIn("if none runs, ip netns delete offload-a", output)


if __name__ == "__main__":
    unittest.main()
