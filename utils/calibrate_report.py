# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What came of a calibration: a profile with its provenance, and a table of the cases."""

import dataclasses
import math

import table
import toml_text


@dataclasses.dataclass
class Row:
    """A measured quantity beside what was simulated."""

    case: str
    status: str  # fitted or predicted
    measured: dict
    simulated: float
    left_out: float | None  # simulated with prices that were fitted without its case

    def error(self, value):
        """How far a value is from the measured one, in percent."""
        return 100 * (value / self.measured["value"] - 1)


def make_rows(calibration, simulated, left_out):
    """The rows of all cases."""
    return [
        Row(
            case.name,
            "fitted" if case.is_fitted else "predicted",
            measured,
            simulated[case.name, measured["quantity"]],
            left_out.get((case.name, measured["quantity"])),
        )
        for case in calibration.cases
        for measured in case.measured
    ]


def number(value):
    """A number with four digits."""
    return f"{value:.4g}"


def cases_csv(rows):
    """All rows for another program."""
    lines = [
        ["case", "status", "quantity", "unit", "measured", "error", "simulated", "off [%]"]
        + ["left out [%]"]
    ]
    for row in rows:
        lines.append(
            [row.case, row.status, row.measured["quantity"], row.measured["unit"]]
            + [number(row.measured["value"]), number(row.measured["error"])]
            + [number(row.simulated), f"{row.error(row.simulated):+.2f}"]
            + ["" if row.left_out is None else f"{row.error(row.left_out):+.2f}"]
        )
    return table.csv_text(lines)


def rows_text(rows):
    """The rows for a reader."""
    header = ("case", "", "quantity", "measured", "+-", "simulated", "off", "left out")
    lines = [header]
    for row in rows:
        left = "" if row.left_out is None else f"{row.error(row.left_out):+.1f} %"
        lines.append(
            (row.case, row.status, row.measured["quantity"])
            + (f"{number(row.measured['value'])} {row.measured['unit']}".strip(),)
            + (number(row.measured["error"]), number(row.simulated))
            + (f"{row.error(row.simulated):+.1f} %", left)
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip() for line in lines
    )


def sum_text(calibration, index, others):
    """A sum of prices in words: transmit_packet + 0.98 post_tx_descriptor."""
    text = calibration.prices[index].name
    for other, factor in others.items():
        sign = "+" if factor > 0 else "-"
        text += f" {sign} {abs(factor):.2g} {calibration.prices[other].name}"
    return text


def knowledge_lines(calibration, values, knowledge):
    """What the data determine, and what not, a line for each."""
    names = [price.name for price in calibration.prices]
    for index in knowledge.chosen:
        price = calibration.prices[index]
        text = (
            f"{names[index]}: determined, {values[index]:.4g} {price.unit} a {price.per}, "
            f"standard error {knowledge.errors[index]:.2g}"
        )
        if knowledge.sums[index]:
            text += f"; only as the sum {sum_text(calibration, index, knowledge.sums[index])}"
        for bound in (price.low, price.high):
            if math.isclose(values[index], bound, rel_tol=0.01):
                text += f"; AT ITS BOUND {bound:g}: widen it, or free another price"
        yield text
    for index, error in knowledge.alone.items():
        why = "only in a sum with others"
        if not any(index in others for others in knowledge.sums.values()):
            why = "no case depends on it enough" if error > 1 else f"{100 * error:.2g} % at best"
        yield f"{names[index]}: not determined ({why}); it stays that of the base"
    for direction in knowledge.blind:
        ordered = sorted(direction.items(), key=lambda item: -abs(item[1]))
        parts = ", ".join(f"{names[index]} {part:+.2f}" for index, part in ordered)
        yield f"direction without effect on the data (relative changes): {parts}"


def machine_text(machine):
    """What was measured, in a line."""
    parts = [str(machine.get("cpu", "not stated"))]
    if "clock_ghz" in machine:
        parts.append(f"{machine['clock_ghz']:g} GHz")
    if "cores" in machine:
        parts.append(f"{machine['cores']} cores")
    return ", ".join([*parts, *([machine["kernel"]] if "kernel" in machine else [])])


def price_text(price, value, status, source):
    """A price of the profile."""
    entry = {price.unit: float(value), "per": price.per, "status": status, "source": source}
    return toml_text.table(f"[costs.{price.name}]", entry)


def profile_text(calibration, values, knowledge, rows):
    """The profile: what differs from its base, and why."""
    fitted = [case.name for case in calibration.cases if case.is_fitted]
    lines = "\n".join(knowledge_lines(calibration, values, knowledge))
    head = toml_text.comment(
        f"Made by offload-calibrate from {calibration.path.name}, cases {', '.join(fitted)}.\n\n"
        f"{lines}\n\n"
        "off: of the simulation from what was measured; left out: the same, with prices that were\n"
        f"fitted without that case.\n\n{rows_text(rows)}"
    )
    parts = [
        head,
        toml_text.table(
            "",
            {
                "name": calibration.name,
                "machine": machine_text(calibration.machine),
                "base": calibration.base,
            },
        ).lstrip(),
    ]
    cpu = {
        key: calibration.machine[key]
        for key in ("clock_ghz", "cores")
        if key in calibration.machine
    }
    if cpu:
        parts.append(toml_text.table("[cpu]", cpu))
    for price, value in calibration.known:
        source = f"measured directly on the machine of {calibration.path.name}"
        parts.append(price_text(price, value, "published", source))
    residuals = ", ".join(
        f"{row.case} {row.measured['quantity']} {row.error(row.simulated):+.1f} %"
        for row in rows
        if row.status == "fitted"
    )
    for index in knowledge.chosen:
        price = calibration.prices[index]
        note = ""
        if knowledge.sums[index]:
            note = f", only as the sum {sum_text(calibration, index, knowledge.sums[index])}"
        source = (
            f"offload-calibrate, {calibration.path.name}: standard error "
            f"{knowledge.errors[index]:.2g}{note}; residuals {residuals}"
        )
        parts.append(price_text(price, values[index], "fitted", source))
    return "\n".join(parts)
