# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What it takes to wake a task that sleeps on another core: for the core that wakes it, and until it runs.

Two processes, each on a core of its own and ahead of other programs, as iperf3 is when it is measured.
"""

import os
import statistics
import time

ROUNDS = 5000
# The sleeper has to be asleep again, and its core idle
GAP_NS = 20000
ONE = (1).to_bytes(8, "little")


def run_on(core):
    """Stay on a core, and let no other program take it."""
    os.sched_setaffinity(0, {core})
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def in_child(core, work):
    """Do some work in a process of its own on a core; returns its id."""
    child = os.fork()
    if child == 0:
        run_on(core)
        work()
        os._exit(0)
    time.sleep(0.1)  # it begins on our core
    return child


def write_times(event):
    """Median time of a write to an eventfd."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter_ns()
        os.write(event, ONE)
        end = time.perf_counter_ns()
        times.append(end - begin)
        while time.perf_counter_ns() < end + GAP_NS:
            pass
    return statistics.median(times)


def measure_waker(cores):
    """Nanoseconds by which a write is longer if it wakes a reader on the other core."""
    with_reader = os.eventfd(0, os.EFD_SEMAPHORE)
    alone = os.eventfd(0, os.EFD_SEMAPHORE)

    def read():
        for _ in range(ROUNDS):
            os.read(with_reader, 8)

    child = in_child(cores[1], read)
    found = write_times(with_reader)
    os.waitpid(child, 0)
    found -= write_times(alone)
    os.close(with_reader)
    os.close(alone)
    return max(found, 0.0)


def measure_round_trip(cores):
    """Nanoseconds from waking the reader until it has woken us."""
    there, back = os.eventfd(0), os.eventfd(0)

    def answer():
        for _ in range(ROUNDS):
            os.read(there, 8)
            os.write(back, ONE)

    child = in_child(cores[1], answer)
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter_ns()
        os.write(there, ONE)
        os.read(back, 8)
        times.append(time.perf_counter_ns() - begin)
    os.waitpid(child, 0)
    os.close(there)
    os.close(back)
    return statistics.median(times)


def measure(cores):
    """Nanoseconds that waking costs the waker, and those from there to the reader's first instruction.

    Of the latter a part is load of the reader's core, its switch to the task.
    """
    affinity = os.sched_getaffinity(0)
    try:
        run_on(cores[0])
        waker = measure_waker(cores)
        return waker, max(measure_round_trip(cores) / 2 - waker, 0.0)
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
        os.sched_setaffinity(0, affinity)
