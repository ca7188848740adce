#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Test what a user gets who installs the module: an installation that was moved builds a script of
the user's own, by CMake and by pkg-config, and runs it; so does the Debian package; another project
may add the sources by add_subdirectory().

    test/install-test.py BUILD    the folder of the build, made by CMake
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent
SCRIPT = "offload-first-steps"
# The one place where the version stands
VERSION = re.search(
    r"project\([^)]*VERSION (\S+)", (TOP / "CMakeLists.txt").read_text(encoding="utf-8")
)[1]
PROJECT = """
cmake_minimum_required(VERSION 3.21)
project(mine CXX)
find_package(ns3-offload {version} REQUIRED)
add_executable(my-script my-script.cc)
target_link_libraries(my-script ns3-offload::offload)
"""
PARENT = """
cmake_minimum_required(VERSION 3.21)
project(parent CXX)
add_subdirectory({top} offload)
add_executable(my-script my-script.cc)
target_link_libraries(my-script ns3-offload::offload)
"""


def run(*command, fails=False, **more):
    """What a command prints; it has to end well, or not."""
    done = subprocess.run(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **more,
    )
    if (done.returncode != 0) != fails:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}")
    return done.stdout


class Installed(unittest.TestCase):
    """An installation below a prefix, in a folder that the build does not know."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name).resolve()
        run("cmake", "--install", BUILD, "--prefix", cls.folder / "first")
        cls.prefix = (cls.folder / "first").rename(cls.folder / "moved")
        cls.library = next(cls.prefix.rglob("libns3-offload.so")).parent
        cls.mine = cls.folder / "mine"
        cls.mine.mkdir()
        source = cls.prefix / "share" / "doc" / "ns3-offload" / "examples" / f"{SCRIPT}.cc"
        shutil.copy(source, cls.mine / "my-script.cc")

    def check_script(self, program, **environment):
        """A program finds library and data, with nothing in the environment."""
        output = run(program, "--machine=athlon64-2007", cwd="/", env=environment)
        self.assertIn("goodput 4.", output)

    def test_pkg_config(self):
        """One line builds a script."""
        if not shutil.which("pkg-config"):
            self.skipTest("pkg-config is not installed")
        flags = run(
            *("pkg-config", "--cflags", "--libs", "ns3-offload"),
            env={**os.environ, "PKG_CONFIG_PATH": str(self.library / "pkgconfig")},
        ).split()
        program = self.folder / "by-pkg-config"
        run("c++", "-O0", self.mine / "my-script.cc", *flags, "-o", program)
        self.check_script(program)

    def test_find_package(self):
        """Three lines of CMake do."""
        (self.mine / "CMakeLists.txt").write_text(
            PROJECT.format(version=VERSION), encoding="utf-8"
        )
        build = self.folder / "by-cmake"
        run("cmake", "-S", self.mine, "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}")
        run("cmake", "--build", build)
        self.check_script(build / "my-script")

    def test_program(self):
        """It finds its library and its data where they were moved to."""
        program = self.prefix / "bin" / "offload-perf"
        run(
            *(program, "--duration=10ms", "--seeds=1", "--receiver.cpu.Profile=athlon64-2007"),
            cwd="/",
            env={},
        )

    def test_python_programs(self):
        """They find their modules and the data, by the links in bin."""
        tools = self.prefix / "bin"
        environment = {"PATH": os.environ["PATH"]}
        output = run(tools / "offload-measure-host", "--help", cwd="/", env=environment)
        self.assertIn("--dry-run", output)
        cases = self.folder / "cases.toml"
        cases.write_text(
            '[fit]\nname = "x"\nbase = "none"\nhosts = ["receiver"]\nfree = {}\n'
            '[[case]]\nname = "a"\n'
            'measured = [{ quantity = "goodput", value = 1, error = 1, unit = "Gb/s" }]\n',
            encoding="utf-8",
        )
        done = subprocess.run(["/usr/bin/python3", "-c", "import nlopt, numpy"], check=False)
        if done.returncode != 0:
            self.skipTest("NLopt and numpy are not installed")
        command = (tools / "offload-calibrate", cases, f"--output={self.folder}/fit")
        output = run(*command, cwd="/", env=environment, fails=True)
        self.assertIn("base: there is no cost profile 'none': there are ", output)

    def test_linked_library_folder(self):
        """The data is found from where the library is, not from a link to its folder, as /lib is one."""
        link = self.folder / "linked" / "lib"
        link.parent.mkdir()
        link.symlink_to(self.library)
        program = self.folder / "linked" / "offload-perf"
        shutil.copy(self.prefix / "bin" / "offload-perf", program)
        profiles = self.prefix / "share" / "ns3-offload" / "profiles"
        shutil.copy(profiles / "athlon64-2007.toml", profiles / "only-here.toml")
        run(
            *(program, "--duration=10ms", "--seeds=1", "--receiver.cpu.Profile=only-here"),
            env={"LD_LIBRARY_PATH": str(link)},
        )

    def test_data_folder(self):
        """The environment may name another folder, and a wrong one is an error that says so."""
        program = self.prefix / "bin" / "offload-perf"
        command = (program, "--duration=10ms", "--seeds=1", "--receiver.cpu.Profile=mine")
        data = self.folder / "data"
        shutil.copytree(self.prefix / "share" / "ns3-offload", data)
        shutil.copy(data / "profiles" / "athlon64-2007.toml", data / "profiles" / "mine.toml")
        run(*command, env={"NS3_OFFLOAD_DATA": str(data)})
        self.assertIn('unknown profile "mine"', run(*command, env={}, fails=True))
        output = run(*command, env={"NS3_OFFLOAD_DATA": "/none"}, fails=True)
        self.assertIn("/none/", output)
        self.assertIn("NS3_OFFLOAD_DATA", output)

    def test_files(self):
        """Every public header is there, and no file that can be read knows where it was made."""
        names = {path.name for path in (self.prefix / "include" / "ns3-offload" / "ns3").iterdir()}
        self.assertEqual(names, {path.name for path in (BUILD / "include" / "ns3").iterdir()})
        library = (self.library / "libns3-offload.so").resolve().name
        self.assertEqual(library, f"libns3-offload.so.{VERSION}")
        for path in [*self.prefix.rglob("*.cmake"), *self.prefix.rglob("*.pc")]:
            text = path.read_text(encoding="utf-8")
            for place in (TOP, BUILD, self.folder / "first"):
                self.assertNotIn(str(place), text, path)

    def test_version(self):
        """The changes begin with those of this one."""
        changes = (TOP / "CHANGES.md").read_text(encoding="utf-8")
        self.assertEqual(re.search(r"^## ([0-9.]+)", changes, re.MULTILINE)[1], VERSION)

    def test_debian_package(self):
        """It names what it needs, and works where it is unpacked."""
        for name in ("dpkg-shlibdeps", "dpkg-deb", "file"):
            if not shutil.which(name):
                self.skipTest(f"{name} is not installed")
        run(
            *("cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake"),
            *("-B", self.folder / "package"),
        )
        (package,) = (self.folder / "package").glob("*.deb")
        depends = run("dpkg-deb", "-f", package, "Depends")
        self.assertRegex(depends, r"\blibns3-dev\b")
        self.assertRegex(depends, r"\blibns3\.?\d")
        root = self.folder / "root"
        run("dpkg-deb", "-x", package, root)
        run(root / "usr" / "bin" / "offload-perf", "--duration=10ms", "--seeds=1", cwd="/", env={})


class Added(unittest.TestCase):
    """The sources as a part of another project."""

    def test_add_subdirectory(self):
        """It makes the library and none of our programs; one file is compiled, for all."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name).resolve()
            (folder / "CMakeLists.txt").write_text(PARENT.format(top=TOP), encoding="utf-8")
            shutil.copy(TOP / "examples" / f"{SCRIPT}.cc", folder / "my-script.cc")
            build = folder / "build"
            run("cmake", "-G", "Unix Makefiles", "-S", folder, "-B", build)
            targets = run("cmake", "--build", build, "--target", "help")
            self.assertIn("... offload\n", targets)
            self.assertNotIn("offload-perf", targets)
            run("make", "-C", build, "my-script.o")
            run("make", "-C", build / "offload", "model/data/data-folder.o")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
