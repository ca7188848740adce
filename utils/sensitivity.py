# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What the conclusions of an experiment owe to prices that were assumed.

Each assumed price of each cost profile that the experiment names takes the ends of its range, alone,
with one seed; all others stay as they are, the fitted ones too. A conclusion is a check of the
experiment, but of an error against a published value, which judges the fit; or which of two cases has
more of a published quantity.
"""

import dataclasses
import itertools
import pathlib
import re

import experiment as experiments
import outcomes
import profile_file
from experiment_schema import ExperimentError

# Below this difference two cases are equal: nobody would conclude that one has more
EQUAL_PERCENT = 1.0


@dataclasses.dataclass(frozen=True)
class Price:
    """An assumed price."""

    profile: str
    operation: str
    unit: str  # cycles or ns
    per: str
    text: str  # as offload-perf takes it
    ends: tuple  # of its range, likewise

    @property
    def name(self):
        """For tables and plots."""
        return f"{self.operation} ({self.profile})"


@dataclasses.dataclass
class Variant:
    """The experiment with a price at an end of its range."""

    price: Price
    value: str
    experiment: experiments.Experiment  # with the cases that pay it


@dataclasses.dataclass
class Swing:
    """What a price does to a quantity of a case."""

    price: Price
    case: str
    label: str
    quantity: str
    unit: str
    assumed: float  # the quantity with the assumed price
    ends: list  # with the ends of its range

    @property
    def percents(self):
        """The ends as changes."""
        return [outcomes.error_percent(end, self.assumed) for end in self.ends]


def hosts_by_profile(experiment, case):
    """The hosts of a case by the profiles that their options name."""
    hosts = {}
    for argument in experiments.arguments(case.options, experiment.short):
        match = re.fullmatch(r"--([\w-]+)\.cpu\.Profile=(.*)", argument)
        if match:
            hosts.setdefault(match[2], []).append(match[1])
    return hosts


def assumed_prices(profile):
    """The prices of a profile that were assumed and may be different."""
    costs = profile_file.costs(profile_file.find(profile, pathlib.Path.cwd()))
    for operation, cost in costs.items():
        if cost["status"] == "assumed" and cost["range"][0] < cost["range"][1]:
            ends = tuple(profile_file.text_of(cost, end) for end in cost["range"])
            unit = "ns" if "nanoseconds" in cost else "cycles"
            yield Price(profile, operation, unit, cost["per"], profile_file.price(cost), ends)


def with_price(experiment, price, value):
    """The cases that pay a price, with this value of it."""
    cases = []
    for case in experiment.cases:
        hosts = hosts_by_profile(experiment, case).get(price.profile, [])
        options = {f"{host}.cost.{price.operation}": value for host in hosts}
        if options and not set(options) & set(case.options):
            cases.append(dataclasses.replace(case, options={**case.options, **options}))
    return dataclasses.replace(experiment, cases=cases)


def variants(experiment):
    """One experiment for each end of the range of each assumed price."""
    profiles = {
        profile: None for case in experiment.cases for profile in hosts_by_profile(experiment, case)
    }
    prices = [price for profile in profiles for price in assumed_prices(profile)]
    made = [
        Variant(price, value, with_price(experiment, price, value))
        for price in prices
        for value in price.ends
    ]
    made = [variant for variant in made if variant.experiment.cases]
    if not made:
        raise ExperimentError(
            f"{experiment.name} has no assumed price to vary: no case names a cost profile that has "
            "some with --HOST.cpu.Profile"
        )
    return made


def published_quantities(experiment):
    """Pairs of a case and a quantity, of which something is published or a check speaks."""
    pairs = [(case, item["quantity"]) for case in experiment.cases for item in case.published]
    for check in experiment.checks:
        patterns = check.get("increasing", check.get("case"))
        pairs += [(case, check["quantity"]) for case in experiment.matching(patterns)]
    unique = {(case.name, quantity): (case, quantity) for case, quantity in pairs}
    return list(unique.values())


def orders(experiment, results):
    """Which of two cases has more of a published quantity: triples with the one that has more last."""
    quantities = {item["quantity"]: None for case in experiment.cases for item in case.published}
    for quantity in quantities:
        cases = [
            case.name
            for case in experiment.cases
            if any(item["quantity"] == quantity for item in case.published)
        ]
        for pair in itertools.combinations(cases, 2):
            low, high = sorted(pair, key=lambda name: outcomes.mean(experiment, results, name, quantity))
            less = outcomes.mean(experiment, results, low, quantity)
            more = outcomes.mean(experiment, results, high, quantity)
            if more > less * (1 + EQUAL_PERCENT / 100):
                yield quantity, low, high


def lost_checks(experiment, both):
    """Sentences on checks that hold no more."""
    for outcome in outcomes.evaluate(experiment, both):
        if not outcome.held:
            yield f"'{outcome.text}' does not hold: {outcome.details}"


def lost_orders(pairs, experiment, both):
    """Sentences on pairs of cases that have changed places."""
    for quantity, low, high in pairs:
        less = outcomes.mean(experiment, both, low, quantity)
        more = outcomes.mean(experiment, both, high, quantity)
        if more < less:
            yield f"{quantity} of {high} ({more:.4g}) falls below that of {low} ({less:.4g})"


def conclusions(experiment, results):
    """The experiment with the checks that are conclusions and hold as it is."""
    held = [outcome.held for outcome in outcomes.evaluate(experiment, results)]
    return dataclasses.replace(
        experiment,
        checks=[
            check
            for check, is_held in zip(experiment.checks, held)
            if is_held and "max_error" not in check
        ],
    )


def changes(experiment, results, answered):
    """What does not hold any more: pairs of a variant and a sentence. answered: pairs of a variant
    and the results of its cases."""
    kept = conclusions(experiment, results)
    pairs = list(orders(experiment, results))
    for variant, changed in answered:
        both = {**results, **changed}
        for text in (*lost_checks(kept, both), *lost_orders(pairs, experiment, both)):
            yield variant, text


def swings(experiment, results, answered):
    """What each price does to each quantity that matters, the largest first."""
    ends = {}
    for variant, changed in answered:
        ends.setdefault(variant.price, []).append(changed)
    found = []
    for price, (low, high) in ends.items():
        for case, quantity in published_quantities(experiment):
            if case.name not in low or not outcomes.mean(experiment, results, case.name, quantity):
                continue
            found.append(
                Swing(
                    price,
                    case.name,
                    case.label,
                    quantity,
                    outcomes.quantity_of(experiment, results, case.name, quantity)["unit"],
                    outcomes.mean(experiment, results, case.name, quantity),
                    [outcomes.mean(experiment, end, case.name, quantity) for end in (low, high)],
                )
            )
    return sorted(found, key=lambda swing: -max(map(abs, swing.percents)))
