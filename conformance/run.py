#!/usr/bin/env python3
"""Runs the conformance suite of TypeSpec against generated clients; README.md explains it."""

import argparse
import json
import os
import shutil
import sys

import callers
import clients
import documents
import report
import suite
from work import HERE, PROJECT, TARGET, WORK, run


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--accept", action="store_true", help="record the results in expected.txt")
    arguments = arguments.parse_args()

    step("install the suite")
    suite.install()
    step("emit OpenAPI documents")
    documents.emit()
    step("generate clients")
    clients.generate()
    step("write and build callers")
    scenarios = suite.scenarios()
    without_caller = callers.write(scenarios)
    program = build()
    step("call the server")
    with suite.serving() as coverage:
        results = call(program)
        coverage = coverage()

    found = report.outcomes(scenarios, results, coverage, without_caller)
    report.print_table(found)
    report.print_reasons(found)
    worse = report.print_changes(found)
    if arguments.accept:
        report.accept(found)
    elif worse:
        sys.exit(1)


def step(title):
    print(f"{title} ...", file=sys.stderr, flush=True)


def build():
    """Builds the callers with the versions of the project's lock file, in its target folder."""
    shutil.copyfile(PROJECT / "Cargo.lock", HERE / "Cargo.lock")
    run(["cargo", "build", "--quiet", "--target-dir", TARGET], cwd=HERE, log="build.txt")
    return TARGET / "debug/conformance"


def call(program):
    results = WORK / "results.json"
    direct = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    run([program, results], cwd=WORK, env=direct, log="callers.txt")
    return json.loads(results.read_text())


if __name__ == "__main__":
    main()
