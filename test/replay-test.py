#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Replay captures of which it is known what has to come out.

    test/replay-test.py BUILD_DIRECTORY
"""

import pathlib
import shutil
import subprocess
import sys

import replay_captures as make
from replay_bench import ONE_POLL, SIZE, check_output, frames_of, mixed_frames, run

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import cli  # noqa: E402

LINKS = {
    "Ethernet": make.ETHERNET,
    "PPP": make.PPP,
    "raw IP": make.RAW,
    "Linux cooked": make.SLL,
    "Linux cooked v2": make.SLL2,
    "BSD loopback": make.NULL,
}


def check_links(bench):
    """Every link type, with and without a tag, IPv4 and IPv6: merged, and segmented to what it was."""
    for name, link in LINKS.items():
        for version in (4, 6) if link != make.NULL else (4,):
            for tag in (None, 0x2007) if link in (make.ETHERNET, make.SLL, make.SLL2) else (None,):
                what = f"{name}, IPv{version}{', VLAN' if tag else ''}"
                flow = make.Flow(version=version)
                frames = frames_of(flow, 64, link, tag)
                path = bench.write("in.pcap", frames, link=link)
                merged = bench.path("merged.pcap")
                result = bench.replay(path, *ONE_POLL, f"--write={merged}")
                bench.equal(f"{what}: link type", result["capture"]["link_type"], name)
                bench.equal(f"{what}: packets", result["q"]["packets"], 2)
                check_output(bench, what, merged, link, flow.payload * 64)
                cut = bench.path("cut.pcap")
                bench.replay(merged, "--offload=gso", f"--mss={SIZE}", f"--write={cut}")
                bench.expect(
                    f"{what}: segments of the packets are the frames",
                    [frame for _, frame, _ in make.read_pcap(cut)[1]] == frames,
                )


def check_polls(bench):
    """Where polls begin and end."""
    flow = make.Flow()
    burst = bench.write("burst.pcap", frames_of(flow, 64))
    spread = bench.write("spread.pcap", frames_of(flow, 40), gap=10_000)

    def packets(what, wanted, path, *options):
        bench.equal(what, bench.replay(path, *options)["q"]["packets"], wanted)

    packets("rx-frames of 16", 4, burst, "--rx-usecs=100us", "--rx-frames=16")
    packets("rx-usecs of 35 us, frames 10 us apart", 10, spread, "--rx-usecs=35us", "--rx-frames=0")
    packets("no moderation", 40, spread, "--rx-usecs=0s", "--rx-frames=0")
    weight = (*ONE_POLL, "--napi-weight=16")
    packets("weight of 16, 250 Hz: a poll that is exhausted flushes", 4, burst, *weight, "--hz=250")
    packets("weight of 16, 1000 Hz: it does not", 2, burst, *weight)
    held = ("--rx-usecs=0s", "--rx-frames=0", "--gro-flush-timeout=200us")
    packets("gro_flush_timeout", 1, spread, *held)
    result = bench.replay(spread, *held, "--napi-defer-hard-irqs=2")
    bench.equal("napi_defer_hard_irqs: interrupts", result["q"]["interrupts"], 1)
    packets("LRO of 8 frames", 8, burst, *ONE_POLL, "--offload=lro", "--max-aggr=8")
    packets("no offload", 64, burst, *ONE_POLL, "--offload=none")
    result = bench.replay(burst, *ONE_POLL, "--rx-ring=10")
    bench.equal("a ring of 10", result["q"]["ring_full"], 54)
    bench.expect("it warns", bench.warns(result, "54 of 64 frames found the ring of 10 full"))
    result = bench.replay(burst, *ONE_POLL)
    reasons = {each["name"]: each["count"] for each in result["flushes"]}
    bench.equal("reasons", reasons, {"FLUSH_ALL": 1, "SIZE_LIMIT": 1})
    sizes = [(each["low"], each["packets"]) for each in result["frames_per_packet"]]
    bench.equal("sizes", sizes, [(16, 1), (32, 1)])
    bench.equal("over time", sum(result["time_series"]["frames"]), 64)


def check_kinds(bench):
    """UDP, lists, BIG TCP."""
    flow = make.Flow(protocol=make.UDP)
    frames = frames_of(flow, 20)
    path = bench.write("udp.pcap", frames)
    merged, cut = bench.path("merged.pcap"), bench.path("cut.pcap")
    bench.equal("UDP passes", bench.replay(path, *ONE_POLL)["q"]["packets"], 20)
    for option in ("rx-udp-gro-forwarding", "udp-gro"):
        result = bench.replay(path, *ONE_POLL, f"--{option}=true", f"--write={merged}")
        bench.equal(f"UDP with {option}", result["q"]["packets"], 1)
        check_output(bench, f"UDP with {option}", merged, make.ETHERNET, flow.payload * 20)
    bench.equal("GSO leaves UDP", bench.replay(merged, "--offload=gso")["q"]["frames"], 1)
    bench.replay(merged, "--offload=gso", "--tx-udp-segmentation=true", f"--mss={SIZE}", f"--write={cut}")
    bench.expect("USO", [frame for _, frame, _ in make.read_pcap(cut)[1]] == frames)
    result = bench.replay(merged, "--offload=gso", "--tx-udp-fragmentation=true")
    bench.equal("UFO", result["q"]["frames"], (20 * SIZE + 8 + 1479) // 1480)
    padded = [frame + b"padding" for frame in frames_of(make.Flow(), 3)]
    bench.replay(bench.write("padded.pcap", padded), "--offload=gso", "--mss=500", f"--write={cut}")
    check_output(bench, "GSO of padded packets", cut, make.ETHERNET, make.Flow().payload * 3)
    tcp = make.Flow()
    path = bench.write("tcp.pcap", frames_of(tcp, 64))
    bench.replay(path, *ONE_POLL, "--rx-gro-list=true", f"--write={merged}")
    check_output(bench, "a list", merged, make.ETHERNET, tcp.payload * 64)
    result = bench.replay(path, *ONE_POLL, "--gro-ipv4-max-size=200000", f"--write={merged}")
    (_, frame, length), = make.read_pcap(merged)[1]
    bench.equal("BIG TCP: bytes", (len(frame), length), (66 + 64 * SIZE, 66 + 64 * SIZE))
    bench.equal("BIG TCP: IPv4 length", frame[16:18], b"\0\0")
    path = bench.write("tcp.pcap", frames_of(make.Flow(), 300))
    result = bench.replay(path, *ONE_POLL, "--gro-ipv4-max-size=524280", f"--write={merged}")
    warns = bench.warns(result, "1 packets are longer than 262144")
    bench.expect("a packet that no capture takes: it warns", warns)
    bench.equal("its length", make.read_pcap(merged)[1][0][2], 66 + 300 * SIZE)


MIXED_OPTIONS = (
    ("--offload=none",),
    ("--offload=lro",),
    ("--offload=lro", "--receive-buffers=skb"),
    ("--offload=gro", "--rx-udp-gro-forwarding"),
    ("--max-held=1", "--buckets=1"),
    ("--rx-vlan-offload=false", "--rx-checksum=false", "--profile=ideal"),
    ("--offload=gso", "--mss=500"),
    ("--fix-checksums",),
)


def check_conservation(bench):
    """No byte is lost or doubled, whatever comes."""
    for seed in range(3):
        frames, payload = mixed_frames(seed)
        path = bench.write("mixed.pcap", frames, gap=900)
        for options in MIXED_OPTIONS:
            out = bench.path("out.pcap")
            result = bench.replay(path, *options, f"--write={out}")
            q = result["q"]
            what = f"seed {seed}, {' '.join(options)}"
            bench.equal(f"{what}: payload", (result["capture"]["payload"], q["payload"]), (payload, payload))
            written = [make.parse(frame, make.ETHERNET) for _, frame, _ in make.read_pcap(out)[1]]
            bench.equal(f"{what}: payload written", sum(len(p["payload"]) for p in written), payload)
            wrong = result["capture"]["wrong_checksum"]
            wrong = 0 if "--fix-checksums" in options else wrong
            if "--offload=gso" not in options:  # segments get a right one
                bench.equal(f"{what}: wrong checksums", sum(not p["good"] for p in written), wrong)
            rows = result["flows"]["rows"]
            bench.equal(f"{what}: frames by flow", sum(row["frames"] for row in rows), q["frames"])
            if "--offload=none" not in options:
                bench.expect(f"{what}: something happens", q["frames"] > q["packets"])


def check_by_tshark(bench):
    """tshark reads what was written, and finds no fault."""
    if not shutil.which("tshark"):
        print("skipped: tshark is not installed")
        return
    frames, _ = mixed_frames(7)
    path = bench.write("mixed.pcap", frames, gap=900)
    checks = [word for name in ("tcp", "udp", "ip") for word in ("-o", f"{name}.check_checksum:TRUE")]
    for options in (("--offload=lro",), ("--offload=gro", "--udp-gro=true"), ("--offload=gso", "--mss=400")):
        out = bench.path("out.pcap")
        bench.run(path, "--fix-checksums=true", f"--write={out}", *options)
        bad = "tcp.checksum.status == Bad || udp.checksum.status == Bad || ip.checksum.status == Bad"
        command = ["tshark", "-r", out, *checks, "-Y", bad]
        found = subprocess.check_output(command, stderr=subprocess.DEVNULL)
        bench.equal(f"tshark, {' '.join(options)}", found, b"")


if __name__ == "__main__":
    sys.exit(cli.run(lambda: run(check_links, check_polls, check_kinds, check_conservation, check_by_tshark)))
