# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Captures for the tests of offload-replay: frames of TCP and UDP, behind any link header."""

import ipaddress
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "utils"))

import capture  # noqa: E402

# Link types of capture files
ETHERNET, PPP, RAW, SLL, NULL, SLL2 = 1, 9, 101, 113, 0, 276
BLUETOOTH = 201

TYPE_IPV4, TYPE_IPV6, TYPE_8021Q = 0x0800, 0x86DD, 0x8100
TCP, UDP = 6, 17
ACK, PSH, FIN = 0x10, 0x08, 0x01


def fold(number):
    """A one's complement sum of 16 bits."""
    while number >> 16:
        number = (number & 0xFFFF) + (number >> 16)
    return number


def sum_of(data):
    """The one's complement sum of bytes."""
    data += bytes(len(data) % 2)
    return sum(struct.unpack(f">{len(data) // 2}H", data))


def pseudo_sum(source, destination, protocol, length):
    """The sum of the pseudo header."""
    return sum_of(source.packed) + sum_of(destination.packed) + protocol + length


class Flow:
    """Segments or datagrams from one end to the other, each as an IP packet."""

    def __init__(self, number=0, version=4, protocol=TCP, size=1448):
        first = ipaddress.ip_address("10.0.0.1" if version == 4 else "fd00::1")
        self.source = first + number % 50000
        self.destination = first + 60000
        self.ports = (10000 + number // 50000, 5001)
        self.protocol = protocol
        self.sequence = 1000
        self.identification = 1
        self.payload = bytes(range(256)) * (size // 256 + 1)
        self.payload = self.payload[:size]

    def next(self, flags=ACK, payload=None, checksum=None):
        """The next packet; checksum: "partial" for the sum of the pseudo header, "wrong"."""
        payload = self.payload if payload is None else payload
        if self.protocol == TCP:
            header = struct.pack(
                ">HHIIBBHHH12s", *self.ports, self.sequence, 1, 8 << 4, flags, 4096, 0, 0,
                b"\x01\x01\x08\x0a" + struct.pack(">II", 7, 9),
            )
            offset = 16
            self.sequence = (self.sequence + len(payload)) & 0xFFFFFFFF
        else:
            header = struct.pack(">HHHH", *self.ports, 8 + len(payload), 0)
            offset = 6
        length = len(header) + len(payload)
        pseudo = pseudo_sum(self.source, self.destination, self.protocol, length)
        value = fold(pseudo) if checksum == "partial" else 0xFFFF ^ fold(pseudo + sum_of(header + payload))
        value ^= 0x5A if checksum == "wrong" else 0
        header = header[:offset] + struct.pack(">H", value) + header[offset + 2 :]
        return self.ip(length) + header + payload

    def ip(self, length):
        """The IP header of a packet with so many bytes behind it."""
        if self.source.version == 6:
            return (
                struct.pack(">IHBB", 6 << 28, length, self.protocol, 64)
                + self.source.packed
                + self.destination.packed
            )
        header = struct.pack(
            ">BBHHHBBH", 0x45, 0, 20 + length & 0xFFFF, self.identification, 0x4000, 64, self.protocol, 0
        )
        self.identification = self.identification + 1 & 0xFFFF
        header += self.source.packed + self.destination.packed
        return header[:10] + struct.pack(">H", 0xFFFF ^ fold(sum_of(header))) + header[12:]


def link_header(link, packet, tag=None):
    """What stands before an IP packet on a link; tag: that of a VLAN."""
    ether_type = TYPE_IPV6 if packet[0] >> 4 == 6 else TYPE_IPV4
    tail = b""
    if tag is not None:
        tail = struct.pack(">HH", tag, ether_type)
        ether_type = TYPE_8021Q
    address = b"\x02\x00\x00\x00\x00\x02"
    return {
        ETHERNET: b"\x02\x00\x00\x00\x00\x01" + address + struct.pack(">H", ether_type) + tail,
        SLL: struct.pack(">HHH8sH", 0, 1, 6, address, ether_type) + tail,
        SLL2: struct.pack(">HHIHBB8s", ether_type, 0, 2, 1, 0, 6, address) + tail,
        NULL: struct.pack("<I", 2),
        PPP: b"\x00\x57" if packet[0] >> 4 == 6 else b"\x00\x21",
        RAW: b"",
    }[link]


def write_pcap(path, link, records, snaplen=262144):
    """Write a file; records: pairs of a time in ns and the bytes of a frame."""
    with open(path, "wb") as file:
        nanoseconds = 0xA1B23C4D
        file.write(capture.FILE_HEADER.pack(nanoseconds, 2, 4, 0, 0, snaplen, link))
        for time, frame in records:
            seconds, rest = divmod(time, 10**9)
            captured = frame[:snaplen]
            file.write(capture.RECORD_HEADER.pack(seconds, rest, len(captured), len(frame)))
            file.write(captured)


def read_pcap(path):
    """Link type and records of a file: time in ns, captured bytes, length that the frame had."""
    content = pathlib.Path(path).read_bytes()
    link = capture.FILE_HEADER.unpack_from(content)[6]
    records = []
    offset = capture.FILE_HEADER.size
    while offset < len(content):
        seconds, rest, captured, length = capture.RECORD_HEADER.unpack_from(content, offset)
        offset += capture.RECORD_HEADER.size
        records.append((seconds * 10**9 + rest, content[offset : offset + captured], length))
        offset += captured
    return link, records


def parse(frame, link):
    """What the tests look at of a frame: its IP packet, header lengths, payload, checksums."""
    offset = len(link_header(link, b"\x45"))
    ether_type = {ETHERNET: 12, SLL: 14, SLL2: 0}.get(link)
    if ether_type is not None and frame[ether_type : ether_type + 2] == b"\x81\x00":
        offset += 4
    packet = frame[offset:]
    version = packet[0] >> 4
    start = 20 if version == 4 else 40
    protocol = packet[9] if version == 4 else packet[6]
    end = struct.unpack_from(">H", packet, 2)[0] if version == 4 else 40 + struct.unpack_from(">H", packet, 4)[0]
    size = packet[start + 12] // 4 & 0xFC if protocol == TCP else 8
    addresses = packet[12:20] if version == 4 else packet[8:40]
    total = sum_of(packet[start:end]) + sum_of(addresses) + protocol + end - start
    return {
        "length": end,
        "payload": packet[start + size : end],
        "ip_good": version == 6 or fold(sum_of(packet[:20])) == 0xFFFF,
        "good": fold(total) == 0xFFFF,
    }
