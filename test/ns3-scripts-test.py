#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests how ns-3's scripts are converted and compared, with a compiler that only writes scripts."""

import io
import os
import pathlib
import struct
import sys
import tempfile
import unittest
import unittest.mock

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import ns3_scripts  # pylint: disable=wrong-import-position

SCRIPT = """#include "ns3/core-module.h"
#include "ns3/csma-module.h"

int main() {
    // PointToPointHelper is not used here
    CsmaHelper csma;
    NodeContainer nodes;
}
"""

# In place of the compiler: what it "compiles" is the shell commands of the source's comments.
COMPILER = """
import os, pathlib, sys
words = sys.argv[1:]
target = pathlib.Path(words[words.index("-o") + 1])
if "-c" in words:
    text = pathlib.Path(words[words.index("-c") + 1]).read_text()
    if "#error" in text:
        sys.exit("error: no")
    kind = "converted" if "OffloadCsmaHelper csma" in text else "original"
    lines = [line[2:].partition(":")[::2] for line in text.splitlines() if line.startswith("//")]
    commands = [command for kinds, command in lines if kinds in (kind, "both")]
    target.write_text("\\n".join(commands) + "\\n")
else:
    objects = [pathlib.Path(word) for word in words if word.endswith(".o")]
    target.write_text("#!/bin/sh -e\\n" + "".join(each.read_text() for each in objects))
    target.chmod(0o755)
"""


def capture(*frames):
    """The bytes of a capture, as an argument of printf."""
    data = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
    for length in frames:
        data += struct.pack("<IIII", 0, 0, length, length) + bytes(length)
    return "".join(f"\\{byte:03o}" for byte in data)


class Conversion(unittest.TestCase):
    """One line changes for each helper, and an include comes in."""

    def test_helper(self):
        """What is no declaration stays."""
        text = ns3_scripts.convert(SCRIPT)
        self.assertEqual(
            text,
            '#include "ns3/offload-csma-helper.h"\n'
            + SCRIPT.replace("CsmaHelper csma;", "OffloadCsmaHelper csma;"),
        )


    def test_switches(self):
        """A line names them, and an include comes in."""
        text = ns3_scripts.convert(SCRIPT, ("    NodeContainer nodes;", "    Switch(nodes);"))
        self.assertIn("    NodeContainer nodes;\n    Switch(nodes);\n", text)
        self.assertIn('#include "ns3/switch-helper.h"\n', text)


class Comparison(unittest.TestCase):
    """What the original and the converted script do."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "compiler.py").write_text(COMPILER, encoding="utf-8")
        environment = {"CXX": f"{sys.executable} -I -S {self.folder}/compiler.py", "CCACHE_DISABLE": "1"}
        patch = unittest.mock.patch.dict(os.environ, environment)
        patch.start()
        self.addCleanup(patch.stop)

    def try_script(self, *lines, **settings):
        """The faults of a script that does what comments say."""
        tree = self.folder / "tree"
        (tree / "build" / "include").mkdir(parents=True, exist_ok=True)
        (tree / "examples").mkdir(exist_ok=True)
        commands = "".join(f"//{line}\n" for line in lines)
        (tree / "examples" / "first.cc").write_text(SCRIPT + commands, encoding="utf-8")
        script = ns3_scripts.Script("examples/first.cc", **settings)
        with unittest.mock.patch.object(ns3_scripts, "SCRIPTS", [script]):
            return dict(ns3_scripts.try_scripts(tree, ["wifi"], 1, io.StringIO()))["first"]

    def deliver(self, original, converted, **settings):
        """The faults where so many bytes arrive."""
        return self.try_script(
            f"original:printf 'sink {original}\\n' > delivered.txt",
            f"converted:printf 'sink {converted}\\n' > delivered.txt",
            **settings,
        )

    def test_bytes(self):
        """They are the same, or differ by as much as is allowed."""
        self.assertEqual(self.deliver(1000, 1000), [])
        fault = "sink: 1000 bytes delivered by the original, 999 by the converted"
        self.assertEqual(self.deliver(1000, 999), [fault])
        self.assertEqual(self.deliver(1000, 951, tolerance=0.05), [])
        self.assertEqual(len(self.deliver(1000, 949, tolerance=0.05)), 1)
        self.assertEqual(self.deliver("1000\\nother 500", "500\\nother 1000", tolerance=0.05), [])
        self.assertEqual(
            self.try_script("both:touch delivered.txt"), ["the original delivers nothing"]
        )

    def test_endings(self):
        """A script that does not compile, fails or hangs."""
        self.assertEqual(self.try_script("#error:"), ["the original does not compile"])
        (fault,) = self.try_script("both:echo sink 1 > delivered.txt", "converted:kill -6 $$")
        self.assertRegex(fault, "^the converted failed: signal 6, output in .*/converted/output$")
        (fault,) = self.try_script("both:exit 3")
        self.assertIn("the original failed: exit code 3", fault)
        with unittest.mock.patch.object(ns3_scripts, "TIMEOUT", 0.5):
            (fault,) = self.try_script("both:exec sleep 9")
            self.assertEqual(fault, "the original failed: stopped after 0.5 s")

    def test_captures(self):
        """They are whole, and hold something where the original's do."""
        begin = "both:echo sink 1 > delivered.txt"
        for old, new, fault in (
            (capture(60), capture(60), None),
            (capture(60, 60), capture(60), None),
            (capture(60), capture(), "a.pcap: 1 frames in the original, 0 in the converted"),
            (capture(60), capture(60)[:-4], "a.pcap: cut off in frame 1"),
            (capture(60), capture(60, 10)[:-48], "a.pcap: cut off in the header of frame 2"),
            (capture(60), "", "a.pcap: no header of a capture"),
        ):
            faults = self.try_script(
                begin, f"original:printf '{old}' > a.pcap", f"converted:printf '{new}' > a.pcap"
            )
            self.assertEqual(faults, [fault] if fault else [])
        frames = (
            f"original:printf '{capture(60, 60)}' > a.pcap",
            f"converted:printf '{capture(60)}' > a.pcap",
        )
        fault = "a.pcap: 2 frames in the original, 1 in the converted"
        self.assertEqual(self.try_script(begin, *frames, same_frames=True), [fault])
        self.assertEqual(
            self.try_script(begin, "original:touch a.pcap"), ["a.pcap: only the original writes it"]
        )

    def test_traces(self):
        """Each kind of line is there, and further files are written."""
        begin = "both:echo sink 1 > delivered.txt"
        self.assertEqual(
            self.try_script(begin, "both:echo r > a.tr", "original:echo d >> a.tr"),
            ["a.tr: no line begins with d"],
        )
        self.assertEqual(self.try_script(begin, "both:echo r > a.tr"), [])
        self.assertEqual(
            self.try_script(begin, "both:touch a.dat", "original:echo 1 > a.dat", files="*.dat"),
            ["a.dat: empty in the converted"],
        )
        self.assertEqual(self.try_script(begin, files="*.dat"), ["the original writes no *.dat"])

    def test_not_there(self):
        """A script whose module the tree lacks is skipped, one that is left out is not named."""
        begin = "both:echo sink 1 > delivered.txt"
        self.assertIsNone(self.try_script(begin, modules="flow-monitor"))
        tree = self.folder / "tree"
        self.assertEqual(ns3_scripts.modules(tree, []), [])
        (tree / "src" / "wifi").mkdir(parents=True)
        (tree / "src" / "flow-monitor").mkdir()
        self.assertEqual(ns3_scripts.modules(tree, []), ["flow-monitor", "wifi"])
        self.assertEqual(ns3_scripts.modules(tree, ["wifi"]), ["flow-monitor"])


if __name__ == "__main__":
    unittest.main()
