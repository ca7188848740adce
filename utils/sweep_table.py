# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The runs of a sweep as one CSV: a line for each run, or for each repetition in it."""

import table
from experiment import plain


def text(value):
    """A value with all of its digits."""
    return repr(value) if isinstance(value, float) else plain(value)


def union(mappings):
    """All keys, in the order of their first appearance."""
    return list(dict.fromkeys(key for mapping in mappings for key in mapping))


def csv(cases, answers):
    """The table; answers: by name of the case. Cases without are left out.

    The columns are the case, if the file names any, the options as the file has them, and the
    results. What a program repeats of its options is left out.
    """
    done = [(case, answers[case.name]) for case in cases if case.name in answers]
    options = union(case.options for case, _ in done)
    single = [key for key in union(answer.single for _, answer in done) if key not in options]
    lists = union(answer.lists for _, answer in done)
    head = ["case"] * any(case.family for case, _ in done)
    lines = [[*head, *options, *single, *lists]]
    for case, answer in done:
        for index in range(answer.repetitions):
            lines.append(
                [
                    *([case.family] if head else []),
                    *(text(case.options.get(key, "")) for key in options),
                    *(text(answer.single.get(key, "")) for key in single),
                    *(text(answer.lists[key][index] if key in answer.lists else "") for key in lists),
                ]
            )
    return table.csv_text(lines)
