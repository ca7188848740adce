# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""How far assumed prices move a quantity: what ./reproduce NAME --sensitivity has kept of that.

NAME-tornado.csv has what each assumed price does, alone, at the ends of its range, with one seed. The
range of a quantity is that of the price which moves it most, either way, as a change of its mean.
"""

import csv
import dataclasses


@dataclasses.dataclass(frozen=True)
class End:
    """What a quantity becomes at most, or at least."""

    factor: float  # of the quantity with the assumed prices
    price: str  # which does that


def read(folder, name):
    """The ends of all ranges of an experiment by case and quantity; none without the file."""
    path = folder / f"{name}-tornado.csv"
    found = {}
    if not path.exists():
        return found
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assumed = float(row["at_assumed"])
            ends = [
                End(float(row[key]) / assumed, row["operation"]) for key in ("at_low", "at_high")
            ]
            found.setdefault((row["case"], row["quantity"]), []).extend(ends)
    return {
        key: (min(ends, key=lambda end: end.factor), max(ends, key=lambda end: end.factor))
        for key, ends in found.items()
    }


def add(results, ranges):
    """Note the ranges with the quantities of results: quantity["range"], two pairs of value and price."""
    for (case, name), ends in ranges.items():
        quantity = results.get(case, {}).get("quantities", {}).get(name)
        if quantity:
            quantity["range"] = [(quantity["mean"] * end.factor, end.price) for end in ends]


def text(quantity):
    """The range of a quantity in words: 3.9 (copy_byte) to 4.4 (load_header)"""
    return " to ".join(f"{value:.4g} ({price})" for value, price in quantity.get("range", ()))
