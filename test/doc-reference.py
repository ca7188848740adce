#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Compare doc/reference with what offload-reference prints: doc-reference.py BUILD-FOLDER

--update-data writes the pages instead.
"""

import difflib
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import cli  # noqa: E402

REFERENCE = TOP / "doc" / "reference"
MAX_LINES = 40  # of the difference, for a page


def pages(folder):
    """The pages in a folder: name -> lines."""
    return {
        path.name: path.read_text(encoding="utf-8").splitlines() for path in folder.glob("*.rst")
    }


def difference(name, kept, made):
    """How a page differs, as lines; none if it does not."""
    if made is None:
        return [f"{name} is in doc/reference, but offload-reference does not write it"]
    if kept is None:
        return [f"{name} is not in doc/reference"]
    lines = difflib.unified_diff(kept, made, f"doc/reference/{name}", "offload-reference", n=1)
    return list(lines)[:MAX_LINES]


def main():
    """Exit code 0 if the pages are those that the program writes."""
    is_update = "--update-data" in sys.argv
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    build = pathlib.Path(folders[0] if folders else TOP / "build").resolve()
    with tempfile.TemporaryDirectory() as folder:
        target = REFERENCE if is_update else pathlib.Path(folder)
        subprocess.run([build / "offload-reference", f"--output={target}"], check=True)
        if is_update:
            return 0
        kept, made = pages(REFERENCE), pages(target)
    names = sorted({*kept, *made})
    lines = [line for name in names for line in difference(name, kept.get(name), made.get(name))]
    for line in lines:
        print(line.rstrip())
    if lines:
        print("To write them anew: build/offload-reference --output=doc/reference")
    print(f"{len(names)} pages")
    return 1 if lines or not names else 0


if __name__ == "__main__":
    sys.exit(cli.run(main, subprocess.CalledProcessError))
