# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""What a program answers in the file of its option --json: the flat object of ResultFile."""

import dataclasses
import json
import math
import re


@dataclasses.dataclass
class Answer:
    """Results by key, which is a name, or a name with its unit: "goodput [Gb/s]"."""

    single: dict  # one value for the whole run
    lists: dict  # a value for each repetition; all of the same length

    @property
    def repetitions(self):
        """How many lines it makes in a table."""
        return len(next(iter(self.lists.values()))) if self.lists else 1


def split_key(key):
    """Name and unit of a key; the unit of a plain name is empty."""
    name, unit = re.fullmatch(r"([^\[\]]*?)(?: \[([^\[\]]*)\])?", key).groups()
    return name, unit or ""


def is_value(value):
    """Python reads NaN and Infinity as well, which are no JSON."""
    return isinstance(value, (str, int)) or isinstance(value, float) and math.isfinite(value)


def parse(text):
    """An answer; a ValueError says what is wrong with it."""
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("it is no object of JSON")
    answer = Answer({}, {})
    for key, value in data.items():
        if not key or re.search(r"\[|\]", re.sub(r" \[[^\[\]]+\]$", "", key)):
            raise ValueError(f"'{key}' is neither NAME nor NAME [UNIT]")
        if isinstance(value, list) and value and all(map(is_value, value)):
            answer.lists[key] = value
        elif is_value(value):
            answer.single[key] = value
        else:
            raise ValueError(f"{key} is no number, text or list of them")
    lengths = {len(values) for values in answer.lists.values()}
    if len(lengths) > 1:
        raise ValueError("its lists have different lengths")
    return answer


def read(path):
    """The answer in a file; a ValueError says what is wrong with it."""
    return parse(path.read_text(encoding="utf-8"))
