# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""One measurement with iperf3: how fast it was, what the cores did, what the kernel counted."""

import contextlib
import json
import shlex
import subprocess
import time

import measure_counters as counters
import processes
from measure_machine import MeasureError

PORT = 5201
# A slow start is no part of what is measured
LEFT_OUT_SECONDS = 1
START_SECONDS = 10  # until a server listens


def pinned(core, command):
    """A command on one core, of which other programs take no time."""
    return ["chrt", "--fifo", "1", "taskset", "--cpu-list", str(core), *command]


def client_command(link, case, cores, seconds):
    """What sends."""
    command = ["iperf3", "--client", link.address, "--port", str(PORT), "--json"]
    command += ["--time", str(seconds), "--omit", str(LEFT_OUT_SECONDS)]
    command += ["--length", str(case.write_size)]
    if case.protocol == "udp":
        command += ["--udp", "--bitrate", "0"]
    return [*link.at_sender, *pinned(cores[0], command)]


def server_command(link, cores):
    """What receives, once; nothing where a peer does it."""
    if link.at_receiver is None:
        return None
    command = ["iperf3", "--server", "--one-off", "--forceflush", "--port", str(PORT)]
    return [*link.at_receiver, *pinned(cores[1], command)]


def commands(link, case, cores, seconds):
    """What a measurement runs."""
    server = server_command(link, cores)
    return ([server] if server else []) + [client_command(link, case, cores, seconds)]


@contextlib.contextmanager
def serving(command):
    """A server, until it is no longer wanted."""
    if command is None:
        yield
        return
    process = processes.start(command, text=True)
    try:
        deadline = time.monotonic() + START_SECONDS
        said = ""
        for line in process.stdout:
            said += line
            if "listening" in line or time.monotonic() > deadline:
                break
        if "listening" not in said:
            raise MeasureError(f"{shlex.join(command)} does not listen: {said.strip()}")
        yield
    finally:
        processes.end([process])
        process.communicate()


def run_client(command, seconds):
    """What iperf3 answers."""
    process = processes.start(command, stderr=subprocess.PIPE, text=True)
    try:
        text, errors = process.communicate(timeout=seconds + LEFT_OUT_SECONDS + 30)
    except subprocess.TimeoutExpired as error:
        raise MeasureError(f"{shlex.join(command)} does not end") from error
    finally:
        processes.end([process])
    try:
        answer = json.loads(text)
    except ValueError as error:
        raise MeasureError(f"{shlex.join(command)} failed: {errors.strip() or text}") from error
    if "error" in answer:
        raise MeasureError(f"{shlex.join(command)} failed: {answer['error']}")
    return answer


def measure(link, case, cores, seconds, has_perf):
    """One measurement: quantities by the names of offload-perf, and what was counted."""
    counted = {}
    watch = counters.perf(cores, counted) if has_perf else contextlib.nullcontext()
    with serving(server_command(link, cores)):
        devices = [counters.device(command) for command in link.devices]
        before = counters.softnet() | counters.between_cores()
        softirqd = [counters.softirqd_seconds(core) for core in cores]
        busy = counters.core_seconds()
        start = time.monotonic()
        with watch:
            answer = run_client(client_command(link, case, cores, seconds), seconds)
        elapsed = time.monotonic() - start
        counted |= counters.difference(counters.softnet() | counters.between_cores(), before)
        for old, command in zip(devices, link.devices):
            counted |= counters.difference(counters.device(command), old)
        after = counters.core_seconds()
        softirqd = [
            100 * (counters.softirqd_seconds(core) - old) / elapsed
            for core, old in zip(cores, softirqd)
        ]
    end = answer["end"]
    load = end["cpu_utilization_percent"]
    counted["retransmissions"] = end.get("sum_sent", {}).get("retransmits", 0)
    counted["all_busy_percent"] = round(
        100 * sum(after[core] - busy[core] for core in cores) / elapsed, 1
    )
    if case.protocol == "udp":
        sent = end["sum"]["packets"] / end["sum"]["seconds"]
        read = sent * (1 - end["sum"]["lost_percent"] / 100)
        quantities = {"udp_sent": sent, "udp_goodput": read * case.write_size * 8 / 1e9}
    else:
        received = end.get("sum_received") or end["sum"]
        quantities = {"goodput": received["bits_per_second"] / 1e9}
    shares = [load["host_total"]] + ([load["remote_total"]] if link.at_receiver else [])
    for core, share in enumerate(shares):
        quantities[f"{link.loads}_core{core}_busy"] = min(100.0, share + softirqd[core])
    return quantities, counted
