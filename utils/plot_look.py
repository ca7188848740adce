# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""How plots look: colors, markers, sizes. All that is drawn with gnuplot is drawn so."""

import dataclasses

# Paul Tol's scheme "bright" and black, which stay apart for deuteranopes and protanopes, too:
# test/plot-test.py computes how far. https://personal.sron.nl/~pault/
COLORS = ["#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#222222"]
PUBLISHED = "#BBBBBB"
# gnuplot's filled circle, square, triangles, diamond, pentagon, and a cross; one less is hollow
MARKERS = [7, 5, 9, 11, 13, 15, 2]

STYLE = """\
set encoding utf8
set datafile separator '\\t'
set border 3 linecolor '#5d6670'
set tics nomirror
set grid ytics linecolor '#dde1e6' linetype 1
set key bmargin center horizontal Left reverse samplen 2 spacing 1.25 width 1
set xlabel offset 0,0.3
set style fill solid 1.0 noborder
"""


@dataclasses.dataclass(frozen=True)
class Look:
    """The size of plots, and what goes with it."""

    characters: int  # of a label as wide as the axis
    label_width: int  # a label of a case that is longer goes on in the next line
    is_legend_right: bool  # of stacks; else it is below, as it is of others
    marker_size: float
    has_title: bool
    terminals: dict  # by ending: what gnuplot draws with


FONT = "DejaVu Sans"
PAGE = Look(
    characters=110,
    label_width=18,
    is_legend_right=True,
    marker_size=1.4,
    has_title=True,
    terminals={
        "png": f"pngcairo noenhanced font '{FONT},15' size 1240,720",
        "svg": f"svg noenhanced font '{FONT},13' size 1000,580 background '#ffffff'",
        "pdf": f"pdfcairo noenhanced font '{FONT},9' size 7.16in,4.15in linewidth 0.7",
    },
)
# 3.5 inches: a column of a journal with two
COLUMN = Look(
    characters=56,
    label_width=13,
    is_legend_right=False,
    marker_size=1.0,
    has_title=True,
    terminals={
        "png": f"pngcairo noenhanced font '{FONT},21' size 1050,750 linewidth 1.8 pointscale 1.8",
        "svg": f"svg noenhanced font '{FONT},9.3' size 336,240 background '#ffffff' "
        "linewidth 0.6",
        "pdf": f"pdfcairo noenhanced font '{FONT},7' size 3.5in,2.5in linewidth 0.5 "
        "pointscale 0.6",
    },
)
LOOKS = {"page": PAGE, "column": COLUMN}


def choose(width, has_titles):
    """The look of plots that are as wide as a page or a column."""
    look = LOOKS[width]
    return look if has_titles else dataclasses.replace(look, has_title=False)


def color(number):
    """The color of a series."""
    return COLORS[number % len(COLORS)]


def marker(number, hollow=False):
    """The marker of a series, or the hollow one that belongs to it."""
    return MARKERS[number % len(MARKERS)] - hollow
