#!/usr/bin/env python3
"""Copies each operation of an OpenAPI document in JSON a given number of times."""

import json
import sys


def copied(path: str, item: dict, number: int) -> tuple[str, dict]:
    """Returns a path and its operations under new names."""

    def renamed(value: object) -> object:
        if isinstance(value, dict) and "operationId" in value:
            return value | {"operationId": f"{value['operationId']}Copy{number}"}
        return value

    return f"{path}/copy{number}", {key: renamed(value) for key, value in item.items()}


def main() -> None:
    source, number, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        document = json.load(file)
    paths = document["paths"].items()
    copies = (copied(*path, each) for each in range(int(number)) for path in paths)
    document["paths"] = dict(copies)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)


if __name__ == "__main__":
    main()
