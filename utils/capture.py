# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Capture files: classic pcap, read and written record by record; pcapng, written for Wireshark."""

import struct

FILE_HEADER = struct.Struct("<IHHiIII")
RECORD_HEADER = struct.Struct("<IIII")
MAGIC = 0xA1B2C3D4  # little endian, microseconds
ETHERNET = 1
SNAP_LENGTH = 262144  # super-packets whole


class CaptureError(Exception):
    """A file is not the capture that it should be."""


def read_pcap(path):
    """The records of a file, each with its header, so that writing them gives the same file."""
    content = path.read_bytes()
    if len(content) < FILE_HEADER.size or FILE_HEADER.unpack_from(content)[0] != MAGIC:
        raise CaptureError(
            f"{path}: not a classic little-endian pcap file of microseconds; convert it with "
            "`editcap -F pcap`"
        )
    link_type = FILE_HEADER.unpack_from(content)[6]
    if link_type != ETHERNET:
        raise CaptureError(
            f"{path}: link type {link_type} instead of {ETHERNET} (Ethernet); record it on an "
            "Ethernet device"
        )
    records = []
    offset = FILE_HEADER.size
    while offset < len(content):
        end = offset + RECORD_HEADER.size
        if end <= len(content):
            end += RECORD_HEADER.unpack_from(content, offset)[2]
        if end > len(content) or end < offset + RECORD_HEADER.size:
            raise CaptureError(
                f"{path}: record {len(records)} is cut off at byte {offset}; copy the file again"
            )
        records.append(content[offset:end])
        offset = end
    return records


def to_pcap(records):
    """The content of a pcap file."""
    return FILE_HEADER.pack(MAGIC, 2, 4, 0, 0, SNAP_LENGTH, ETHERNET) + b"".join(records)


def to_pcapng(parts, comment):
    """The content of a pcapng file: an interface for each part, by which Wireshark tells them apart.

    parts: a list of (name, records); comment: of the whole file.
    """
    blocks = [block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1), {1: comment})]
    for name, _ in parts:
        blocks.append(block(1, struct.pack("<HHI", ETHERNET, 0, SNAP_LENGTH), {2: name}))
    for interface, (_, records) in enumerate(parts):
        for record in records:
            seconds, microseconds, captured, length = RECORD_HEADER.unpack_from(record)
            time = seconds * 1000000 + microseconds
            header = struct.pack("<5I", interface, time >> 32, time & 0xFFFFFFFF, captured, length)
            blocks.append(block(6, header + padded(record[RECORD_HEADER.size :]), {}))
    return b"".join(blocks)


def block(kind, body, options):
    """A block of a pcapng file; options: code to text."""
    for code, text in options.items():
        value = text.encode()
        body += struct.pack("<HH", code, len(value)) + padded(value)
    if options:
        body += struct.pack("<HH", 0, 0)
    length = struct.pack("<I", len(body) + 12)
    return struct.pack("<I", kind) + length + body + length


def padded(data):
    """Filled up to whole words."""
    return data + bytes(-len(data) % 4)
