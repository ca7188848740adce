#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Test what offload-perf says while it runs: progress on a terminal, nothing in a pipe, results alone on
the standard output where that is asked for, and a threshold that was never reached.

    test/progress-test.py BUILD    the folder of the build
"""

import json
import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import unittest

LONG = ("--duration=1s", "--seeds=20", "--flows=8")
SHORT = ("--duration=10ms", "--seeds=1")
LINE = re.compile(
    r"\r\x1b\[Kseed 1 of 20: \d+ % \(\d[\d.]* ms of 1 s\), "
    r"\d[\d.]* ms simulated in a second, \d+ (s|min) left"
)


def run(*options):
    """What the program prints into pipes: standard output and standard error."""
    done = subprocess.run([PROGRAM, *options], capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


class Progress(unittest.TestCase):
    """On a terminal, and elsewhere."""

    def read_terminal(self, seconds, *options):
        """What the program writes to a terminal as its standard error, up to the first line of progress."""
        master, slave = pty.openpty()
        text = ""
        with subprocess.Popen(
            [PROGRAM, *options], stdout=subprocess.DEVNULL, stderr=slave
        ) as process:
            os.close(slave)
            while not LINE.search(text) and select.select([master], [], [], seconds)[0]:
                try:
                    text += os.read(master, 4096).decode()
                except OSError:  # it has ended
                    break
            process.kill()
        os.close(master)
        return text

    def test_terminal(self):
        """Simulated time, rate and time left; the line is short enough to be overwritten."""
        text = self.read_terminal(300, *LONG)
        self.assertRegex(text, LINE)
        self.assertLess(len(text.split("\r")[1]), 80)

    def test_quiet_terminal(self):
        """No line comes where none is wanted."""
        self.assertEqual(self.read_terminal(5, *LONG, "--quiet", "--json=/dev/null"), "")

    def test_pipe(self):
        """The table, and no progress."""
        output, errors = run("--duration=100ms", "--seeds=1")
        self.assertIn("goodput", output)
        self.assertEqual(errors, "")

    def test_json_alone(self):
        """The standard output is JSON, also where the option is given in two words."""
        for option in (["--json=-"], ["--json", "-"], ["--quiet", "--json", "-"]):
            output, _ = run(*SHORT, *option)
            self.assertIn("goodput [Gb/s]", json.loads(output))

    def test_threshold_that_marks_nothing(self):
        """One flow waits in no queue of its own; sixteen do, behind each other."""
        options = (
            *SHORT,
            "--tcp.UseEcn=On",
            "--sender.queue=ns3::FqCoDelQueueDisc",
            "--rate=1Gbps",
        )
        said = "--sender.queue.CeThreshold has marked nothing"
        _, errors = run(*options, "--sender.queue.CeThreshold=1ms")
        self.assertIn(said, errors)
        _, errors = run(*options, "--sender.queue.CeThreshold=1us", "--flows=16")
        self.assertNotIn(said, errors)
        _, errors = run(*options)
        self.assertNotIn(said, errors)

    def test_standstill(self):
        """All flows lose what they send again to a full ring, and wait for their timers."""
        options = (
            "--duration=40ms",
            "--seeds=1",
            "--flows=16",
            "--receiver.cpu.Profile=athlon64-2007",
            "--receiver.ReceiveBuffers=ns3::PageReceiveBuffers",
            "--receiver.ReceiveHook=ns3::LroReceiveHook[MaxAggr=16]",
        )
        said = "seed 1: nothing was read after"
        _, errors = run(*options)
        self.assertIn(said, errors)
        _, errors = run(*options, "--receiver.RxRing=8192")
        self.assertEqual(errors, "")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve() / "offload-perf"
    unittest.main()
