#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Times GRO of the Linux kernel that runs here: what it takes to merge a segment.

Segments like those of offload-engine-bench are written to a TAP device with NAPI, in a network
namespace of its own, and the kernel traces when napi_gro_receive() begins and ends. With GRO off that
function only hands the frame on. The row is what it takes longer to merge one: reading the headers,
finding the packet, appending, and freeing the sk_buff. The driver, the poll, the stack, and the flush
of what was merged are not in it; what tracing costs drops out. Each poll has one frame, and a system
call runs between two: caches are colder than in the rows of the engines. TAP gives no receive hash, so
that all flows are in one list, where ours have a list each.

Beside it stands what offload-engine-bench says of ours. Needs root, ethtool, and unshare.
"""

import argparse
import fcntl
import os
import pathlib
import re
import shutil
import statistics
import struct
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import build  # noqa: E402
import cli  # noqa: E402
import cost  # noqa: E402

# An instance of its own: what others trace stays as it is
TRACING = pathlib.Path("/sys/kernel/tracing/instances/offload-linux-gro")
EVENTS = ["napi_gro_receive_entry", "napi_gro_receive_exit"]
EVENT = re.compile(r" (\d+): napi_gro_receive_(entry|exit):.*?(?:ret=(\d+))?$")
MERGED, NORMAL = "0", "3"  # enum gro_result: GRO_MERGED, GRO_NORMAL
DEVICE = "tap-gro"
SET_INTERFACE = 0x400454CA  # TUNSETIFF
TAP_FLAGS = 0x0002 | 0x0010 | 0x1000 | 0x4000  # IFF_TAP, IFF_NAPI, IFF_NO_PI, IFF_VNET_HDR
# One list holds eight packets: of more flows in turn nothing is merged
FLOWS = (1, 8)
PAYLOAD = 1448
# virtio_net_hdr: the checksum's field holds the sum of the pseudo header, so nothing is summed
OFFLOAD_HEADER = struct.pack("<BBHHHH", 1, 0, 0, 0, 34, 16)
SEQUENCE = len(OFFLOAD_HEADER) + 14 + 20 + 4


class TimingError(Exception):
    """What cannot be measured here, and why."""


def write(path, text):
    """Write a setting of the kernel."""
    try:
        pathlib.Path(path).write_text(text, encoding="ascii")
    except OSError as error:
        raise TimingError(f"{path} does not take {text}: {error.strerror}") from error


def command(*words):
    """Run a command that has to succeed."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise TimingError(f"{' '.join(words)} failed: {done.stderr.strip()}")


def word_sum(data):
    """One's complement sum of words."""
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def segment(flow, mac):
    """A segment with timestamps over IPv4, as the engines' rows have."""
    addresses = bytes([10, 0, 0, 1, 10, 0, 0, 2])
    ip = struct.pack("!BBHHHBBH", 0x45, 0, 52 + PAYLOAD, 0, 0x4000, 64, 6, 0) + addresses
    ip = ip[:10] + struct.pack("!H", ~word_sum(ip) & 0xFFFF) + ip[12:]
    pseudo = word_sum(addresses + struct.pack("!HH", 6, 32 + PAYLOAD))
    tcp = struct.pack("!HHIIBBHHH", 10000 + flow, 5001, 0, 0, 0x80, 0x10, 4096, pseudo, 0)
    options = struct.pack("!III", 0x0101080A, 1, 1)
    ethernet = mac + b"\2\0\0\0\0\1\x08\0"
    return bytearray(OFFLOAD_HEADER + ethernet + ip + tcp + options + bytes(PAYLOAD))


def open_tap():
    """A TAP device whose frames are held from poll to poll, as if they came in one."""
    tap = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tap, SET_INTERFACE, struct.pack("16sH22x", DEVICE.encode(), TAP_FLAGS))
    command("ip", "link", "set", DEVICE, "up")
    write(f"/sys/class/net/{DEVICE}/gro_flush_timeout", "100000000")
    write(f"/sys/class/net/{DEVICE}/napi_defer_hard_irqs", "1000")
    return tap


def trace(tap, frames, count, wanted):
    """Cycles of the calls of napi_gro_receive() that had an answer."""
    sequences = [0] * len(frames)
    write(TRACING / "trace", "")
    write(TRACING / "tracing_on", "1")
    for i in range(count):
        flow = i % len(frames)
        struct.pack_into("!I", frames[flow], SEQUENCE, sequences[flow] & 0xFFFFFFFF)
        sequences[flow] += PAYLOAD
        os.write(tap, frames[flow])
    write(TRACING / "tracing_on", "0")
    cycles = []
    begin = None
    for line in (TRACING / "trace").read_text(encoding="ascii").splitlines():
        event = EVENT.search(line)
        if event and event.group(2) == "entry":
            begin = int(event.group(1))
        elif event and begin is not None and event.group(3) == wanted:
            cycles.append(int(event.group(1)) - begin)
    if len(cycles) < count / 2:
        raise TimingError(
            f"of {count} calls of napi_gro_receive() only {len(cycles)} answered {wanted}: "
            "is the machine busy? Run it again"
        )
    return statistics.median(cycles)


def nanoseconds_of_a_cycle():
    """Of the clock that traces use; found with marks in the trace."""
    write(TRACING / "trace", "")
    write(TRACING / "tracing_on", "1")
    times = []
    for _ in range(2):
        times.append(time.monotonic_ns())
        write(TRACING / "trace_marker", "mark")
        time.sleep(0.2)
    write(TRACING / "tracing_on", "0")
    marks = re.findall(r" (\d+): tracing_mark_write", (TRACING / "trace").read_text(encoding="ascii"))
    return (times[1] - times[0]) / (int(marks[1]) - int(marks[0]))


def measure(options):
    """Trace, in the network namespace of this process."""
    command("mount", "-t", "sysfs", "none", "/sys")
    command("mount", "-t", "tracefs", "none", str(TRACING.parent.parent))
    TRACING.mkdir(exist_ok=True)
    try:
        measure_flows(options)
    finally:
        TRACING.rmdir()


def measure_flows(options):
    """Print the rows."""
    tap = open_tap()
    mac = bytes.fromhex(
        pathlib.Path(f"/sys/class/net/{DEVICE}/address").read_text(encoding="ascii").replace(":", "")
    )
    write(TRACING / "trace_clock", "x86-tsc")
    write(TRACING / "set_event_pid", str(os.getpid()))
    for event in EVENTS:
        write(TRACING / "events" / "net" / event / "enable", "1")
    cycle = nanoseconds_of_a_cycle()
    print(f"{'row':8} {'Linux ' + os.uname().release + ', ns':28} ours, ns")
    for flows in FLOWS:
        frames = [segment(flow, mac) for flow in range(flows)]
        costs = []
        for _ in range(options.rounds):
            medians = []
            for state, wanted in (("on", MERGED), ("off", NORMAL)):
                command("ethtool", "-K", DEVICE, "gro", state)
                medians.append(trace(tap, frames, options.segments, wanted))
            costs.append((medians[0] - medians[1]) * cycle)
        program = options.buildpath / "offload-engine-bench"
        ours = cost.run([program, f"--only=gro-{flows}", "--alone=1"]).output.split()[-1]
        linux = f"{statistics.median(costs):.1f} ({min(costs):.1f} to {max(costs):.1f})"
        print(f"gro-{flows:<4} {linux:28} {ours}", flush=True)


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=cli.job_count, default=9, help="repetitions (default: 9)")
    parser.add_argument(
        "--segments", type=cli.job_count, default=4000, help="of a measurement (default: 4000)"
    )
    parser.add_argument(
        "-b", "--buildpath", type=cli.path, default=build.DEFAULT, help="folder of the build (default: build)"
    )
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    """Exit code 0 when it could be measured."""
    options = parse_arguments()
    if options.inside:
        measure(options)
        return 0
    if os.geteuid() != 0:
        raise TimingError("only root may trace the kernel and make a TAP device: run it as root")
    for program in ("ethtool", "unshare", "ip"):
        if not shutil.which(program):
            raise TimingError(f"{program} is not installed (Debian: ethtool, util-linux, iproute2)")
    return subprocess.run(
        ["unshare", "--net", "--mount", sys.executable, *sys.argv, "--inside"], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(cli.run(main, TimingError, cost.BenchError))
