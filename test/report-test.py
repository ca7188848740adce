#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests report.html of ./reproduce, in headless Chromium where that is installed."""

import html
import json
import re
import shutil
import subprocess
import sys
import unittest

from color_vision import nearest
from reproduce_case import EXPERIMENT, SWEEP, TOP, ReproduceTestCase

sys.path.insert(0, str(TOP / "utils"))

import plot_look  # noqa: E402
import report  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# What the browser is asked, as an object of JSON
QUESTION = """<script>{
const shown = () => [...document.querySelectorAll("section")].filter((s) => !s.hidden).map((s) => s.id);
const card = () => getComputedStyle(document.querySelector("section")).backgroundColor;
const answer = { wide: document.documentElement.scrollWidth > innerWidth, card: card() };
answer.svgs = [...document.querySelectorAll("figure svg")]
  .filter((svg) => getComputedStyle(svg).display != "none").map((svg) => svg.getAttribute("class"));
answer.axis = getComputedStyle(document.querySelector("figure svg [fill*=soft]")).fill;
document.getElementById("theme").click();
answer.switched = card();
const filter = document.getElementById("filter");
filter.value = "Round trips";
filter.dispatchEvent(new Event("input"));
answer.filtered = shown();
answer.listed = [...document.querySelectorAll("nav li")].filter((item) => !item.hidden).length;
filter.value = "";
filter.dispatchEvent(new Event("input"));
answer.all = shown();
document.title = JSON.stringify(answer);
}</script>"""


class ReportTest(ReproduceTestCase):
    """Two experiments."""

    def setUp(self):
        super().setUp()
        self.define("sweep", SWEEP)
        code, output = self.reproduce()
        self.assertEqual(code, 0, output)
        self.page = self.read("report.html")

    def test_errors_of_predicted_values_are_summed_up(self):
        self.assertIn("All values: 1 predicted, off by -20.0 %", self.page)
        more = EXPERIMENT.replace('status = "fitted"', 'status = "predicted"')
        self.define("more", more)
        self.reproduce("more")
        page = self.read("report.html")
        self.assertIn("2 predicted, median error 10.0 %, worst -20.0 % (goodput of large)</span>", page)
        self.assertIn("All values: 3 predicted, median error 20.0 %, worst -20.0 %", page)

    def test_errors_without_a_case_have_a_column(self):
        self.assertNotIn("left out", self.page)
        self.define("more", EXPERIMENT.replace('"fitted" }', '"fitted", left_out = -7.5 }'))
        self.reproduce("more")
        page = self.read("report.html")
        self.assertRegex(page, r"<th [^>]*>left out</th><th>status</th>")
        self.assertIn('<td class="number">-7.5 %</td><td><span class="fitted">', page)
        self.assertIn('<td class="number"></td><td><span class="predicted">', page)

    def test_data_and_command_of_each_figure(self):
        self.assertEqual(self.page.count("<figure>"), 4)
        self.assertEqual(self.page.count("<summary>Data</summary>"), 4)
        data = html.escape(self.read("windows.dat"))
        self.assertIn(f"<pre>{data}</pre>", self.page)
        self.assertIn("# large\n./program --rtt=1 --window=8\n", self.page)
        self.assertIn('<a download="sweep-2.sh" href="data:text/plain;base64,', self.page)

    def test_ids_are_those_of_one_element(self):
        ids = re.findall(r"\bid=[\"']([^\"']+)", self.page)
        self.assertEqual(sorted(ids), sorted(set(ids)))
        used = set(re.findall(r"href='#([^']+)'", self.page))
        self.assertEqual(used - set(ids), set())

    def test_colors_stay_apart_where_it_is_dark(self):
        ink, card = (re.search(rf"--{name}: (#\w+)", report.DARK).group(1) for name in ("ink", "card"))
        found = nearest([*plot_look.COLORS[:-1], ink, card])
        self.assertGreater(found[0], 12, found)


@unittest.skipUnless(CHROMIUM, "chromium is not installed")
class BrowserTest(ReproduceTestCase):
    """The page as a reader sees it."""

    def ask(self, width, *options):
        """What the browser answers in a window of this width."""
        page = self.folder / "results" / "asked.html"
        page.write_text(self.read("report.html").replace("</body>", QUESTION + "</body>"), "utf-8")
        done = subprocess.run(
            [
                *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                f"--user-data-dir={self.folder / 'browser'}",
                f"--window-size={width},844",
                *options,
                "--dump-dom",
                page.as_uri(),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        )
        return json.loads(html.unescape(re.search("<title>(.*?)</title>", done.stdout).group(1)))

    def test_page(self):
        self.define("sweep", SWEEP.replace('title = "Sweep"', f'title = "{"Long" * 40}"'))
        self.reproduce()
        desktop = self.ask(1280)
        phone = self.ask(390)
        self.assertEqual((desktop["wide"], phone["wide"]), (False, False))
        self.assertEqual(desktop["svgs"], ["wide"] * 4)
        self.assertEqual(phone["svgs"], ["narrow"] * 4)
        self.assertEqual(desktop["filtered"], ["windows"])
        self.assertEqual(desktop["listed"], 1)
        self.assertEqual(sorted(desktop["all"]), ["sweep", "windows"])
        self.assertEqual(desktop["card"], "rgb(255, 255, 255)")
        self.assertEqual(desktop["switched"], "rgb(23, 29, 36)")
        self.assertEqual(desktop["axis"], "rgb(93, 102, 112)")
        dark = self.ask(1280, "--blink-settings=preferredColorScheme=0")
        self.assertEqual((dark["card"], dark["switched"]), (desktop["switched"], desktop["card"]))
        self.assertEqual(dark["axis"], "rgb(154, 167, 180)")


if __name__ == "__main__":
    unittest.main()
