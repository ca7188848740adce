# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""How far many runs are: a line on a terminal that is written anew, and nothing in a pipe."""

import concurrent.futures
import os
import sys
import threading
import time

# Between two looks at the clock
INTERVAL_SECONDS = 0.2


def duration(seconds):
    """Seconds as 7 s, 4:05 or 2:01:30."""
    seconds = round(seconds)
    if seconds < 60:
        return f"{seconds} s"
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class Progress:
    """Of the runs of one program. Runs that were finished before do not count for the rate."""

    def __init__(self, total, before, quiet=False, clock=time.monotonic):
        self.total = total
        self.before = before
        self.done = before
        self.failed = 0
        self.clock = clock
        self.start = clock()
        self.said = 0.0
        self.lock = threading.Lock()
        self.is_quiet = quiet
        self.is_shown = not quiet and sys.stderr is not None and sys.stderr.isatty()

    def text(self):
        """[37/200] 4.1 runs/s, 40 s left, 1 failed"""
        parts = [f"[{self.done}/{self.total}]"]
        elapsed = self.clock() - self.start
        run = self.done - self.before
        if run and elapsed > 0:
            rate = run / elapsed
            rate_text = f"{rate:.1f} runs/s" if rate >= 1 else f"{60 * rate:.1f} runs/min"
            left = duration((self.total - self.done) / rate)
            parts.append(f"{rate_text}, {left} left")
        else:
            parts.append(duration(elapsed))
        if self.failed:
            parts.append(f"{self.failed} failed")
        return parts[0] + " " + ", ".join(parts[1:])

    def advance(self, failed=False):
        """One more run has ended. Threads may call this."""
        with self.lock:
            self.done += 1
            self.failed += failed

    def say(self, text):
        """A line that stays, on standard output."""
        if not self.is_quiet:
            self.clear()
            print(text, flush=True)

    def show(self):
        """Write the line, if it is time."""
        now = self.clock()
        if self.is_shown and now - self.said >= INTERVAL_SECONDS:
            self.said = now
            width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
            print(f"\r\033[K{self.text()[:width - 1]}", end="", file=sys.stderr, flush=True)

    def wait(self, future):
        """Until a future is done."""
        while not concurrent.futures.wait([future], timeout=INTERVAL_SECONDS).done:
            self.show()
        self.show()

    def clear(self):
        """Make room for another line."""
        if self.is_shown and self.said:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self.said = 0.0
