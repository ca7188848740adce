# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""A folder of results belongs to one program at a time."""

import contextlib
import fcntl
import os
import pathlib
import shlex
import socket
import sys
import time


class LockError(Exception):
    """Another program works in the folder; the text says which."""


@contextlib.contextmanager
def locked(folder):
    """Hold a folder, which is made if need be. The system lets go of it however the holder ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+", encoding="utf-8", errors="backslashreplace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "another program"
            raise LockError(
                f"{folder.parent} is in use by {holder}: wait until it ends, or name another "
                "folder with --output"
            ) from error
        file.truncate(0)
        command = shlex.join([pathlib.Path(sys.argv[0]).name, *sys.argv[1:]])
        now = time.strftime("%H:%M:%S")
        file.write(f"process {os.getpid()} on {socket.gethostname()} since {now} ({command})\n")
        file.flush()
        yield
