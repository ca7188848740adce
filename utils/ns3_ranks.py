# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Runs examples in a tree with MPI on one rank and on two, for try-in-ns3.py: both have to print
the same."""

import dataclasses
import os
import subprocess

from build import BuildError

PACKAGES = ["libopenmpi-dev", "openmpi-bin"]
SECONDS = 300
# Open MPI wants to hear it twice that it is run by root, as in a container, where it also may not read the memory of
# another process. Two ranks on one core are slow, not wrong.
SETTINGS = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "OMPI_MCA_btl_vader_single_copy_mechanism": "none",
}


@dataclasses.dataclass
class Comparison:
    """An example, and what of its output is compared."""

    program: str
    options: list
    start: str  # of the lines that count


COMPARISONS = [
    Comparison("offload-two-ranks", [], "host "),
    Comparison(
        "offload-leaf-spine",
        ["--hosts=8", "--modelled=4", "--bytes=5000000", "--each"],
        "flow at ",
    ),
]


def lines(comparison, command, environment, log):
    """The lines that count, in their order; ranks print in any."""
    log.write(f"$ {' '.join(map(str, command))}\n")
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **SETTINGS, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError(f"{command[0]}: {error}") from error
    log.write(done.stdout)
    if done.returncode != 0:
        raise BuildError(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return sorted(line for line in done.stdout.splitlines() if line.startswith(comparison.start))


def differences(comparison, program, environment, log):
    """Sentences about what two ranks print and one does not."""
    command = [program, *comparison.options]
    one = lines(comparison, command, environment, log)
    two = lines(comparison, ["mpiexec", "-np", "2", *command], environment, log)
    if len(one) < 2:
        return [f"{comparison.program} printed {len(one)} lines that can be compared"]
    if len(one) != len(two):
        return [f"{comparison.program} printed {len(one)} lines on one rank, {len(two)} on two"]
    return [f"one rank: {a}; two: {b}" for a, b in zip(one, two) if a != b]
