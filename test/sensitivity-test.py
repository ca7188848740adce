#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests ./reproduce --sensitivity: which assumed prices it varies, and what it says of them."""

import csv
import sys
import unittest

from reproduce_case import ReproduceTestCase

# goodput of the host = 10 / (copy + fixed); a dear interrupt costs the small case alone
PROGRAM = """#!{python}
import json, sys
options = dict(argument[2:].split("=", 1) for argument in sys.argv[1:])
answer = options.pop("json")
cost = lambda name, default: float(options.get("rx.cost." + name, default).removesuffix("ns"))
value = float(options["window"]) / (cost("copy_byte", "2") + cost("load_header", "1"))
if options["window"] == "12":
    value -= cost("take_interrupt", "1") - 1
seeds = range(int(options["seeds"]))
json.dump({{"seed": [1 + seed for seed in seeds], "goodput [Gb/s]": [value] * len(seeds)}}, open(answer, "w"))
"""

PROFILE = """
name = "mine"
machine = "none"
base = "its-base.toml"

[costs.copy_byte]
nanoseconds = 2
per = "byte"
status = "assumed"
range = [1, 3]
source = "a guess"
"""

BASE = """
name = "its-base"
machine = "none"

[costs.copy_byte]
cycles = 7
per = "byte"
status = "assumed"
range = [1, 100]
source = "a guess that the profile replaces"

[costs.take_interrupt]
cycles = 1
per = "interrupt"
status = "assumed"
range = [0.5, 3]
source = "a guess"

[costs.load_header]
cycles = 1
per = "frame"
status = "fitted"
source = "the case small"
"""

EXPERIMENT = """
title = "Prices"
text = "Prices."
source = "Nobody"

[base]
seeds = 5
rx.cpu.Profile = "{profile}"

[[case]]
name = "small"
set = {{ window = 9 }}
published = [{{ quantity = "goodput", value = 3, unit = "Gb/s", status = "fitted" }}]

[[case]]
name = "large"
set = {{ window = 12 }}
published = [{{ quantity = "goodput", value = 4, unit = "Gb/s", status = "predicted" }}]

[[case]]
name = "free"
set = {{ window = 30, rx.cpu.Profile = "ideal" }}

[[check]]
text = "The host is fast."
case = "small"
quantity = "goodput"
min = 2.5

[[check]]
text = "The fit is good."
case = "small"
quantity = "goodput"
max_error = 1
"""


class SensitivityTest(ReproduceTestCase):
    """Two assumed prices, one fitted one."""

    def setUp(self):
        super().setUp()
        self.program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
        (self.folder / "mine.toml").write_text(PROFILE, encoding="utf-8")
        (self.folder / "its-base.toml").write_text(BASE, encoding="utf-8")
        self.define("prices", EXPERIMENT.format(profile=self.folder / "mine.toml"))
        self.define("unpriced", EXPERIMENT.format(profile="ideal"))

    def test_table_has_each_assumed_price_at_the_ends_of_its_range(self):
        code, output = self.reproduce("prices", "--sensitivity")
        self.assertEqual(code, 0, output)
        lines = list(csv.DictReader(self.read("prices-tornado.csv").splitlines()))
        found = {
            (line["operation"], line["case"]): (line["at_low"], line["at_assumed"], line["at_high"])
            for line in lines
        }
        self.assertEqual(
            found,
            {
                ("copy_byte", "small"): ("4.5", "3", "2.25"),
                ("copy_byte", "large"): ("6", "4", "3"),
                ("take_interrupt", "small"): ("3", "3", "3"),
                ("take_interrupt", "large"): ("4.5", "4", "2"),
            },
        )
        self.assertEqual((lines[0]["low"], lines[0]["assumed"], lines[0]["high"]), ("1", "2", "3"))
        self.assertEqual((lines[0]["price_unit"], lines[0]["unit"]), ("ns/byte", "Gb/s"))
        self.assertTrue(self.read("prices-tornado.svg").startswith("<?xml"))

    def test_conclusions_that_change_are_named(self):
        _, output = self.reproduce("prices", "--sensitivity")
        changes = [line for line in output.splitlines() if line.startswith("CHANGES")]
        self.assertEqual(len(changes), 2, output)
        self.assertIn("copy_byte", changes[0])
        self.assertIn("3ns for 2ns: 'The host is fast.' does not hold", changes[0])
        self.assertIn("take_interrupt", changes[1])
        self.assertIn("goodput of large (2) falls below that of small (3)", changes[1])

    def test_report_has_the_plot_and_what_changes(self):
        self.reproduce("prices")
        self.reproduce("prices", "--sensitivity")
        page = self.read("report.html")
        self.assertIn('<section id="prices">', page)
        self.assertIn('<section id="prices-tornado">', page)
        self.assertIn("falls below that of small", page)

    def test_ranges_become_error_bars_of_the_experiment(self):
        plots = "".join(
            f'\n[[plot]]\nkind = "{kind}"\nquantity = "goodput"\n' for kind in ("bars", "lines")
        )
        text = EXPERIMENT.format(profile=self.folder / "mine.toml")
        self.define("prices", text + plots + 'x = "window"\n')
        self.reproduce("prices")
        self.assertNotIn("range of one price", self.read("prices.dat"))
        self.reproduce("prices", "--sensitivity")
        self.reproduce("prices")
        bars, curve = self.read("prices.dat"), self.read("prices-2.dat")
        self.assertIn("lowest, highest\n0.298\t2.25\t4.5\n1.298\t2\t6\n", bars)
        self.assertIn("lowest, highest\n9\t2.25\t4.5\n12\t2\t6\n", curve)
        self.assertIn("<td>2 (take_interrupt) to 6 (copy_byte)</td>", self.read("report.html"))

    def test_one_seed_and_what_is_finished_is_kept(self):
        self.reproduce("prices", "--sensitivity")
        _, output = self.reproduce("prices", "--sensitivity")
        self.assertIn("prices: 11 runs, 11 of them taken from the last time", output)

    def test_an_experiment_without_assumed_prices_is_refused(self):
        code, output = self.reproduce("unpriced", "--sensitivity")
        self.assertEqual(code, 1, output)
        self.assertIn("unpriced has no assumed price to vary", output)

    def test_a_profile_that_is_not_there_is_named(self):
        self.define("prices", EXPERIMENT.format(profile="no-such-host"))
        code, output = self.reproduce("prices", "--sensitivity")
        self.assertEqual(code, 1, output)
        self.assertIn("there is no cost profile 'no-such-host'", output)
        self.assertIn("athlon64-2007", output)


if __name__ == "__main__":
    unittest.main()
