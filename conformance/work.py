"""The folders that all steps share, and how they run a program."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent
TARGET = PROJECT / "target"
WORK = TARGET / "conformance"

SUITE = WORK / "suite"
SPECS = SUITE / "node_modules/@typespec/http-specs/specs"
MOCKS = SUITE / "node_modules/@typespec/http-specs/dist/specs"
DOCUMENTS = WORK / "documents"
CLIENTS = WORK / "clients"
GENERATED_CALLERS = WORK / "callers"
LOGS = WORK / "logs"

# The Node that is installed with the suite comes first: its server needs 22 or newer.
NODE = {**os.environ, "PATH": f"{SUITE / 'node_modules/.bin'}{os.pathsep}{os.environ['PATH']}"}


def run(command, *, cwd, log=None, env=None):
    """Runs a program to its end; one that fails ends the run, with what it printed."""
    command = [str(part) for part in command]
    done = subprocess.run(
        command, cwd=cwd, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if log is not None:
        LOGS.mkdir(parents=True, exist_ok=True)
        (LOGS / log).write_text(done.stdout)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\n`{' '.join(command)}` ended with {done.returncode}")
    return done.stdout
