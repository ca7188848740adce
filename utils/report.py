# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""results/report.html: one file with all that the experiments found."""

import base64
import html
import pathlib
import shlex

import error_summary
import files
import table

PAGE = pathlib.Path(__file__).with_name("report-page.html")
# Where the system is dark, and where the reader wants it
DARK = """color-scheme: dark; --ink: #e3e8ee; --soft: #9aa7b4; --line: #333d48; --back: #0f1419;
--card: #171d24; --accent: #6cb6ff; --amber: #4a3413; --amber-ink: #f6cf96; --blue: #123a5a;
--blue-ink: #a8d6f7; --grey: #2b333c; --grey-ink: #c3ccd5; --green: #143d27; --green-ink: #97dfb4;
--red: #55211c; --red-ink: #f7b5ae;"""


HELD = '<b class="held">held</b>'
LEFT_OUT = '<th class="number" title="with prices fitted without the case">left out</th>'
FAILED = '<b class="broken">FAILED</b>'


def paragraphs(text):
    """Text with empty lines between paragraphs."""
    return "\n".join(f"<p>{html.escape(' '.join(part.split()))}</p>" for part in text.split("\n\n"))


def left_out_cell(row):
    """The error of a fitted value with prices that were fitted without its case."""
    text = "" if row.left_out is None else f"{row.left_out:+.1f} %"
    return f'<td class="number">{text}</td>'


def table_html(rows):
    """Published against simulated."""
    lines = []
    has_ranges = any(row.range for row in rows)
    has_left_out = any(row.left_out is not None for row in rows)
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
            f"{left_out_cell(row) * has_left_out}"
            f'<td><span class="{row.status}">{row.status}</span></td>'
            f"{f'<td>{html.escape(row.range)}</td>' * has_ranges}</tr>"
        )
        previous = row.case
    return (
        '<div class="scroll"><table><tr><th>case</th><th>quantity</th><th>unit</th>'
        '<th class="number">published</th><th class="number">simulated</th>'
        '<th class="number">error</th>'
        f"{LEFT_OUT * has_left_out}"
        f"<th>status</th>{'<th>range of one assumed price</th>' * has_ranges}</tr>\n"
        + "\n".join(lines)
        + "\n</table></div>"
    )


def checks_html(outcomes):
    """What had to hold."""
    return (
        '<ul class="checks">\n'
        + "\n".join(
            f"<li>{HELD if outcome.held else FAILED}"
            f"{html.escape(outcome.text)}<small>{html.escape(outcome.details)}</small></li>"
            for outcome in outcomes
        )
        + "\n</ul>"
    )


def details(summary, text, name):
    """A text behind a click, and as a file to keep."""
    data = base64.b64encode(text.encode()).decode("ascii")
    return (
        f"<details><summary>{summary}</summary><pre>{html.escape(text)}</pre>"
        f'<a download="{name}" href="data:text/plain;base64,{data}">Save as {name}</a></details>'
    )


def commands(experiment, case_jobs, patterns):
    """The commands of the cases that match, as one gives them in the folder of the build."""
    job_of = {job.name: job for job in case_jobs}
    lines = []
    for case in experiment.matching(patterns):
        program, *arguments = job_of[case.name].command
        command = shlex.join([f"./{pathlib.Path(program).name}", *arguments])
        lines.append(f"# {case.label}\n{command}\n")
    return "".join(lines)


def figure(run, drawn, folder):
    """A plot, its data and its commands."""
    data = (folder / f"{drawn.name}.dat").read_text(encoding="utf-8")
    cases = commands(run.experiment, run.jobs, drawn.plot.get("cases", "*"))
    return (
        f"<figure>{drawn.inline}<figcaption><p>{html.escape(drawn.title)}</p>"
        f"{details('Data', data, f'{drawn.name}.dat')}{details('Commands', cases, f'{drawn.name}.sh')}"
        "</figcaption></figure>"
    )


def section(run, folder, plots):
    """An experiment as a part of the page."""
    experiment = run.experiment
    parts = [
        f'<section id="{experiment.name}">',
        f"<h2>{html.escape(experiment.title)}</h2>",
        f'<p class="source">{html.escape(" ".join(experiment.source.split()))}</p>',
        paragraphs(experiment.text),
    ]
    parts += [figure(run, drawn, folder) for drawn in plots]
    if run.rows:
        parts += ["<h3>Published and simulated</h3>", table_html(run.rows)]
    if run.outcomes:
        parts += ["<h3>Checks</h3>", checks_html(run.outcomes)]
    parts += [
        f'<p class="note">Files: {experiment.name}.csv, {experiment.name}-runs.csv '
        f"(every seed with every parameter). Again: <code>./reproduce {experiment.name}</code></p>",
        "</section>",
    ]
    return "\n".join(parts)


def section_file(folder, name):
    """Where a part of the page is kept."""
    return folder / "sections" / f"{name}.html"


def keep_section(folder, name, text):
    """Keep a part of the page."""
    path = section_file(folder, name)
    path.parent.mkdir(exist_ok=True)
    files.write(path, text)


def read_sections(folder, experiment):
    """The parts of an experiment, as far as there are any."""
    paths = [
        section_file(folder, experiment.name),
        section_file(folder, f"{experiment.name}-tornado"),
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.exists())


def note(text, errors):
    """What the list of experiments says of a section."""
    parts = ["a check FAILED" if FAILED in text else "", error_summary.text(errors)]
    return "; ".join(filter(None, parts))


def write(folder, experiments):
    """Put the page together from the sections of all experiments that have been run so far."""
    done = [
        (experiment, text)
        for experiment in experiments
        if (text := read_sections(folder, experiment))
    ]
    errors = {
        experiment.name: error_summary.predicted_errors(folder, experiment.name)
        for experiment, _ in done
    }
    contents = "\n".join(
        f'<li><a href="#{experiment.name}">{html.escape(experiment.title)}</a>'
        f'<span class="note">{html.escape(note(text, errors[experiment.name]))}</span></li>'
        for experiment, text in done
    )
    overall = error_summary.text([pair for pairs in errors.values() for pair in pairs])
    page = PAGE.read_text(encoding="utf-8").replace("DARK", DARK)
    page = page.replace("\nCONTENTS\n", f"\n{contents}\n")
    page = page.replace("OVERALL", html.escape(overall or "none predicted"))
    page = page.replace("\nSECTIONS\n", "\n" + "\n".join(text for _, text in done) + "\n")
    files.write(folder / "report.html", page)
