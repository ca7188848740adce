#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Let tshark judge the checksums of what goes up the stack.

    test/tshark-check.py BUILD_DIRECTORY

Over 100000 frames of 8 flows, with loss and reordering, are merged and written to pcap: no packet
may have a bad checksum. Without maintained checksums tshark must complain, or it does not look.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import cli  # noqa: E402

FRAMES = 100000


def simulate(program, folder, *options):
    """Run a transfer; the names of the pcap files of the wire and of the stack."""
    prefix = pathlib.Path(folder) / "run"
    subprocess.run(
        [
            program,
            "--seeds=1",
            "--flows=8",
            "--tcp.RcvBufSize=131072",
            "--trouble.Loss=0.001",
            "--trouble.Late=0.001",
            "--checksums=true",
            "--receiver.ReceiveHook=ns3::LroReceiveHook[MaxAggr=16]",
            f"--pcap={prefix}",
            *options,
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return f"{prefix}-wire-1-0.pcap", f"{prefix}-stack-1-0.pcap"


def count(pcap, condition):
    """Number of packets in a pcap file that a display filter of tshark matches."""
    checks = ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"]
    command = ["tshark", "-r", pcap, *checks, "-Y", condition, "-T", "fields", "-e", "frame.number"]
    output = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    return len(output.stdout.split())


BAD = "tcp.checksum.status == Bad || ip.checksum.status == Bad"


def main():
    """Exit code 0 if tshark finds what it should, and nothing else."""
    parser = argparse.ArgumentParser(description="Let tshark judge checksums.")
    parser.add_argument("build", type=pathlib.Path, help="folder of the build")
    program = parser.parse_args().build.resolve() / "offload-perf"
    failures = 0

    def expect(what, condition):
        nonlocal failures
        failures += not condition
        print(f"{'ok' if condition else 'FAIL'}: {what}")

    for memory in ("Skb", "Page"):
        with tempfile.TemporaryDirectory() as folder:
            buffers = f"--receiver.ReceiveBuffers=ns3::{memory}ReceiveBuffers"
            wire, stack = simulate(program, folder, buffers, "--duration=200ms")
            frames = count(wire, "ip.dst == 10.0.0.2")
            merged = count(stack, "tcp.len > 1448")
            bad = count(stack, BAD)
            expect(f"{memory}: {frames} frames, enough", frames >= (FRAMES if memory == "Page" else 1))
            expect(f"{memory}: {merged} super-packets", merged > 1000)
            expect(f"{memory}: {bad} packets with a bad checksum", bad == 0)
    for cut in ("false", "true"):
        with tempfile.TemporaryDirectory() as folder:
            wire, _ = simulate(
                program, folder, f"--sender.tx-tcp-segmentation={cut}", "--duration=50ms"
            )
            frames = count(wire, "ip.src == 10.0.0.1")
            bad = count(wire, f"ip.src == 10.0.0.1 && ({BAD})")
            expect(f"TSO {cut}: {frames} frames cut from super-packets", frames > 1000)
            expect(f"TSO {cut}: {bad} of them with a bad checksum", bad == 0)
    with tempfile.TemporaryDirectory() as folder:
        keep = "--receiver.ReceiveHook.MaintainTcpChecksum=false"
        _, stack = simulate(program, folder, keep, "--duration=20ms")
        bad = count(stack, BAD)
        expect(f"checksums not maintained: tshark complains of {bad} packets", bad > 0)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(cli.run(main, subprocess.CalledProcessError))
