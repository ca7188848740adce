#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Tests what the build files do in an ns-3 tree: they leave out, with a word, what cannot be built,
and the data files are found after an installation. The tree has ns-3's commands, and builds of the
module only what looks for the data files."""

import importlib.machinery
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import types
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent

TREE = """
cmake_minimum_required(VERSION 3.20)
project(NS3 CXX)
include(GNUInstallDirs)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_SOURCE_DIR}/build/lib)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_SOURCE_DIR}/build)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_SKIP_RPATH ON)
# Nothing is found by itself, whatever this machine has
set(CMAKE_FIND_USE_CMAKE_SYSTEM_PATH OFF)
set(CMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH OFF)
function(build_lib)
  cmake_parse_arguments(LIB "" "LIBNAME" "SOURCE_FILES;LIBRARIES_TO_LINK" ${ARGN})
  list(FILTER LIB_SOURCE_FILES INCLUDE REGEX data-folder)
  list(FILTER LIB_LIBRARIES_TO_LINK INCLUDE REGEX "^dl$")
  add_library(offload SHARED ${LIB_SOURCE_FILES})
  target_link_libraries(offload ${LIB_LIBRARIES_TO_LINK})
  add_executable(show ${PROJECT_SOURCE_DIR}/show.cc)
  target_link_libraries(show offload)
  install(TARGETS offload show)
  add_subdirectory(examples)
endfunction()
function(build_lib_example)
  cmake_parse_arguments(EXAMPLE "" "NAME" "" ${ARGN})
  message(STATUS "example ${EXAMPLE_NAME}.")
endfunction()
add_subdirectory(contrib/offload)
message(STATUS "the rest of the tree")
"""

SHOW = """
#include "data/data-folder.h"
#include <iostream>
int main() { std::cout << ns3::GetDataFolder(); }
"""

# What the build files look for -> the variable that says where it is
PARTS = {
    "toml++": ["TOMLPLUSPLUS_INCLUDE_DIR"],
    "fmt": ["FMT_INCLUDE_DIR", "FMT_LIBRARY"],
    "json": ["NLOHMANN_JSON_INCLUDE_DIR"],
}
PROGRAMS = {
    "offload-perf",
    *(path.stem for name in ("examples", "bench") for path in TOP.glob(f"{name}/*.cc")),
}


def run(*command, **more):
    """What a command prints; it has to end well."""
    done = subprocess.run(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **more,
    )
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


class CMakeTree(unittest.TestCase):
    """A tree of ns-3 3.36 or later."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        self.tree = self.folder / "tree"
        module = self.tree / "contrib" / "offload"
        for name in ("bench", "examples", "utils", "model/data"):
            shutil.copytree(TOP / name, module / name)
        shutil.copy(TOP / "CMakeLists.txt", module)
        (self.tree / "CMakeLists.txt").write_text(TREE, encoding="utf-8")
        (self.tree / "show.cc").write_text(SHOW, encoding="utf-8")

    def configure(self, *absent, prefix="/usr/local"):
        """What CMake says where some parts are not installed."""
        present = [name for part in PARTS if part not in absent for name in PARTS[part]]
        return run(
            *("cmake", "-S", self.tree, "-B", self.tree / "cmake-cache"),
            f"-DCMAKE_INSTALL_PREFIX={prefix}",
            *(f"-D{name}={self.folder}" for name in present),
        )

    def examples(self, output):
        """The programs that are built."""
        return {name for name in PROGRAMS if f"-- example {name}." in output}

    def test_all_there(self):
        """Programs are ns-3's examples, so that its filters see them."""
        output = self.configure()
        self.assertEqual(self.examples(output), PROGRAMS)
        self.assertNotIn("left out", output)

    def test_without_toml(self):
        """The module is skipped, the tree is not."""
        output = self.configure("toml++")
        self.assertIn("Skipping the offload module: it reads its cost profiles with toml++", output)
        self.assertIn("install libtomlplusplus-dev", output)
        self.assertIn("the rest of the tree", output)
        self.assertEqual(self.examples(output), set())

    def test_without_libraries_of_programs(self):
        """Programs that need them are left out, and named."""
        for part, package in (("fmt", "libfmt-dev"), ("json", "nlohmann-json3-dev")):
            shutil.rmtree(self.tree / "cmake-cache", ignore_errors=True)
            output = self.configure(part)
            built = self.examples(output)
            self.assertIn("offload-first-steps", built)
            self.assertEqual("offload-perf" in built, part != "fmt")
            for name in PROGRAMS - built:
                self.assertIn(f"offload: {name} is left out; it needs {package}\n", output)

    def test_dependencies(self):
        """ns-3 takes every name that is written as a library of its own for a dependency."""
        text = (TOP / "CMakeLists.txt").read_text(encoding="utf-8")
        modules = re.search(r"set\(ns3_modules\n(.*?)\)", text, re.DOTALL).group(1).split()
        self.assertEqual(re.findall(r"\$\{lib([^}]*)\}", text), [*modules, "mpi"])

    def find_data(self, place):
        """The folder that the program of a place finds."""
        return run(
            *place.glob("**/show"),
            cwd="/",
            env={**os.environ, "LD_LIBRARY_PATH": str(next(place.glob("**/lib*/**/*.so")).parent)},
        )

    def test_data_files(self):
        """They are found in the sources, also where the tree was moved to, and as installed."""
        moved, prefix = self.folder / "moved", self.folder / "prefix"
        self.configure(prefix=prefix)
        run("cmake", "--build", self.tree / "cmake-cache")
        run("cmake", "--install", self.tree / "cmake-cache")
        self.assertEqual(
            self.find_data(self.tree / "build"), f"{self.tree}/contrib/offload/model/data"
        )
        self.tree.rename(moved)
        self.assertEqual(self.find_data(moved / "build"), f"{moved}/contrib/offload/model/data")
        prefix = prefix.rename(self.folder / "elsewhere")
        self.assertEqual(self.find_data(prefix), f"{prefix}/share/ns3-offload")
        installed = {path.relative_to(prefix / "share" / "ns3-offload") for path in prefix.rglob("*.toml")}
        data = TOP / "model" / "data"
        self.assertEqual(installed, {path.relative_to(data) for path in data.rglob("*.toml")})


class WafNode:
    """A folder or file, as waf has it."""

    def __init__(self, path):
        self.path = path

    def find_node(self, name):
        """A file below."""
        return WafNode(self.path / name)

    def read(self):
        """Its text."""
        return self.path.read_text(encoding="utf-8")


class WafConfiguration:
    """What wscript asks of waf and ns-3 when it is configured."""

    class Environment(dict):
        """waf's: a variable that is not set is an empty list."""

        def __missing__(self, name):
            return []

        def append_value(self, name, values):
            """Append to a list."""
            self[name] = self[name] + values

    def __init__(self, absent):
        self.absent = absent
        self.env = self.Environment()
        self.path = WafNode(TOP)
        self.reports = {}

    def check_cxx(self, mandatory, header_name="", lib=""):
        """Whether a header or library is there."""
        assert not mandatory
        return not any(part in (header_name + lib) for part in self.absent)

    def report_optional_feature(self, name, _, was_enabled, reason):
        """A line of ns-3's summary."""
        assert not was_enabled
        self.reports[name] = reason


class WafTree(unittest.TestCase):
    """A tree of ns-3 up to 3.35."""

    def configure(self, *absent):
        """The state after configure where some parts are not installed."""
        ns3 = types.SimpleNamespace(g_module=types.SimpleNamespace(APPNAME="ns"))
        sys.modules["waflib"] = types.SimpleNamespace(Context=ns3)
        loader = importlib.machinery.SourceFileLoader("wscript", str(TOP / "wscript"))
        wscript = importlib.util.module_from_spec(importlib.util.spec_from_loader("wscript", loader))
        loader.exec_module(wscript)
        state = WafConfiguration(absent)
        wscript.configure(state)
        return state

    def test_all_there(self):
        """Nothing is said."""
        state = self.configure()
        self.assertEqual(state.reports, {})
        self.assertEqual(state.env["MODULES_NOT_BUILT"], [])

    def test_without_toml(self):
        """The module is skipped."""
        state = self.configure("toml++")
        self.assertEqual(state.env["MODULES_NOT_BUILT"], ["offload"])
        self.assertIn("install libtomlplusplus-dev", state.reports["offload"])

    def test_without_libraries_of_programs(self):
        """Programs that need them are named."""
        state = self.configure("fmt")
        self.assertEqual(state.env["MODULES_NOT_BUILT"], [])
        report = state.reports["offload-programs"]
        self.assertRegex(report, "^offload-perf.* left out; install libfmt-dev$")
        self.assertNotIn("offload-first-steps", report)
        state = self.configure("nlohmann")
        self.assertEqual(state.env["MODULES_NOT_BUILT"], [])
        self.assertNotIn("offload-perf", state.reports.get("offload-programs", ""))


if __name__ == "__main__":
    unittest.main()
