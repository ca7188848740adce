# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""A job is one run of a program, and a folder that keeps what it answered.

A job that is finished has result.json in its folder; one that failed has the reason in `failed`. The
name of the folder ends with a hash of all that the answer depends on, so a job is only taken for
finished if its program, command line and data files are what they were.
"""

import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import time
import urllib.parse

import answer
import files

TOP = pathlib.Path(__file__).resolve().parent.parent
# What every simulation may read: costs, NICs, kernels; in the folder that the environment names, in
# the sources, or installed above this file
NAMED_DATA = os.environ.get("NS3_OFFLOAD_DATA")
PLACES = (TOP / "model" / "data", TOP)
FOUND_DATA = next((path for path in PLACES if (path / "profiles").is_dir()), TOP)
DATA = pathlib.Path(NAMED_DATA) if NAMED_DATA else FOUND_DATA
MODULE_DATA = sorted(DATA.rglob("*.toml"))
# What ns-3 reads besides the command line
ENVIRONMENT = ("NS_GLOBAL_VALUE", "NS_ATTRIBUTE_DEFAULT")
# Digits of the hash in the name of a folder
DIGITS = 12
# A name of a folder, without the hash, has at most this many characters
NAME_LENGTH = 120
# How much of the output of a run that failed is shown
SHOWN = 3000


class JobError(Exception):
    """A job failed; the text says how."""


@functools.lru_cache(maxsize=None)
def file_hash(path):
    """The hash of a file's content."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.lru_cache(maxsize=None)
def program_hashes(program):
    """The hashes of a program and of the libraries it is linked with, if it is linked."""
    done = subprocess.run(
        ["ldd", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
    )
    libraries = re.findall(r"=> (/\S+) \(", done.stdout) if done.returncode == 0 else []
    return [file_hash(path) for path in [program, *libraries]]


def folder_name(name):
    """The name of a job as a name of a folder; different names stay different."""
    quoted = urllib.parse.quote(name, safe=":=,+@")
    if len(quoted) > NAME_LENGTH:
        digest = hashlib.sha256(name.encode()).hexdigest()[:DIGITS]
        quoted = f"{quoted[:NAME_LENGTH - DIGITS - 1]}~{digest}"
    return quoted


@functools.lru_cache(maxsize=None)
def leash():
    """What a program is started with, so that it ends with this one, even if that is killed."""
    tool = shutil.which("setpriv")
    return (tool, "--pdeathsig=KILL", "--") if tool else ()


class Job:
    """One run of a program.

    name: says which run it is
    command: the program, as an absolute path, and its arguments without --json
    runs: the folder of the folders
    data: further files that the answer depends on
    """

    def __init__(self, name, command, runs, data=()):
        self.name = name
        self.command = command
        parts = [
            command[1:],
            program_hashes(command[0]),
            [file_hash(path) for path in [*MODULE_DATA, *data]],
            [os.environ.get(variable) for variable in ENVIRONMENT],
        ]
        digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:DIGITS]
        self.folder = runs / f"{folder_name(name)}-{digest}"

    @property
    def line(self):
        """The run as a command of a shell, which leaves the answer here whole or not at all."""
        command = shlex.join(self.command)
        folder = shlex.quote(str(self.folder))
        part = "$$.part"
        return f"cd {folder} && {command} --json={part} > output.txt 2>&1 && mv {part} result.json"

    @property
    def result(self):
        """The answer of a finished job."""
        return self.folder / "result.json"

    def answer(self):
        """What a finished job answered; None if it is not finished."""
        try:
            return answer.read(self.result)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None

    def seconds(self):
        """How long a finished job took; None if nobody has measured."""
        try:
            return float((self.folder / "seconds").read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    def settle(self):
        """Refuse an answer that is none. Those of a pool are looked at by it, others are not."""
        if self.result.exists() and self.answer() is None:
            files.write(self.folder / "failed", self.judge(0, self.result) + "\n")
            self.result.unlink()

    def failure(self):
        """Why the job failed; None if it did not."""
        try:
            return (self.folder / "failed").read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return None

    def output(self):
        """The end of what the job printed."""
        try:
            text = (self.folder / "output.txt").read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""
        return text[-SHOWN:].rstrip()

    def report(self):
        """What to say of a job that failed: why, its command, and what it printed."""
        return f"{self.name} {self.failure()}:\n$ {shlex.join(self.command)}\n{self.output()}"

    def prepare(self):
        """Make the folder, and remove what an earlier attempt has left."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "failed").unlink(missing_ok=True)
        for left in self.folder.glob("*.part"):
            left.unlink()

    def forget(self):
        """Remove all that is known of the job."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, pool):
        """Run it, in a thread of a pool; a JobError says how it failed."""
        self.prepare()
        part = self.folder / f"{os.getpid()}.part"
        start = time.monotonic()
        with (self.folder / "output.txt").open("wb") as output:
            command = [*leash(), *self.command, f"--json={part.name}"]
            code, _ = pool.run(command, cwd=self.folder, stdout=output)
        reason = self.judge(code, part)
        if reason:
            files.write(self.folder / "failed", reason + "\n")
            part.unlink(missing_ok=True)
            raise JobError(self.report())
        seconds = time.monotonic() - start
        files.write(self.folder / "seconds", f"{seconds:.3f}\n")
        os.replace(part, self.result)
        self.remove_superseded()

    def judge(self, code, part):
        """Why a run with this exit code failed; empty if it did not."""
        if code < 0:
            return f"was ended by signal {-code}"
        if code > 0:
            return f"failed with exit code {code}"
        try:
            answer.read(part)
        except FileNotFoundError:
            return "wrote no answer"
        except ValueError as error:
            return f"wrote an answer that is none: {error}"
        return ""

    def remove_superseded(self):
        """Remove the folders of this job with another program, command line or data."""
        stem = self.folder.name[:-DIGITS]
        for other in self.folder.parent.iterdir():
            if other != self.folder and other.name[:-DIGITS] == stem:
                shutil.rmtree(other, ignore_errors=True)


def submit(pool, job, progress):
    """A future of the job's end, which tells whether it was finished before."""
    if job.answer() is not None:
        future = concurrent.futures.Future()
        future.set_result(True)
        return future

    def run():
        try:
            job.run(pool)
        except BaseException:
            progress.advance(failed=True)
            raise
        progress.advance()
        return False

    return pool.submit(run)
