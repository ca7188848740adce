# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Files that appear when they are complete."""

import contextlib
import os


def write(path, content):
    """Write a file; it appears when it is complete, and an error names it."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    if isinstance(content, str):
        content = content.encode("utf-8")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
