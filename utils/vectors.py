#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Looks into recorded cases, extracts them for Wireshark, and packs new recordings.

A set of cases is a folder with an index, cases.json. A case has parts: the frames that went in
("in") and those that came out. Where the index has no "packets" for a case, each part is a file of
its own, NAME.PART.pcap, as a recorder writes it. A packed set has one capture, and the index tells
for each part which packets of it: {"file": "packets.pcap", "first": 12, "count": 3}, counted from 1
as Wireshark does. The parts of a case stand side by side there. Time stamps stay as recorded.
"""

import argparse
import difflib
import json
import os
import pathlib
import sys

import cli
import files
from capture import CaptureError, read_pcap, to_pcap, to_pcapng

DATA = pathlib.Path(__file__).resolve().parent.parent / "test" / "data"
INDEX = "cases.json"
PACK = "packets.pcap"
WIDTH = 180  # of a line of an index, unless it has no place to break

EXAMPLES = f"""
examples:
  %(prog)s list                                     the sets
  %(prog)s list inet-lro                            its cases
  %(prog)s extract inet-lro gap gap.pcapng          Wireshark shows the part as the interface
  %(prog)s extract inet-lro gap gap.pcap --part=in  what went in, as it was recorded
  %(prog)s pack ~/recorded test/data/recorded       from a file a part to {PACK}
  %(prog)s unpack linux-6.18/gro /tmp/gro           and back, to add a case
"""


class VectorError(Exception):
    """A mistake in a call or in a set, with its remedy."""


class CaseSet:
    """A folder of recorded cases."""

    def __init__(self, folder):
        self.folder = folder
        try:
            self.index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
            self.cases = {case["name"]: case for case in self.index["cases"]}
        except (ValueError, KeyError, TypeError) as error:
            raise VectorError(
                f"{folder / INDEX}: not an index of cases ({error!r}); copy the set again"
            ) from error
        self.captures = {}
        self.parts_in_files = {name: {} for name in self.cases}
        for path in sorted(folder.glob("*.pcap")):
            # The name of a case may be the beginning of another's
            name = max((n for n in self.cases if path.name.startswith(n + ".")), key=len, default="")
            part = path.name[len(name) + 1 : -len(".pcap")]
            if name and part:
                self.parts_in_files[name][part] = {"file": path.name}

    def case(self, name):
        """The entry of a case."""
        if name not in self.cases:
            raise VectorError(f"{self.folder} has no case '{name}'; {near(name, self.cases)}")
        return self.cases[name]

    def parts(self, name):
        """The parts of a case and where each is, what went in first."""
        parts = self.case(name).get("packets")
        if parts is None:
            parts = self.parts_in_files[name]
        if not isinstance(parts, dict) or "in" not in parts:
            raise VectorError(f"{self.folder}: case '{name}' has no part 'in'; copy the set again")
        return dict(sorted(parts.items(), key=lambda item: (item[0] != "in", item[0])))

    def records(self, name, part):
        """The packets of a part."""
        where = self.parts(name)[part]
        try:
            file = where["file"]
            if file not in self.captures:
                self.captures[file] = read_pcap(self.folder / file)
            records = self.captures[file]
            begin = where.get("first", 1) - 1
            end = begin + where.get("count", len(records) - begin)
            if 0 <= begin <= end <= len(records):
                return records[begin:end]
        except (KeyError, TypeError, AttributeError):
            pass  # not even an entry
        raise VectorError(
            f"{self.folder}: case '{name}', part '{part}': there are no packets {json.dumps(where)}; "
            "pack the set again"
        )

    def strays(self):
        """Captures that belong to no case."""
        used = {where["file"] for name in self.cases for where in self.parts(name).values()}
        return sorted(path.name for path in self.folder.glob("*.pcap") if path.name not in used)


def near(name, known):
    """Where to look for what is not there."""
    close = difflib.get_close_matches(name, known, n=5, cutoff=0.5)
    close = close or [other for other in known if name.lower() in other.lower()][:5]
    if close:
        return "near it: " + ", ".join(close)
    return f"there are {len(known)}: " + ", ".join(list(known)[:5]) + (", ..." if len(known) > 5 else "")


def find_set(name):
    """The set of a name: a folder, or one below test/data."""
    for folder in (pathlib.Path(name), DATA / name):
        if (folder / INDEX).is_file():
            return CaseSet(folder)
    known = [path.parent.relative_to(DATA).as_posix() for path in sorted(DATA.glob(f"**/{INDEX}"))]
    raise VectorError(f"no set '{name}': neither a folder with {INDEX} nor in test/data; {near(name, known)}")


def save(path, content, force):
    """Write a file whole, or not at all."""
    if os.path.lexists(path) and not force:
        raise VectorError(f"{path} exists; name another file, or replace it with --force")
    if os.path.lexists(path) and not path.is_file():
        raise VectorError(f"{path} is not a file; name another")
    files.write(path, content)


def save_set(folder, source, index, captures, force):
    """Write a set into a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.samefile(source.folder):
        raise VectorError(f"{folder} is the set itself; name another folder")
    contents = {**captures, INDEX: (render(index) + "\n").encode()}
    there = [name for name in contents if os.path.lexists(folder / name)]
    if there and not force:
        raise VectorError(
            f"{folder / there[0]} exists; name another folder, or replace it with --force"
        )
    for name, content in contents.items():
        save(folder / name, content, force)


def render(value, indent=0, key=""):
    """JSON with as much on a line as fits."""
    line = key + json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or indent + len(line) <= WIDTH:
        return line
    if isinstance(value, dict):
        begin, end = "{}"
        rows = [
            render(inner, indent + 1, json.dumps(name, ensure_ascii=False) + ": ")
            for name, inner in value.items()
        ]
    else:
        begin, end = "[]"
        rows = [render(inner, indent + 1) for inner in value]
    pad = "\n" + " " * (indent + 1)
    return key + begin + pad + ("," + pad).join(rows) + "\n" + " " * indent + end


def without_packets(case):
    """The entry of a case as recorders write it."""
    return {key: value for key, value in case.items() if key != "packets"}


def run_list(options):
    """The command list."""
    if options.set is None:
        for path in sorted(DATA.glob(f"**/{INDEX}")):
            folder = path.parent
            print(f"{folder.relative_to(DATA).as_posix():20}{len(CaseSet(folder).cases):5} cases")
        return
    cases = find_set(options.set)
    for name, case in cases.cases.items():
        print(f"{name:30}{case.get('tests') or case.get('description', '')}")


def run_extract(options):
    """The command extract."""
    cases = find_set(options.set)
    names = list(cases.parts(options.case))
    if options.part:
        if options.part not in names:
            raise VectorError(
                f"case '{options.case}' has no part '{options.part}'; it has: {', '.join(names)}"
            )
        names = [options.part]
    if (options.file.parent / INDEX).exists():
        raise VectorError(f"{options.file} would be in a set of cases; name a file elsewhere")
    parts = [(part, cases.records(options.case, part)) for part in names]
    if options.file.suffix == ".pcapng":
        case = cases.case(options.case)
        what = case.get("tests") or case.get("description", "")
        content = to_pcapng(parts, f"{options.case}: {what}")
    else:
        content = to_pcap([record for _, records in parts for record in records])
    save(options.file, content, options.force)
    number = 1
    for part, records in parts:
        print(f"{options.file}: {part}: " + span(number, len(records)))
        number += len(records)


def span(first, count):
    """Packets, as Wireshark numbers them."""
    if count == 0:
        return "no packets"
    return f"packet {first}" if count == 1 else f"packets {first} to {first + count - 1}"


def run_pack(options):
    """The command pack."""
    source = find_set(str(options.set))
    strays = source.strays()
    if strays:
        raise VectorError(
            f"{source.folder / strays[0]} belongs to no case of {INDEX}; name it after its case, or "
            "move it away"
        )
    cases = []
    pack = []
    for case in source.index["cases"]:
        name = case["name"]
        packets = {}
        for part in source.parts(name):
            records = source.records(name, part)
            packets[part] = {"file": PACK, "first": len(pack) + 1, "count": len(records)}
            pack += records
        cases.append({"name": name, "packets": packets} | without_packets(case))
    index = source.index | {"cases": cases}
    save_set(options.folder, source, index, {PACK: to_pcap(pack)}, options.force)
    print(f"{options.folder}: {len(source.cases)} cases, {len(pack)} packets")


def run_unpack(options):
    """The command unpack."""
    source = find_set(options.set)
    captures = {}
    for name in source.cases:
        for part in source.parts(name):
            captures[f"{name}.{part}.pcap"] = to_pcap(source.records(name, part))
    index = source.index | {"cases": [without_packets(case) for case in source.index["cases"]]}
    save_set(options.folder, source, index, captures, options.force)
    print(f"{options.folder}: {len(source.cases)} cases, {len(captures)} captures")


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name, run, text):
        own = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        own.set_defaults(run=run)
        return own

    set_help = "a folder with cases.json, or its name below test/data"
    force_help = "replace what exists"

    add = command("list", run_list, "list the sets in test/data, or the cases of a set").add_argument
    add("set", metavar="SET", nargs="?", help=set_help)

    add = command("extract", run_extract, "write a case to a file for Wireshark").add_argument
    add("set", metavar="SET", help=set_help)
    add("case", metavar="CASE", help="its name in cases.json")
    add(
        "file",
        metavar="FILE",
        type=cli.path,
        help="what to write: all parts of the case, one behind the other; as pcapng, with the name "
        "of the part as that of the interface, if it ends in .pcapng, else as pcap",
    )
    add("--part", metavar="PART", help="only this part, for example in")
    add("--force", action="store_true", help=force_help)

    add = command("pack", run_pack, f"write a set with all its packets in one {PACK}").add_argument
    add("set", metavar="SET", help=set_help)
    add("folder", metavar="OUT", type=cli.path, help="the folder to write it to")
    add("--force", action="store_true", help=force_help)

    add = command("unpack", run_unpack, "write a set with a capture a part").add_argument
    add("set", metavar="SET", help=set_help)
    add("folder", metavar="OUT", type=cli.path, help="the folder to write it to")
    add("--force", action="store_true", help=force_help)
    return parser.parse_args()


def main():
    """Do what the command says."""
    options = parse_arguments()
    options.run(options)
    return 0


if __name__ == "__main__":
    sys.exit(cli.run(main, VectorError, CaptureError))
