# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What a kernel counts while something is measured."""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess

from measure_machine import read_text

TICKS = os.sysconf("SC_CLK_TCK")
# Columns of a line of /proc/stat that are no work: idle, iowait; guest is counted in user
IDLE = (3, 4)
EVENTS = ("cycles", "instructions")


def core_seconds():
    """Busy seconds of each core since the machine started."""
    busy = {}
    for line in read_text("/proc/stat").splitlines():
        found = re.match(r"cpu(\d+) (.*)", line)
        if found:
            ticks = [int(word) for word in found[2].split()[:8]]
            busy[int(found[1])] = (
                sum(value for column, value in enumerate(ticks) if column not in IDLE) / TICKS
            )
    return busy


def softirqd_seconds(core):
    """Seconds of a core's ksoftirqd, which works for whoever has packets there."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        if read_text(folder / "comm") == f"ksoftirqd/{core}":
            fields = read_text(folder / "stat").rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0


def softnet():
    """/proc/net/softnet_stat: packets, dropped ones, polls that were cut short."""
    lines = [line.split() for line in read_text("/proc/net/softnet_stat").splitlines()]
    names = ("packets", "dropped", "time_squeeze")
    return {name: sum(int(line[i], 16) for line in lines) for i, name in enumerate(names)}


def between_cores():
    """Interrupts that cores have sent to each other, where /proc/interrupts has such lines (x86)."""
    lines = re.findall(r"^ *(RES|CAL): +([\d ]+)", read_text("/proc/interrupts"), re.MULTILINE)
    names = {"RES": "wake_interrupts", "CAL": "call_interrupts"}
    return {names[kind]: sum(map(int, counts.split())) for kind, counts in lines}


def device(command):
    """Counters of a device: what `ethtool -S` prints."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
    )
    return {name: int(value) for name, value in re.findall(r"^\s*(\S+): (\d+)$", done.stdout, re.M)}


def difference(after, before):
    """What was counted in between, if anything was."""
    counted = {name: after[name] - before.get(name, 0) for name in after}
    return {name: value for name, value in counted.items() if value}


def find_perf():
    """Whether perf can count cycles here; in many virtual machines it cannot."""
    if not shutil.which("perf"):
        return False
    done = subprocess.run(
        ["perf", "stat", "-x,", "-e", "cycles", "--", "true"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return re.match(r"\d", done.stderr) is not None


@contextlib.contextmanager
def perf(cores, counted):
    """Let perf count on these cores; the result comes into the dictionary."""
    command = ["perf", "stat", "-x,", "-e", ",".join(EVENTS), "-C", ",".join(map(str, cores))]
    with subprocess.Popen(
        [*command, "--", "sleep", "3600"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield
        finally:
            process.send_signal(2)  # SIGINT: perf prints what it has
            _, text = process.communicate()
    for line in text.splitlines():
        fields = line.split(",")
        if fields[0].isdigit():
            counted[fields[2]] = int(fields[0])
