# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The two ends of a measurement: a veth pair on this machine, or a cable to another.

Whatever a link changes it puts on a stack of things to undo, before it changes the next.
"""

import re
import shlex
import subprocess

import measure_wakeup
from measure_machine import MeasureError, read_text

SENDER, RECEIVER = "offload-a", "offload-b"  # namespaces, and their ends of the pair
ADDRESSES = {SENDER: "10.98.0.1", RECEIVER: "10.98.0.2"}  # seen by nobody outside of them


class Shell:
    """Runs commands that change something, or only prints them."""

    def __init__(self, is_dry):
        self.is_dry = is_dry

    def run(self, *command):
        """Run a command."""
        if self.is_dry:
            print(f"  {shlex.join(command)}")
            return
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode != 0:
            raise MeasureError(f"{shlex.join(command)} failed: {done.stdout.strip()}")


def on_off(flag):
    """As ethtool has it."""
    return "on" if flag else "off"


class VethPair:
    """Two namespaces of this machine, joined by a pair of veth."""

    kind = "a veth pair"
    sender = "receiver"  # one host is both ends, and offload-perf calls it so
    hosts = ["receiver"]
    loads = "rx"

    def __init__(self, shell, cores, stack):
        self.shell = shell
        self.cores = cores
        self.stack = stack
        self.address = ADDRESSES[RECEIVER]
        self.at_sender = ("ip", "netns", "exec", SENDER)
        self.at_receiver = ("ip", "netns", "exec", RECEIVER)
        self.devices = [(*self.at_sender, "ethtool", "-S", SENDER)]

    def takes(self, _case):
        """Whether a case can be measured here."""
        return True

    def describe(self):
        """What is used, in words."""
        return f"two network namespaces of its own, {SENDER} and {RECEIVER}, joined by a veth pair"

    def base_options(self):
        """Options of offload-perf for all cases."""
        return {"topology": "veth", "app-core": 1, "duration": "20ms", "seeds": 1}

    def reader_options(self, case):
        """Options of offload-perf that say what the reader does: here it acknowledges, as what waits
        for it keeps the window where it is."""
        return {"sink.AckAfterRead": True} if case.protocol == "tcp" else {}

    def measure_wake_up(self):
        """Prices of waking the reader, in nanoseconds: the sender's core wakes it, on its own."""
        wake_task, switch_task = measure_wakeup.measure(self.cores)
        return {"wake_task": wake_task, "switch_task": switch_task}

    def build(self):
        """Make it. A namespace takes its devices along when it goes."""
        run = self.shell.run
        for name in (SENDER, RECEIVER):
            if not self.shell.is_dry and name in re.findall(r"^\S+", netns_list(), re.MULTILINE):
                raise MeasureError(
                    f"network namespace {name} is there: another measurement runs, or one was "
                    f"killed; if none runs, ip netns delete {name}"
                )
            run("ip", "netns", "add", name)
            self.stack.callback(run, "ip", "netns", "delete", name)
        run(
            *("ip", "link", "add", SENDER, "netns", SENDER, "type", "veth"),
            *("peer", "name", RECEIVER, "netns", RECEIVER),
        )
        for name in (SENDER, RECEIVER):
            run("ip", "-n", name, "address", "add", f"{ADDRESSES[name]}/30", "dev", name)
            for device in ("lo", name):
                run("ip", "-n", name, "link", "set", device, "up")

    def set(self, case):
        """Switch to a case."""
        features = case.features
        tso, gso, gro = (on_off(features[name]) for name in ("tso", "gso", "gro"))
        self.shell.run(*self.at_sender, "ethtool", "-K", SENDER, "tso", tso, "gso", gso)
        self.shell.run(*self.at_receiver, "ethtool", "-K", RECEIVER, "gro", gro)
        # Without NAPI a packet goes to the backlog of whichever core sends it: keep it on one, as
        # data overtake each other otherwise. NAPI stays on one core by itself.
        mask = "0" if features["gro"] else f"{1 << self.cores[0]:x}"
        for name, at in ((SENDER, self.at_sender), (RECEIVER, self.at_receiver)):
            self.shell.run("ip", "-n", name, "link", "set", name, "mtu", str(case.mtu))
            path = f"/sys/class/net/{name}/queues/rx-0/rps_cpus"
            self.shell.run(*at, "sh", "-c", f"echo {mask} > {path}")


def netns_list():
    """What `ip netns` prints."""
    return subprocess.run(
        ["ip", "netns", "list"], stdout=subprocess.PIPE, text=True, check=False
    ).stdout


class Cable:
    """A device of this machine, and a peer that runs `iperf3 -s`."""

    kind = "a cable"
    sender = "sender"
    hosts = ["sender", "receiver"]  # the peer is taken for a machine of the same kind
    loads = "tx"
    at_sender = ()
    at_receiver = None  # the peer's server runs already

    def __init__(self, shell, device, peer, stack):
        self.shell = shell
        self.device = device
        self.address = peer
        self.stack = stack
        self.devices = [("ethtool", "-S", device)]
        self.mtu = read_text(f"/sys/class/net/{device}/mtu")
        if not self.mtu:
            raise MeasureError(f"--device={device}: there is no such device; `ip link` lists them")
        self.features = features_of(device)

    def describe(self):
        """What is used, in words."""
        return f"device {self.device} and the iperf3 server at {self.address}, changing tso and gso"

    def base_options(self):
        """Options of offload-perf for all cases. The peer merges, as Linux does by default."""
        speed = read_text(f"/sys/class/net/{self.device}/speed")
        rate = f"{speed}Mbps" if speed.isdigit() else "10Gbps"
        return {
            "topology": "wire",
            "rate": rate,
            "receiver.ReceiveHook": "ns3::GroReceiveHook",
            "duration": "20ms",
            "seeds": 1,
        }

    def reader_options(self, _case):
        """What the peer's reader does is not known."""
        return {}

    def measure_wake_up(self):
        """The NIC's interrupts wake the reader, on its own core or not: a fit may tell what it costs."""
        return {}

    def takes(self, case):
        """The MTU is both ends', and GRO is the peer's business."""
        if case.mtu != int(self.mtu) or case.features["gro"]:
            return False
        return all(
            not fixed or is_on == case.features[name]
            for name, (is_on, fixed) in self.features.items()
        )

    def build(self):
        """Note what has to be put back."""
        for name, (is_on, fixed) in self.features.items():
            if not fixed:
                self.stack.callback(
                    self.shell.run, "ethtool", "-K", self.device, name, on_off(is_on)
                )

    def set(self, case):
        """Switch to a case."""
        for name, (_, fixed) in self.features.items():
            if not fixed:
                self.shell.run("ethtool", "-K", self.device, name, on_off(case.features[name]))


def features_of(device):
    """TSO and GSO of a device: whether each is on, and whether that is fixed."""
    text = subprocess.run(
        ["ethtool", "-k", device], stdout=subprocess.PIPE, text=True, check=False
    ).stdout
    found = {}
    for short, name in (
        ("gso", "generic-segmentation-offload"),
        ("tso", "tcp-segmentation-offload"),
    ):
        state = re.search(rf"^{name}: (on|off)( \[fixed\])?", text, re.MULTILINE)
        if not state:
            raise MeasureError(
                f"ethtool -k {device} does not tell of {name}: choose another device"
            )
        found[short] = (state[1] == "on", state[2] is not None)
    return found
