#!/usr/bin/env python3
"""Compares this project's generator with others on one OpenAPI document, in one run.

Uses the generators on the PATH. Prints a Markdown table to stdout, and progress to stderr. README.md in this folder explains
the measurements.
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
    """The measurements of one document."""

    def __init__(self, document: Path, work: Path, rounds: int) -> None:
        self.document = document
        self.work = work
        self.rounds = rounds
        self.notes: list[str] = []

    def generate(self, generator: Generator, figures: Figures) -> None:
        """Measures the generation time and the size of the client."""
        out = self.work / generator.name
        made = generator.generate(self.document, out)
        figures.title = f"{generator.name} {generator.version(out)}".strip()
        figures.generate = made.seconds
        figures.generate_memory = made.megabytes
        figures.lines, figures.code = lines.count(out)
        figures.files = len(lines.sources(out))

    def copies(self, ours: Ours, figures: Figures) -> None:
        """Measures the generation time of the document with eight copies of each operation."""
        document = self.work / "copies.json"
        # A separate process, because the memory of the parent process counts towards a command's peak.
        copying = [sys.executable, str(ROOT / "benches/copies.py"), str(self.document), "8", str(document)]
        done(run(copying, ROOT), "cannot copy the document")
        figures.copies = ours.generate(document, self.work / "copies").seconds

    def compile(self, generator: Generator, figures: Figures) -> None:
        """Measures the time to check and to build the client, without its dependencies."""
        crate = self.work / generator.name
        try:
            check = self.cargo(crate, "check")
        except Failure as failure:
            self.note(generator, failure)
            crate = generator.workaround(self.document, crate)
            if crate is None:
                return
            self.notes.append(f"{generator.name}: the compile times are those of its documented `{crate.name}` setup.")
            check = self.cargo(crate, "check")
        figures.check = check.seconds
        figures.check_memory = check.megabytes
        figures.build = self.cargo(crate, "build").seconds

    def scope(self, ours: Ours, figures: Figures) -> None:
        """Measures the time to check only the largest scope."""
        crate = self.work / ours.name
        largest = ours.largest_scope(crate)
        if largest:
            alone = ["--no-default-features", "--features", f"rustls,{largest}"]
            figures.scope = self.cargo(crate, "check", *alone).seconds
            self.notes.append(f"The single scope is `{largest}`, which has the most operations.")

    def cargo(self, crate: Path, command: str, *features: str) -> Run:
        progress(f"{crate.name}: cargo {' '.join([command, *features])}")
        return compile_alone(crate, self.work / "target", self.rounds, command, *features)

    def attempt(self, measure, generator: Generator, figures: Figures) -> bool:
        """Runs a measurement, or notes why it failed."""
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
    parser.add_argument("document", type=Path, nargs="?", help="OpenAPI document in JSON; defaults to the Meraki document")
    parser.add_argument("--profile", type=Path, help="API profile for this project; defaults to spec/api.toml for the Meraki document")
    parser.add_argument("--clientwright", type=Path, help="compiled command of this project; defaults to an optimized build")
    parser.add_argument("--only-ours", action="store_true", help="skip the other generators")
    parser.add_argument("--no-compile", action="store_true", help="generate without compiling")
    parser.add_argument("--rounds", type=int, default=1, help="number of times to compile; the fastest counts")
    parser.add_argument("--work", type=Path, default=ROOT / "target/compare", help="working folder")
    arguments = parser.parse_args()
    document = (arguments.document or DOCUMENT).resolve()
    profile = arguments.profile or (None if arguments.document else PROFILE)
    if not document.is_file():
        parser.error(f"{document} does not exist; pass another document")

    comparison = Comparison(document, arguments.work.resolve(), arguments.rounds)
    ours = Ours(profile and profile.resolve(), arguments.clientwright and arguments.clientwright.resolve())
    columns = []
    for generator in [ours, *([] if arguments.only_ours else RIVALS)]:
        if shutil.which(generator.program) is None:
            comparison.notes.append(f"{generator.name} is not installed; install it with `{generator.install}`.")
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
