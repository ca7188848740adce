# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Programs that run side by side, and a signal that ends all of them."""

import concurrent.futures
import contextlib
import os
import signal
import subprocess
import threading
import time

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What a program gets to remove its files, before it is killed
GRACE_SECONDS = 1


class Interrupted(KeyboardInterrupt):
    """A signal asks for an end."""

    def __init__(self, number):
        super().__init__(f"interrupted by {signal.Signals(number).name}")
        self.exit_code = 128 + number  # as a shell has it


class Stopped(Exception):
    """The program was ended with its pool, or was never begun."""


def is_from_nohup(number):
    """Whether a signal is to stay ignored."""
    return number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN


class Signals:
    """Turns a signal into the exception Interrupted, at once or when the work at hand is done."""

    def __init__(self):
        self.is_held = False
        self.held_back = None

    def catch(self):
        """Begin. A script's background ignores SIGINT, but whoever sends it there means it."""
        for number in SIGNALS:
            if not is_from_nohup(number):
                signal.signal(number, self.handle)

    def handle(self, number, _frame):
        """What Python calls in the main thread."""
        if self.is_held:
            self.held_back = self.held_back or number
            return
        self.is_held = True  # one is enough
        raise Interrupted(number)

    @contextlib.contextmanager
    def held(self):
        """Work that is not to be left half done."""
        self.is_held = True
        try:
            yield
        finally:
            self.is_held = False
        if self.held_back:
            self.is_held = True
            raise Interrupted(self.held_back)

    @staticmethod
    def give_back():
        """From now on a signal ends this program, without a word."""
        for number in SIGNALS:
            if not is_from_nohup(number):
                signal.signal(number, signal.SIG_DFL)


PROGRAM_SIGNALS = Signals()


def start(command, **options):
    """Start a program in a session of its own: Ctrl-C reaches it by end() only."""
    return subprocess.Popen(
        command,
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        | options,
        start_new_session=True,
    )


def end(processes):
    """End programs and all that they have started."""

    def send(process, number):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)

    for process in processes:
        send(process, signal.SIGINT)
    deadline = time.monotonic() + GRACE_SECONDS
    while time.monotonic() < deadline and any(process.poll() is None for process in processes):
        time.sleep(0.01)
    for process in processes:
        send(process, signal.SIGKILL)


class Pool:
    """Threads that run a program each. Left by an exception, it ends them all."""

    def __init__(self, jobs):
        self.executor = concurrent.futures.ThreadPoolExecutor(jobs)
        self.lock = threading.Lock()
        self.running = set()
        self.is_stopped = False

    def submit(self, function, *arguments):
        """Call a function in a thread as soon as one is free."""
        return self.executor.submit(function, *arguments)

    def run(self, command, timeout=None, **options):
        """Run a program; returns its exit code and what it prints. Called by the functions."""
        with self.lock:
            if self.is_stopped:
                raise Stopped
            process = start(command, **options)
            self.running.add(process)
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            end([process])
            error.stdout, _ = process.communicate()
            raise
        finally:
            with self.lock:
                self.running.discard(process)
        if self.is_stopped and process.returncode != 0:
            raise Stopped
        return process.returncode, output

    def stop(self):
        """Begin nothing more, and end what runs."""
        PROGRAM_SIGNALS.is_held = True  # for good
        with self.lock:
            self.is_stopped = True
            running = list(self.running)
        self.executor.shutdown(wait=False, cancel_futures=True)
        end(running)
        self.executor.shutdown()
        PROGRAM_SIGNALS.give_back()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            self.stop()
        self.executor.shutdown()
