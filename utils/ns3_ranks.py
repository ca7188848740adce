# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Runs an example in a tree with MPI on one rank and on two, for try-in-ns3.py: both have to print
the same."""

import os
import subprocess

from build import BuildError

PROGRAM = "offload-two-ranks"
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


def lines(command, environment, log):
    """What the hosts print, in their order; ranks print in any."""
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
    return sorted(line for line in done.stdout.splitlines() if line.startswith("host "))


def differences(program, environment, log):
    """Sentences about what two ranks print and one does not."""
    one = lines([program], environment, log)
    two = lines(["mpiexec", "-np", "2", program], environment, log)
    if len(one) != 2:
        return [f"{PROGRAM} printed {len(one)} lines of hosts"]
    return [f"one rank: {a}; two: {b}" for a, b in zip(one, two) if a != b] + (
        [f"{len(two)} lines of two ranks"] if len(two) != 2 else []
    )
