#!/usr/bin/env python3
"""Compares this project's generator with others on one OpenAPI document, in one run.

In: a document, and the generators that are on the PATH. Out: a Markdown table on stdout; progress on stderr. README.md
beside this file says what is measured, and how to read it.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

import lines
from generators import RIVALS, ROOT, Generator, Ours
from measure import Failure, Run, compile_alone, done, progress, run
from table import Figures, table

DOCUMENT = ROOT.parent / "shared/corpus/meraki/spec3-v1.42.0.json"
PROFILE = ROOT / "spec/api.toml"


class Comparison:
    """One document, and what is learnt from it."""

    def __init__(self, document: Path, work: Path, rounds: int) -> None:
        self.document = document
        self.work = work
        self.rounds = rounds
        self.notes: list[str] = []

    def generate(self, generator: Generator, figures: Figures) -> None:
        """How long the client takes to write, and how large it is."""
        out = self.work / generator.name
        made = generator.generate(self.document, out)
        figures.title = f"{generator.name} {generator.version(out)}".strip()
        figures.generate = made.seconds
        figures.generate_memory = made.megabytes
        figures.lines, figures.code = lines.count(out)
        figures.files = len(lines.sources(out))

    def copies(self, ours: Ours, figures: Figures) -> None:
        """How long a document takes that says everything eight times."""
        document = self.work / "copies.json"
        # In a process of its own: the memory of what starts a command counts for the command.
        copying = [sys.executable, str(ROOT / "benches/copies.py"), str(self.document), "8", str(document)]
        done(run(copying, ROOT), "the document cannot be copied")
        figures.copies = ours.generate(document, self.work / "copies").seconds

    def compile(self, generator: Generator, figures: Figures) -> None:
        """How long the client takes to check and to build, without its dependencies."""
        crate = self.work / generator.name
        try:
            check = self.cargo(crate, "check")
        except Failure as failure:
            self.note(generator, failure)
            crate = generator.workaround(self.document, crate)
            if crate is None:
                return
            self.notes.append(f"{generator.name}: compiled is what its `{crate.name}` makes, which it documents too.")
            check = self.cargo(crate, "check")
        figures.check = check.seconds
        figures.check_memory = check.megabytes
        figures.build = self.cargo(crate, "build").seconds

    def scope(self, ours: Ours, figures: Figures) -> None:
        """How long the largest scope takes to check alone."""
        crate = self.work / ours.name
        largest = ours.largest_scope(crate)
        if largest:
            alone = ["--no-default-features", "--features", f"rustls,{largest}"]
            figures.scope = self.cargo(crate, "check", *alone).seconds
            self.notes.append(f"The one scope is `{largest}`, the one with the most operations.")

    def cargo(self, crate: Path, command: str, *features: str) -> Run:
        progress(f"{crate.name}: cargo {' '.join([command, *features])}")
        return compile_alone(crate, self.work / "target", self.rounds, command, *features)

    def attempt(self, measure, generator: Generator, figures: Figures) -> bool:
        """Takes figures, or notes why there are none."""
        progress(f"{generator.name}: {measure.__name__}")
        try:
            measure(generator, figures)
        except Failure as failure:
            self.note(generator, failure)
            return False
        return True

    def note(self, generator: Generator, failure: Failure) -> None:
        self.notes.append(f"{generator.name}: {failure}.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("document", type=Path, nargs="?", help="OpenAPI in JSON; by default Meraki's")
    parser.add_argument("--profile", type=Path, help="the API profile for ours; spec/api.toml for Meraki's")
    parser.add_argument("--only-ours", action="store_true", help="leave the other generators out")
    parser.add_argument("--no-compile", action="store_true", help="generate only")
    parser.add_argument("--rounds", type=int, default=1, help="compile so many times, and take the fastest")
    parser.add_argument("--work", type=Path, default=ROOT / "target/compare", help="the folder to work in")
    arguments = parser.parse_args()
    document = (arguments.document or DOCUMENT).resolve()
    profile = arguments.profile or (None if arguments.document else PROFILE)
    if not document.is_file():
        parser.error(f"{document} is not there; name another document")

    comparison = Comparison(document, arguments.work.resolve(), arguments.rounds)
    ours = Ours(profile and profile.resolve())
    done(run(["cargo", "build", "--quiet", "--package", "xtask"], ROOT), "this project does not build")
    columns = []
    for generator in [ours, *([] if arguments.only_ours else RIVALS)]:
        if shutil.which(generator.program) is None:
            comparison.notes.append(f"{generator.name} is not installed; `{generator.install}` does that.")
            continue
        figures = Figures(generator.name)
        columns.append(figures)
        if comparison.attempt(comparison.generate, generator, figures) and not arguments.no_compile:
            comparison.attempt(comparison.compile, generator, figures)
    if columns[0].generate:
        comparison.attempt(comparison.copies, ours, columns[0])
        if not arguments.no_compile:
            comparison.attempt(comparison.scope, ours, columns[0])
    compiler = run(["rustc", "--version"], ROOT).output.strip()
    print(f"`{document.name}`, {compiler}, {os.cpu_count()} cores:\n")
    print(table(columns), "", *(f"- {note}" for note in comparison.notes), sep="\n")
    return 0 if columns[0].generate else 1


if __name__ == "__main__":
    sys.exit(main())
