"""Reads the operations of a generated client from its source: how each is called, and what its arguments are on the wire."""

import json
import re
from dataclasses import dataclass

from work import CLIENTS, DOCUMENTS

REQUEST_LINE = re.compile(r'^#\[(get|put|post|patch|delete|head)\(\s*"([^"]*)"', re.MULTILINE)
FUNCTION = re.compile(r"pub fn (\w+)\(\s*&self,?(.*?)\)\s*->\s*\w+ \{(.*?)\n    \}", re.DOTALL)
SETTER = re.compile(r"pub fn (\w+)\(\s*mut self,\s*\w+: (.*?),?\s*\) -> Self \{(.*?)\n    \}", re.DOTALL)
PARAMETER = re.compile(r'\.(path|query|header)(?:_array|_object)?\(\s*"([^"]*)",(.*?)\);', re.DOTALL)


@dataclass
class Operation:
    client: str
    scope: str
    module: str
    function: str
    method: str
    path: str
    server: str
    # (name, type) of the arguments, in their order.
    arguments: list
    # Argument -> ("path" | "query" | "header", name on the wire).
    parameters: dict
    # ("query" | "header", name on the wire) -> (setter, type).
    setters: dict
    output: str

    def match(self, method, path):
        """The values of the path's variables, or None where another operation is called."""
        if method != self.method:
            return None
        template = re.escape(self.server + self.path)
        found = re.fullmatch(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", template), path)
        return found and found.groupdict()


def operations(client):
    document = json.loads((DOCUMENTS / f"{client}.json").read_text())
    servers = document.get("servers", [{"url": ""}])
    # The path of the server; its origin is that of the suite.
    server = re.sub(r"^(\{endpoint\}|https?://[^/]*)", "", servers[0]["url"])
    source = CLIENTS / client / "src"
    found = (read(client, server, source, file) for file in sorted(source.glob("*/*.rs")))
    return [operation for operation in found if operation]


def read(client, server, source, file):
    text = "\n".join(line for line in file.read_text().splitlines() if not line.lstrip().startswith("//"))
    line = REQUEST_LINE.search(text)
    function = FUNCTION.search(text)
    if not line or not function:
        return None
    name, arguments, body = function.groups()
    arguments = [part.split(": ", 1) for part in split_arguments(arguments)]
    output = re.search(r"output = ([^,)\]]+)", text)
    return Operation(
        client=client,
        scope=file.parent.name,
        module="::".join(file.relative_to(source).with_suffix("").parts),
        function=name,
        method=line[1],
        path=line[2],
        server=server,
        arguments=arguments,
        parameters=parameters(arguments, body),
        setters=setters(text),
        output=output[1].strip() if output else "()",
    )


def split_arguments(text):
    parts = re.split(r",\s*(?=\w+: )", text.strip().rstrip(","))
    return [part.strip() for part in parts if part.strip()]


def parameters(arguments, body):
    found = {}
    for location, wire, value in PARAMETER.findall(body):
        for name, _ in arguments:
            if re.search(rf"\b{re.escape(name)}\b", value):
                found[name] = (location, wire.lower() if location == "header" else wire)
    return found


def setters(text):
    found = {}
    for setter, of_type, body in SETTER.findall(text):
        for location, wire, _ in PARAMETER.findall(body):
            found[location, wire.lower() if location == "header" else wire] = (setter, of_type)
    return found
