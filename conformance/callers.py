"""Writes a caller in Rust for each scenario of JSON, XML or plain parameters that nobody wrote one for by hand."""

import json
import re
import shutil

from documents import client_name
from operations import operations
from work import DOCUMENTS, GENERATED_CALLERS, HERE

WRITTEN = re.compile(r'caller\(\s*"(\w+)"')


class NotGenerated(Exception):
    """A caller of this scenario has to be written by hand; says why."""


def write(scenarios):
    """Writes the callers; gives the scenarios that are left without one, each with the reason."""
    written = by_hand()
    callers, left = {}, {}
    specs = {}
    for scenario in scenarios:
        name, spec = scenario["name"], scenario["spec"]
        if name in written:
            continue
        if spec not in specs:
            specs[spec] = operations_of(spec)
        try:
            callers.setdefault(spec, []).append(caller(scenario, specs[spec]))
        except NotGenerated as reason:
            left[name] = str(reason)
    write_modules({spec: each for spec, each in callers.items() if each})
    return left


def by_hand():
    files = sorted((HERE / "callers").rglob("*.rs"))
    return {name for file in files for name in WRITTEN.findall(file.read_text())}


def operations_of(spec):
    """The operations of a spec's clients, those of its latest version first."""
    name = client_name(spec)
    clients = [file.stem for file in DOCUMENTS.glob(f"{name}*.json")]
    clients = [client for client in clients if re.fullmatch(rf"{name}(-v.*|-\d{{4}}-.*)?", client)]
    return [operation for client in sorted(clients, reverse=True) for operation in operations(client)]


def write_modules(callers):
    shutil.rmtree(GENERATED_CALLERS, ignore_errors=True)
    GENERATED_CALLERS.mkdir(parents=True)
    modules = []
    for spec, each in sorted(callers.items()):
        module = client_name(spec).replace("-", "_")
        modules.append(module)
        text = "use crate::suite::*;\n\npub(crate) fn callers() -> Vec<Caller> {\n    vec![\n"
        text += "".join(each) + "    ]\n}\n"
        (GENERATED_CALLERS / f"{module}.rs").write_text(text)
    text = "".join(f"mod {module};\n" for module in modules)
    text += "\npub(crate) fn callers() -> Vec<crate::suite::Caller> {\n    [\n"
    text += "".join(f"        {module}::callers(),\n" for module in modules)
    text += "    ]\n    .into_iter()\n    .flatten()\n    .collect()\n}\n"
    (GENERATED_CALLERS / "mod.rs").write_text(text)


def caller(scenario, operations):
    calls = [call(each, operations, scenario["fails"]) for each in scenario["calls"]]
    body = "".join(f"            {line}\n" for lines in calls for line in lines)
    return f'        caller("{scenario["name"]}", async {{\n{body}            Ok(())\n        }}),\n'


def call(expected, operations, fails):
    operation, variables = called(expected, operations)
    arguments = [argument(operation, each, expected, variables) for each in operation.arguments]
    client = f"{operation.client.replace('-', '_')}::Client::builder().base_url({base_url(operation, variables)})"
    request = f"{client}.build()?.{operation.scope}().{operation.function}({', '.join(arguments)})"
    request += "".join(optional_parameters(operation, expected))
    if fails or expected["status"] >= 400:
        return [f"refused({request}.send().await, {expected['status']})?;"]
    lines = [f"let response = {request}.send().await?;", f"status(response.status(), {expected['status']})?;"]
    return lines + decoded(operation, expected["response"])


def called(expected, operations):
    """The operation with the fewest variables in its path, of the version that the server's path says."""
    found = []
    for operation in operations:
        variables = operation.match(expected["method"], expected["path"])
        if variables is not None:
            other_version = "version" in variables and not operation.client.endswith(variables["version"])
            found.append((other_version, len(variables), len(found), operation, variables))
    if not found:
        raise NotGenerated("no client has the operation")
    return min(found, key=lambda each: each[:3])[3:]


def base_url(operation, variables):
    path = re.sub(r"\{(\w+)\}", lambda variable: variables[variable[1]], operation.server)
    return f'format!("{{BASE_URL}}{path}")' if path else "BASE_URL"


def argument(operation, named, expected, variables):
    name, of_type = named
    if name == "body":
        return body(operation, of_type, expected["body"])
    if name not in operation.parameters:
        raise NotGenerated(f"the argument `{name}` is sent in a way that no caller is generated for")
    location, wire = operation.parameters[name]
    values = {
        "path": variables,
        "query": expected["query"],
        "header": {header.lower(): value for header, value in expected["headers"].items()},
    }[location]
    if wire not in values:
        raise NotGenerated(f"the suite expects no value of the {location} parameter `{wire}`")
    return value(of_type, values[wire])


def body(operation, of_type, expected):
    if of_type == "impl Into<Option<Body>>" and expected is None:
        return "None"
    if expected is None:
        raise NotGenerated("the suite expects no body, and the operation requires one")
    if of_type == "impl Into<String>" and expected["text"] is not None:
        return raw(expected["text"])
    if expected["json"] is None or "Body" not in of_type:
        raise NotGenerated(f"a body of `{expected['type']}` is built by hand")
    # The type of the body is named: `impl Into<Option<Body>>` does not infer it.
    body = f"{operation.client.replace('-', '_')}::{operation.module}::Body"
    return f"decode::<{body}>({raw(json.dumps(expected['json'][0], ensure_ascii=False))})?"


def optional_parameters(operation, expected):
    """A setter for each parameter that the suite expects and that is no argument."""
    set_by_arguments = set(operation.parameters.values()) | {("header", "accept"), ("header", "content-type")}
    for location, values in [("query", expected["query"]), ("header", expected["headers"])]:
        for wire, expected_value in values.items():
            wire = wire.lower() if location == "header" else wire
            if (location, wire) in set_by_arguments:
                continue
            if (location, wire) not in operation.setters:
                raise NotGenerated(f"the {location} parameter `{wire}` has no setter")
            setter, of_type = operation.setters[location, wire]
            yield f".{setter}({value(of_type, expected_value)})"


def value(of_type, expected):
    """A value that the suite expects, as a Rust expression."""
    if of_type in ("impl Into<String>", "impl Into<DateTime>"):
        return raw(expected if isinstance(expected, str) else json.dumps(expected))
    if of_type in ("i32", "i64"):
        return str(int(expected))
    if of_type in ("f64", "impl Into<f64>"):
        return repr(float(expected))
    if of_type == "bool":
        return str(expected).lower()
    items = re.fullmatch(r"(?:impl IntoIterator<Item = (.*)>|Vec<(.*)>)", of_type)
    if items:
        expected = expected if isinstance(expected, list) else re.split(r"[,| ]", expected)
        return f"vec![{', '.join(value(items[1] or items[2], each) for each in expected)}]"
    if of_type == "String":
        return f"{raw(expected)}.to_owned()"
    raise NotGenerated(f"a value of `{of_type}` is built by hand")


def decoded(operation, expected):
    if expected is None or operation.output == "()":
        return []
    if expected["json"] is not None:
        return [f"same(&response, {raw(json.dumps(expected['json'][0], ensure_ascii=False))})?;"]
    if expected["text"] is not None and operation.output == "String":
        return [f"equal(response.as_str(), {raw(expected['text'])})?;"]
    raise NotGenerated(f"a response of `{expected['type']}` is read by hand")


def raw(text):
    return f'r###"{text}"###'
