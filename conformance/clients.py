"""Generates a client crate from each document into the folder `clients`, all on the runtime of the project."""

import re
import shutil

from work import CLIENTS, DOCUMENTS, HERE, PROJECT, TARGET, run


def generate():
    run(["cargo", "build", "--quiet", "--package", "xtask"], cwd=PROJECT)
    documents = sorted(DOCUMENTS.glob("*.json"))
    remove_others({document.stem for document in documents})
    for document in documents:
        generate_client(document)


def remove_others(names):
    """Clients that stay are written where they differ, so that only those are built again."""
    for client in CLIENTS.iterdir() if CLIENTS.exists() else []:
        if client.name not in names:
            shutil.rmtree(client)


def generate_client(document):
    name = document.stem
    client = CLIENTS / name
    command = [TARGET / "debug/xtask", "codegen", "--spec", document, "--out", client, "--name", name]
    for option, file in [("--profile", f"profiles/{name}.toml"), ("--overlay", f"overlays/{name}.yaml")]:
        if (HERE / file).exists():
            command += [option, HERE / file]
    run(command, cwd=PROJECT, log=f"codegen-{name}.txt")
    share_runtime(client)


def share_runtime(client):
    """A client brings a copy of the runtime; one copy for all of them saves nine tenths of the build.

    The suite is served without TLS, so no client needs an implementation of it.
    """
    shutil.rmtree(client / "runtime")
    manifest = client / "Cargo.toml"
    text = manifest.read_text()
    text, shared = re.subn(
        r'^runtime = \{ package = "[^"]*", path = "runtime", version = "[^"]*"',
        f'runtime = {{ package = "{runtime_package()}", path = "{PROJECT / "generated-client/runtime"}"',
        text,
        flags=re.MULTILINE,
    )
    assert shared, f"{manifest} depends on its runtime in a way that this script does not know"
    text = re.sub(r'^default = \["rustls"(, )?', "default = [", text, flags=re.MULTILINE)
    manifest.write_text(text)


def runtime_package():
    manifest = (PROJECT / "generated-client/runtime/Cargo.toml").read_text()
    return re.search(r'^name = "([^"]*)"', manifest, re.MULTILINE)[1]
