#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests what ./reproduce makes of the results of its cases."""

import csv
import os
import pathlib
import subprocess
import sys
import unittest

from reproduce_case import EXPERIMENT, PROGRAM, SWEEP, TOP, ReproduceTestCase


class ReproduceTest(ReproduceTestCase):
    """The tables, the plots, the report and the checks."""

    def test_summary_has_the_documented_columns_and_values(self):
        code, output = self.reproduce()
        self.assertEqual(code, 0, output)
        self.assertEqual(
            self.read("windows.csv"),
            "case,quantity,unit,published,simulated,error_percent,status\n"
            "small,goodput,Gb/s,2,2.002,0.10,fitted\n"
            "small,busy,%,,50,,measured\n"
            "large,goodput,Gb/s,5,4.002,-19.96,predicted\n"
            "large,busy,%,,50,,measured\n",
        )

    def test_runs_have_a_line_a_seed_and_a_column_a_parameter(self):
        self.reproduce()
        lines = list(csv.DictReader(self.read("windows-runs.csv").splitlines()))
        self.assertEqual(len(lines), 6)
        self.assertEqual(lines[1]["seed"], "2")
        self.assertEqual(
            (lines[0]["window"], lines[0]["flag"], lines[0]["cost"]), ("4", "true", "1")
        )
        self.assertEqual(lines[5]["goodput [Gb/s]"], "4.003")

    def test_two_runs_write_the_same_bytes(self):
        self.define("sweep", SWEEP)
        self.reproduce("--jobs=1")
        self.reproduce("--jobs=2", output="again")
        files = sorted(
            path.relative_to(self.folder / "results")
            for path in (self.folder / "results").glob("**/*")
            if path.is_file() and self.folder / "results" / "runs" not in path.parents
        )
        for name in (
            "windows.png",
            "windows.svg",
            "windows-2.png",
            "sweep.gp",
            "sweep.dat",
            "report.html",
        ):
            self.assertIn(pathlib.Path(name), files)
        for name in files:
            if name.name != "wall-times.csv":
                self.assertEqual(
                    (self.folder / "results" / name).read_bytes(),
                    (self.folder / "again" / name).read_bytes(),
                    name,
                )

    def test_report_is_one_file_without_links_elsewhere(self):
        self.reproduce()
        page = self.read("report.html")
        self.assertIn("Windows &amp; round trips", page)
        self.assertIn("Nobody, &lt;Nowhere&gt;", page)
        self.assertIn("<svg class=\"narrow\"", page)
        for link in ("http:", "https:", "<script src", "<link"):
            self.assertNotIn(link, page)

    def test_check_that_does_not_hold_fails(self):
        self.define("windows", EXPERIMENT.replace("max = 2.1", "max = 1.95"))
        code, output = self.reproduce()
        self.assertEqual(code, 1, output)
        self.assertIn("FAILED It is twice as fast.", output)
        self.assertIn("held   A larger window is faster.", output)

    def test_error_bound_applies_to_the_published_value(self):
        check = '[[check]]\ntext = "Close."\ncase = "*"\nquantity = "goodput"\nmax_error = 1\n'
        self.define("windows", EXPERIMENT + check)
        code, output = self.reproduce()
        self.assertEqual(code, 1, output)
        self.assertIn("goodput of large is off by -19.96 %", output)
        self.assertNotIn("goodput of small is off", output)

    def test_bounds_may_be_one_sided_and_for_several_cases(self):
        check = '[[check]]\ntext = "Some."\ncase = ["small", "large"]\nquantity = "goodput"\n'
        self.define("windows", EXPERIMENT + check + "min = 2\n")
        self.assertEqual(self.reproduce()[0], 0)
        self.define("windows", EXPERIMENT + check + "max = 3\n")
        code, output = self.reproduce()
        self.assertEqual(code, 1, output)
        self.assertIn("FAILED Some. (goodput of large is 4.002, at most 3)", output)

    def test_cases_of_one_series_are_one_line(self):
        text = SWEEP
        for name in ("small", "large"):
            text = text.replace(f'name = "{name}"', f'name = "{name}"\nseries = "both"')
        self.define("sweep", text)
        self.reproduce("sweep")
        blocks = self.read("sweep.dat").split("\n\n\n")
        self.assertEqual([block.split(":")[0] for block in blocks], ["# both"])
        self.assertEqual(len(blocks[0].splitlines()), 1 + 2 * 3)

    def test_sweep_crosses_the_cases(self):
        self.define("sweep", SWEEP)
        self.reproduce("sweep")
        cases = [line.split(",")[0] for line in self.read("sweep.csv").splitlines()[1:]]
        self.assertEqual(
            cases,
            [
                "small:rtt=1",
                "small:rtt=2",
                "small:rtt=4",
                "large:rtt=1",
                "large:rtt=2",
                "large:rtt=4",
            ],
        )

    def test_plot_over_a_quantity_keeps_the_order_of_the_cases(self):
        self.define("sweep", SWEEP)
        self.reproduce("sweep")
        first = self.read("sweep-2.dat").split("\n\n")[0].splitlines()
        self.assertEqual(first[0], "# small: goodput, rtt_of, standard deviation")
        self.assertEqual(
            [line.split("\t")[:2] for line in first[1:]],
            [["2.002", "1"], ["1.33533", "2"], ["0.802", "4"]],
        )
        self.assertIn("set xlabel 'goodput [Gb/s]'", self.read("sweep-2.gp"))

    def test_varied_options_change_one_at_a_time(self):
        self.define(
            "varied",
            'title = "Varied"\ntext = "-"\nsource = "none"\nreport = ["goodput"]\n'
            "[base]\nrtt = 1\n"
            '[[case]]\nname = "large"\nset = { window = 8 }\n'
            "vary = { rtt = [3, 7], cost = [3] }\n",
        )
        self.reproduce("varied")
        self.assertEqual(
            [line.split(",") for line in self.read("varied.csv").splitlines()[1:]],
            [
                ["large", "goodput", "Gb/s", "", "4.002", "", "measured"],
                ["large:rtt=3", "goodput", "Gb/s", "", "2.002", "", "measured"],
                ["large:rtt=7", "goodput", "Gb/s", "", "1.002", "", "measured"],
                ["large:cost=3", "goodput", "Gb/s", "", "2.002", "", "measured"],
            ],
        )

    def test_short_names_stand_for_options(self):
        short = '[short]\nrtt = ["wire.rtt={}us", "wire.back={}us"]\n\n[base]\nwire.loss = 0\n'
        self.define("sweep", SWEEP.replace("[[case]]", short + "[[case]]", 1))
        self.program.write_text(
            PROGRAM.format(python=sys.executable).replace(
                "answer = options",
                'assert options.pop("wire.loss") == "0"\n'
                'assert options["wire.back"] == options["wire.rtt"]\n'
                'options["rtt"] = options.pop("wire.rtt").removesuffix("us")\nanswer = options',
            ),
            encoding="utf-8",
        )
        code, output = self.reproduce("sweep")
        self.assertEqual(code, 0, output)
        self.assertIn("small:rtt=2,goodput,Gb/s,,1.33533,", self.read("sweep.csv"))

    def test_last_value_of_an_option_counts(self):
        short = '[short]\nround = "rtt={}"\n\n[base]\nrtt = 7\n'
        self.define("windows", EXPERIMENT.replace("[base]\nrtt = 1\n", short))
        self.reproduce("--set", "round=3")
        self.assertIn("small,goodput,Gb/s,2,1.002,", self.read("windows.csv"))

    def test_setting_replaces_an_option(self):
        self.reproduce("--set", "rtt=3")
        self.assertIn("small,goodput,Gb/s,2,1.002,", self.read("windows.csv"))

    def test_run_that_fails_is_told_and_leaves_the_others(self):
        self.define("windows", EXPERIMENT.replace("window = 8", "window = 0"))
        code, output = self.reproduce()
        self.assertEqual(code, 1, output)
        self.assertIn("the window is 0", output)
        self.assertIn("1 of 2 cases finished; they are in", output)
        self.assertFalse((self.folder / "results" / "windows.csv").exists())
        lines = list(csv.DictReader(self.read("windows-partial.csv").splitlines()))
        self.assertEqual([line["case"] for line in lines], ["small"] * 3)
        self.define("windows", EXPERIMENT)
        self.assertEqual(self.reproduce()[0], 0)
        self.assertFalse((self.folder / "results" / "windows-partial.csv").exists())

    def test_unknown_experiment_is_named_with_the_known_ones(self):
        code, output = self.reproduce("no-such")
        self.assertEqual(code, 1, output)
        self.assertIn("no-such", output)
        self.assertIn("windows", output)

    def test_folder_whose_name_is_no_text(self):
        name = os.fsdecode(b"r\xffsults")
        code, output = self.reproduce(output=name)
        self.assertEqual(code, 0, output)
        self.assertTrue((self.folder / name / "windows.csv").exists())

    def test_list_marks_the_default(self):
        self.define("sweep", "default = false" + SWEEP)
        command = [TOP / "reproduce", f"--folder={self.folder / 'experiments'}", "--list"]
        output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        self.assertRegex(output, r"(?m)^\* windows +2 runs")
        self.assertRegex(output, r"(?m)^  sweep +6 runs")
        output = subprocess.run(
            [*command, "sweep"], stdout=subprocess.PIPE, text=True, check=True
        ).stdout
        self.assertNotIn("windows", output)


if __name__ == "__main__":
    unittest.main()
