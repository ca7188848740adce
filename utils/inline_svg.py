# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""SVG of gnuplot as a part of a page, in the colors of the page: dark where it is dark."""

import re

# What is neither a series nor published, and the variable of the page that takes its place
PAGE_COLORS = {
    "rgb(0,0,0)": "--ink",
    "black": "--ink",
    "rgb(34,34,34)": "--ink",
    "rgb(93,102,112)": "--soft",
    "rgb(221,225,230)": "--line",
    "#ffffff": "--card",
    "rgb(255,255,255)": "--card",
}


def page_color(match):
    """An attribute in a color of the page."""
    variable = PAGE_COLORS.get(match["color"].replace(" ", "").lower())
    return f'{match["name"]}="var({variable})"' if variable else match[0]


def inline(svg, name, label, css_class):
    """The text to put into a page; name: makes its ids differ from those of others."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"\s+xmlns(:xlink)?=\"[^\"]*\"", "", svg)
    svg = re.sub(r"<title>.*?</title>\s*<desc>.*?</desc>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"(id=['\"]|href='#|url\(#)", lambda match: f"{match[1]}{name}-", svg)
    svg = re.sub(
        r"(?P<name>\b(?:color|fill|stroke))\s*=\s*(?P<quote>['\"])(?P<color>[^'\"]*)(?P=quote)",
        page_color,
        svg,
    )
    return svg.replace("<svg", f'<svg class="{css_class}" role="img" aria-label="{label}"', 1)
