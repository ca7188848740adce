# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The groups of bench/run: each measures, prints a short table, and gives the rows of a CSV file."""

import csv
import dataclasses
import pathlib
import statistics
import tempfile

import cases
import cost
import instructions


@dataclasses.dataclass
class Bench:
    """What all groups are told."""

    folder: pathlib.Path  # of the build
    pairs: int  # repetitions
    modes: list  # names of cases.MODES
    slow: bool  # whether to measure cases.SLOW_PAIRS


@dataclasses.dataclass
class Group:
    """A group of measurements."""

    text: str  # what it measures
    targets: list  # programs that it needs
    measure: object  # a function: Bench -> list of dictionaries
    plot: dict  # options of utils/plot-csv.py, or empty


def spread(values):
    """Median, lowest and highest."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def measure_engines(bench):
    """Engines beside DPDK's."""
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder) / "engines.csv"
        program = bench.folder / "offload-engine-bench"
        print(cost.run([program, f"--rounds={3 * bench.pairs}", f"--csv={table}"]).output, end="")
        with table.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def per_gigabyte(command, duration):
    """CPU seconds for each gigabyte that arrives, and Gb/s."""
    answer = cost.run(command)
    goodput = answer.quantity("goodput")
    return answer.cpu / (goodput * duration * 1e-3 / 8), goodput


def measure_pairs(bench):
    """Two hosts, beside ns-3's nodes: CPU seconds for the same bytes, in turn."""
    rows = []
    for rate, buffer, duration in cases.PAIRS + (cases.SLOW_PAIRS if bench.slow else []):
        name = f"at {rate}, {cases.size(buffer)}"  # not a number first: plots read that
        ratios = {mode: [] for mode in bench.modes}
        for number in range(bench.pairs):
            stock = [bench.folder / "offload-stock-bench", *cases.stock(rate, buffer, duration)]
            beside, stock_goodput = per_gigabyte(stock, duration)
            for mode in bench.modes:
                options = cases.perf(rate, buffer, duration, *cases.MODES[mode])
                own, goodput = per_gigabyte([bench.folder / "offload-perf", *options], duration)
                ratios[mode].append(own / beside)
                rows.append(
                    {
                        "case": name,
                        "mode": mode,
                        "pair": number + 1,
                        "cpu [s/GB]": own,
                        "stock_cpu [s/GB]": beside,
                        "ratio": own / beside,
                        "goodput [Gb/s]": goodput,
                        "stock_goodput [Gb/s]": stock_goodput,
                    }
                )
        for mode in bench.modes:
            print(f"{name:20} {mode:16} {spread(ratios[mode])}", flush=True)
    return rows


def measure_switches(bench):
    """Many hosts at a switch, beside ns-3's nodes: CPU seconds until the same bytes have arrived."""
    rows = []
    program = bench.folder / "offload-host-bench"
    for name, options in cases.SWITCHES.items():
        ratios = {mode: [] for mode in cases.SWITCH_MODES}
        for number in range(bench.pairs):
            stock = cost.run([program, *options, "--stock=1"]).number("cpu_s")
            for mode, more in cases.SWITCH_MODES.items():
                own = cost.run([program, *options, *more]).number("cpu_s")
                ratios[mode].append(own / stock)
                rows.append(
                    {
                        "case": name,
                        "mode": mode,
                        "pair": number + 1,
                        "cpu [s]": own,
                        "stock_cpu [s]": stock,
                        "ratio": own / stock,
                    }
                )
        for mode in cases.SWITCH_MODES:
            print(f"{name:20} {mode:16} {spread(ratios[mode])}", flush=True)
    return rows


def grow(rows, what, value, cpu, work, memory):
    """Note a measurement of growth: cost of a unit of work beside that of the first of its kind."""
    first = next((row for row in rows if row["what"] == what), None)
    row = {
        "what": what,
        "number": value,
        "cpu [s/unit]": cpu / work,
        "growth": 1.0,
        "memory [MB]": memory,
    }
    if first:
        row["growth"] = row["cpu [s/unit]"] / first["cpu [s/unit]"]
    rows.append(row)
    print(f"{what:26} {value:7} {row['growth']:6.2f} {memory:8.0f} MB", flush=True)


def measure_growth(bench):
    """What a byte costs with more flows, more hosts, more time; memory."""
    rows = []
    print(f"{'':34} growth   memory")
    for flows in cases.FLOWS:
        duration = cases.FLOWS_DURATION
        for what, program, command in (
            ("flows", "offload-perf", cases.perf("10Gbps", cases.FLOWS_BUFFER, duration, *cases.MODES["gro"])),
            ("flows, stock", "offload-stock-bench", cases.stock("10Gbps", cases.FLOWS_BUFFER, duration)),
        ):
            answer = cost.run([bench.folder / program, *command, f"--flows={flows}"])
            grow(rows, what, flows, answer.cpu, answer.quantity("goodput"), answer.memory)
    for hosts in cases.HOSTS:
        for what, modelled in (("hosts", hosts), ("hosts, stock", 0)):
            answer = cost.run(
                [
                    bench.folder / "offload-leaf-spine",
                    f"--hosts={hosts}",
                    f"--modelled={modelled}",
                    f"--bytes={cases.HOSTS_BYTES}",
                ]
            )
            frames = answer.number("frame_hops")
            grow(rows, what, hosts, answer.number("run_cpu_s"), frames, answer.memory)
    for count in cases.BYTES:
        # Not offload-perf, which keeps samples of its counters
        answer = cost.run([bench.folder / "offload-host-bench", "--hosts=2", f"--bytes={count}"])
        grow(rows, "simulated ms", answer.number("simulated_ms"), answer.cpu, count, answer.memory)
    return rows


def measure_instructions(bench):
    """Instructions a packet of the engines, and a frame of a whole run; events a frame."""
    rows = [
        {"what": row, "instructions a frame": instructions.of_engine(bench.folder, row), "events a frame": ""}
        for row in cases.ENGINES
    ]
    for name in [name for name, (mode, _) in cases.RUNS.items() if mode in bench.modes]:
        counted, events = instructions.of_run(bench.folder, name)
        rows.append({"what": name, "instructions a frame": counted, "events a frame": events})
    for row in rows:
        print(f"{row['what']:18} {row['instructions a frame']:8.0f} {row['events a frame']}")
    return rows


GROUPS = {
    "engines": Group(
        "GRO, LRO and segmentation beside DPDK's",
        ["offload-engine-bench"],
        measure_engines,
        {"x": "row", "y": "ns_per_packet", "by": "engine"},
    ),
    "pairs": Group(
        "two hosts beside ns-3 without hosts",
        ["offload-perf", "offload-stock-bench"],
        measure_pairs,
        {"x": "case", "y": "ratio", "by": "mode"},
    ),
    "switches": Group(
        "many hosts at a switch, likewise",
        ["offload-host-bench"],
        measure_switches,
        {"x": "case", "y": "ratio", "by": "mode"},
    ),
    "growth": Group(
        "more flows, hosts, simulated time; memory",
        ["offload-perf", "offload-stock-bench", "offload-leaf-spine", "offload-host-bench"],
        measure_growth,
        {"x": "number", "y": "growth", "by": "what", "logx": None},
    ),
    "instructions": Group(
        "instructions and events a frame",
        ["offload-engine-bench", "offload-perf"],
        measure_instructions,
        {"x": "what", "y": "instructions a frame"},
    ),
}
