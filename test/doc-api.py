#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Make the pages of the API, which doc/doxygen.conf describes: doc-api.py

Whatever Doxygen warns of is an error: what has no comment, or a comment that does not fit.
"""

import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import cli  # noqa: E402


def main():
    """Exit code 0 if there is a page for each class, without a warning."""
    settings = (TOP / "doc" / "doxygen.conf").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["doxygen", "-"],
            input=f"{settings}\nOUTPUT_DIRECTORY = {folder}\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=TOP,
            check=False,
        )
        pages = len(list(pathlib.Path(folder).rglob("class*.html")))
    print("\n".join(sorted(set(done.stdout.splitlines()))))
    print(f"{pages} pages of classes")
    return 0 if done.returncode == 0 and pages else 1


if __name__ == "__main__":
    sys.exit(cli.run(main))
