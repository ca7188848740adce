# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Builds the pages by themselves: sphinx-build -W -n doc doc/html"""

project = "offload"
author = "The offload authors"
project_copyright = "2026, The offload authors"
master_doc = "offload"
html_theme_options = {
    "page_width": "95%",
    "body_max_width": "60em",
    "sidebar_width": "14em",
    "show_relbars": True,
}
html_static_path = []
exclude_patterns = ["html"]
