#!/usr/bin/env python3
"""Generates clients from the documents that web frameworks write, and calls the frameworks' servers with them."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

import clients
from work import HERE, LOGS, PROJECT, TARGET, WORK, run

FRAMEWORKS = WORK / "frameworks"


def main():
    FRAMEWORKS.mkdir(parents=True, exist_ok=True)
    run(["cargo", "build", "--quiet", "--package", "xtask"], cwd=PROJECT)
    failed = [name for name, program in [("fastapi", fastapi), ("fastify", fastify)] if not passes(name, program)]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def passes(name, program):
    """Whether the tests of a framework pass, or are skipped because it cannot be installed."""
    command = program(HERE / "frameworks" / name, FRAMEWORKS / name)
    if command is None:
        print(f"{name}: skipped")
        return True
    with serving(name, *command) as base_url:
        document = FRAMEWORKS / f"garden-{name}.json"
        with urllib.request.urlopen(f"{base_url}/openapi.json") as response:
            document.write_bytes(response.read())
        clients.generate_client(document)
        return call(name, base_url)


def fastapi(source, target):
    """Installs FastAPI; the command and the port of its server."""
    python = target / "bin/python"
    requirements = source / "requirements.txt"
    if not python.exists() and not try_to([sys.executable, "-m", "venv", target]):
        return None
    if not try_to([python, "-m", "pip", "install", "--quiet", "--requirement", requirements]):
        return None
    return [python, "-m", "uvicorn", "--app-dir", source, "--port", "4821", "app:app"], 4821


def fastify(source, target):
    """Installs Fastify; the command and the port of its server."""
    if shutil.which("npm") is None:
        return None
    target.mkdir(exist_ok=True)
    for file in ["app.mjs", "package.json", "package-lock.json"]:
        shutil.copyfile(source / file, target / file)
    if not try_to(["npm", "ci", "--silent"], cwd=target):
        return None
    return ["node", target / "app.mjs"], 4822


def try_to(command, cwd=None):
    return subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


@contextlib.contextmanager
def serving(name, command, port):
    """Runs a server until the block ends."""
    base_url = f"http://127.0.0.1:{port}"
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{name}.txt").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(server, f"{base_url}/openapi.json", name)
        yield base_url
    finally:
        server.terminate()
        server.wait()


def wait_for(server, url, name):
    deadline = time.monotonic() + 60
    while True:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(url).close()
            return
        if server.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"the server did not start: see {LOGS / name}.txt")
        time.sleep(0.25)


def call(name, base_url):
    """Runs the tests in `frameworks/NAME/tests.rs`; whether they pass."""
    folder: pathlib.Path = HERE / "frameworks" / name
    shutil.copyfile(PROJECT / "Cargo.lock", folder / "Cargo.lock")
    command = ["cargo", "test", "--quiet", "--target-dir", TARGET]
    print(name, flush=True)
    return subprocess.run(command, cwd=folder, env={**os.environ, "BASE_URL": base_url}).returncode == 0


if __name__ == "__main__":
    main()
