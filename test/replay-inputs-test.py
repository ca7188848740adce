#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Captures of all sorts, damaged and endless ones, and all forms of output of offload-replay.

    test/replay-inputs-test.py BUILD_DIRECTORY
"""

import json
import pathlib
import resource
import subprocess
import sys

import replay_captures as make
from replay_bench import MOST, ONE_POLL, SIZE, check_output, frames_of, run

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import capture  # noqa: E402
import cli  # noqa: E402


def check_inputs(bench):
    """What captures may be, and what is said about it."""
    flow = make.Flow()
    frames = frames_of(flow, 64)
    path = bench.write("whole.pcap", frames)
    whole = bench.replay(path, *ONE_POLL)
    with open(path, "rb") as file:
        result = bench.replay("-", *ONE_POLL, stdin=file)
    bench.equal("standard input", result["quantities"], whole["quantities"])
    records = [capture.RECORD_HEADER.pack(1700000000, i, len(each), len(each)) + each for i, each in enumerate(frames)]
    bench.path("next.pcapng").write_bytes(capture.to_pcapng([("eth0", records)], "a test"))
    bench.equal("pcapng", bench.replay(bench.path("next.pcapng"), *ONE_POLL)["q"]["packets"], 2)
    done = bench.run(path, "--write=-", *ONE_POLL)
    make.write_pcap(bench.path("expected.pcap"), make.ETHERNET, [])
    bench.expect("standard output", done.stdout[:24] == bench.path("expected.pcap").read_bytes() and
                 len(done.stdout) == 24 + 2 * (16 + 66) + 64 * SIZE and b"packets_saved" in done.stderr)

    path = bench.write("short.pcap", frames, snaplen=100)
    out = bench.path("out.pcap")
    result = bench.replay(path, *ONE_POLL, f"--write={out}")
    bench.equal("truncated frames are merged alike", result["quantities"], whole["quantities"])
    bench.expect("it warns of them", bench.warns(result, "64 of 64 frames are truncated"))
    lengths = [(len(frame), length) for _, frame, length in make.read_pcap(out)[1]]
    bench.equal("and writes what there is", lengths, [(100, 66 + MOST * SIZE), (100, 66 + (64 - MOST) * SIZE)])
    path = bench.write("shorter.pcap", frames, snaplen=40)
    reasons = bench.replay(path, *ONE_POLL)["passes"]
    bench.equal("without whole headers", [(each["name"], each["count"]) for each in reasons], [("TRANSPORT_TRUNCATED", 64)])
    path = bench.write("shortest.pcap", frames[:1] + [frames[1][:9]])
    bench.expect("without link header", bench.warns(bench.replay(path), "1 records are shorter than a link header"))

    for kind, count in (("wrong", 0), ("partial", 32)):
        path = bench.write("bad.pcap", frames_of(make.Flow(), 32, checksum=kind))
        result = bench.replay(path, *ONE_POLL)
        bench.equal(f"{kind} checksums: packets", result["q"]["packets"], 32)
        bench.equal(f"{kind} checksums: partial ones", result["capture"]["partial_checksum"], count)
        bench.expect(f"{kind} checksums: the remedy", bench.warns(result, "Give --fix-checksums=true"))
        flow = make.Flow()
        result = bench.replay(path, *ONE_POLL, "--fix-checksums=true", f"--write={out}")
        bench.equal(f"{kind} checksums, mended: packets", result["q"]["packets"], 1)
        check_output(bench, f"{kind} checksums, mended", out, make.ETHERNET, flow.payload * 32)
    result = bench.replay(out)
    bench.expect("merged before", bench.warns(result, "1 of 1 frames are above the MTU of 1500 bytes (the largest has 46388)"))
    packets = [make.Flow().next() for _ in range(3)]
    sent = [b"\0\4" + make.link_header(make.SLL, packet)[2:] + packet for packet in packets]
    result = bench.replay(bench.write("sent.pcap", sent, link=make.SLL))
    bench.expect("sent by the host", bench.warns(result, "3 of 3 frames were sent by the capturing host"))
    result = bench.replay(bench.write("back.pcap", frames, gap=-1000))
    bench.expect("times that go back", bench.warns(result, "63 of 64 frames have a time before"))
    result = bench.replay(bench.write("two.pcap", frames + frames_of(make.Flow(protocol=make.UDP), 9)), "--filter=udp")
    bench.equal("a filter", (result["q"]["frames"], result["capture"]["not_in_filter"]), (9, 64))

    both = [packet for size in (100, 200) for packet in (make.Flow(size).next(), make.Flow(protocol=make.UDP).next())]
    both = [make.link_header(make.PPP, packet) + packet for packet in both]
    result = bench.replay(bench.write("ppp.pcap", both, link=make.PPP), "--filter=udp")
    bench.equal("a filter for PPP as ns-3 has it", result["q"]["frames"], 2)

    content = bench.path("whole.pcap").read_bytes()
    bench.path("damaged.pcap").write_bytes(content[:-700])
    done = bench.run(bench.path("damaged.pcap"), f"--write={out}", status=1)
    bench.expect("a damaged end is told", b"damaged behind frame 63 (truncated dump file" in done.stderr)
    bench.equal("what comes before is replayed", sum(len(make.parse(each, make.ETHERNET)["payload"]) for _, each, _ in make.read_pcap(out)[1]), 63 * SIZE)
    for name, text, data in (
        ("no.pcap", "there is no frame to replay", content[:24]),
        ("empty.pcap", "truncated dump file", b""),
        ("text.pcap", "unknown file format", b"This is no capture at all, but a text."),
    ):
        bench.path(name).write_bytes(data)
        bench.expect(name, text in bench.run(bench.path(name), status=1).stderr.decode())
    path = bench.write("blue.pcap", [bytes(4) + frames[0]], link=make.BLUETOOTH)
    bench.expect("an unknown link type", "link type 201 (BLUETOOTH_HCI_H4_WITH_PHDR) is not known here: capture one of Ethernet, Linux cooked" in bench.run(path, status=1).stderr.decode())


def check_flows(bench):
    """More flows than there are rows."""
    big = make.Flow(70000)
    frames = []
    for number in range(3000):
        frames += frames_of(make.Flow(number, size=10), 2)
        frames += frames_of(big, 1)
    flows = bench.replay(bench.write("many.pcap", frames, gap=500), "--max-flows=50")["flows"]
    bench.expect("no more rows than allowed", len(flows["rows"]) <= 50)
    bench.equal("the big flow keeps its own", (flows["rows"][0]["flow"].split()[0], flows["rows"][0]["frames"]), (f"{big.source}:10001", 3000))
    bench.equal("no frame is lost", sum(row["frames"] for row in flows["rows"]) + flows["grouped"]["frames"], 9000)
    text = bench.run(bench.path("many.pcap"), "--max-flows=50").stdout.decode()
    bench.expect("the table says what is grouped", f"grouped, for lack of rows: {flows['grouped']['rows']} flows" in text)


def check_costs(bench):
    """Prices of a profile, comparisons, plots."""
    path = bench.write("cost.pcap", frames_of(make.Flow(), 640), gap=1200)
    profile = "--profile=gold6128-2021"
    results = {}
    for offload in ("none", "lro", "gro", "gso"):
        result = bench.replay(path, profile, f"--offload={offload}")
        results[offload] = result["quantities"]
        cycles = sum(each["cycles"] for each in result["operations"].values())
        bench.equal(f"{offload}: cycles are those of the operations", round(cycles), round(result["q"]["cycles"]))
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
    """A stream larger than the memory that the program may have."""
    limit = 150 * 10**6  # the program's code and libraries included
    records = [each for number in range(2000) for each in frames_of(make.Flow(number), 1)]
    program = subprocess.Popen(
        [bench.program, "-", "--json=-", "--max-flows=100"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    make.write_pcap(bench.path("head.pcap"), make.ETHERNET, [])
    program.stdin.write(bench.path("head.pcap").read_bytes())
    for turn in range(120):
        lines = [capture.RECORD_HEADER.pack(turn, i * 1000, len(each), len(each)) + each for i, each in enumerate(records)]
        program.stdin.write(b"".join(lines))
    output, _ = program.communicate()
    bench.equal("a stream of 363 MB in 150 MB of address space", program.returncode, 0)
    bench.equal("all of it", json.loads(output)["capture"]["frames"], 240000)


if __name__ == "__main__":
    sys.exit(cli.run(lambda: run(check_inputs, check_flows, check_costs, check_memory)))
