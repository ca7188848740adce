# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What became of the checks of an experiment."""

import dataclasses

from experiment_schema import ExperimentError


@dataclasses.dataclass
class Outcome:
    """What a check found."""

    held: bool
    text: str
    details: str


def quantity_of(experiment, results, case_name, quantity):
    """A quantity of a case, as its program answered it."""
    quantities = results[case_name]["quantities"]
    if quantity not in quantities:
        raise ExperimentError(
            f"{experiment.name}: {case_name} reports no '{quantity}', only "
            f"{', '.join(quantities)}"
        )
    return quantities[quantity]


def mean(experiment, results, case_name, quantity):
    """Its mean over the seeds."""
    return quantity_of(experiment, results, case_name, quantity)["mean"]


def error_percent(simulated, published):
    """How far a simulated value is from the published one."""
    return 100.0 * (simulated - published) / published


def within(value, check):
    """Whether a value keeps the bounds of a check, and the bounds in words."""
    words = {"min": "at least", "max": "at most"}
    bounds = " and ".join(f"{words[key]} {check[key]:g}" for key in words if key in check)
    return check.get("min", value) <= value <= check.get("max", value), bounds


def evaluate_case(experiment, results, check, case):
    """The parts of a check for one case: pairs of held and details."""
    quantity = check["quantity"]
    value = mean(experiment, results, case.name, quantity)
    if "max_error" in check:
        published = next(item for item in case.published if item["quantity"] == quantity)
        error = error_percent(value, published["value"])
        yield (
            abs(error) <= check["max_error"],
            f"{quantity} of {case.name} is off by {round(error, 2) + 0.0:+.2f} %, "
            f"at most {check['max_error']:g} %",
        )
    if "min" in check or "max" in check:
        what = f"{quantity} of {case.name}"
        if "ratio_to" in check or "ratio_to_quantity" in check:
            other_case = check.get("ratio_to", case.name)
            other_quantity = check.get("ratio_to_quantity", quantity)
            other = mean(experiment, results, other_case, other_quantity)
            value = value / other if other else float("inf")
            what += f" over {other_quantity} of {other_case}"
        held, bounds = within(value, check)
        yield held, f"{what} is {value:.4g}, {bounds}"


def evaluate(experiment, results):
    """The outcomes of all checks."""
    for check in experiment.checks:
        if "increasing" in check:
            cases = [
                case for pattern in check["increasing"] for case in experiment.matching(pattern)
            ]
            values = [mean(experiment, results, case.name, check["quantity"]) for case in cases]
            parts = [
                (
                    all(low < high for low, high in zip(values, values[1:])),
                    f"{check['quantity']} of "
                    + ", ".join(
                        f"{case.name} is {value:.4g}" for case, value in zip(cases, values)
                    ),
                )
            ]
        else:
            parts = [
                part
                for case in experiment.matching(check["case"])
                for part in evaluate_case(experiment, results, check, case)
            ]
        broken = [details for held, details in parts if not held]
        yield Outcome(
            not broken, check["text"], "; ".join(broken or [details for _, details in parts])
        )
