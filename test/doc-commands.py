#!/usr/bin/env python3
# Copyright (c) 2026 The offload authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Author: The offload authors

"""Run the commands that the pages quote: doc-commands.py BUILD-FOLDER [PAGE...]

The pages are README.md, CONTRIBUTING.md and doc/*.rst. A command stands in a literal block, behind a $
or, in Markdown, at the begin of a line. What stands below it is what it prints; "..." stands for
anything. Those of a page follow each other in one folder. What happens to a command depends on its
program:

  build/PROGRAM       is run; where its output is not quoted, and RUN_SHORT knows it, as that says
  cmake -S            is run, into a folder of its own
  cmake --build       has made the programs that are run here
  ./test.py           its options, and the tests that it names, have to be there
  ./reproduce         likewise its options and experiments; --list is run
  utils/PROGRAM       is run if its output is quoted, else its options have to be there

Commands with another fate are in test/doc-commands.toml, with the reason. --update-data writes what the
commands print into the pages, where nothing is elided.
"""

import concurrent.futures
import fnmatch
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "utils"))

import cli  # noqa: E402

# Options of a run that is only to show that its command is right.
RUN_SHORT = {"offload-perf": ["--seeds=1", "--duration=20ms"]}

# How long a command may take, in seconds
TIMEOUT = 500

PROMPT = re.compile(r"^(?P<indent> +)\$ (?P<command>.+)$")
MARKDOWN = re.compile(r"^(?P<indent>    |)(?P<command>(\./|\.ci/|build/|utils/|cmake ).*)$")
FENCE = re.compile(r"^```(?P<language>\w*)$")


class Quote:
    """A command of a page, and what it prints there."""

    def __init__(self, page, line, indent, command):
        self.page = page
        self.line = line  # counted from 1
        self.indent = indent
        self.command = command
        self.output = []

    def __str__(self):
        return f"{self.page.name}:{self.line}: {self.command}"


def quotes_in_rst(page, lines):
    """The commands behind a $, each with the lines below it in its block."""
    quote = None
    for number, text in enumerate(lines, 1):
        match = PROMPT.match(text)
        if match:
            quote = Quote(page, number, match["indent"], match["command"])
            yield quote
        elif quote and (text.startswith(quote.indent) or not text):
            quote.output.append(text[len(quote.indent) :])
        else:
            quote = None


def quotes_in_markdown(page, lines):
    """The commands in indented blocks and in fences of a shell."""
    language = None  # of the fence that is open
    for number, text in enumerate(lines, 1):
        fence = FENCE.match(text)
        if fence:
            language = fence["language"] if language is None else None
            continue
        match = MARKDOWN.match(text)
        is_shell = language in ("sh", "shell", "bash", "console")
        if match and (is_shell or language is None and match["indent"]):
            command = re.sub(r"\s+#.*", "", match["command"])
            if "  " not in command:  # a table of folders has text beside them
                yield Quote(page, number, match["indent"], command)


def quotes_in(page):
    """The commands of a page."""
    lines = page.read_text(encoding="utf-8").splitlines()
    quotes = list((quotes_in_rst if page.suffix == ".rst" else quotes_in_markdown)(page, lines))
    for quote in quotes:
        while quote.output and not quote.output[-1]:
            quote.output.pop()  # the blank line that ends a block
    return quotes


def output_of(command, folder):
    """What a command prints, or a RuntimeError."""
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            cwd=folder,
            env={**os.environ, "NS_LOG": ""},
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"takes longer than {TIMEOUT} s") from None
    except OSError as error:
        raise RuntimeError(f"{error.filename}: {error.strerror}") from None
    if done.returncode != 0:
        last = "\n".join(done.stdout.splitlines()[-10:])
        raise RuntimeError(f"ends with exit code {done.returncode}:\n{last}")
    return done.stdout


def is_as_quoted(output, quoted):
    """Whether a command prints what is quoted, but for what is elided."""
    pattern = "\n".join(".*" if line == "..." else re.escape(line) for line in quoted)
    pattern = pattern.replace(re.escape("..."), "[^\n]*")
    printed = "\n".join(line.rstrip() for line in output.rstrip().splitlines())
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


class Checks:
    """What happens to a command, in a folder that looks like that of the sources after a build."""

    def __init__(self, folder, build):
        self.folder = folder
        self.build = build
        for path in TOP.iterdir():
            if not fnmatch.fnmatch(path.name, "build*") and path.name not in (".git", "results"):
                (folder / path.name).symlink_to(path)
        (folder / "build").symlink_to(build)

    def check(self, quote):
        """Raises a RuntimeError if a command is wrong; returns what it printed, if it was run."""
        output = None
        for part in re.split(r"\s*&&\s*", quote.command):
            words = shlex.split(part)
            if words[0].startswith("build/"):
                output = self.run_program(words, bool(quote.output))
            elif words[0] == "cmake":
                self.check_cmake(words[1:])
            elif words[0] == "./test.py":
                self.check_tests(words)
            elif words[0] == "./reproduce":
                output = self.check_experiments(words)
            elif words[0].startswith("utils/") and quote.output:
                output = output_of(words, self.folder)
            elif words[0].startswith("utils/"):
                self.check_options(words)
            else:
                raise RuntimeError("is neither run nor left out by test/doc-commands.toml")
        if quote.output and output is None:
            raise RuntimeError("is not run, so what it prints cannot be quoted")
        return output

    def run_program(self, words, is_quoted):
        """Run one of the programs of the build."""
        name = words[0].split("/")[1]
        given = {word.split("=")[0] for word in words}
        is_whole = is_quoted or "--PrintHelp" in given
        short = [] if is_whole else RUN_SHORT.get(name, [])
        missing = [word for word in short if word.split("=")[0] not in given]
        return output_of([*words, *missing], self.folder)

    def check_cmake(self, words):
        """Configure into a folder of its own; a build has been made."""
        if words[0] == "-S":
            with tempfile.TemporaryDirectory() as other:
                words[words.index("-B") + 1] = other
                output_of(["cmake", *words], TOP)
        elif words[:2] != ["--build", "build"]:
            raise RuntimeError("is a use of cmake that is neither checked nor left out")

    def check_options(self, words):
        """Whether a program knows its options; returns the other words."""
        known = output_of([words[0], "--help"], self.folder)
        for word in words[1:]:
            option = word.split("=")[0]
            if option.startswith("-") and not re.search(rf"(?<![\w-]){option}(?![\w-])", known):
                raise RuntimeError(f"{words[0]} has no option {option}")
        return [word for word in words[1:] if not word.startswith("-")]

    def check_tests(self, words):
        """Whether options and tests are there."""
        names = self.check_options(words)
        command = ["./test.py", "--list", "--no-build", f"--buildpath={self.build}"]
        listed = [line.split(None, 1)[1:] for line in output_of(command, self.folder).splitlines()]
        for name in names:
            if not any(known and fnmatch.fnmatchcase(known[0], name) for known in listed):
                raise RuntimeError(f"there is no test {name}")

    def check_experiments(self, words):
        """Whether options and experiments are there; a list is printed."""
        names = [word for word in self.check_options(words) if not word.isdigit()]
        if "--list" in words:
            return output_of(words, self.folder)
        known = [path.stem for path in (TOP / "examples" / "experiments").glob("*.toml")]
        for name in names:
            if name not in [*known, "NAME"]:
                raise RuntimeError(f"there is no experiment {name}")
        return None


def check_page(quotes, build):
    """What became of the commands of a page, in order: each with what it printed, or an error."""
    ends = []
    with tempfile.TemporaryDirectory() as folder:
        checks = Checks(pathlib.Path(folder), build)
        for quote in quotes:
            try:
                ends.append((quote, checks.check(quote), None))
            except RuntimeError as error:
                ends.append((quote, None, error))
    return ends


def update(quote, output):
    """Write what a command prints into its page."""
    lines = quote.page.read_text(encoding="utf-8").splitlines()
    new = [f"{quote.indent}{line}".rstrip() for line in output.rstrip().splitlines()]
    lines[quote.line : quote.line + len(quote.output)] = new
    quote.page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    """Exit code 0 if all commands are right."""
    is_update = "--update-data" in sys.argv
    build, *names = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    pages = [pathlib.Path(name).resolve() for name in names] or [
        TOP / "README.md",
        TOP / "CONTRIBUTING.md",
        *sorted((TOP / "doc").glob("*.rst")),
    ]
    quotes = [quote for page in pages for quote in quotes_in(page)]
    text = (TOP / "test" / "doc-commands.toml").read_text(encoding="utf-8")
    left_out = {entry["command"]: entry["reason"] for entry in tomllib.loads(text)["left-out"]}
    faults = []
    if not names:
        quoted = {quote.command for quote in quotes}
        faults = [f"doc-commands.toml: no page has {each}" for each in left_out if each not in quoted]
    wanted = [quote for quote in quotes if quote.command not in left_out]
    of_pages = [[quote for quote in wanted if quote.page == page] for page in pages]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        builds = [pathlib.Path(build).resolve()] * len(pages)
        ends = [end for page in pool.map(check_page, of_pages, builds) for end in page]
    # From the last one, so that an update moves none that is to come
    for quote, output, error in reversed(ends):
        if error:
            faults.append(f"{quote}\n    {error}")
        elif quote.output and not is_as_quoted(output, quote.output):
            if is_update and not any("..." in line for line in quote.output):
                update(quote, output)
            else:
                faults.append(f"{quote}\nprints\n{output.rstrip()}")
    for fault in reversed(faults):
        print(fault)
    print(f"{len(wanted)} commands of {len(pages)} pages, {len(quotes) - len(wanted)} left out")
    return 1 if faults or not wanted else 0


if __name__ == "__main__":
    sys.exit(cli.run(main))
