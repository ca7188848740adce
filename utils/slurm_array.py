# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Jobs as an array of Slurm: one task is one line of the list."""

import re
import shutil
import subprocess
import time

import files

# Between two questions to Slurm
POLL_SECONDS = 2
# What an array may have where Slurm does not say
DEFAULT_SIZE = 1001

# A run that is cancelled, or has no time left, ends by SIGTERM: it has not failed, and is missing.
SCRIPT = r"""#!/bin/sh
# Runs line SLURM_ARRAY_TASK_ID of the list that is the argument. Each line changes to a folder.
line=$(sed -n "${SLURM_ARRAY_TASK_ID}p" "$1")
eval "$line"
code=$?
if [ $code -gt 128 ] && [ $code -ne 143 ]; then
    echo "was ended by signal $((code - 128))" > failed
elif [ $code -ne 0 ] && [ $code -ne 143 ]; then
    echo "failed with exit code $code" > failed
fi
exit $code
"""


class SlurmError(Exception):
    """Slurm did not do as it was asked; the text says what it answered."""


def require():
    """Better before than after."""
    for tool in ("sbatch", "squeue", "scontrol"):
        if not shutil.which(tool):
            raise SlurmError(f"{tool} was not found: --slurm is for a machine that submits to Slurm")


def ask(*command):
    """What a command of Slurm prints."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        raise SlurmError(f"{command[0]}: {done.stderr.strip() or 'no answer'}")
    return done.stdout


def largest_array():
    """How many tasks an array may have."""
    match = re.search(r"MaxArraySize\s*=\s*(\d+)", ask("scontrol", "show", "config"))
    return (int(match.group(1)) if match else DEFAULT_SIZE) - 1


class Arrays:
    """The arrays of a sweep, which go on when the sweep's program ends."""

    def __init__(self, folder):
        self.folder = folder / "slurm"
        self.ids = self.folder / "arrays.txt"

    def running(self):
        """The numbers of the arrays that are not done."""
        known = self.ids.read_text(encoding="ascii").split() if self.ids.exists() else []
        queued = set(ask("squeue", "--noheader", "--format=%F").split()) if known else set()
        return [number for number in known if number in queued]

    def submit(self, jobs, options):
        """Hand jobs to Slurm."""
        self.folder.mkdir(exist_ok=True)
        script = self.folder / "array.sh"
        files.write(script, SCRIPT)
        size = largest_array()
        for begin in range(0, len(jobs), size):
            part = jobs[begin : begin + size]
            for job in part:
                job.prepare()
            path = self.folder / f"tasks-{time.time_ns()}.txt"
            files.write(path, "".join(f"{job.line}\n" for job in part))
            throttle = f"%{options.jobs}" if options.jobs else ""
            number = ask(
                "sbatch",
                "--parsable",
                f"--job-name={self.folder.parent.name}",
                f"--array=1-{len(part)}{throttle}",
                f"--chdir={self.folder}",
                f"--output={self.folder / '%A_%a.txt'}",
                *([f"--partition={options.partition}"] if options.partition else []),
                *([f"--time={options.time}"] if options.time else []),
                str(script),
                str(path),
            )
            known = self.ids.read_text(encoding="ascii") if self.ids.exists() else ""
            files.write(self.ids, f"{known}{number.strip().split(';')[0]}\n")

    def wait(self, tick):
        """Until all arrays are done; calls tick now and then."""
        while self.running():
            tick()
            time.sleep(POLL_SECONDS)
