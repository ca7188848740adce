# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What the tests of ./reproduce share: a program that only computes, and experiments for it."""

import pathlib
import sys

from program_case import ProgramTestCase

TOP = pathlib.Path(__file__).resolve().parent.parent

# Answers like offload-perf: goodput = window / (rtt + cost).
PROGRAM = """#!{python}
import json, sys
options = dict(argument[2:].split("=", 1) for argument in sys.argv[1:])
answer = options.pop("json")
if options.get("window") == "0":
    sys.exit("the window is 0")
seeds = [1, 2, 3]
values = [float(options["window"]) / (float(options["rtt"]) + float(options.get("cost", 1))) + seed / 1000
          for seed in seeds]
json.dump({{"cost": "1", **options, "seed": seeds, "rtt_of [us]": [float(options["rtt"])] * 3,
           "goodput [Gb/s]": values, "busy [%]": [50, 50, 50], "idle [%]": [50, 50, 50]}},
          open(answer, "w"))
"""

EXPERIMENT = """
title = "Windows & round trips"
text = "First.\\n\\nSecond."
source = "Nobody, <Nowhere>"
report = ["busy"]

[base]
rtt = 1

[[case]]
name = "small"
label = "a small window"
set = { window = 4, flag = true }
published = [{ quantity = "goodput", value = 2.0, unit = "Gb/s", status = "fitted" }]

[[case]]
name = "large"
set = { window = 8 }
published = [{ quantity = "goodput", value = 5.0, unit = "Gb/s", status = "predicted" }]

[[check]]
text = "A larger window is faster."
quantity = "goodput"
increasing = ["small", "large"]

[[check]]
text = "It is twice as fast."
case = "large"
quantity = "goodput"
ratio_to = "small"
min = 1.9
max = 2.1

[[plot]]
kind = "bars"
quantity = "goodput"
lines = [{ value = 4.5, label = "line rate" }]

[[plot]]
kind = "stack"
quantities = ["busy", "idle"]
"""

SWEEP = """
title = "Sweep"
text = "Sweep"
source = "none"
report = ["goodput"]

[[case]]
name = "small"
set = { window = 4 }

[[case]]
name = "large"
set = { window = 8 }

[sweep]
rtt = [1, 2, 4]

[[plot]]
kind = "lines"
quantity = "goodput"
x = "rtt"
series = "case"
logx = true
curves = [{ formula = "4/(x+1)", label = "4/(rtt+1)" }]

[[plot]]
kind = "lines"
quantity = "rtt_of"
x_quantity = "goodput"
series = "case"
"""


class ReproduceTestCase(ProgramTestCase):
    """Each test has folders of its own."""

    def setUp(self):
        super().setUp()
        (self.folder / "experiments").mkdir()
        self.program = self.folder / "program"
        self.program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
        self.program.chmod(0o755)
        self.define("windows", EXPERIMENT)

    def define(self, name, text):
        """Write an experiment."""
        (self.folder / "experiments" / f"{name}.toml").write_text(text, encoding="utf-8")

    def command(self, *arguments, output="results"):
        """The command line of ./reproduce."""
        return [
            TOP / "reproduce",
            f"--folder={self.folder / 'experiments'}",
            f"--program={self.program}",
            f"--output={self.folder / output}",
            *arguments,
        ]

    def reproduce(self, *arguments, output="results", **options):
        """Run ./reproduce; returns exit code and what it prints."""
        return self.run_program(self.command(*arguments, output=output), code=None, **options)

    def read(self, name, output="results"):
        """A file of the results."""
        return (self.folder / output / name).read_text(encoding="utf-8")
