#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests utils/vectors.py, and offload-vectors on packed and unpacked sets: vectors-test.py [BUILD-FOLDER]"""

import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent
DATA = TOP / "test" / "data"
SETS = [path.parent.relative_to(DATA).as_posix() for path in sorted(DATA.glob("**/cases.json"))]
BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else TOP / "build").resolve()

FILE_HEADER = bytes.fromhex("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000")


def record(frame, seconds=0, microseconds=0):
    """A packet of a pcap file."""
    return struct.pack("<4I", seconds, microseconds, len(frame), len(frame)) + frame


def packets_of(path):
    """The packets of a pcap file, each with its header."""
    content = path.read_bytes()
    assert content.startswith(FILE_HEADER), path
    content = content[len(FILE_HEADER) :]
    packets = []
    while content:
        length = 16 + struct.unpack_from("<I", content, 8)[0]
        packets.append(content[:length])
        content = content[length:]
    return packets


def index_of(folder):
    """The index of a set."""
    return json.loads((folder / "cases.json").read_text(encoding="utf-8"))


class VectorsTest(unittest.TestCase):
    """Each test has a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_tool(self, *arguments):
        """Exit code and output."""
        done = subprocess.run(
            [TOP / "utils" / "vectors.py", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def succeed(self, *arguments):
        """The output of a call that has to end well."""
        code, output = self.run_tool(*arguments)
        self.assertEqual(code, 0, output)
        return output

    def refuse(self, message, *arguments):
        """A call that has to end with a message."""
        code, output = self.run_tool(*arguments)
        self.assertEqual(code, 1, output)
        self.assertIn(message, output)

    def record_set(self):
        """A set as a recorder writes it: the name of a case is the beginning of another's."""
        folder = self.folder / "recorded"
        folder.mkdir()
        index = {"format": 7, "cases": [{"name": "a", "x": [1, None]}, {"name": "a.b", "x": "é"}]}
        (folder / "cases.json").write_text(json.dumps(index), encoding="utf-8")
        for name, frames in {
            "a.in": [record(b"12", 1, 2), record(b"345", 3, 4)],
            "a.out": [],
            "a.b.in": [record(b"6")],
            "a.b.out": [record(b"78"), record(b"9")],
        }.items():
            (folder / f"{name}.pcap").write_bytes(FILE_HEADER + b"".join(frames))
        return folder, index

    def test_each_packet_of_a_set_belongs_to_one_part_of_one_case(self):
        self.assertEqual(SETS, ["inet-lro", "linux-6.18/gro", "linux-6.18/gso"])
        for name in SETS:
            folder = DATA / name
            self.assertEqual(sorted(path.name for path in folder.iterdir()), ["cases.json", "packets.pcap"])
            following = 1
            for case in index_of(folder)["cases"]:
                self.assertEqual(next(iter(case["packets"])), "in", case["name"])
                for part in case["packets"].values():
                    self.assertEqual((part["file"], part["first"]), ("packets.pcap", following))
                    following += part["count"]
            self.assertEqual(following - 1, len(packets_of(folder / "packets.pcap")))

    def test_list_has_sets_and_cases(self):
        self.assertRegex(self.succeed("list"), r"(?m)^linux-6.18/gro +137 cases$")
        self.assertRegex(self.succeed("list", "inet-lro"), r"(?m)^max_desc_one_two_flows +\w+")

    def test_extracted_case_has_the_packets_of_all_its_parts(self):
        file = self.folder / "gap.pcap"
        output = self.succeed("extract", "inet-lro", "gap", file)
        case = next(case for case in index_of(DATA / "inet-lro")["cases"] if case["name"] == "gap")
        everything = packets_of(DATA / "inet-lro" / "packets.pcap")
        wanted = []
        for part in case["packets"].values():
            wanted += everything[part["first"] - 1 : part["first"] - 1 + part["count"]]
        self.assertEqual(packets_of(file), wanted)
        frames = case["n_in"]
        self.assertIn(f"gap.pcap: in: packets 1 to {frames}\n", output)
        self.assertIn(f"gap.pcap: frags.out: packets {frames + 1} to ", output)
        self.succeed("extract", str(DATA / "inet-lro"), "gap", file, "--part=in", "--force")
        self.assertEqual(packets_of(file), wanted[:frames])

    @unittest.skipUnless(shutil.which("tshark"), "tshark is not installed")
    def test_wireshark_tells_the_parts_apart(self):
        file = self.folder / "case.pcapng"
        self.succeed("extract", "linux-6.18/gro", "tcp4-two-polls", file)
        fields = [f"-e{field}" for field in ("frame.interface_name", "frame.time_epoch", "frame.len")]
        done = subprocess.run(
            ["tshark", "-r", file, "-Tfields", *fields],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
        self.succeed("unpack", "linux-6.18/gro", self.folder / "gro")
        wanted = []
        for part in ("in", "out", "reseg"):
            for packet in packets_of(self.folder / "gro" / f"tcp4-two-polls.{part}.pcap"):
                seconds, microseconds, length, _ = struct.unpack_from("<4I", packet)
                wanted.append(f"{part}\t{seconds}.{microseconds:06}000\t{length}")
        self.assertEqual(done.stdout.splitlines(), wanted)
        self.assertIn(b"tcp4-two-polls: ", file.read_bytes())

    def test_what_is_unknown_is_named_with_what_is_near(self):
        file = self.folder / "x.pcap"
        self.refuse("near it: inet-lro", "extract", "inetlro", "gap", file)
        self.refuse("near it: linux-6.18/gro", "list", "gro")
        self.refuse("there are 3: inet-lro, linux-6.18/gro", "list", "/no/such")
        self.refuse("near it: ts_zero_tsecr", "extract", "inet-lro", "ts_zero_tsecrr", file)
        self.refuse("there are 55: tcp4-2-exact", "extract", "linux-6.18/gso", "zzz", file)
        self.refuse("it has: in, frags.out, skb.out", "extract", "inet-lro", "gap", file, "--part=out")
        self.assertFalse(file.exists())

    def test_nothing_that_exists_is_lost(self):
        file = self.folder / "x.pcap"
        file.write_text("precious")
        self.refuse("--force", "extract", "inet-lro", "gap", file)
        self.assertEqual(file.read_text(), "precious")
        link = self.folder / "link.pcap"
        link.symlink_to("nowhere")
        self.refuse("--force", "extract", "inet-lro", "gap", link)
        self.refuse("is not a file", "extract", "inet-lro", "gap", self.folder, "--force")
        recorded, _ = self.record_set()
        capture = recorded / "a.in.pcap"
        before = capture.read_bytes()
        self.refuse("in a set of cases", "extract", "inet-lro", "gap", capture, "--force")
        self.assertEqual(capture.read_bytes(), before)
        self.refuse("/no/such/folder", "extract", "inet-lro", "gap", "/no/such/folder/x.pcap")
        self.succeed("extract", "inet-lro", "gap", file, "--force")
        self.assertEqual(file.read_bytes()[:4], FILE_HEADER[:4])
        self.assertEqual(
            {path.name for path in self.folder.iterdir()}, {"x.pcap", "link.pcap", "recorded"}
        )

    def test_pack_and_unpack_keep_all(self):
        recorded, index = self.record_set()
        packed = self.folder / "new" / "packed"
        self.assertIn("2 cases, 5 packets", self.succeed("pack", recorded, packed))
        self.assertEqual({path.name for path in packed.iterdir()}, {"cases.json", "packets.pcap"})
        packed_index = index_of(packed)
        self.assertEqual(
            [case.pop("packets") for case in packed_index["cases"]],
            [
                {
                    "in": {"file": "packets.pcap", "first": 1, "count": 2},
                    "out": {"file": "packets.pcap", "first": 3, "count": 0},
                },
                {
                    "in": {"file": "packets.pcap", "first": 3, "count": 1},
                    "out": {"file": "packets.pcap", "first": 4, "count": 2},
                },
            ],
        )
        self.assertEqual(packed_index, index)
        unpacked = self.folder / "unpacked"
        self.succeed("unpack", packed, unpacked)
        self.assertEqual(index_of(unpacked), index)
        for path in recorded.glob("*.pcap"):
            self.assertEqual((unpacked / path.name).read_bytes(), path.read_bytes(), path.name)
        self.assertEqual(len(list(unpacked.iterdir())), 5)

    def test_pack_needs_a_folder_of_its_own(self):
        recorded, _ = self.record_set()
        packed = self.folder / "packed"
        self.succeed("pack", recorded, packed)
        (packed / "packets.pcap").unlink()
        self.refuse("cases.json exists", "pack", recorded, packed)
        self.assertEqual([path.name for path in packed.iterdir()], ["cases.json"])
        self.succeed("pack", recorded, packed, "--force")
        self.assertEqual(len(packets_of(packed / "packets.pcap")), 5)
        self.refuse("is the set itself", "pack", recorded, recorded, "--force")
        self.refuse("is the set itself", "unpack", packed, packed, "--force")

    def test_faults_of_a_set_are_named(self):
        recorded, _ = self.record_set()
        packed = self.folder / "packed"
        stray = recorded / "c.in.pcap"
        stray.write_bytes(FILE_HEADER)
        self.refuse("c.in.pcap belongs to no case", "pack", recorded, packed)
        stray.unlink()
        capture = recorded / "a.in.pcap"
        whole = capture.read_bytes()
        capture.write_bytes(whole[:-1])
        self.refuse("a.in.pcap: record 1 is cut off at byte 42", "pack", recorded, packed)
        capture.write_bytes(b"\n\r\r\n" + whole[4:])
        self.refuse("a.in.pcap: not a classic", "pack", recorded, packed)
        capture.write_bytes(whole[:20] + b"\2" + whole[21:])
        self.refuse("a.in.pcap: link type 2 instead of 1", "pack", recorded, packed)
        capture.unlink()
        self.refuse("case 'a' has no part 'in'", "pack", recorded, packed)
        capture.write_bytes(whole)
        self.succeed("pack", recorded, packed)
        index = index_of(packed)
        index["cases"][1]["packets"]["out"]["count"] = 3
        (packed / "cases.json").write_text(json.dumps(index))
        self.refuse("case 'a.b', part 'out'", "extract", packed, "a.b", self.folder / "x.pcap")
        (packed / "cases.json").write_text("[]")
        self.refuse("not an index of cases", "list", packed)

    def test_engines_agree_with_both_layouts(self):
        for name in SETS:
            unpacked = self.folder / name
            packed = self.folder / "packed" / name
            self.succeed("unpack", name, unpacked)
            self.succeed("pack", unpacked, packed)
            for file in ("cases.json", "packets.pcap"):
                self.assertEqual((packed / file).read_bytes(), (DATA / name / file).read_bytes())
            runs = sum(len(case.get("modes", [1])) for case in index_of(unpacked)["cases"])
            for folder in (unpacked, packed):
                done = subprocess.run(
                    [BUILD / "offload-vectors", folder],
                    stdout=subprocess.PIPE,
                    text=True,
                    check=False,
                )
                self.assertEqual(done.stdout, f"{runs} passed, 0 failed\n")


if __name__ == "__main__":
    unittest.main()
