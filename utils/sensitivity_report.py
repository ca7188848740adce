# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Runs an experiment over the ranges of its assumed prices, and writes table and tornado plot."""

import dataclasses
import html

import campaign
import experiment as experiments
import figure
import files
import jobs
import plot
import processes
import report
import sensitivity
import table
from plot_look import color
from progress import Progress

# Bars of the plot; the table has all
SHOWN = 12


def one_seed(experiment, options):
    """The experiment as it is run here: a difference of two runs needs no spread of its own."""
    cases = [
        dataclasses.replace(case, options={**case.options, "seeds": 1, **options.set})
        for case in experiment.cases
    ]
    return dataclasses.replace(experiment, cases=cases)


def jobs_of(experiment, options, folder):
    """The jobs of the cases as they are, by name, and of each variant."""
    program = str(campaign.program_of(experiment, options))
    runs = campaign.runs_folder(folder) / f"{experiment.name}-tornado"

    def make(name, case):
        arguments = experiments.arguments(case.options, experiment.short)
        return jobs.Job(name, [program, *arguments], runs)

    base = {case.name: make(case.name, case) for case in experiment.cases}
    varied = []
    for variant in sensitivity.variants(experiment):
        price = variant.price
        name = f"{price.profile}:{price.operation}={variant.value}"
        cases = variant.experiment.cases
        varied.append((variant, {case.name: make(f"{case.name}:{name}", case) for case in cases}))
    return base, varied


def run(base, varied, options, title):
    """Run all jobs; what is finished is kept, however it ends."""
    every = [*base.values(), *(job for _, made in varied for job in made.values())]
    if options.fresh:
        for job in every:
            job.forget()
    kept = sum(job.answer() is not None for job in every)
    progress = Progress(len(every), kept, options.quiet)
    progress.say(f"{title}: {len(every)} runs, {kept} of them taken from the last time")
    with processes.Pool(options.jobs) as pool:
        futures = [jobs.submit(pool, job, progress) for job in every]
        try:
            for future in futures:
                progress.wait(future)
                if error := future.exception():
                    raise error
        except BaseException:
            pool.stop()
            raise
        finally:
            progress.clear()


def answers(made):
    """What jobs answered, by the names of their cases."""
    return {name: campaign.results_of(job.answer()) for name, job in made.items()}


def csv(swings):
    """NAME-tornado.csv: a line for each price, case and quantity."""
    lines = [
        "profile operation price_unit low assumed high case quantity unit at_low at_assumed at_high".split()
    ]
    for swing in swings:
        price = swing.price
        lines.append(
            [
                price.profile,
                price.operation,
                f"{price.unit}/{price.per}",
                price.ends[0].removesuffix("ns"),
                price.text.removesuffix("ns"),
                price.ends[1].removesuffix("ns"),
                swing.case,
                swing.quantity,
                swing.unit,
                *map(table.number, (swing.ends[0], swing.assumed, swing.ends[1])),
            ]
        )
    return table.csv_text(lines)


def tornado(experiment, swings):
    """A bar a price, from one end of its range to the other, where it moves a published quantity most."""
    quantity = next(
        (item["quantity"] for case in experiment.cases for item in case.published), None
    )
    best = {}
    for swing in swings:
        if quantity in (None, swing.quantity):
            best.setdefault(swing.price, swing)
    shown = list(best.values())[:SHOWN]
    data = figure.Data()
    lines = [
        (len(shown) - place, *map(table.number, swing.percents))
        for place, swing in enumerate(shown)
    ]
    block = data.add("place, change in % at the low and at the high end of the range", lines)
    ticks = ", ".join(
        f'"{swing.price.operation} {" to ".join(swing.price.ends)}\\n({swing.label})" '
        f"{len(shown) - place}"
        for place, swing in enumerate(shown)
    )
    curves = [
        f"{block} using {column}:1:(0):{column}:($1-0.35):($1+0.35) with boxxyerror "
        f"linecolor {figure.quote(color(number))} title 'price at its {end}'"
        for number, (column, end) in enumerate(((2, "lowest"), (3, "highest")))
    ]
    settings = [
        f"set ytics ({ticks}) scale 0",
        f"set yrange [0.4:{len(shown) + 0.6:g}]",
        "unset grid",
        "set grid xtics",
        "set arrow from 0, graph 0 to 0, graph 1 nohead linecolor 'black'",
        "set bmargin 5",
    ]
    name = (quantity or shown[0].quantity).replace("_", " ")
    title = f"{experiment.name}: what {name} owes to assumed prices"
    return figure.Figure(title, f"change of {name} [%]", "", settings, curves, data)


def change_texts(found):
    """Which conclusions change, each in a line."""
    if not found:
        return ["No conclusion changes anywhere in the ranges."]
    lines = [
        f"CHANGES with {variant.price.name} {variant.value} for {variant.price.text}: {text}"
        for variant, text in found
    ]
    return [
        *lines,
        "All other prices stayed as they are, the fitted ones too: fit them anew before you doubt.",
    ]


def section(experiment, made, lines, data):
    """The part of the report that follows the experiment's; data: the text of its table."""
    name = f"{experiment.name}-tornado"
    items = "\n".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return (
        f'<section id="{name}"><h2>{html.escape(experiment.title)}: assumed prices</h2>\n'
        f"<p>Each assumed price takes the ends of its range, alone, with one seed.</p>\n"
        f"<figure>{plot.inline(lambda look: made, name)}<figcaption>"
        f"{report.details('Data', data, f'{name}.csv')}</figcaption></figure>\n<ul>{items}</ul></section>"
    )


def print_swings(swings):
    """The prices that matter most."""
    for swing in swings[:SHOWN]:
        low, high = swing.percents
        print(
            f"{low:+7.2f} % {high:+7.2f} %  {swing.quantity} of {swing.case}: "
            f"{swing.price.name} {swing.price.ends[0]} to {swing.price.ends[1]}"
        )


def study(chosen, options, folder):
    """All of it, for each experiment."""
    for experiment in chosen:
        experiment = one_seed(experiment, options)
        base, varied = jobs_of(experiment, options, folder)
        run(base, varied, options, experiment.name)
        results = answers(base)
        answered = [(variant, answers(made)) for variant, made in varied]
        swings = sensitivity.swings(experiment, results, answered)
        name = f"{experiment.name}-tornado"
        data = csv(swings)
        files.write(folder / f"{name}.csv", data)
        made = tornado(experiment, swings)
        figure.write(made, folder, name, options.look)
        lines = change_texts(list(sensitivity.changes(experiment, results, answered)))
        report.keep_section(folder, name, section(experiment, made, lines, data))
        if not options.quiet:
            print("\n".join(["", experiment.title, *lines]))
            print_swings(swings)
            print(f"./reproduce {experiment.name} draws these ranges as error bars.")
