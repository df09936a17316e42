"""In: a command. Out: its seconds, its peak memory and what it printed."""

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

# How compilers and generators say that they fail.
ERROR = re.compile(r"^thread .* panicked at .*\n(?P<panic>.+)|^(?:error\b|gen fail|Exception in ).*", re.MULTILINE)
# What the system counts peak memory in.
UNIT = 1 if sys.platform == "darwin" else 1024


class Failure(Exception):
    """What keeps a figure from being taken."""


@dataclass
class Run:
    """A command that ran to its end."""

    ok: bool
    seconds: float
    # Of the processors: far less than `seconds` of a compiler says that others had the machine.
    processor_seconds: float
    # Of the largest of its processes: rustc's, where cargo is the command.
    megabytes: float
    output: str

    def first_error(self) -> str:
        """The line that says why it failed."""
        found = ERROR.search(self.output)
        return found["panic"] or found[0] if found else self.output.strip().partition("\n")[0]


def run(command: list[str], folder: Path, **environment: str) -> Run:
    """Runs the command in the folder, with these variables beside its own environment."""
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
    """The run, which must have done what it should."""
    if not ran.ok:
        raise Failure(f"{failing}: `` {ran.first_error()} ``")
    return ran


def best(times: int, once: Callable[[], Run], failing: str) -> Run:
    """The fastest of several runs, each of which must have done what it should."""
    runs = [done(once(), failing) for _ in range(times)]
    fastest = min(runs, key=lambda each: each.seconds)
    progress(f"  {fastest.seconds:.1f} s, {fastest.processor_seconds:.1f} s of the processors")
    return fastest


def progress(text: str) -> None:
    """Tells what goes on."""
    print(text, file=sys.stderr, flush=True)


def compile_alone(crate: Path, target: Path, times: int, command: str, *features: str) -> Run:
    """Checks or builds the crate, its dependencies at hand and nothing kept of the crate itself."""
    cargo = ["cargo", command, "--quiet", *features]
    environment = {"CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": str(target)}

    def once() -> Run:
        with without_code(crate):
            done(run(cargo, crate, **environment), "its dependencies do not build")
        return run(cargo, crate, **environment)

    return best(times, once, "its output does not compile")


@contextmanager
def without_code(crate: Path):
    """The crate as an empty one: what cargo builds then are its dependencies."""
    code, kept = crate / "src/lib.rs", crate / "lib.rs.kept"
    code.rename(kept)
    code.touch()
    try:
        yield
    finally:
        kept.replace(code)
        # Newer than what was built without it.
        code.touch()
