# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The numbers of a calibration: what the data determine (numpy), and the fit (NLopt).

A price is p = p0 * exp(x), p0 being the base's. Where that is 0, p0 is the middle of the bounds, and the
base lies at x = -inf. A row is a measured quantity of a case, and its residual
r = ln(simulated / measured) / (error / measured): near the data that is (simulated - measured) / error,
and far from them half of a value is as wrong as twice of it. So a column of the Jacobian dr/dx says by
how many errors its price moves the rows, and 1 / its length is the relative error with which they know
the price.
"""

import dataclasses
import math

import nlopt
import numpy

# A price is determined if its standard error is at most this part of it, or of the base's if that is
# larger: that a price is near nothing is knowledge, too; so is that it is not the base's
DETERMINED = 0.25
# Before a fit the base's price may be small beside what the data want: then this is the limit
PLAUSIBLE = 1.0
# Change of a price by which the Jacobian is taken: above the grain of a simulation
STEP = 0.1
# A fit ends when it moves by less than this, in standard errors; when half the sum of the squares
# moves by less than that, or is below this; or after so many points
LAST_STEP = 0.05
LAST_GAIN = 0.01
GOOD_ENOUGH = 0.001
EVALUATIONS = 8
# From the best point of all data to that without a case it is not far
EVALUATIONS_WITHOUT = 2
BOUND_TOLERANCE = 1e-3  # of ln(price)
# Part of a measured value that a simulated one of nothing counts as
LEAST = 1e-3
# A part of another price's effect below this is not worth naming
SMALL_PART = 0.05


@dataclasses.dataclass
class Knowledge:
    """What the data say of the prices at a point."""

    jacobian: numpy.ndarray  # of the residuals
    chosen: list  # indices of the prices that can be fitted together
    errors: dict  # standard error by index, of the chosen, in the unit of the price
    alone: dict  # relative standard error by index if all else were known, of the others
    sums: dict  # for each chosen one: {other: its cycles for one of the chosen's}
    singular: list  # singular values of the Jacobian
    blind: list  # directions without effect: {index: component}


class Problem:
    """Rows of data, and a simulator of them.

    prices: the free prices, as calibrate_file.Price
    rows: (case, quantity, measured value, error)
    simulate: takes a list of lists of values of the prices and the names of cases, returns for each
        a dictionary {(case, quantity): simulated value}
    """

    def __init__(self, prices, rows, simulate):
        self.prices = prices
        self.rows = rows
        self.simulate = simulate
        self.start = numpy.array([price.start for price in prices])
        self.base = numpy.array([0.0 if price.is_in_base else -math.inf for price in prices])
        self.low = numpy.log([price.low / price.start for price in prices])
        self.high = numpy.log([price.high / price.start for price in prices])

    def without(self, case):
        """The same problem without the rows of a case."""
        return Problem(self.prices, [row for row in self.rows if row[0] != case], self.simulate)

    def scale(self, x):
        """By how much more than DETERMINED prices at a point may be uncertain, 1 at least.

        That is where the base's are larger, and where they are two errors away: to go back to them
        would be worse than any uncertainty.
        """
        ratio = numpy.exp(self.base - numpy.where(numpy.isinf(x), 0, x))
        ratio[numpy.isinf(x)] = 1  # it is the base's
        return numpy.maximum(numpy.maximum(1, ratio), abs(1 - ratio) / (2 * DETERMINED))

    def values(self, x):
        """The prices at a point."""
        return list(self.start * numpy.exp(x))

    def residuals(self, points):
        """The residuals at several points, simulated side by side."""
        cases = list(dict.fromkeys(row[0] for row in self.rows))
        answers = self.simulate([self.values(x) for x in points], cases)
        return [
            numpy.array(
                [
                    measured / error * math.log(max(answer[case, quantity] / measured, LEAST))
                    for case, quantity, measured, error in self.rows
                ]
            )
            for answer in answers
        ]

    def jacobian(self, x, indices=None):
        """dr/dx, all columns or some, by central differences, which stop at the bounds.

        That of a price which is 0 is taken where it would begin.
        """
        indices = range(len(x)) if indices is None else indices
        points = []
        for index in indices:
            for step in (-STEP, STEP):
                point = numpy.array(x)
                center = 0 if numpy.isinf(x[index]) else x[index]
                point[index] = numpy.clip(center + step, self.low[index], self.high[index])
                points.append(point)
        found = self.residuals(points)
        columns = []
        for place, index in enumerate(indices):
            width = points[2 * place + 1][index] - points[2 * place][index]
            columns.append((found[2 * place + 1] - found[2 * place]) / width)
        return numpy.array(columns).T

    def fit(self, x, chosen, jacobian, evaluations=EVALUATIONS):
        """The point with the least squares, the prices that are not chosen staying at the base's.

        NLopt's SLSQP, in coordinates in which the squares are round where it begins: a step of 1 is
        one standard error.
        """
        base = numpy.array(self.base)
        if not chosen:
            return base
        base[chosen] = numpy.where(numpy.isinf(x[chosen]), 0, x[chosen])
        part = jacobian[:, chosen]
        scale = numpy.linalg.cholesky(numpy.linalg.inv(part.T @ part))

        def point(step):
            found = numpy.array(base)
            found[chosen] = numpy.clip(
                found[chosen] + scale @ step, self.low[chosen], self.high[chosen]
            )
            return found

        def half_of_squares(step, gradient):
            residuals = self.residuals([point(step)])[0]
            if gradient.size > 0:
                gradient[:] = (self.jacobian(point(step), chosen) @ scale).T @ residuals
            return 0.5 * float(residuals @ residuals)

        def beyond_bounds(result, step, gradient):
            moved = base[chosen] + scale @ step
            result[:] = numpy.concatenate([self.low[chosen] - moved, moved - self.high[chosen]])
            if gradient.size > 0:
                gradient[:] = numpy.concatenate([-scale, scale])

        optimizer = nlopt.opt(nlopt.LD_SLSQP, len(chosen))
        optimizer.add_inequality_mconstraint(
            beyond_bounds, numpy.full(2 * len(chosen), BOUND_TOLERANCE)
        )
        optimizer.set_xtol_abs(LAST_STEP)
        optimizer.set_ftol_abs(LAST_GAIN)
        optimizer.set_stopval(GOOD_ENOUGH)
        optimizer.set_maxeval(evaluations)
        best = Best(half_of_squares)
        optimizer.set_min_objective(best)
        try:
            optimizer.optimize(numpy.zeros(len(chosen)))
        except nlopt.RoundoffLimited:
            pass  # the grain of the simulation is reached: the best point so far is the answer
        return point(best.step)


class Best:
    """A function to minimize that remembers its best point."""

    def __init__(self, function):
        self.function = function
        self.value = math.inf
        self.step = None

    def __call__(self, step, gradient):
        value = self.function(step, gradient)
        if value < self.value:
            self.value, self.step = value, numpy.array(step)
        return value


def choose(jacobian, first=(), limit=DETERMINED):
    """Indices of prices that the data determine together, those with the most effect first.

    Gram-Schmidt with pivots: of a sum it takes the price with the larger part, or one of those that
    are to come first.
    """
    left = numpy.array(jacobian)
    chosen = []
    while len(chosen) < min(jacobian.shape):
        lengths = numpy.linalg.norm(left, axis=0)
        known = [index for index in range(len(lengths)) if lengths[index] >= 1 / limit]
        if not known:
            break
        best = max(known, key=lambda index: (index in first, lengths[index]))
        chosen.append(best)
        unit = left[:, best] / lengths[best]
        left -= numpy.outer(unit, unit @ left)
    while chosen:
        errors = standard_errors(jacobian, chosen)
        worst = max(chosen, key=errors.get)
        if errors[worst] <= limit:
            break
        chosen.remove(worst)
    return chosen


def standard_errors(jacobian, chosen):
    """Relative standard error of each chosen price, the others staying where they are."""
    part = jacobian[:, chosen]
    covariance = numpy.linalg.inv(part.T @ part)
    return {index: math.sqrt(covariance[i, i]) for i, index in enumerate(chosen)}


def know(problem, x, first=(), limit=DETERMINED):
    """What the data say of the prices at a point; first and limit as of choose()."""
    jacobian = problem.jacobian(x)
    values = problem.values(x)
    scaled = problem.scale(x) * jacobian
    chosen = choose(scaled, first, limit)
    others = [index for index in range(len(values)) if index not in chosen]
    alone = {}
    for index in others:
        length = float(numpy.linalg.norm(scaled[:, index]))
        alone[index] = 1 / length if length > 0 else math.inf
    sums = {index: {} for index in chosen}
    if chosen:
        for other in others:
            if alone[other] > DETERMINED:
                continue
            parts = numpy.linalg.lstsq(jacobian[:, chosen], jacobian[:, other], rcond=None)[0]
            for index, part in zip(chosen, parts):
                if abs(part) >= SMALL_PART:
                    price = values[other] or problem.start[other]
                    sums[index][other] = float(part * values[index] / price)
    _, singular, directions = numpy.linalg.svd(scaled)
    lengths = [*singular, *[0.0] * (len(values) - len(singular))]
    blind = [
        {index: float(part) for index, part in enumerate(direction) if part * part >= SMALL_PART}
        for length, direction in zip(lengths, directions)
        if length < 1 / DETERMINED
    ]
    errors = standard_errors(jacobian, chosen) if chosen else {}
    errors = {index: error * values[index] for index, error in errors.items()}
    return Knowledge(
        jacobian, chosen, errors, alone, sums, [float(each) for each in singular], blind
    )


def calibrate(problem, say):
    """The best point, and what is known there: as often as that changes what can be fitted."""
    rounds = 3
    x = numpy.zeros(len(problem.prices))
    knowledge = know(problem, x, limit=PLAUSIBLE)
    for number in range(rounds):
        names = ", ".join(problem.prices[index].name for index in knowledge.chosen)
        say(f"round {number + 1}: fitting {names or 'nothing'}")
        fitted = set(knowledge.chosen)
        x = problem.fit(x, knowledge.chosen, knowledge.jacobian)
        knowledge = know(problem, x, fitted)
        if set(knowledge.chosen) == fitted:
            break
    else:
        # Going round in circles: keep what was fitted last, and say only that.
        knowledge.chosen = [index for index in knowledge.chosen if index in fitted]
        knowledge.errors = {index: knowledge.errors[index] for index in knowledge.chosen}
        knowledge.sums = {index: knowledge.sums[index] for index in knowledge.chosen}
    return x, knowledge


def leave_out(problem, x, first, case):
    """The point that the data without a case give, from the point that all of them give."""
    rest = problem.without(case)
    if not rest.rows:
        return problem.base
    jacobian = rest.jacobian(x)
    chosen = choose(rest.scale(x) * jacobian, first)
    return rest.fit(x, chosen, jacobian, EVALUATIONS_WITHOUT)
