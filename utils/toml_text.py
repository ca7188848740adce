# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Writes what tomllib reads, in the style of the module's data files."""

import json


def key(name):
    """A key; one that is not bare is quoted."""
    bare = name and all(letter.isalnum() or letter in "_-" for letter in name) and name.isascii()
    return name if bare else json.dumps(name)


def value(item):
    """A value: a text, a number, true or false, a list, a table in a line."""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, float):
        return f"{item:.6g}"
    if isinstance(item, int):
        return str(item)
    if isinstance(item, (list, tuple)):
        return "[" + ", ".join(map(value, item)) + "]"
    if isinstance(item, dict):
        inner = ", ".join(f"{key(name)} = {value(each)}" for name, each in item.items())
        return "{ " + inner + " }" if inner else "{}"
    return json.dumps(str(item), ensure_ascii=False)


def table(header, items):
    """A table with its header, [NAME] or [[NAME]], and a line for each item."""
    lines = [header, *(f"{key(name)} = {value(each)}" for name, each in items.items())]
    return "\n".join(lines) + "\n"


def comment(text):
    """Lines of a text as comments."""
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())
