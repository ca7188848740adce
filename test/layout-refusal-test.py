#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Check that a helper of this module is no helper of ns-3: what takes one of those by value keeps a
copy that makes stock devices, so it must not compile, and the compiler must say what to use.

    test/layout-refusal-test.py BUILD    the folder of the build, whose compiler and flags are used
"""

import json
import pathlib
import shlex
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
SOURCE = "helper/offload-csma-helper.cc"  # whose flags are taken

# Statement -> whether it compiles
CASES = {
    "PointToPointHelper link; ByValue(link);": True,
    "OffloadPointToPointHelper link; link.Install(NodeContainer(2));": True,
    "OffloadPointToPointHelper link; ByValue(link);": False,
    "OffloadPointToPointHelper link; ByReference(link);": False,
    "OffloadPointToPointHelper link; PointToPointHelper copy = link;": False,
    "OffloadCsmaHelper csma; CsmaByValue(csma);": False,
}
REMEDY = "HostDumbbellHelper"

PROGRAM = """
#include "ns3/node-container.h"
#include "ns3/offload-csma-helper.h"
#include "ns3/offload-point-to-point-helper.h"
using namespace ns3;
void ByValue(PointToPointHelper);
void ByReference(const PointToPointHelper&);
void CsmaByValue(CsmaHelper);
void Script() { %s }
"""


def compile_flags(build):
    """How the library is compiled, without input and output."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    entry = next(entry for entry in entries if entry["file"].endswith(SOURCE))
    words = [word for word in shlex.split(entry["command"]) if not word.endswith("ccache")]
    output = words.index("-o")
    del words[output : output + 2]
    return [word for word in words if word != "-c" and not word.endswith(SOURCE)]


def main():
    """Check; returns the exit code."""
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    command = [*compile_flags(pathlib.Path(sys.argv[1]).resolve()), "-fsyntax-only", "-O0"]
    wrong = 0
    for statement, is_right in CASES.items():
        done = subprocess.run(
            [*command, "-x", "c++", "-"],
            cwd=TOP,
            input=PROGRAM % statement,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if (done.returncode == 0) != is_right or (not is_right and REMEDY not in done.stdout):
            wanted = "compile" if is_right else f"not compile, and name {REMEDY}"
            print(f"{statement}\nshould {wanted}:\n{done.stdout[-1500:]}")
            wrong += 1
    if not wrong:
        print(f"{len(CASES)} statements compile, or do not, as they should")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
