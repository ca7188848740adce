# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Counts instructions a frame, which do not depend on how busy the machine is."""

import cases
import cost


def of_engine(folder, row):
    """Instructions a packet, or a segment, of a row of offload-engine-bench."""
    command = [folder / "offload-engine-bench", f"--only={row}", "--alone=1", "--rounds=1"]
    counted = [
        cost.instructions([*command, f"--units={units}"], cases.ENGINE_FUNCTIONS)
        for units in (cases.ENGINE_UNITS, 2 * cases.ENGINE_UNITS)
    ]
    # A measurement is preceded by one that is not counted in time, but is here.
    return (counted[1] - counted[0]) / (2 * cases.ENGINE_UNITS)


def of_run(folder, name):
    """Instructions and events for each frame that a transfer at 10 Gb/s brings to its receiver."""
    mode, buffer = cases.RUNS[name]
    counted = []
    for duration in cases.RUN_DURATIONS:
        options = cases.perf("10Gbps", buffer, duration, *cases.MODES[mode])
        counted.append(cost.instructions([folder / "offload-perf", *options]))
    answer = cost.run([folder / "offload-perf", *options])
    milliseconds = cases.RUN_DURATIONS[1] - cases.RUN_DURATIONS[0]
    frames = answer.quantity("goodput") * 1e6 * milliseconds / 8 / cases.SEGMENT
    return (counted[1] - counted[0]) / frames, answer.quantity("events_per_frame")
