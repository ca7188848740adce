# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""The results of ./test.py as ns-3's XML, and as text and HTML made from it."""

import html
import pathlib
import xml.etree.ElementTree as ET

import files

# How much of the output of a failing program is worth repeating
TAIL_LINES = 12

HTML = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Test results</title>
<style>
body {{ font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ padding: .25em .7em; text-align: left; border-bottom: 1px solid #ddd; vertical-align: top; }}
pre {{ margin: .2em 0; white-space: pre-wrap; }}
.PASS {{ color: #17723a; }} .SKIP {{ color: #946200; }}
.FAIL, .CRASH, .VALGR {{ color: #b3261e; font-weight: bold; }}
</style></head>
<body>
<h1>Test results</h1>
<table>
<tr><th>Result</th><th>Test</th><th>Seconds</th><th>Details</th></tr>
{rows}
</table>
</body>
</html>
"""


def add(parent, name, text):
    """One element with a text."""
    ET.SubElement(parent, name).text = "".join(
        character for character in text if character.isprintable() or character in "\n\t"
    )


def element(test):
    """A test, not the test cases in it."""
    node = ET.Element("Example" if test.label == "Example" else "Test")
    add(node, "Name", test.name)
    add(node, "Result", test.status)
    if test.skip:
        add(node, "Reason", test.skip)
    ET.SubElement(node, "Time", real=f"{test.seconds:.3f}")
    if test.status not in ("PASS", "SKIP"):
        details = ET.SubElement(node, "FailureDetails")
        add(details, "Message", "\n".join(test.output.rstrip().splitlines()[-TAIL_LINES:]))
    return node


def add_boost(parent, suite):
    """The test cases of a report of Boost.Test."""
    for child in suite:
        if child.tag not in ("TestSuite", "TestCase") or child.get("result") == "skipped":
            continue
        node = ET.SubElement(parent, "Test")
        add(node, "Name", child.get("name"))
        add(node, "Result", "PASS" if child.get("result") == "passed" else "FAIL")
        add_boost(node, child)


def reasons(test):
    """Lines that say why a test failed."""
    if test.status in ("PASS", "SKIP"):
        return
    for node in test.element.iter():
        for details in node.findall("FailureDetails"):
            message = details.findtext("Message", "")
            if details.find("Condition") is None:
                yield from message.splitlines()
                continue
            place = f"{details.findtext('File')}:{details.findtext('Line')}"
            yield (
                f"{node.findtext('Name')}: {message}: {details.findtext('Condition')}: "
                f"{details.findtext('Actual')} against {details.findtext('Limit')} ({place})"
            )


def lines(node, level=0):
    """A test and the cases in it as lines of text, indented by level."""
    time = node.find("Time")
    seconds = time.get("real") if time is not None else ""
    kind = "Example" if node.tag == "Example" else "Test Case" if level else "Test Suite"
    reason = f" ({node.findtext('Reason')})" if node.find("Reason") is not None else ""
    title = f"{node.findtext('Result')}: {kind} \"{node.findtext('Name')}\""
    yield f"{'  ' * level}{title} ({seconds}){reason}"
    for details in node.findall("FailureDetails"):
        yield f"{'  ' * level}  Details:"
        for item in details:
            for line in (item.text or "").splitlines():
                yield f"{'  ' * level}    {item.tag}: {line}"
    for child in node.findall("Test"):
        yield from lines(child, level + 1)


def rows(node, level=0):
    """A test and the cases in it as rows of a table."""
    time = node.find("Time")
    details = "\n".join(item.text or "" for part in node.findall("FailureDetails") for item in part)
    details += node.findtext("Reason", "")
    result = node.findtext("Result")
    yield (
        f'<tr><td class="{result}">{result}</td>'
        f'<td style="padding-left: {level * 1.5 + 0.7}em">{html.escape(node.findtext("Name"))}</td>'
        f'<td>{time.get("real") if time is not None else ""}</td>'
        f'<td>{f"<pre>{html.escape(details)}</pre>" if details else ""}</td></tr>'
    )
    for child in node.findall("Test"):
        yield from rows(child, level + 1)


def path_of(kind, name):
    """The file of a format: ns-3 appends the extension, and so do we."""
    extension = {"text": ".txt", "html": ".html", "xml": ".xml"}[kind]
    return pathlib.Path(name if name.endswith(extension) else name + extension)


def write(tests, **names):
    """Write the results in the formats asked for."""
    root = ET.Element("Results")
    root.extend(test.element for test in tests)
    ET.indent(root)
    for kind, name in names.items():
        if not name:
            continue
        path = path_of(kind, name)
        if kind == "xml":
            content = '<?xml version="1.0"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
        elif kind == "html":
            content = HTML.format(rows="\n".join(row for node in root for row in rows(node)))
        else:
            content = "".join(line + "\n" for node in root for line in lines(node))
        files.write(path, content)
        print(f"Writing results to {kind} file {path}...done.")
