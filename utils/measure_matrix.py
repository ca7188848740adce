# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The cases that offload-measure-host measures, and what they are for offload-perf."""

import dataclasses

# Names of the ways to send, with TSO, GSO and GRO of the device
MODES = {
    "tso": (True, True, False),
    "gso": (False, True, False),
    "none": (False, False, False),
    "tso-gro": (True, True, True),
    "gso-gro": (False, True, True),
    "none-gro": (False, False, True),
}
# Bytes of a write of iperf3 where a case does not say otherwise
WRITE_SIZE = 131072
# They show what differs: whether packets go whole, are cut, are merged, and how large writes are
FITTED = ("tso-1500", "gso-1500", "gso-gro-1500", "tso-1500-16384")


@dataclasses.dataclass(frozen=True)
class Case:
    """One way to send for some seconds."""

    mode: str
    mtu: int
    write_size: int = WRITE_SIZE
    protocol: str = "tcp"

    @property
    def name(self):
        """tso-1500, or gso-9000-4096 for another write size."""
        parts = [self.mode, str(self.mtu)]
        if self.write_size != WRITE_SIZE:
            parts.append(str(self.write_size))
        return "-".join(([self.protocol] if self.protocol != "tcp" else []) + parts)

    @property
    def features(self):
        """The features by the names that ethtool -K takes."""
        return dict(zip(("tso", "gso", "gro"), MODES[self.mode]))


def cases():
    """The matrix: every mode with two MTUs, smaller writes with three modes, datagrams."""
    yield from (Case(mode, mtu) for mtu in (1500, 9000) for mode in MODES)
    for size in (16384, 4096):
        yield from (Case(mode, 1500, size) for mode in ("tso", "gso", "none", "gso-gro"))
    yield from (Case("gso", 1500, size, "udp") for size in (1472, 512))
    yield Case("gso", 9000, 8192, "udp")


def options(case, sender):
    """Options of offload-perf for a case; sender: the host that sends, as offload-perf names it.

    Feature gso is not passed on: TCP of Linux 4.17 and later makes super-packets whatever it says
    (0a6b2a1dc2a2, "tcp: switch to GSO being always on"), and so does that of the simulation.
    """
    if case.protocol == "udp":
        size = {"datagram-source.WriteSize": case.write_size}
        return {"mtu": case.mtu, "flows": 0, "udp-flows": 1} | size
    tso, _, gro = MODES[case.mode]
    found = {"mtu": case.mtu, f"{sender}.tx-tcp-segmentation": tso}
    if gro:
        found["receiver.ReceiveHook"] = "ns3::GroReceiveHook"
    return found | {"source.WriteSize": case.write_size}
