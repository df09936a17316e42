"""The suite: installs it, lists its scenarios, and serves them."""

import contextlib
import json
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

from work import HERE, LOGS, MOCKS, NODE, SPECS, SUITE, run

# The callers know it as `BASE_URL`; links in the suite's responses name `localhost`.
PORT = 3917
BASE_URL = f"http://localhost:{PORT}"


def install():
    """Installs the versions of the lock file, unless they are installed."""
    SUITE.mkdir(parents=True, exist_ok=True)
    installed = SUITE / "node_modules/.installed"
    lock = (HERE / "suite/package-lock.json").read_text()
    for file in (HERE / "suite").iterdir():
        shutil.copyfile(file, SUITE / file.name)
    if not installed.exists() or installed.read_text() != lock:
        run(["npm", "ci"], cwd=SUITE, log="npm.txt")
        installed.write_text(lock)


def scenarios():
    return json.loads(run(["node", "scenarios.mjs", MOCKS, BASE_URL], cwd=SUITE, env=NODE))


@contextlib.contextmanager
def serving():
    """Serves the scenarios until the block ends; gives what reads the server's own verdict on each."""
    LOGS.mkdir(parents=True, exist_ok=True)
    if answers():
        sys.exit(f"port {PORT} is taken: end what listens there")
    command = ["tsp-spector", "serve", SPECS, "--port", str(PORT), "--coverageFile", SUITE / "coverage.json"]
    with (LOGS / "server.txt").open("w") as log:
        server = subprocess.Popen(command, cwd=SUITE, env=NODE, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(server)
        yield coverage
    finally:
        server.terminate()
        server.wait()


def wait_for(server):
    deadline = time.monotonic() + 60
    while not answers():
        if server.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"the server of the suite did not start: see {LOGS / 'server.txt'}")
        time.sleep(0.25)


def answers():
    try:
        coverage()
    except (urllib.error.URLError, ConnectionError):
        return False
    return True


def coverage():
    """Scenario -> whether each of its requests was made, and was as the suite expects it."""
    with urllib.request.urlopen(f"{BASE_URL}/.coverage", timeout=10) as response:
        reports = json.load(response)
    return {name: verdict for report in reports for name, verdict in report["results"].items()}
