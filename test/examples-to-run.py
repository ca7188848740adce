#! /usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

# A list of C++ examples to run in order to ensure that they remain
# buildable and runnable over time.  Each tuple in the list contains
#
#     (example_name, do_run, do_valgrind_run).
#
# See test.py for more information.
cpp_examples = [
    ("offload-congestion-control --duration=20ms", "True", "False"),
    ("offload-engine-bench --units=2000", "True", "False"),
    ("offload-first-steps --machine=athlon64-2007 --lro=1", "True", "False"),
    ("offload-file-server --duration=100us", "True", "False"),
    ("offload-first-steps", "True", "True"),
    ("offload-gso-sender --duration=5ms", "True", "False"),
    ("offload-host-bench --hosts=4 --bytes=100000 --stock=1", "True", "False"),
    ("offload-host-bench --hosts=4 --bytes=100000", "True", "False"),
    ("offload-stock-bench --duration=2ms", "True", "False"),
    ("offload-incast --hosts=16 --megabytes=2", "True", "False"),
    ("offload-host-probe --ethtool=1", "True", "False"),
    ("offload-leaf-spine --hosts=16 --modelled=8 --bytes=4000000", "True", "False"),
    ("offload-lro-receiver --duration=5ms", "True", "False"),
    ("offload-perf --seeds=1 --duration=20ms", "True", "False"),
    ("offload-requests --duration=3ms", "True", "False"),
    ("offload-router --duration=3ms", "True", "False"),
    ("offload-short-flows", "True", "False"),
    ("offload-two-ranks --duration=5ms", "True", "False"),
    ("offload-own-machine --duration=1ms", "True", "False"),
    ("offload-perf --seeds=1 --duration=20ms", "True", "False"),
]

# A list of Python examples to run in order to ensure that they remain
# runnable over time.  Each tuple in the list contains
#
#     (example_name, do_run).
#
# See test.py for more information.
python_examples = []
