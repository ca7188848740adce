# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What a machine is, in words and numbers that tell nobody whose it is."""

import os
import pathlib
import re
import shutil
import subprocess


class MeasureError(Exception):
    """Something cannot be measured; the text says what, and the remedy."""


# Programs, and the Debian packages that have them
TOOLS = {
    "ip": "iproute2",
    "ethtool": "ethtool",
    "iperf3": "iperf3",
    "taskset": "util-linux",
    "chrt": "util-linux",
}
VULNERABILITIES = pathlib.Path("/sys/devices/system/cpu/vulnerabilities")


def require_tools():
    """Name every program that is missing, with its package."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        packages = " ".join(sorted({TOOLS[tool] for tool in missing}))
        raise MeasureError(
            f"{', '.join(missing)} not found: install Debian's packages {packages}, "
            f"as with apt-get install {packages}"
        )


def require_root():
    """Namespaces and features of devices are root's."""
    if os.geteuid() != 0:
        raise MeasureError(
            "only root may make network namespaces and change a device: run this with sudo, or "
            "with --dry-run to see what it would do"
        )


def read_text(path):
    """The content of a small file; empty if there is none."""
    try:
        return pathlib.Path(path).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def mitigations():
    """What the kernel does about faults of the processor, and costs time in system calls."""
    found = []
    for path in sorted(VULNERABILITIES.glob("*")):
        text = read_text(path)
        if text.startswith("Mitigation: "):
            found.append(f"{path.name}: {text.removeprefix('Mitigation: ')}")
    return "; ".join(found) or "none"


def clock_ghz():
    """The clock of the first core, and what decides it."""
    folder = pathlib.Path("/sys/devices/system/cpu/cpu0/cpufreq")
    highest, governor = read_text(folder / "cpuinfo_max_freq"), read_text(
        folder / "scaling_governor"
    )
    if highest.isdigit():
        return int(highest) / 1e6, f"governor {governor}, highest clock"
    found = re.search(r"^cpu MHz\s*: ([\d.]+)", read_text("/proc/cpuinfo"), re.MULTILINE)
    if not found:
        raise MeasureError(
            "/proc/cpuinfo names no clock: write clock_ghz into the file that this program makes"
        )
    return round(float(found[1]) / 1000, 3), "as /proc/cpuinfo has it; no cpufreq"


def describe():
    """The machine, for the file of the cases."""
    info = read_text("/proc/cpuinfo")
    model = re.search(r"^model name\s*: (.+)", info, re.MULTILINE)
    release = re.match(r"\d+\.\d+", os.uname().release)
    ghz, origin = clock_ghz()
    guest = re.search(r"^flags\s*:.*\bhypervisor\b", info, re.MULTILINE)
    iperf3 = subprocess.run(
        ["iperf3", "--version"], stdout=subprocess.PIPE, text=True, check=False
    ).stdout.split()
    return {
        "cpu": model[1] if model else os.uname().machine,
        "clock_ghz": ghz,
        "clock": origin,
        "cores": os.cpu_count(),
        "virtual": bool(guest),
        "kernel": f"Linux {release[0] if release else os.uname().release}",
        "mitigations": mitigations(),
        "iperf3": iperf3[1] if len(iperf3) > 1 else "unknown",
    }
