#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Look for every name that the pages use: doc-names.py [FILE...]

The pages are doc/*.rst, README.md and CONTRIBUTING.md. What they write in (double) backquotes has to be
in the code: a file or folder on disk, a class, function, attribute, trace source, enumerator, operation,
feature, program, option or experiment. So do commands behind a $, and folders in drawings.
"""

import fnmatch
import pathlib
import re
import shlex
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import cli  # noqa: E402

# Names of ns-3, of Linux and of tools that the pages use and the code does not.
FOREIGN = {
    "./ns3",
    "./waf",
    "Burst",
    "EnableAscii",
    "FlowMonitor",
    "FlowMonitorHelper",
    "MacTxDrop",
    "CMAKE_PREFIX_PATH",
    "PKG_CONFIG_PATH",
    "PointToPointDumbbellHelper",
    "RandomEcmpRouting",
    "InterframeGap",
    "Ipv6::SetPmtu",
    "Packet::EnableChecking",
    "Packet::Print",
    "TbfQueueDisc",
    "TcpTxBuffer::NextSeg",
    "TrafficControlHelper::SetQueueLimits",
    "clang-format",
    "configure",
    "ethtool -k",
    "ip_fragment",
    "gnuplot plots.gp",
    "libpcap-dev",
    "libtomlplusplus-dev",
    "plots.gp",
    # of a reader's own, and values
    "-",
    "machines/results.csv",
    "MyHook",
    "a",
    "b",
    "helperOfB",
    "link",
    "0,0,1",
    "0,2,4",
}

# What a command may be without being this module's, and options of every program of ns-3.
FOREIGN_PROGRAMS = set("cmake cpack c++ doxygen git cd sphinx-build sudo sed sh ./ns3 ./waf".split())
FOREIGN_OPTIONS = ("--Print", "--Rng")

# Where the names of C++ are.
PROGRAMS_AND_LIBRARY = ("model/", "helper/", "utils/", "examples/", "bench/")

# Folders that commands make.
MADE = {".git", "results", "testpy-output"}

LITERAL = re.compile(r"``(?P<name>[^`]+)``")
MARKDOWN_LITERAL = re.compile(r"(?<!`)`(?P<name>[^`\n]+)`(?!`)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
FOLDER = re.compile(r">(?P<name>[a-z]+/[a-z]*)<")
COMMAND = re.compile(r"^ +\$ (?P<command>.+)$", re.MULTILINE)
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Code:
    """What there is to be named."""

    def __init__(self):
        self.files = sorted(
            path.relative_to(TOP).as_posix()
            for folder in TOP.iterdir()
            if not fnmatch.fnmatch(folder.name, "build*") and folder.name not in MADE
            for path in ([folder] if folder.is_file() else folder.rglob("*"))
            if path.is_file() and path.suffix != ".pyc"
        )
        self.folders = {
            parent.as_posix() for name in self.files for parent in pathlib.PurePath(name).parents
        }
        self.names = {pathlib.PurePath(name).name for name in self.files}
        cpp = "\n".join(self.read(PROGRAMS_AND_LIBRARY, (".h", ".cc")))
        self.words = set(WORD.findall(without_prose(cpp)))
        self.text = "\n".join(
            [cpp, *self.read(("bench/", "model/", "utils/", "examples/", "reproduce"), ("",))]
            + self.read(("CMakeLists.txt", "test.py", "test/"), (".cc", ".h", ".py", ".txt"))
        )
        self.all_words = set(WORD.findall(self.text))
        self.data = {pathlib.PurePath(name).stem for name in self.files if name.endswith(".toml")}
        self.experiments = {
            pathlib.PurePath(name).stem
            for name in self.files
            if name.startswith("examples/experiments/")
        }
        self.programs = set(re.findall(r"offload_program\(([\w-]+)", self.text)) | {
            pathlib.PurePath(name).stem
            for name in self.files
            if fnmatch.fnmatch(name, "examples/*.cc") or fnmatch.fnmatch(name, "bench/*.cc")
        }

    def read(self, begins, ends):
        """The texts of the files whose names begin and end so."""
        return [
            (TOP / name).read_text(encoding="utf-8")
            for name in self.files
            if name.startswith(begins) and name.endswith(ends) and name != "test/doc-names.py"
        ]


def without_prose(text):
    """C++ without comments and sentences: what is only told of there may be long gone."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"//.*", "", text)
    return re.sub(r'"[^"\n]*\s[^"\n]*"', '""', text)


def is_path(code, name):
    """Whether a file or folder is there; NAME stands for any."""
    wanted = name.rstrip("/").replace("NAME", "*")
    if wanted.startswith("build/"):
        return wanted == "build" or wanted.split("/")[1] in code.programs
    return (
        wanted in code.folders
        or bool(fnmatch.filter(code.files, wanted))
        or wanted in ("build", "results")
    )


def has_option(code, option):
    """Whether some program knows an option; those with a part name an attribute."""
    if option.startswith(FOREIGN_OPTIONS):
        return True
    name = option.lstrip("-").split("=")[0]
    if "." in name:
        last = name.split(".")[-1]
        return last[:1].islower() or last in code.words
    return f'"{name}"' in code.text or f"--{name}" in code.text


def command_fault(code, command):
    """The word of a command that is not there, or nothing."""
    for part in re.split(r"&&|\|", command):
        words = shlex.split(part, comments=True)
        if not words or words[0] in FOREIGN_PROGRAMS:
            continue
        program = words[0]
        if not (is_path(code, program.removeprefix("./")) or program.startswith("<")):
            return program
        for word in words[1:]:
            if word.startswith("--") and not has_option(code, word):
                return word
            if program == "./reproduce" and word.islower() and "-" != word[0]:
                if word not in code.experiments and not word.isdigit():
                    return word
            if word in FOREIGN:
                continue
            if "/" in word and "=" not in word and not is_path(code, word):
                return word
    return None


def is_identifier(code, name):
    """Whether a class, function, attribute, enumerator, operation, feature or program is there."""
    bare = re.sub(r"^(ns3::)?(offload::)?", "", name).removesuffix("()")
    if "(" in name:
        return all(is_known(code, word) for word in re.findall(r"[A-Za-z]\w*", name))
    if "::" in bare:
        return all(part in code.words for part in bare.split("::"))
    if re.fullmatch(r"[A-Z]\w*", bare):
        return bare in code.words
    if re.fullmatch(r"[a-z]\w*(_\w+)+", name):
        return name in code.all_words
    if re.fullmatch(r"[a-z][\w.-]*(\*)?", name):
        return (
            name in code.words
            or name in code.data
            or name in code.programs
            or re.search(f'"{re.escape(name)}"'.replace(r"\*", ".*"), code.text) is not None
        )
    return False


def is_known(code, name):
    """Whether a name is in the code or on disk."""
    if name in FOREIGN:
        return True
    if name.startswith("--"):
        return has_option(code, name)
    if name.startswith(("./", "build/", ".ci/")) or " --" in name:
        return command_fault(code, name) is None
    if name.split("/")[0] + "/" in {*PROGRAMS_AND_LIBRARY, "test/", "doc/", "results/"}:
        return is_path(code, name)
    if re.fullmatch(r"[\w.-]+\.(cc|h|py|toml|sh|md|rst|txt|html)", name):
        return name in code.names or name in code.text
    return is_identifier(code, name)


def pages(arguments):
    """The files to read."""
    if arguments:
        return [pathlib.Path(argument).resolve() for argument in arguments]
    folder = TOP / "doc"
    drawings = sorted(folder.glob("figures/*.svg"))
    return [*sorted(folder.glob("*.rst")), *drawings, TOP / "README.md", TOP / "CONTRIBUTING.md"]


def faults_in(code, path):
    """Sentences about names of a page or drawing that are not there."""
    text = path.read_text(encoding="utf-8")
    pattern = {".rst": LITERAL, ".svg": FOLDER}.get(path.suffix, MARKDOWN_LITERAL)
    prose = FENCE.sub(lambda m: "\n" * m[0].count("\n"), text)

    def line(position):
        return text.count("\n", 0, position) + 1

    for match in pattern.finditer(prose):
        name = " ".join(match["name"].split())
        if not is_known(code, name):
            yield f"{path.name}:{line(match.start())}: there is no {name}"
    for match in COMMAND.finditer(text):
        fault = command_fault(code, match["command"])
        if fault:
            yield f"{path.name}:{line(match.start())}: in a command, there is no {fault}"


def main():
    """Exit code 0 if all names are there."""
    code = Code()
    read = pages(sys.argv[1:])
    faults = [fault for path in read for fault in faults_in(code, path)]
    shown = (TOP / "doc" / "experiments.rst").read_text(encoding="utf-8")
    faults += [
        f"experiments.rst does not name experiment {name}"
        for name in sorted(code.experiments)
        if f"``./reproduce {name}``" not in shown
    ]
    for fault in faults:
        print(fault)
    print(f"{len(read)} pages and drawings")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(cli.run(main))
