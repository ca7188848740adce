# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""A bench for the tests of offload-replay."""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

import replay_captures as make

START = 1_700_000_000 * 10**9
SIZE = 1448
MOST = 45  # segments of SIZE with their headers below 64 KB

ONE_POLL = ("--rx-usecs=100us", "--rx-frames=0")


class Bench:
    """The program, a folder for its files, and the count of failures."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)
        self.failures = 0

    def expect(self, what, condition):
        """Say whether something is as it should be."""
        self.failures += not condition
        print(f"{'ok' if condition else 'FAIL'}: {what}")

    def equal(self, what, actual, wanted):
        """Say whether two things are the same."""
        same = actual == wanted
        self.failures += not same
        print(f"{'ok' if same else 'FAIL'}: {what}" + ("" if same else f": {actual!r}, not {wanted!r}"))

    def path(self, name):
        """A file in the folder."""
        return self.folder / name

    def write(self, name, frames, gap=0, link=make.ETHERNET, **how):
        """A capture of frames, so many ns apart."""
        records = [(START + i * gap, frame) for i, frame in enumerate(frames)]
        make.write_pcap(self.path(name), link, records, **how)
        return self.path(name)

    def run(self, *arguments, status=0, **how):
        """Run the program; the finished process."""
        done = subprocess.run(
            [self.program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **how
        )
        if done.returncode != status:
            self.expect(f"exit status {done.returncode} of {arguments}: {done.stderr.decode()}", False)
        return done

    def replay(self, path, *options, **how):
        """Replay a file; what it says as JSON, of the only setting."""
        result = json.loads(self.run(path, "--json=-", *options, **how).stdout)
        if len(result["settings"]) == 1:
            result.update(result["settings"][0])
            result["q"] = {name: each["value"] for name, each in result["quantities"].items()}
        return result

    def warns(self, result, pattern):
        """Whether a warning has these words."""
        return any(pattern in warning for warning in result["warnings"])


def frames_of(flow, count, link=make.ETHERNET, tag=None, **how):
    """So many frames of a flow."""
    packets = [flow.next(**how) for _ in range(count)]
    return [make.link_header(link, packet, tag) + packet for packet in packets]


def check_output(bench, what, path, link, payload):
    """Every packet of a file is valid, and together they have this payload."""
    found, records = make.read_pcap(path)
    bench.equal(f"{what}: link type of the output", found, link)
    packets = [make.parse(frame, link) for _, frame, _ in records]
    bench.expect(f"{what}: checksums of the output", all(p["good"] and p["ip_good"] for p in packets))
    bench.expect(f"{what}: payload comes out in order", b"".join(p["payload"] for p in packets) == payload)


def mixed_frames(seed):
    """Flows with loss, disorder, ACKs, other sizes, wrong checksums."""
    chance = random.Random(seed)
    flows = [make.Flow(number, version=chance.choice((4, 6)), size=SIZE) for number in range(12)]
    flows += [make.Flow(number, protocol=make.UDP, size=chance.randrange(10, 1400)) for number in range(12, 15)]
    frames = []
    payload = 0
    for _ in range(4000):
        flow = chance.choice(flows)
        kind = chance.random()
        size = SIZE if kind < 0.9 else chance.choice((0, 1, 100, 700))
        flags = make.ACK | (make.PSH if chance.random() < 0.05 else 0)
        packet = flow.next(flags, flow.payload[:size], "wrong" if chance.random() < 0.01 else None)
        if kind > 0.98:
            continue  # lost
        payload += min(size, len(flow.payload))
        frames.insert(len(frames) - (kind > 0.96), make.link_header(make.ETHERNET, packet) + packet)
    return frames, payload


def run(*checks):
    """Run checks with the program of the build folder that the command line names; the exit code."""
    program = pathlib.Path(sys.argv[1]).resolve() / "offload-replay"
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, folder)
        for check in checks:
            check(bench)
    return 1 if bench.failures else 0
