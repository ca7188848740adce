#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests how plots look, and utils/plot-csv.py."""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from color_vision import distance, nearest
from reproduce_case import EXPERIMENT, SWEEP, TOP, ReproduceTestCase

sys.path.insert(0, str(TOP / "utils"))

import experiment  # noqa: E402
import plot_look  # noqa: E402
import plot_parts  # noqa: E402

# CIEDE2000. From about 10 on, colors are told apart at a glance; 2.3 can just be seen.
APART = 12

TABLE = """flows,hook,rate,seed,goodput [Gb/s],text
1,lro,10us,1,2,a
1,lro,10us,2,4,a
2,lro,20us,1,5,a
1,gro,10us,1,6,a
2,gro,20us,1,7,a
2,gro,20us,2,7,a
"""


class LookTest(unittest.TestCase):
    """What all plots have."""

    def test_room_for_legend(self):
        """What gnuplot puts into two lines below the axis has room for two."""
        entries = ["published", "simulated", "line rate, 1448-byte segments"]
        self.assertEqual(plot_parts.legend_lines(entries, plot_look.PAGE), 2)
        self.assertEqual(plot_parts.legend_lines(["published", "simulated"], plot_look.PAGE), 1)

    def test_distance_is_that_of_its_authors(self):
        for first, second, wanted in (
            ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
            ((50, 2.5, 0), (58, 24, 15), 19.4535),
            ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
            ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ):
            self.assertAlmostEqual(distance(first, second), wanted, 4)

    def test_colors_stay_apart_for_every_eye(self):
        found = nearest([*plot_look.COLORS, plot_look.PUBLISHED])
        self.assertGreater(found[0], APART, found)
        # What the test is for: LRO and transmit, as they were once
        self.assertLess(nearest(["#b3403c", "#8a6d3b"])[0], 2)

    def test_markers_differ(self):
        self.assertEqual(len(set(plot_look.MARKERS)), len(plot_look.COLORS))

    def test_units_have_one_style(self):
        for known in experiment.load_all(TOP / "examples" / "experiments").values():
            for plot in known.plots:
                for key in ("xlabel", "ylabel"):
                    label = plot.get(key, "")
                    self.assertNotRegex(label, r"\((%|bytes|[GM]?Hz|us|ms|[GM]b/s)\)$|, \w{1,4}$")


class FilesTest(ReproduceTestCase):
    """The files of the plots of an experiment."""

    def pdf_inches(self, name):
        """Width of a PDF."""
        data = (self.folder / "results" / name).read_bytes()
        box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", data)
        return float(box.group(1)) / 72

    def test_page(self):
        self.reproduce()
        for ending in ("png", "svg", "pdf", "gp", "dat"):
            self.assertTrue((self.folder / "results" / f"windows.{ending}").exists(), ending)
        self.assertAlmostEqual(self.pdf_inches("windows.pdf"), 7.16, 1)
        self.assertIn("set title 'Windows & round trips'", self.read("windows.gp"))
        self.assertIn("Windows &amp; round trips", self.read("windows.svg"))

    def test_column_without_title(self):
        self.reproduce()
        code, output = self.reproduce("--plots=column", "--no-titles")
        self.assertIn("2 of 2 runs taken from the last time", output)
        self.assertEqual(code, 0)
        self.assertAlmostEqual(self.pdf_inches("windows.pdf"), 3.5, 2)
        self.assertRegex(self.read("windows.svg"), r'<svg\s+width="336" height="240"')
        self.assertNotIn("round trips", self.read("windows.svg"))

    def test_unit_of_an_option_is_on_its_axis(self):
        self.define("sweep", SWEEP.replace("rtt = [1, 2, 4]", 'rtt = ["1 us", "2 us"]'))
        self.program.write_text(
            self.program.read_text(encoding="utf-8").replace(
                'options["rtt"]', 'options["rtt"].split()[0]'
            ),
            encoding="utf-8",
        )
        code, output = self.reproduce("sweep")
        self.assertEqual(code, 0, output)
        self.assertIn("set xlabel 'rtt [us]'", self.read("sweep.gp"))
        self.define("sweep", SWEEP.replace("rtt = [1, 2, 4]", 'rtt = ["1 us", "2 ms"]'))
        code, output = self.reproduce("sweep")
        self.assertIn("values in different units cannot be plotted over each other", output)

    def test_stack_names_what_its_parts_have_in_common(self):
        parts = 'quantities = ["busy", "idle"]'
        self.define("windows", EXPERIMENT.replace(parts, 'quantities = ["busy"]'))
        self.reproduce()
        self.assertIn("set ylabel 'busy [%]'", self.read("windows-2.gp"))


class PlotCsvTest(unittest.TestCase):
    """Any column against any other."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "table.csv").write_text(TABLE, encoding="utf-8")

    def plot(self, *arguments, code=0):
        """Plot; returns what is printed."""
        done = subprocess.run(
            [TOP / "utils" / "plot-csv.py", "table.csv", *arguments],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, code, done.stdout)
        self.assertNotIn("Traceback", done.stdout)
        return done.stdout

    def read(self, name):
        """A file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def test_lines_over_numbers(self):
        output = self.plot("--x=flows", "--y=goodput", "--by=hook")
        name = "goodput-over-flows"
        self.assertEqual(output, f"{name}.png, {name}.svg, {name}.pdf\n")
        self.assertEqual(
            self.read(f"{name}.dat"),
            "# hook = lro: x, mean, standard deviation\n1\t3\t1.41421\n2\t5\t0\n\n\n"
            "# hook = gro: x, mean, standard deviation\n1\t6\t0\n2\t7\t0\n",
        )
        script = self.read(f"{name}.gp")
        for part in ("set xlabel 'flows'", "set ylabel 'goodput [Gb/s]'", "unset title"):
            self.assertIn(part, script)
        for marker in (7, 5):
            self.assertIn(f"pointtype {marker} ", script)

    def test_bars_over_texts(self):
        self.plot("--x=hook", "--y=goodput [Gb/s]", "--by=flows", "--output=bars", "--title=Bars")
        wanted = "# flows = 1: place, mean, standard deviation\n0\t3\t1.41421\n1\t6\t0\n"
        self.assertIn(wanted, self.read("bars.dat"))
        self.assertIn('set xtics ("lro" 0, "gro" 1)', self.read("bars.gp"))
        self.assertIn("set title 'Bars'", self.read("bars.gp"))

    def test_only_some_lines(self):
        self.plot("--x=rate", "--y=goodput", "--where=hook=gro", "--where=seed=1", "-o", "some")
        self.assertIn("deviation\n10\t6\t0\n20\t7\t0\n", self.read("some.dat"))
        self.assertIn("set xlabel 'rate [us]'", self.read("some.gp"))

    def test_same_bytes_each_time(self):
        for name in ("first", "second"):
            self.plot("--x=flows", "--y=goodput", f"--output={name}")
        first, second = ((self.folder / f"{name}.pdf").read_bytes() for name in ("first", "second"))
        self.assertEqual(first, second)

    def test_what_cannot_be_plotted(self):
        for arguments, message in (
            (("--x=flow", "--y=goodput"), "no column 'flow', but for example flows"),
            (("--x=flows", "--y=text"), "text is 'a', which is no number to plot"),
            (("--x=hook", "--y=goodput", "--logy"), "have no effect on bars"),
            (("--x=flows", "--y=goodput", "--where=hook=x"), "no line with hook = x"),
        ):
            self.assertIn(message, self.plot(*arguments, code=1))


if __name__ == "__main__":
    unittest.main()
