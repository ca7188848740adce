#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Captures of all sorts, damaged and endless ones, and all forms of output of offload-replay.

    test/replay-inputs-test.py BUILD_DIRECTORY
"""

import contextlib
import json
import os
import pathlib
import pty
import resource
import struct
import subprocess
import sys
import time

import replay_captures as make
from replay_bench import MOST, ONE_POLL, SIZE, check_output, frames_of, run

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import capture  # noqa: E402
import cli  # noqa: E402


def check_formats(bench):
    """Where captures come from and go to."""
    frames = frames_of(make.Flow(), 64)
    path = bench.write("whole.pcap", frames)
    whole = bench.replay(path, *ONE_POLL)
    with open(path, "rb") as file:
        result = bench.replay("-", *ONE_POLL, stdin=file)
    bench.equal("standard input", result["quantities"], whole["quantities"])
    bench.equal("nothing to warn of", bench.run(path).stderr, b"")
    bench.equal("quiet", bench.run(path, "--quiet").stdout, b"")

    parts = [("eth0", [record(i, frame) for i, frame in enumerate(frames)])]
    content = capture.to_pcapng(parts, "a test")
    bench.path("next.pcapng").write_bytes(content)
    bench.equal("pcapng", bench.replay(bench.path("next.pcapng"), *ONE_POLL)["q"]["packets"], 2)
    raw = capture.block(1, struct.pack("<HHI", make.RAW, 0, capture.SNAP_LENGTH), {})
    bench.path("mixed.pcapng").write_bytes(content + raw)
    done = bench.run(bench.path("mixed.pcapng"), status=1)
    bench.expect("interfaces of several link types", b"tshark -r FILE -Y frame.interface_id==0" in done.stderr)

    done = bench.run(path, "--write=-", *ONE_POLL)
    make.write_pcap(bench.path("expected.pcap"), make.ETHERNET, [])
    bench.equal("standard output", done.stdout[:24], bench.path("expected.pcap").read_bytes())
    bench.equal("all of it", len(done.stdout), 24 + 2 * (16 + 66) + 64 * SIZE)
    bench.expect("the table goes to standard error", b"packets_saved" in done.stderr)

    result = bench.replay(bench.write("two.pcap", frames + frames_of(make.Flow(protocol=make.UDP), 9)), "--filter=udp")
    bench.equal("a filter", (result["q"]["frames"], result["capture"]["not_in_filter"]), (9, 64))
    both = [packet for n in (1, 2) for packet in (make.Flow(n).next(), make.Flow(protocol=make.UDP).next())]
    path = bench.write("ppp.pcap", [make.link_header(make.PPP, each) + each for each in both], link=make.PPP)
    bench.equal("a filter for PPP as ns-3 has it", bench.replay(path, "--filter", "udp")["q"]["frames"], 2)


def record(microseconds, frame):
    """A frame as it stands in a capture file."""
    return capture.RECORD_HEADER.pack(1700000000, microseconds, len(frame), len(frame)) + frame


def check_truncated(bench):
    """Frames that were not captured whole."""
    frames = frames_of(make.Flow(), 64)
    out = bench.path("out.pcap")
    whole = bench.replay(bench.write("whole.pcap", frames), *ONE_POLL)
    path = bench.write("short.pcap", frames, snaplen=100)
    result = bench.replay(path, *ONE_POLL, f"--write={out}")
    bench.equal("truncated frames are merged alike", result["quantities"], whole["quantities"])
    bench.expect("it warns of them", bench.warns(result, "64 of 64 frames are truncated"))
    lengths = [(len(frame), length) for _, frame, length in make.read_pcap(out)[1]]
    wanted = [(100, 66 + MOST * SIZE), (100, 66 + (64 - MOST) * SIZE)]
    bench.equal("and writes what there is", lengths, wanted)
    path = bench.write("shorter.pcap", frames, snaplen=40)
    reasons = [(each["name"], each["count"]) for each in bench.replay(path, *ONE_POLL)["passes"]]
    bench.equal("without whole headers", reasons, [("TRANSPORT_TRUNCATED", 64)])
    path = bench.write("shortest.pcap", [*frames[:1], frames[1][:9]])
    bench.expect("without link header", bench.warns(bench.replay(path), "1 records are shorter than a link"))
    content = bytearray(bench.path("whole.pcap").read_bytes())
    content[24 + 12 : 24 + 16] = b"\xf0\xff\xff\xff"  # length of the first frame
    bench.path("long.pcap").write_bytes(content)
    result = bench.replay(bench.path("long.pcap"))
    bench.equal("a frame of 4 GB is left out", result["capture"]["frames"], 63)


def check_doubtful(bench):
    """What makes results doubtful, and what to do about it."""
    out = bench.path("out.pcap")
    for kind, count in (("wrong", 0), ("partial", 32)):
        path = bench.write("bad.pcap", frames_of(make.Flow(), 32, checksum=kind))
        result = bench.replay(path, *ONE_POLL)
        bench.equal(f"{kind} checksums: packets", result["q"]["packets"], 32)
        bench.equal(f"{kind} checksums: partial ones", result["capture"]["partial_checksum"], count)
        bench.expect(f"{kind} checksums: the remedy", bench.warns(result, "Give --fix-checksums"))
        result = bench.replay(path, *ONE_POLL, "--fix-checksums", f"--write={out}")
        bench.equal(f"{kind} checksums, mended: packets", result["q"]["packets"], 1)
        check_output(bench, f"{kind} checksums, mended", out, make.ETHERNET, make.Flow().payload * 32)
    text = "1 of 1 frames are above the MTU of 1500 bytes (the largest has 46388)"
    bench.expect("merged before", bench.warns(bench.replay(out), text))
    bench.equal("GSO is for such", bench.replay(out, "--offload=gso")["warnings"], [])
    packets = [make.Flow().next() for _ in range(3)]
    sent = [b"\0\4" + make.link_header(make.SLL, packet)[2:] + packet for packet in packets]
    result = bench.replay(bench.write("sent.pcap", sent, link=make.SLL))
    bench.expect("sent by the host", bench.warns(result, "3 of 3 frames were sent by the capturing host"))
    result = bench.replay(bench.write("back.pcap", frames_of(make.Flow(), 64), gap=-1000))
    bench.expect("times that go back", bench.warns(result, "63 of 64 frames have a time before"))


def check_broken(bench):
    """Files that are no captures, or not whole."""
    frames = frames_of(make.Flow(), 64)
    out = bench.path("out.pcap")
    content = bench.write("whole.pcap", frames).read_bytes()
    bench.path("damaged.pcap").write_bytes(content[:-700])
    done = bench.run(bench.path("damaged.pcap"), f"--write={out}", status=1)
    bench.expect("a damaged end is told", b"damaged behind frame 63 (truncated dump file" in done.stderr)
    written = [make.parse(frame, make.ETHERNET) for _, frame, _ in make.read_pcap(out)[1]]
    bench.equal("what comes before is replayed", sum(len(each["payload"]) for each in written), 63 * SIZE)
    for name, text, data in (
        ("no.pcap", "there is no frame to replay", content[:24]),
        ("empty.pcap", "truncated dump file", b""),
        ("text.pcap", "unknown file format", b"This is no capture at all, but a text."),
    ):
        bench.path(name).write_bytes(data)
        bench.expect(name, text in bench.run(bench.path(name), status=1).stderr.decode())
    path = bench.write("blue.pcap", [bytes(4) + frames[0]], link=make.BLUETOOTH)
    text = "link type 201 (BLUETOOTH_HCI_H4_WITH_PHDR) is not known here: capture one of Ethernet, Linux cooked"
    bench.expect("an unknown link type", text in bench.run(path, status=1).stderr.decode())


def check_flows(bench):
    """More flows than there are rows."""
    big = make.Flow(70000)
    frames = []
    for number in range(3000):
        frames += frames_of(make.Flow(number, size=10), 2)
        frames += frames_of(big, 1)
    path = bench.write("many.pcap", frames, gap=500)
    flows = bench.replay(path, "--max-flows=50")["flows"]
    rows = flows["rows"]
    bench.expect("no more rows than allowed", len(rows) <= 50)
    largest = (rows[0]["flow"].split()[0], rows[0]["frames"])
    bench.equal("the big flow keeps its own", largest, (f"{big.source}:10001", 3000))
    total = sum(row["frames"] for row in rows) + flows["grouped"]["frames"]
    bench.equal("no frame is lost", total, 9000)
    text = bench.run(path, "--max-flows=50").stdout.decode()
    wanted = f"grouped, for lack of rows: {flows['grouped']['rows']} flows"
    bench.expect("the table says what is grouped", wanted in text)


def check_costs(bench):
    """Prices of a profile, comparisons, plots."""
    path = bench.write("cost.pcap", frames_of(make.Flow(), 640), gap=1200)
    profile = "--profile=gold6128-2021"
    results = {}
    for offload in ("none", "lro", "gro", "gso"):
        result = bench.replay(path, profile, f"--offload={offload}")
        results[offload] = result["quantities"]
        cycles = sum(each["cycles"] for each in result["operations"].values())
        bench.equal(f"{offload}: cycles are the operations'", round(cycles), round(result["q"]["cycles"]))
        share = 100 * cycles / (3.4e9 * 639 * 1200e-9)
        bench.expect(f"{offload}: share of a core", abs(share - result["q"]["core_share"]) < 1e-6 * share)
    count = bench.replay(path, profile)["operations"]
    bench.equal("packets are delivered", count["deliver_packet"]["count"], results["gro"]["packets"]["value"])
    bench.equal("descriptors are read", count["read_rx_descriptor"]["count"], 640)
    summed = bench.replay(path, profile, "--rx-checksum=false")["operations"]["checksum_byte"]["count"]
    bench.equal("bytes are summed", summed, 640 * (32 + SIZE))
    compared = bench.replay(path, profile, *(f"--compare=offload={name}" for name in results))
    bench.equal("compared is as alone", [each["quantities"] for each in compared["settings"]], list(results.values()))
    for kind, begin in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        plot = bench.path(f"plot.{kind}")
        bench.run(path, "--compare=offload=none", "--compare=offload=lro,max-aggr=9", f"--plot={plot}")
        bench.expect(f"plot as {kind}", plot.read_bytes().startswith(begin))
    bench.expect("the plot names the settings", "offload=lro,max-aggr=9" in bench.path("plot.svg").read_text())


def check_memory(bench):
    """A stream larger than the memory that the program may have; a terminal is told how far it is."""
    limit = 150 * 10**6  # the program's code and libraries included
    frames = [each for number in range(2000) for each in frames_of(make.Flow(number), 1)]
    master, terminal = pty.openpty()
    program = subprocess.Popen(
        [bench.program, "-", "--json=-", "--max-flows=100"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=terminal,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    make.write_pcap(bench.path("head.pcap"), make.ETHERNET, [])
    with contextlib.suppress(BrokenPipeError):  # its exit status says why it does not read on
        program.stdin.write(bench.path("head.pcap").read_bytes())
        for turn in range(120):
            header = capture.RECORD_HEADER
            lines = [header.pack(turn, i * 1000, len(each), len(each)) + each for i, each in enumerate(frames)]
            program.stdin.write(b"".join(lines))
            time.sleep(0.6 if turn == 60 else 0)  # or a fast machine has nothing to show
    output, _ = program.communicate()
    bench.equal("a stream of 363 MB in 150 MB of address space", program.returncode, 0)
    bench.equal("all of it", output and json.loads(output)["capture"]["frames"], 240000)
    bench.expect("progress on a terminal", b" frames, " in os.read(master, 65536))


CHECKS = (check_formats, check_truncated, check_doubtful, check_broken, check_flows, check_costs, check_memory)


if __name__ == "__main__":
    sys.exit(cli.run(lambda: run(*CHECKS)))
