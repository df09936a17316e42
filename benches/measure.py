"""Runs commands and measures their time and peak memory."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Error messages of compilers and generators.
ERROR = re.compile(r"^thread .* panicked at .*\n(?P<panic>.+)|^(?:error\b|gen fail|Exception in ).*", re.MULTILINE)
# The unit of peak memory on this system, in bytes.
UNIT = 1 if sys.platform == "darwin" else 1024


class Failure(Exception):
    """The reason why a measurement failed."""


@dataclass
class Run:
    """A completed command."""

    ok: bool
    seconds: float
    # CPU time. For a compiler, a value far below `seconds` means that the machine was busy.
    processor_seconds: float
    # Peak memory of the largest process, which is rustc if the command is cargo.
    megabytes: float
    output: str

    def first_error(self) -> str:
        """The first error message in the output."""
        found = ERROR.search(self.output)
        return found["panic"] or found[0] if found else self.output.strip().partition("\n")[0]


def run(command: list[str], folder: Path, **environment: str) -> Run:
    """Runs the command in the folder, with additional environment variables."""
    with tempfile.TemporaryFile("w+", errors="replace") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        return Run(
            ok=process.returncode == 0,
            seconds=seconds,
            processor_seconds=usage.ru_utime + usage.ru_stime,
            megabytes=usage.ru_maxrss * UNIT / 1e6,
            output=log.read(),
        )


def done(ran: Run, failing: str) -> Run:
    """Returns the run if it succeeded."""
    if not ran.ok:
        raise Failure(f"{failing}: `` {ran.first_error()} ``")
    return ran


def best(times: int, once: Callable[[], Run], failing: str) -> Run:
    """Returns the fastest of several runs, all of which must succeed."""
    runs = [done(once(), failing) for _ in range(times)]
    fastest = min(runs, key=lambda each: each.seconds)
    progress(f"  {fastest.seconds:.1f} s, {fastest.processor_seconds:.1f} s of CPU time")
    return fastest


def progress(text: str) -> None:
    """Prints progress to stderr."""
    print(text, file=sys.stderr, flush=True)


def compile_alone(crate: Path, target: Path, times: int, command: str, *features: str) -> Run:
    """Checks or builds the crate from scratch, with its dependencies already compiled."""
    cargo = ["cargo", command, "--quiet", *features]
    environment = {"CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": str(target)}

    def once() -> Run:
        with without_code(crate):
            done(run(cargo, crate, **environment), "its dependencies do not build")
        return run(cargo, crate, **environment)

    return best(times, once, "its output does not compile")


@contextmanager
def without_code(crate: Path):
    """Empties the crate temporarily, so that cargo builds only its dependencies."""
    code, kept = crate / "src/lib.rs", crate / "lib.rs.kept"
    code.rename(kept)
    code.touch()
    try:
        yield
    finally:
        kept.replace(code)
        # Make the file newer than the build of the empty crate.
        code.touch()
