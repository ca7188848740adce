# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Where try-in-ns3.py finds ns-3 trees, and its copies of them with the module in contrib/."""

import dataclasses
import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from test_kinds import UsageError

TOP = pathlib.Path(__file__).resolve().parent.parent
MODULE = "offload"
# Beside the sources, in a tree that was built
BUILT = ("build", "cmake-cache", "testpy-output", ".git", ".lock-*", ".waf*", "__pycache__")


@dataclasses.dataclass
class Source:
    """Where a tree comes from."""

    name: str  # of its folder in the work folder
    path: pathlib.Path  # a folder or an archive
    origin: str = ""  # what the version does not say


def is_tree(folder):
    """Whether a folder is an ns-3 tree, of either build system."""
    return (folder / "VERSION").is_file() and any(
        (folder / program).is_file() for program in ("ns3", "waf")
    )


def find_version(version, place):
    """The tree or archive of a version."""
    if not place:
        raise UsageError(f"Version {version}: say with --place=FOLDER where trees or archives lie.")
    if not place.is_dir():
        raise UsageError(f"--place={place} is not a folder.")
    for stem in (f"ns-{version}", f"ns-allinone-{version}"):
        for folder in (place / stem, place / stem / f"ns-{version}"):
            if is_tree(folder):
                return Source(folder.name, folder)
        for suffix in (".tar.xz", ".tar.bz2", ".tar.gz"):
            if (place / (stem + suffix)).is_file():
                return Source(f"ns-{version}", place / (stem + suffix))
    raise UsageError(
        f"{place} has no tree and no archive of version {version}: ns-{version}/ or "
        f"ns-{version}.tar.xz is looked for (and ns-allinone-{version}, .tar.bz2 and .tar.gz)."
    )


def fetch_debian(work):
    """The archive of Debian's source package ns3, fetched once."""
    folder = work / "debian-source"
    pattern = "ns3_*.orig.tar.*"
    if not list(folder.glob(pattern)):
        print("Fetching Debian's source package ns3", file=sys.stderr, flush=True)
        done = subprocess.run(
            [TOP / "utils" / "apt-source.sh", "ns3", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise UsageError(f"{done.stdout}\nWithout it, name an ns-3 tree or its archive.")
    return Source("ns-debian", max(folder.glob(pattern)), "debian")


def find_source(text, options):
    """What a TREE of the command line means."""
    if text == "debian":
        return fetch_debian(options.work)
    path = pathlib.Path(text)
    if path.is_dir():
        path = path.resolve()
        if not is_tree(path):
            raise UsageError(
                f"{text} is not an ns-3 tree: it has no VERSION, or no ns3 and no waf."
            )
        return Source(path.name, path)
    if path.is_file():
        return Source(re.sub(r"\.(tar(\.\w+)?|t[gbx]z\w?|zip)$", "", path.name), path)
    version = re.fullmatch(r"(?:ns-)?(\d+(?:\.\d+)*(?:-dev)?)", text)
    if version:
        return find_version(version.group(1), options.place)
    raise UsageError(f"{text}: there is no such folder or archive, and it is no version of ns-3.")


def copy_if_changed(source, target):
    """Copy a file; one that is the same keeps its time, and is not compiled again."""
    if not os.path.isfile(target) or not filecmp.cmp(source, target, shallow=False):
        shutil.copyfile(source, target)
        shutil.copymode(source, target)


def copy_tree(source, tree):
    """Copy the sources of an ns-3 tree."""

    def ignored(folder, names):
        if pathlib.Path(folder) == source / "contrib":
            return [name for name in names if name == MODULE]
        is_top = pathlib.Path(folder) == source
        return shutil.ignore_patterns(*BUILT)(folder, names) if is_top else []

    shutil.copytree(
        source, tree, ignore=ignored, copy_function=copy_if_changed, dirs_exist_ok=True
    )


def unpack(archive, tree):
    """Unpack the ns-3 tree of an archive."""
    with tempfile.TemporaryDirectory(dir=tree.parent) as folder:
        try:
            shutil.unpack_archive(archive, folder)
        except (shutil.ReadError, ValueError, EOFError) as error:
            raise UsageError(f"{archive} cannot be unpacked: {error}") from error
        found = [
            path.parent
            for pattern in ("VERSION", "*/VERSION", "*/*/VERSION")
            for path in pathlib.Path(folder).glob(pattern)
            if is_tree(path.parent)
        ]
        if not found:
            raise UsageError(f"{archive} has no ns-3 tree: no folder with VERSION and ns3 or waf.")
        found[0].rename(tree)


def make_tree(path, tree):
    """Bring the copy of a tree up to date; a copy of another one is removed."""
    stamp = tree.parent / (tree.name + ".from")
    status = path.stat()
    is_archive = path.is_file()
    identity = f"{path} {status.st_size} {status.st_mtime_ns}\n" if is_archive else f"{path}\n"
    same = is_tree(tree) and stamp.is_file() and stamp.read_text(encoding="utf-8") == identity
    if not same:
        stamp.unlink(missing_ok=True)
        shutil.rmtree(tree, ignore_errors=True)
    if not is_archive:
        copy_tree(path, tree)
    elif not same:
        unpack(path, tree)
    stamp.write_text(identity, encoding="utf-8")


def put_module(target):
    """Copy the module into a tree, without what is built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    ).stdout
    files = {TOP / os.fsdecode(name) for name in listed.split(b"\0") if name}
    if not files:  # no checkout: an unpacked archive
        built = re.compile(r"build|results|testpy-output|\.")
        files = {
            path for path in TOP.rglob("*") if not built.match(path.relative_to(TOP).parts[0])
        }
    wanted = {path.relative_to(TOP) for path in files if path.is_file()}
    for path in sorted(wanted):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        copy_if_changed(TOP / path, target / path)
    for path in target.rglob("*"):
        if path.is_file() and path.relative_to(target) not in wanted:
            path.unlink()
            # ns-3's header of this name includes the one that has gone, or has moved
            (target.parent.parent / "build" / "include" / "ns3" / path.name).unlink(missing_ok=True)
