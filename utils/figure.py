# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""A figure: NAME.gp and NAME.dat for gnuplot, and the images that it makes of them."""

import dataclasses
import pathlib
import re
import shutil
import subprocess
import tempfile

import files
import processes
from plot_look import STYLE

# In a PDF; the rest of it is the same each time
CREATION_DATE = re.compile(rb"/CreationDate \(D:\d{14}")
NO_DATE = b"/CreationDate (D:20000101000000"


class FigureError(Exception):
    """A figure cannot be drawn; the text says why."""


@dataclasses.dataclass
class Figure:
    """What a plot says to gnuplot."""

    title: str
    xlabel: str
    ylabel: str
    settings: list  # lines before the plot
    curves: list  # what is plotted
    data: object  # the Data that the curves use


class Data:
    """The blocks of a data file."""

    def __init__(self):
        self.blocks = []

    def add(self, name, lines):
        """Add a block; returns how gnuplot finds it."""
        self.blocks.append(
            f"# {name}\n" + "".join("\t".join(map(str, line)) + "\n" for line in lines)
        )
        return f"data index {len(self.blocks) - 1}"

    def text(self):
        """The data file."""
        return "\n\n".join(self.blocks)


def quote(text):
    """A string of gnuplot, which leaves all but the quote alone."""
    return "'" + str(text).replace("'", "''") + "'"


def quantity_label(name, unit):
    """The axis of a quantity."""
    return f"{name.replace('_', ' ')} [{unit}]" if unit else name.replace("_", " ")


def require_gnuplot():
    """Better before the first run than after the last."""
    if not shutil.which("gnuplot"):
        raise FigureError("gnuplot was not found; on Debian: apt-get install gnuplot-nox")


def run_gnuplot(terminal, script, folder):
    """The image that a script makes. On a full disk gnuplot itself would leave an empty file."""
    command = ["gnuplot", "-e", f"set terminal {terminal}", script]
    gnuplot = processes.start(command, cwd=folder, stderr=subprocess.PIPE)
    image, errors = gnuplot.communicate()
    if gnuplot.returncode != 0 or not image:
        message = errors.decode(errors="replace")
        raise FigureError(f"gnuplot could not draw {folder / script}:\n{message}")
    return image


def script(figure, name, look):
    """What gnuplot reads."""
    title = f"set title {quote(figure.title)}" if look.has_title else "unset title"
    lines = [
        "# gnuplot -e \"set terminal pngcairo; set output 'plot.png'\" " + f"{name}.gp",
        STYLE + f"data = '{name}.dat'",
        f"marker_size = {look.marker_size}",
        title,
        f"set xlabel {quote(figure.xlabel)}",
        f"set ylabel {quote(figure.ylabel)}",
        *figure.settings,
        "plot \\\n    " + ", \\\n    ".join(figure.curves),
    ]
    return "\n".join(lines) + "\n"


def write(figure, folder, name, look, endings=None):
    """Write the files of a figure; endings: of its images, all by default."""
    files.write(folder / f"{name}.dat", figure.data.text())
    files.write(folder / f"{name}.gp", script(figure, name, look))
    for ending in endings or look.terminals:
        image = run_gnuplot(look.terminals[ending], f"{name}.gp", folder)
        files.write(folder / f"{name}.{ending}", CREATION_DATE.sub(NO_DATE, image))


def svg(figure, name, look):
    """A figure as the text of an SVG."""
    with tempfile.TemporaryDirectory(prefix="offload-") as folder:
        path = pathlib.Path(folder)
        write(figure, path, name, look, ["svg"])
        return (path / f"{name}.svg").read_text(encoding="utf-8")
