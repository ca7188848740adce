# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What all programs do alike: what their options take, and how they end."""

import argparse
import contextlib
import os
import pathlib
import signal
import sys

import processes


def name(text):
    """The type of an option that names something. A shell's variable without value is empty."""
    if not text:
        raise argparse.ArgumentTypeError("it is empty: give a name, or leave it out")
    return text


def path(text):
    """The type of an option that names a file or folder; without it "" would be this folder."""
    return pathlib.Path(name(text))


def describe(error):
    """An OSError as a sentence. Python names no file where standard output cannot be written."""
    return f"{error.filename or 'standard output'}: {error.strerror or error}"


def job_count(text):
    """The type of an option --jobs."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of jobs: give 1 or more")
    return int(text)


def complain(text):
    """Say what is wrong, if there is still someone to read it."""
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def run(main, *errors):
    """Run a program; returns its exit code: 1 for these errors, 128 + n for signal n."""
    processes.PROGRAM_SIGNALS.catch()
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream]  # none if it is closed
    for stream in streams:
        stream.reconfigure(errors="backslashreplace")  # a name of a file need not be UTF-8
    try:
        code = main()
        if sys.stdout:
            sys.stdout.flush()
    except errors as error:
        complain(error)
        code = 1
    except processes.Interrupted as error:
        complain(error)
        code = error.exit_code
    except BrokenPipeError:
        code = 128 + signal.SIGPIPE  # as `head` does it: nobody reads on
    except OSError as error:
        complain(describe(error))
        code = 1
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            # Python would fail once more when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code
