"""Emits the OpenAPI documents of the suite's specs into the folder `documents`, one file for each client."""

import pathlib
import re
import shutil

from work import DOCUMENTS, NODE, SPECS, SUITE, run

# OpenAPI 3.1 unless a feature that the spec is about is described by another version.
VERSIONS = {
    "routes": "3.2.0",
    "streaming.jsonl": "3.2.0",
    "streaming.sse": "3.2.0",
    "payload.multipart": "3.0.0",
    "type.file": "3.0.0",
}


def emit():
    adapt_specs()
    adapt_emitter()
    emitted = SUITE / "emitted"
    shutil.rmtree(emitted, ignore_errors=True)
    arguments = ["node", "emit.mjs", SPECS, SUITE / "adapted"]
    run([*arguments, emitted / "3.1.0", "3.1.0"], cwd=SUITE, env=NODE)
    for version in sorted(set(VERSIONS.values())):
        specs = [spec for spec, wanted in VERSIONS.items() if wanted == version]
        run([*arguments, emitted / version, version, *specs], cwd=SUITE, env=NODE)

    shutil.rmtree(DOCUMENTS, ignore_errors=True)
    DOCUMENTS.mkdir(parents=True)
    for folder in sorted((emitted / "3.1.0").iterdir()):
        spec = folder.name
        for document in sorted((emitted / VERSIONS.get(spec, "3.1.0") / spec).glob("*.json")):
            # `openapi.json`, or `openapi.v1.json` where the API has versions.
            version = document.stem.removeprefix("openapi")
            shutil.copyfile(document, DOCUMENTS / f"{client_name(spec + version)}.json")


def client_name(spec):
    """The crate of a spec: `type.model.usage` is `type-model-usage`."""
    return re.sub(r"[^a-z0-9]+", "-", spec.lower())


def adapt_specs():
    """Reduces two specs to what OpenAPI can describe.

    The emitter stops at the query continuations of `routes`, which an overlay adds to its document. A status is one
    number, `4XX` or `default`; the range from 494 to 499 becomes its first number, the one that the server sends.
    """
    routes = (SPECS / "routes/main.tsp").read_text()
    start = routes.index('  @route("query-continuation")')
    end = routes.index("\n  }\n", start) + len("\n  }\n")
    write(SUITE / "adapted/routes/main.tsp", routes[:start] + routes[end:])

    statuses = (SPECS / "response/status-code-range/main.tsp").read_text()
    ranged = "  @minValue(494)\n  @maxValue(499)\n  @statusCode\n  _: int32;"
    assert ranged in statuses, "the range of statuses is written otherwise than expected"
    write(
        SUITE / "adapted/response/status-code-range/main.tsp",
        statuses.replace(ranged, "  @statusCode\n  _: 494;"),
    )


def adapt_emitter():
    """Corrects a crash: the emitter looks a parameter named `constructor` up in an object that has a prototype."""
    examples = SUITE / "node_modules/@typespec/openapi3/dist/src/examples.js"
    text = examples.read_text()
    examples.write_text(text.replace("parameters: {},", "parameters: Object.create(null),"))


def write(file: pathlib.Path, text: str):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
