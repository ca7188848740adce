# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What the tests of utils/sweep.py share: a program that only computes, and sweeps of it."""

import pathlib
import time

from program_case import ProgramTestCase

TOP = pathlib.Path(__file__).resolve().parent.parent

# Notes that it begins, takes its time, and writes its answer in two parts, so that one can be torn
PROGRAM = """#!/bin/sh
for argument; do
    case $argument in
        --x=*) x=${argument#*=} ;;
        --y=*) y=${argument#*=} ;;
        --json=*) json=${argument#*=} ;;
    esac
done
echo "$x $y" >> "FOLDER/begun"
echo "this is $x $y"
[ -e FOLDER/hold ] && sleep 100
sleep 0.0$((x % 4))
[ "$y" = 13 ] && [ ! -e FOLDER/mended ] && { echo '{"product": 0}' > "$json"; exit 3; }
printf '{"product [units]": %s, ' $((x * y)) > "$json"
echo '"x": "again", "delays [us]": [1.5, 2], "seed": [1, 2]}' >> "$json"
"""
SMALL = 'program = "PROGRAM"\n[sweep]\nx = [1, 2]\ny = [5, 6]\n'
LARGE = f'program = "PROGRAM"\n[sweep]\nx = {list(range(20))}\ny = {list(range(20, 30))}\n'
FAILING = 'program = "PROGRAM"\n[sweep]\nx = [1, 2]\ny = [5, 13]\n'


class SweepTestCase(ProgramTestCase):
    """Each test has a folder of its own."""

    def setUp(self):
        super().setUp()
        self.output = self.folder / "out"
        self.file = self.folder / "sweep.toml"
        self.program = self.folder / "program"
        self.program.write_text(PROGRAM.replace("FOLDER", str(self.folder)), encoding="utf-8")
        self.program.chmod(0o755)

    def define(self, text):
        """Write the file of the sweep."""
        self.file.write_text(text.replace("PROGRAM", str(self.program)), encoding="utf-8")

    def command(self, *arguments, output=None):
        """The command line."""
        output = output or self.output
        return [TOP / "utils" / "sweep.py", self.file, f"--output={output}", *arguments]

    def sweep(self, *arguments, code=0, **options):
        """Run it; returns what it prints."""
        return self.run_program(self.command(*arguments, **options), code)[1]

    def begun(self):
        """The runs that have begun, in their order."""
        path = self.folder / "begun"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def finished(self):
        """The runs that are finished, as the program names them."""
        return {
            " ".join(part.split("=")[1] for part in path.parent.name.rsplit("-", 1)[0].split(":"))
            for path in self.output.glob("runs/*/result.json")
        }

    def wait_for(self, condition):
        """Wait, but not for ever."""
        deadline = time.monotonic() + 300
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
