#!/usr/bin/env python3
"""Compares this project's generator with others on several OpenAPI documents.

Uses the generators on the PATH. Prints a Markdown table to stdout, row by row, and progress to stderr. README.md in this
folder explains the table.
"""

import argparse
import json
import shutil
from pathlib import Path

import lines
from generators import RIVALS, ROOT, Generator, Ours
from measure import Failure, compile_alone, progress

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def operations(document: Path) -> tuple[str, int]:
    """Returns the OpenAPI version and the number of operations of the document."""
    read = json.loads(document.read_text())
    items = read.get("paths", {}).values()
    version = read.get("openapi") or read.get("swagger")
    return version[:3], sum(len(METHODS & item.keys()) for item in items)


class Column:
    """A generator, and the number of documents that it supports."""

    def __init__(self, generator: Generator, work: Path, compiles: bool) -> None:
        self.generator = generator
        self.work = work
        self.compiles = compiles
        self.generated = 0
        self.compiled = 0

    def cell(self, document: Path) -> tuple[str, str | None]:
        """Returns the lines, the lines of code, the seconds to generate and the seconds to check, and the error if one is missing."""
        name = self.generator.name
        progress(f"{document.name}: {name}")
        out = self.work / name
        try:
            made = self.generator.generate(document, out, 1)
        except Failure as failure:
            return "no", f"{name}: {failure}"
        self.generated += 1
        of_all, of_code = lines.count(out)
        cell = f"{of_all:,} · {of_code:,} · {made.seconds:.1f}"
        if not self.compiles:
            return cell, None
        try:
            check = compile_alone(out, self.work / "target", 1, "check")
        except Failure as failure:
            return f"{cell} · no", f"{name}: {failure}"
        self.compiled += 1
        return f"{cell} · {check.seconds:.1f}", None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=Path, nargs="+", help="OpenAPI documents in JSON")
    parser.add_argument("--no-compile", action="store_true", help="generate without compiling")
    parser.add_argument("--work", type=Path, default=ROOT / "target/documents", help="working folder")
    arguments = parser.parse_args()
    installed = [each for each in [Ours(None), *RIVALS] if shutil.which(each.program)]
    columns = [Column(each, arguments.work.resolve(), not arguments.no_compile) for each in installed]

    print("| document | operations |", *(f"{column.generator.name} |" for column in columns))
    print("|---|---:|" + "---:|" * len(columns), flush=True)
    notes = []
    for document in arguments.documents:
        cells = []
        for column in columns:
            cell, error = column.cell(document.resolve())
            cells.append(cell)
            notes += [f"`{document.name}`, {error}."] if error else []
        version, number = operations(document)
        print(f"| `{document.name}`, {version} | {number} | {' | '.join(cells)} |", flush=True)
    totals = (f"{column.generated}, {column.compiled}" for column in columns)
    print(f"| generated, compiled | {len(arguments.documents)} | {' | '.join(totals)} |\n")
    print(*(f"- {note}" for note in notes), sep="\n")


if __name__ == "__main__":
    main()
