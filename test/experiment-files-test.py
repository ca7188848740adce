#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests that a mistake in the file of an experiment, or in what its program answers, is named."""

import os
import pathlib
import shutil
import sys
import tempfile
import unittest

from reproduce_case import EXPERIMENT, PROGRAM, SWEEP, TOP, ReproduceTestCase

sys.path.insert(0, str(TOP / "utils"))

import experiment  # noqa: E402
from experiment_schema import ExperimentError  # noqa: E402


class ExperimentFileTest(unittest.TestCase):
    """What is refused before anything runs."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = self.folder / "wrong.toml"

    def refused(self, message):
        """The file is refused with its name and a message."""
        with self.assertRaises(ExperimentError) as raised:
            experiment.load_all(self.folder)
        self.assertIn("wrong.toml", str(raised.exception))
        self.assertIn(message, str(raised.exception))

    def wrong(self, old, new, message, text=EXPERIMENT):
        """A text of the file is replaced by one that is wrong."""
        self.assertIn(old, text)
        self.path.write_text(text.replace(old, new, 1), encoding="utf-8")
        self.refused(message)

    def test_file_that_cannot_be_read(self):
        self.path.write_bytes(b'title = "\xff"')
        self.refused("utf-8")
        self.path.write_text(EXPERIMENT + "[", encoding="utf-8")
        self.refused("end of document")
        self.path.unlink()
        self.path.mkdir()
        self.refused("Is a directory")
        self.path.rmdir()
        self.path.symlink_to("nowhere")
        self.refused("No such file")

    def test_folder_without_experiments(self):
        with self.assertRaises(ExperimentError) as raised:
            experiment.load_all(self.folder)
        self.assertIn(f"{self.folder} has no experiment", str(raised.exception))

    def test_keys(self):
        self.wrong("[base]", "[bsae]", "unknown key 'bsae'")
        self.wrong("source =", "sauce =", "unknown key 'sauce'")
        self.wrong('source = "Nobody, <Nowhere>"\n', "", "lacks the key 'source'")
        self.wrong('name = "small"\n', "", "[[case]] lacks the key 'name'")
        self.wrong('unit = "Gb/s", ', "", "published lacks the key 'unit'")
        self.wrong('quantity = "goodput"\nratio', "ratio", "[[check]] lacks the key 'quantity'")
        self.wrong('kind = "bars"\n', "", "[[plot]] lacks the key 'kind'")
        self.wrong('kind = "bars"\nquantity = "goodput"\n', 'kind = "bars"\n', "'quantity'")
        self.wrong('x = "rtt"\n', "", "either x or x_quantity", SWEEP)
        self.wrong(', label = "line rate"', "", "lines lacks the key 'label'")

    def test_values_of_the_wrong_kind(self):
        self.wrong('"Windows & round trips"', "3", "title = 3 is not a text")
        self.wrong('"Windows & round trips"', '" "', "title = ' ' is not a text")
        self.wrong('["busy"]', '"busy"', "report = 'busy' is not a list of texts")
        self.wrong('["busy"]', "[1]", "report = [1] is not a list of texts")
        self.wrong("[base]\nrtt = 1", "base = 3", "base = 3 is not a table")
        self.wrong("[base]\nrtt = 1", "[base]\nrtt = [1]", "[base] rtt = [1] is not a text, a")
        self.wrong("[base]\nrtt = 1", "[base]\nx.json = 1", "[base] x.json is where")
        self.wrong('name = "small"', "name = 4", "name = 4 is not a name for a case")
        self.wrong('name = "small"', 'name = "a/b"', "name = 'a/b' is not a name for a case")
        self.wrong("value = 2.0", 'value = "2"', "value = '2' is not a number")
        self.wrong("value = 2.0", "value = 0", "value = 0 is not a number, but not 0")
        self.wrong("value = 2.0", "value = nan", "value = nan is not a number")
        self.wrong('"fitted"', '"guessed"', "status = 'guessed' is not fitted or predicted")
        self.wrong("min = 1.9", "min = true", "min = True is not a number")
        self.wrong('kind = "bars"', 'kind = "pie"', "no plot is of the kind 'pie'")
        self.wrong('kind = "bars"', 'kind = ["bars"]', "no plot is of the kind ['bars']")
        self.wrong("rtt = [1, 2, 4]", "rtt = 1", "[sweep] rtt = 1 is not a list", SWEEP)
        self.wrong("rtt = [1, 2, 4]", "rtt = []", "[sweep] rtt = [] is not a list", SWEEP)
        self.wrong("rtt = [1, 2, 4]", "rtt = [[1]]", "[sweep] rtt = [[1]] is not a list", SWEEP)
        short = '[short]\nrtt = "wire.rtt"\n[[case]]'
        self.wrong("[[case]]", short, "the short name 'rtt' stands for 'wire.rtt', which is not")
        self.wrong("[[case]]", "[short]\nrtt = 1\n[[case]]", "[short] rtt = 1 is not a text or")

    def test_names_that_mean_nothing(self):
        self.wrong('name = "large"', 'name = "small"', "two cases are named 'small'")
        self.wrong('ratio_to = "small"', 'ratio_to = "sml"', "names no case: 'sml'")
        self.wrong('ratio_to = "small"', 'ratio_to = "*"', "names no case: '*'")
        self.wrong('["small", "large"]', '["small", "lrg"]', "names no case: 'lrg'")
        self.wrong('kind = "bars"', 'kind = "bars"\ncases = "x*"', "a plot of no case: 'x*'")

    def test_keys_without_effect(self):
        self.wrong("min = 1.9\nmax = 2.1\n", "", "has no bound")
        self.wrong("min = 1.9\nmax = 2.1", "max_error = 3", "ratio_to needs min or max")
        self.wrong('["small", "large"]', '["small", "large"]\nmin = 3', "unknown key 'min'")
        self.wrong('kind = "bars"', 'kind = "bars"\nseries = "case"', "unknown key 'series'")
        self.wrong('"idle"]', '"idle"]\nlabels = ["a"]', "one label for each")
        check = '[[check]]\ntext = "Close."\ncase = "*"\nquantity = "busy"\nmax_error = 1\n\n'
        self.wrong("[[plot]]", f"{check}[[plot]]", "needs a published busy of small")


class AnswerTest(ReproduceTestCase):
    """What is found out when the program has answered."""

    def fails(self, message, **options):
        """./reproduce fails with a message."""
        code, output = self.reproduce(**options)
        self.assertEqual(code, 1, output)
        self.assertIn(message, output)

    def test_quantities_that_the_program_does_not_report(self):
        for old, new, message in (
            ('report = ["busy"]', 'report = ["no-such"]', "reports no 'no-such'"),
            ('unit = "Gb/s"', 'unit = "Mb/s"', "published in Mb/s"),
            ('quantities = ["busy"', 'quantities = ["nil"', "reports no 'nil'"),
            ('quantity = "goodput"\nincreasing', 'quantity = "nil"\nincreasing', "no 'nil'"),
        ):
            self.define("windows", EXPERIMENT.replace(old, new))
            self.fails(message)
            self.assertIn("small,1,", self.read("windows-runs.csv"))
        self.define("windows", SWEEP.replace('quantity = "rtt_of"', 'quantity = "nil"'))
        self.fails("reports no 'nil'")

    def test_answers_that_are_none(self):
        for answer, message in (
            ("", "Expecting value"),
            ("[]", "it is no object of JSON"),
            ('{"a": 1', "Expecting"),
            ('{"a": 1}', "windows: small wrote an answer that is none: it lacks the list 'seed'"),
            ('{"a": {}}', "a is no number, text or list of them"),
            ('{"a": []}', "a is no number, text or list of them"),
            ('{"a": NaN}', "a is no number, text or list of them"),
            ('{"a]": 1}', "'a]' is neither NAME nor NAME [UNIT]"),
            ('{"seed": [1], "a": [1, 2]}', "its lists have different lengths"),
            ('{"seed": [1], "a [us]": ["x"]}', "a [us] is no list of numbers"),
        ):
            self.program.write_text(
                f"#!{sys.executable}\nimport sys\n"
                f"open(sys.argv[-1].removeprefix('--json='), 'w').write({answer!r})\n",
                encoding="utf-8",
            )
            self.fails(message)
        self.program.write_text("#!/bin/sh\n", encoding="utf-8")
        self.fails("windows: large wrote no answer")

    def test_program_that_cannot_be_run(self):
        self.program.chmod(0o644)
        self.fails(f"{self.program} is no program that can be run; name another")
        self.program.unlink()
        self.fails(f"{self.program} is no program that can be run; name another")

    def make_path(self, python):
        """A folder of programs for PATH that has only this python."""
        folder = self.folder / "bin"
        folder.mkdir()
        (folder / "dirname").symlink_to(shutil.which("dirname"))
        (folder / "python3").symlink_to(python)
        return {**os.environ, "PATH": str(folder)}

    def test_python_that_is_too_old(self):
        old = self.folder / "old-python"
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\n', encoding="utf-8")
        old.chmod(0o755)
        self.fails("Python 3.11 or newer is needed", env=self.make_path(old))

    def test_gnuplot_is_missed_before_the_first_run(self):
        self.program.write_text(
            PROGRAM.format(python=sys.executable) + f"\nopen('{self.folder / 'begun'}', 'w')",
            encoding="utf-8",
        )
        self.fails("gnuplot was not found", env=self.make_path(sys.executable))
        self.assertFalse((self.folder / "begun").exists())


if __name__ == "__main__":
    unittest.main()
