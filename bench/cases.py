# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What is measured: the cases of each group of bench/run."""

# Both hosts pay, as a machine that fills 10 Gb/s also where nothing is merged
MACHINE = ["--sender.cpu.Profile=gold6128-2021", "--receiver.cpu.Profile=gold6128-2021"]
TSO = ["--sender.tx-tcp-segmentation=true"]
LRO = ["--receiver.ReceiveHook=ns3::LroReceiveHook"]
GRO = ["--receiver.ReceiveHook=ns3::GroReceiveHook"]
TRAINS = ["--sender.Trains=true", "--receiver.Trains=true"]
# How a pair of hosts is modelled: options of offload-perf. A new way to simulate is a line here.
MODES = {
    "full": [*MACHINE, *TSO, *LRO],
    "gro": [*MACHINE, *TSO, *GRO],
    "trains": [*MACHINE, *TSO, *LRO, *TRAINS],
    "large segments": [*MACHINE, *TSO, *LRO, *TRAINS, "--large-segments"],
    "nothing merged": [*MACHINE, "--sender.tx-gso=false", "--receiver.ReceiveHook=null"],
}

# Transfers between two hosts: rate, bytes of both sockets' buffers, simulated ms
PAIRS = [
    ("10Gbps", 256 << 10, 200),
    ("10Gbps", 1 << 20, 100),
    ("10Gbps", 4 << 20, 40),
    ("100Gbps", 1 << 20, 20),
    ("100Gbps", 4 << 20, 40),
    ("400Gbps", 1 << 20, 10),
]
# With option --slow, too: ns-3's nodes take one and several minutes for each
SLOW_PAIRS = [
    ("400Gbps", 4 << 20, 10),
    ("400Gbps", 16 << 20, 10),
]

# Hosts at one switch: options of offload-host-bench, with and without --stock
SWITCHES = {
    "incast, 64 hosts": ["--hosts=64", "--bytes=1000000"],
    "all to all, 8 hosts": ["--hosts=8", "--bytes=4000000", "--to-all=1"],
}
# How the hosts and the switch are modelled: options of offload-host-bench
SWITCH_MODES = {"full": [], "trains": ["--trains=1"]}

# Growth: flows between two hosts at 10 Gb/s, and simulated time
FLOWS = [1, 8, 64, 512]
FLOWS_BUFFER = 128 << 10  # bytes; with more, 512 flows overflow the ring and wait for their timers
FLOWS_DURATION = 100  # ms
BYTES = [8_000_000, 80_000_000, 800_000_000]  # more bytes take more time

# Growth: hosts in a leaf-spine, with as many bytes in all; options of offload-leaf-spine
HOSTS = [2, 16, 128, 1024]
HOSTS_BYTES = 200_000_000

# Instructions a frame: rows of offload-engine-bench
ENGINES = ["gro-1", "gro-8", "gro-64", "lro-8", "gso"]
ENGINE_UNITS = 10240
# What of the program is the engine
ENGINE_FUNCTIONS = ["*Subject::Run*", "*Subject::Flush*"]
# A whole run: the difference of two durations, ms, leaves out what a run does only once
RUN_DURATIONS = (10, 20)
# Runs by name: their mode, and bytes of their buffers. Few, for what ns-3's sender does with large ones
# would hide all else.
RUNS = {
    "run": ("full", 128 << 10),
    "run-trains": ("trains", 128 << 10),
    "run-nothing-merged": ("nothing merged", 128 << 10),
    "run-large-segments": ("large segments", 1 << 20),
}
SEGMENT = 1448  # bytes of payload in a frame


def size(number):
    """Bytes as a person writes them."""
    return f"{number >> 20} MB" if number >= 1 << 20 else f"{number >> 10} KB"


def perf(rate, buffer, duration, *options):
    """A command line of offload-perf, without the program."""
    return [
        f"--rate={rate}",
        f"--tcp.SndBufSize={buffer}",
        f"--tcp.RcvBufSize={buffer}",
        f"--duration={duration}ms",
        "--seeds=1",
        "--quiet",
        "--json=-",
        *options,
    ]


def stock(rate, buffer, duration, *options):
    """The same without any model of hosts: of offload-stock-bench."""
    return [f"--rate={rate}", f"--buffer={buffer}", f"--duration={duration}ms", *options]
