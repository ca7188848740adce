# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""ns-3's own example scripts, as they are and with the type of their links' helpers changed, side by
side. For try-in-ns3.py --scripts."""

import concurrent.futures
import dataclasses
import os
import pathlib
import re
import shlex
import shutil
import struct
import subprocess

TOP = pathlib.Path(__file__).resolve().parent.parent
# The helpers that have a counterpart of ours, and where ours is declared
HELPERS = {
    "PointToPointHelper": "offload-point-to-point-helper",
    "CsmaHelper": "offload-csma-helper",
    "FlowMonitorHelper": "offload-flow-monitor-helper",  # which is refused beside super-packets
}
# A script that takes longer hangs
TIMEOUT = 600


@dataclasses.dataclass
class Script:
    """A script in the tree, and what has to stay when its helpers change."""

    path: str
    arguments: str = ""
    modules: str = ""  # of ns-3, beside those that offload needs
    more: str = ""  # sources that are linked with it
    tolerance: float = 0.0  # of the bytes delivered; 0 where a transfer ends or is below capacity
    files: str = ""  # patterns of further files that it writes
    same_frames: bool = False  # whether captures hold as many frames: nothing is segmented
    shorter: tuple = ()  # a text and what replaces it, where no argument makes the run shorter
    switches: tuple = ()  # a line, and one to follow it in the converted that names the switches


# A tolerance is given where connections never end: the host adds delay, so they meet the end of the
# run, and each other, at other moments.
SCRIPTS = [
    Script("examples/tcp/tcp-bulk-send.cc", "--tracing=1 --maxBytes=300000"),
    Script(
        "examples/tcp/tcp-variants-comparison.cc",
        "--duration=20 --tracing=1 --pcap_tracing=1 --num_flows=2 --data=1",
        modules="flow-monitor",
        files="TcpVariantsComparison-*.data TcpVariantsComparison-ascii",
    ),
    Script(
        "examples/tcp/dctcp-example.cc",
        "--flowStartupWindow=10ms --convergenceTime=20ms --measurementWindow=20ms",
        tolerance=0.05,
        files="dctcp-example-*.dat",
        switches=("    S1.Create(10);", "    SwitchHelper().Install(NodeContainer(T1, T2));"),
    ),
    Script(
        "examples/tcp/tcp-pacing.cc",
        "--tracing=1 --maxBytes=500000",
        modules="flow-monitor",
        files="tcp-dynamic-pacing-*.dat",
    ),
    Script("examples/udp-client-server/udp-client-server.cc", same_frames=True),
    Script("src/bridge/examples/csma-bridge.cc", same_frames=True),
    Script("examples/tutorial/fifth.cc", more="examples/tutorial/tutorial-app.cc"),
    Script(
        "examples/tutorial/sixth.cc", more="examples/tutorial/tutorial-app.cc", files="sixth.cwnd"
    ),
    Script("examples/tutorial/second.cc", same_frames=True),
    Script(
        "examples/routing/simple-global-routing.cc",
        "--EnableMonitor=1",
        modules="flow-monitor",
        files="simple-global-routing.flowmon",
        same_frames=True,
    ),
    Script("examples/ipv6/ping6.cc", modules="internet-apps", same_frames=True),
    Script(
        "examples/traffic-control/queue-discs-benchmark.cc",
        "--simDuration=5 --bandwidth=10Mbps --flowsDatarate=20Mbps",
        modules="flow-monitor internet-apps",
        tolerance=0.05,
        files="*-flowMonitor.xml",
    ),
    Script(
        "examples/traffic-control/cobalt-vs-codel.cc",
        tolerance=0.05,
        shorter=("stopTime = 101;", "stopTime = 21;"),
    ),
    Script("examples/traffic-control/traffic-control.cc", modules="flow-monitor", tolerance=0.05),
    Script("examples/tutorial/third.cc", modules="wifi mobility", same_frames=True),
]


def modules(tree, without):
    """The modules of a tree that the scripts need, but for some."""
    needed = {module for script in SCRIPTS for module in script.modules.split()} - set(without)
    return sorted(module for module in needed if (tree / "src" / module).is_dir())


# ----- convert ------------------------------------------------------------------------------------


def convert(text, switches=()):
    """The text of a script with our helpers in place of ns-3's, and its switches named."""
    used = [
        name for name in HELPERS if re.search(rf"^\s*{name} \w+;", text, re.MULTILINE)
    ]
    for name in used:
        text = re.sub(rf"^(\s*){name}( \w+;)", rf"\1Offload{name}\2", text, flags=re.MULTILINE)
    headers = [HELPERS[name] for name in used]
    if switches:
        text = text.replace(switches[0], "\n".join(switches))
        headers.append("switch-helper")
    includes = "".join(f'#include "ns3/{header}.h"\n' for header in headers)
    return re.sub(r'^#include "ns3/', lambda match: includes + match.group(), text, 1, re.MULTILINE)


# ----- build --------------------------------------------------------------------------------------


class Compiler:
    """Links programs with the libraries of a tree."""

    def __init__(self, tree, folder, log):
        self.folder = folder
        self.log = log
        self.libraries = tree / "build" / "lib"
        headers = tree / "build" / "include"  # CMake
        include = headers if headers.is_dir() else tree / "build"  # waf
        launcher = ["ccache"] if shutil.which("ccache") else []
        self.command = [*launcher, *shlex.split(os.environ.get("CXX", "c++")), "-std=c++17", "-w"]
        self.command += ["-DNS3_LOG_ENABLE", "-DNS3_ASSERT_ENABLE", f"-I{include}"]

    def run(self, *words):
        """Run the compiler; whether it went well."""
        command = [*self.command, *map(str, words)]
        self.log.write(f"$ {' '.join(command)}\n")
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        self.log.write(done.stdout)
        return done.returncode == 0

    def compile(self, source, target, *more):
        """Compile a file."""
        return self.run("-c", source, "-o", target, *more)

    def link(self, target, *objects):
        """Link a program with all of the tree's libraries; Simulator::Run() is the probe's."""
        names = [
            f"-l:{path.name}"
            for path in sorted(self.libraries.glob("libns3*.so"))
            if "-test" not in path.name
        ]
        return self.run(
            *objects,
            *("-o", target, f"-L{self.libraries}", f"-Wl,-rpath,{self.libraries}"),
            *("-Wl,--no-as-needed", "-Wl,--wrap=_ZN3ns39Simulator3RunEv", *names),
        )


# ----- compare ------------------------------------------------------------------------------------


def read_delivered(folder):
    """What a program's applications received: trace source -> bytes."""
    lines = (folder / "delivered.txt").read_text(encoding="utf-8").splitlines()
    return {source: int(count) for source, count in (line.split() for line in lines)}


def count_frames(path):
    """The frames in a capture, or a ValueError where it is cut off."""
    data = path.read_bytes()
    if len(data) < 24 or data[:4] not in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1"):
        raise ValueError("no header of a capture")
    at = 24
    frames = 0
    while at < len(data):
        if at + 16 > len(data):
            raise ValueError(f"cut off in the header of frame {frames + 1}")
        at += 16 + struct.unpack_from("<I", data, at + 8)[0]
        if at > len(data):
            raise ValueError(f"cut off in frame {frames + 1}")
        frames += 1
    return frames


def delivery_faults(script, before, after):
    """What is wrong with the bytes that arrived."""
    if not before and not script.same_frames:
        yield "the original delivers nothing"
    if script.tolerance:  # the connections compete: only what all of them carry has to stay
        before, after = ({"all": sum(counts.values())} for counts in (before, after))
    for source in sorted({*before, *after}):
        old, new = before.get(source, 0), after.get(source, 0)
        if abs(new - old) > script.tolerance * old:
            yield f"{source}: {old} bytes delivered by the original, {new} by the converted"


def capture_faults(script, before, after):
    """What is wrong with a capture."""
    try:
        old, new = count_frames(before), count_frames(after)
    except ValueError as error:
        yield f"{after.name}: {error}"
        return
    if (old > 0) != (new > 0) or (script.same_frames and old != new):
        yield f"{after.name}: {old} frames in the original, {new} in the converted"


def trace_faults(before, after):
    """What is wrong with an ascii trace: every kind of line has to be there."""
    old, new = ({line[:2] for line in path.read_text().splitlines()} for path in (before, after))
    if old - new:
        yield f"{after.name}: no line begins with {' '.join(sorted(old - new)) or 'anything'}"


def file_faults(script, before, after):
    """What is wrong with the files that were written."""
    for pattern in ("*.pcap", "*.tr", *script.files.split()):
        names = {path.relative_to(before) for path in before.rglob(pattern)}
        others = {path.relative_to(after) for path in after.rglob(pattern)}
        if pattern in script.files.split() and not names:
            yield f"the original writes no {pattern}"
        for name in sorted(names ^ others):
            yield f"{name}: only the {'original' if name in names else 'converted'} writes it"
        for name in sorted(names & others):
            if pattern == "*.pcap":
                yield from capture_faults(script, before / name, after / name)
            elif pattern == "*.tr":
                yield from trace_faults(before / name, after / name)
            elif (before / name).stat().st_size > 0 and (after / name).stat().st_size == 0:
                yield f"{name}: empty in the converted"


# ----- run ----------------------------------------------------------------------------------------


def build_program(compiler, tree, script, text, folder):
    """Build a script in a folder of its own; the program, or None."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    source = folder / pathlib.Path(script.path).name
    source.write_text(text, encoding="utf-8")
    objects = [compiler.folder / "script-probe.o"]
    for path in (source, *(tree / more for more in script.more.split())):
        objects.append(folder / f"{path.stem}.o")
        # Headers beside the script
        if not compiler.compile(path, objects[-1], f"-I{(tree / script.path).parent}"):
            return None
    program = folder / source.stem
    return program if compiler.link(program, *objects) else None


def run_program(program, script):
    """Run a program in a folder for its files; the folder and what is wrong."""
    folder = program.parent / "files"
    folder.mkdir()
    with (program.parent / "output").open("wb") as output:
        try:
            code = subprocess.run(
                [program, *script.arguments.split()],
                cwd=folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "NS_LOG": ""},
                check=False,
                timeout=TIMEOUT,
            ).returncode
        except subprocess.TimeoutExpired:
            return folder, f"stopped after {TIMEOUT} s"
    if code != 0:
        ending = f"exit code {code}" if code > 0 else f"signal {-code}"
        return folder, f"{ending}, output in {program.parent / 'output'}"
    return folder, ""


def try_script(compiler, tree, script):
    """Build and run a script as it is and converted; what is wrong, as sentences."""
    text = (tree / script.path).read_text(encoding="utf-8")
    for wanted in (*script.shorter[:1], *script.switches[:1]):
        if wanted not in text:
            return [f"it has no {wanted}"]
    if script.shorter:
        text = text.replace(*script.shorter)
    name = pathlib.Path(script.path).stem
    folders = []
    for kind, variant in (("original", text), ("converted", convert(text, script.switches))):
        if kind == "converted" and variant == text:
            return ["it has no helper to convert"]
        program = build_program(compiler, tree, script, variant, compiler.folder / name / kind)
        if not program:
            return [f"the {kind} does not compile"]
        folder, fault = run_program(program, script)
        if fault:
            return [f"the {kind} failed: {fault}"]
        folders.append(folder)
    before, after = (read_delivered(folder) for folder in folders)
    return [*delivery_faults(script, before, after), *file_faults(script, *folders)]


def try_scripts(tree, without, jobs, log):
    """Try all scripts of the tree that do without some modules: pairs of a name and its faults.
    None instead of faults: the tree lacks the script or a module."""
    folder = tree.parent / f"{tree.name}.scripts"
    folder.mkdir(exist_ok=True)
    compiler = Compiler(tree, folder, log)
    if not compiler.compile(TOP / "test" / "script-probe.cc", folder / "script-probe.o"):
        yield "script-probe", ["it does not compile"]
        return
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        futures = {}
        for script in SCRIPTS:
            name = pathlib.Path(script.path).stem
            needed = script.modules.split()
            if set(needed) & set(without):
                continue
            if not all((tree / "src" / module).is_dir() for module in needed) or not (
                (tree / script.path).is_file()
            ):
                yield name, None
                continue
            futures[pool.submit(try_script, compiler, tree, script)] = name
        for future in concurrent.futures.as_completed(futures):
            yield futures[future], future.result()
