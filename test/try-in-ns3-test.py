#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests utils/try-in-ns3.py with a tree whose build system only writes scripts."""

import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent
VERSION = "3.99"

# In place of ns3 or waf: "builds" a test runner with three suites, and the examples. ns3 configures a build for CMake,
# which calls it again.
BUILD_PROGRAM = """
import os, pathlib, subprocess, sys
top = pathlib.Path({place}).resolve()
with (top / "calls").open("a") as calls:
    print(*sys.argv[1:], file=calls)
if sys.argv[1] == "configure" and {is_cmake}:
    lists = top / "cmake-cache/CMakeLists.txt"
    lists.parent.mkdir(exist_ok=True)
    lists.write_text(
        "cmake_minimum_required(VERSION 3.20)\\nproject(fake NONE)\\n"
        f"add_custom_target(everything ALL COMMAND {{sys.executable}} ns3 build WORKING_DIRECTORY {{top}})\\n"
    )
    sys.exit(subprocess.run(["cmake", "-S", lists.parent, "-B", lists.parent]).returncode)
if sys.argv[1] == "build":
    if not (top / "contrib/offload/model/engine/gro-engine.cc").is_file():
        sys.exit("error: no module")
    if (top / "is-broken").exists():
        sys.exit("nic-driver.cc:1: error: no such thing")
    def write(path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
    write(top / "build/utils/ns3.99-test-runner-debug", (top / "runner").read_text())
    for name in (top / "examples").read_text().split():
        write(top / f"build/contrib/offload/examples/ns3.99-{{name}}-debug", "#!/bin/sh\\n")
"""

RUNNER = """#!{python}
import sys
options = dict(argument.lstrip("-").partition("=")[::2] for argument in sys.argv[1:])
if "print-test-name-list" in options:
    print("unit offload-good\\nsystem offload-bad\\nunit another-module\\nperformance offload-slow")
    sys.exit()
name = options["test-name"]
passed = name != "offload-bad" or {is_bad_good}
result = "PASS" if passed else "FAIL"
open(options["out"], "w").write(f"<Test><Name>{{name}}</Name><Result>{{result}}</Result></Test>")
print("it did not add up" if not passed else "")
sys.exit(not passed)
"""


class TryInNs3(unittest.TestCase):
    """One tree, one command."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.work = self.folder / "work"
        self.tree = self.folder / f"ns-{VERSION}"
        text = (TOP / "test" / "examples-to-run.py").read_text(encoding="utf-8")
        self.n_examples = len(re.findall(r'^    \("offload-', text, re.MULTILINE))
        names = " ".join(sorted(set(re.findall(r'^    \("(offload-[a-z-]*)', text, re.MULTILINE))))
        for name, content in {
            "VERSION": VERSION,
            "ns3": BUILD_PROGRAM.format(place="__file__ + '/..'", is_cmake=True),
            "runner": RUNNER.format(python=sys.executable, is_bad_good=True),
            "examples": names,
            "build/utils/ns3.99-test-runner-debug": "of another build",
        }.items():
            self.write(name, content)

    def write(self, name, content):
        """A file of the tree."""
        (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
        (self.tree / name).write_text(content, encoding="utf-8")

    def run_tool(self, *arguments):
        """Exit code, and what is printed."""
        done = subprocess.run(
            [TOP / "utils" / "try-in-ns3.py", f"--work={self.work}", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def test_all_pass(self):
        """The line of a tree; others' suites and slow ones are not run."""
        code, output = self.run_tool(str(self.tree))
        self.assertEqual(
            output,
            "ns-3.99 (default): 2 suites passed, 0 failed; "
            f"{self.n_examples} examples passed, 0 failed\n",
        )
        self.assertEqual(code, 0)
        calls = (self.work / "ns-3.99-default" / "calls").read_text(encoding="utf-8")
        self.assertIn("--build-profile=default --enable-modules=offload --enable-tests", calls)
        self.assertIn("--filter-module-examples-and-tests=offload", calls)

    def test_original_stays(self):
        """The tree itself is not touched."""
        before = sorted(self.tree.rglob("*"))
        self.run_tool(str(self.tree))
        self.assertEqual(sorted(self.tree.rglob("*")), before)

    def test_second_run_keeps_times(self):
        """What has not changed is not compiled again; what has gone, goes."""
        copy = self.work / "ns-3.99-default"
        files = [copy / "VERSION", copy / "contrib/offload/model/engine/gro-engine.cc"]
        self.run_tool(str(self.tree))
        for path in files:
            os.utime(path, (1, 1))
        gone = copy / "contrib/offload/model/engine/gone.cc"
        gone.touch()
        moved = copy / "contrib/offload/helper/cpu-core.h"
        moved.touch()
        forward = copy / "build/include/ns3/cpu-core.h"
        forward.parent.mkdir(parents=True)
        forward.touch()
        self.write("VERSION", "3.98")
        self.run_tool(str(self.tree))
        self.assertEqual([path.stat().st_mtime == 1 for path in files], [False, True])
        self.assertFalse(gone.exists() or moved.exists() or forward.exists())

    def test_failing_suite(self):
        """It is named, and the log has its output."""
        self.write("runner", RUNNER.format(python=sys.executable, is_bad_good=False))
        code, output = self.run_tool("--profile=debug", str(self.tree))
        log = self.work / "ns-3.99-debug.log"
        self.assertEqual(
            output,
            "ns-3.99 (debug): 1 suites passed, 1 failed; "
            f"{self.n_examples} examples passed, 0 failed: offload-bad; log in {log}\n",
        )
        self.assertEqual(code, 1)
        self.assertIn("it did not add up", log.read_text(encoding="utf-8"))
        self.assertIn("it did not add up", self.run_tool("--verbose-failed", str(self.tree))[1])

    def test_missing_example(self):
        """A program that was not built is a failure."""
        names = (self.tree / "examples").read_text(encoding="utf-8").split()
        self.write("examples", " ".join(name for name in names if name != "offload-perf"))
        code, output = self.run_tool(str(self.tree))
        self.assertEqual(code, 1)
        self.assertRegex(output, r"[1-9] failed: offload-perf")

    def test_failing_build(self):
        """Errors are shown, and the next tree has its turn."""
        self.write("is-broken", "")
        code, output = self.run_tool(str(self.tree), "7.1")
        self.assertIn("nic-driver.cc:1: error: no such thing", output)
        self.assertIn("ns-3.99 (default): the build failed; log in ", output)
        self.assertIn("Version 7.1: say with --place=FOLDER", output)
        self.assertEqual(code, 1)

    def test_archive_and_waf(self):
        """A version is found as an archive; waf has one profile with assertions."""
        (self.tree / "ns3").unlink()
        self.write("waf", BUILD_PROGRAM.format(place="'.'", is_cmake=False))
        with tarfile.open(self.folder / "ns-3.99.tar.xz", "w:xz") as archive:
            archive.add(self.tree, f"ns-allinone-{VERSION}/ns-{VERSION}")
        self.tree.rename(self.folder / "away")
        code, output = self.run_tool(f"--place={self.folder}", VERSION)
        self.assertRegex(output, r"^ns-3\.99 \(debug\): 2 suites passed, 0 failed;")
        self.assertEqual(code, 0)
        calls = (self.work / "ns-3.99-default" / "calls").read_text(encoding="utf-8")
        self.assertIn("--build-profile=debug", calls)
        self.assertIn("--disable-werror", calls)

    def test_bad_arguments(self):
        """A message that names the thing and the remedy, and exit code 1."""
        empty = self.folder / "empty.tar.xz"
        with tarfile.open(empty, "w:xz"):
            pass
        (self.folder / "broken.tar.xz").write_text("no archive", encoding="utf-8")
        for arguments, message in (
            (["no-tree"], "no-tree: there is no such folder or archive"),
            ([str(TOP)], f"{TOP} is not an ns-3 tree: it has no VERSION"),
            ([f"--place={self.folder}", "3.1"], "no tree and no archive of version 3.1: ns-3.1/"),
            ([f"--place={self.folder}/no", "3.1"], "/no is not a folder"),
            ([str(empty)], "has no ns-3 tree"),
            ([str(self.folder / "broken.tar.xz")], "broken.tar.xz cannot be unpacked"),
        ):
            code, output = self.run_tool(*arguments)
            self.assertIn(message, output)
            self.assertNotIn("Traceback", output)
            self.assertEqual(code, 1)


if __name__ == "__main__":
    unittest.main()
