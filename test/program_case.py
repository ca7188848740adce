# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What tests of programs share: a folder for each test, and a program that is run there."""

import pathlib
import subprocess
import tempfile
import unittest


class ProgramTestCase(unittest.TestCase):
    """Each test has a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_program(self, command, code=0, **options):
        """Run a command, which ends with this exit code, or with any if it is None, and never with
        a Python traceback; returns exit code and what it prints."""
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **options,
        )
        self.assertNotIn("Traceback", done.stdout)
        if code is not None:
            self.assertEqual(done.returncode, code, done.stdout)
        return done.returncode, done.stdout
