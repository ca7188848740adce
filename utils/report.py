# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""results/report.html: one file with all that the experiments found."""

import base64
import html

import files
import table

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>offload: published and simulated</title>
<style>
:root {{ --ink: #1d2733; --soft: #5d6670; --line: #dde1e6; --back: #f6f8fa; --accent: #1f6fb4; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--back); color: var(--ink);
        font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }}
main {{ max-width: 1080px; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }}
h1 {{ font-size: 1.9rem; margin: 0 0 .3rem; }}
h2 {{ font-size: 1.4rem; margin: 0 0 .2rem; }}
h3 {{ font-size: 1rem; margin: 1.6rem 0 .4rem; color: var(--soft); }}
a {{ color: var(--accent); }}
section, nav {{ background: white; border: 1px solid var(--line); border-radius: 10px;
                padding: 1.5rem 1.75rem; margin-top: 1.75rem; }}
nav ul {{ margin: 0; padding: 0; list-style: none; }}
nav li {{ display: flex; justify-content: space-between; gap: 1rem; padding: .15rem 0; }}
.source, .note {{ color: var(--soft); font-size: .92rem; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; font-size: .93rem; }}
th {{ text-align: left; color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--line); }}
th, td {{ padding: .35rem .7rem; vertical-align: top; }}
td {{ border-bottom: 1px solid var(--line); }}
tr.first td {{ border-top: 2px solid var(--line); }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.fitted, .predicted, .measured {{ border-radius: 1em; padding: .05em .65em; font-size: .85rem; white-space: nowrap; }}
.fitted {{ background: #fdeeda; color: #7a4a05; }}
.predicted {{ background: #dff0fb; color: #0f4a7d; }}
.measured {{ background: #eceff2; color: #48515b; }}
.checks {{ list-style: none; padding: 0; margin: 0; }}
.checks li {{ padding: .3rem 0 .3rem 5.6rem; position: relative; }}
.checks b {{ position: absolute; left: 0; font-size: .85rem; border-radius: .3em; padding: .05em .6em; }}
.checks small {{ display: block; color: var(--soft); }}
.held {{ background: #dcf3e4; color: #15613a; }}
.broken {{ background: #fbdedb; color: #92231b; }}
img {{ width: 100%; height: auto; margin-top: 1rem; border: 1px solid var(--line); border-radius: 6px; }}
@media print {{ body {{ background: white; }} section {{ break-inside: avoid-page; }} }}
</style>
</head>
<body>
<main>
<h1>offload: published and simulated</h1>
<p class="note">Written by ./reproduce. <span class="fitted">fitted</span> the cost profile was made to give the published
value, so agreement proves little; <span class="predicted">predicted</span> it was not;
<span class="measured">measured</span> nothing is published to compare with. ± is the standard deviation over the
seeds.</p>
<nav><ul>
{contents}
</ul></nav>
{sections}
</main>
</body>
</html>
"""


HELD = '<b class="held">held</b>'
FAILED = '<b class="broken">FAILED</b>'


def paragraphs(text):
    """Text with empty lines between paragraphs."""
    return "\n".join(f"<p>{html.escape(' '.join(part.split()))}</p>" for part in text.split("\n\n"))


def table_html(rows):
    """Published against simulated."""
    lines = []
    previous = None
    for row in rows:
        error = "" if row.error is None else f"{round(row.error, 1) + 0.0:+.1f} %"
        spread = f" ± {row.deviation:.2g}" if row.deviation else ""
        case = "" if row.case == previous else html.escape(row.label)
        lines.append(
            f"<tr{' class=first' if case and previous else ''}><td>{case}</td>"
            f"<td>{html.escape(row.quantity.replace('_', ' '))}</td>"
            f"<td>{html.escape(row.unit)}</td>"
            f'<td class="number">{table.number(row.published)}</td>'
            f'<td class="number">{row.simulated:.4g}{spread}</td><td class="number">{error}</td>'
            f'<td><span class="{row.status}">{row.status}</span></td></tr>'
        )
        previous = row.case
    return (
        '<div class="scroll"><table><tr><th>case</th><th>quantity</th><th>unit</th>'
        '<th class="number">published</th><th class="number">simulated</th>'
        '<th class="number">error</th>'
        "<th>status</th></tr>\n" + "\n".join(lines) + "\n</table></div>"
    )


def checks_html(outcomes):
    """What had to hold."""
    return (
        '<ul class="checks">\n'
        + "\n".join(
            f'<li>{HELD if outcome.held else FAILED}'
            f"{html.escape(outcome.text)}<small>{html.escape(outcome.details)}</small></li>"
            for outcome in outcomes
        )
        + "\n</ul>"
    )


def section(experiment, rows, outcomes, folder, plots):
    """An experiment as a part of the page."""
    parts = [
        f'<section id="{experiment.name}">',
        f"<h2>{html.escape(experiment.title)}</h2>",
        f'<p class="source">{html.escape(" ".join(experiment.source.split()))}</p>',
        paragraphs(experiment.text),
    ]
    for plot in plots:
        image = base64.b64encode((folder / f"{plot}.svg").read_bytes()).decode("ascii")
        alt = f"Plot of {html.escape(experiment.title)}"
        parts.append(f'<img alt="{alt}" src="data:image/svg+xml;base64,{image}">')
    if rows:
        parts += ["<h3>Published and simulated</h3>", table_html(rows)]
    if outcomes:
        parts += ["<h3>Checks</h3>", checks_html(outcomes)]
    parts += [
        f'<p class="note">Files: {experiment.name}.csv, {experiment.name}-runs.csv '
        "(every seed with every parameter).</p>",
        "</section>",
    ]
    return "\n".join(parts)


def write(folder, experiments):
    """Put the page together from the sections of all experiments that have been run so far."""
    done = [
        (experiment, path.read_text(encoding="utf-8"))
        for experiment in experiments
        if (path := folder / "sections" / f"{experiment.name}.html").exists()
    ]
    contents = "\n".join(
        f'<li><a href="#{experiment.name}">{html.escape(experiment.title)}</a>'
        f'<span class="note">{"a check FAILED" if FAILED in text else ""}</span></li>'
        for experiment, text in done
    )
    files.write(
        folder / "report.html",
        PAGE.format(contents=contents, sections="\n".join(text for _, text in done)),
    )
