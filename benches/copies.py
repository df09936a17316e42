#!/usr/bin/env python3
"""In: an OpenAPI document in JSON and a number. Out: the document with each of its operations that many times."""

import json
import sys


def copied(path: str, item: dict, number: int) -> tuple[str, dict]:
    """A path and its operations under names of their own."""

    def renamed(member: object) -> object:
        if isinstance(member, dict) and "operationId" in member:
            return member | {"operationId": f"{member['operationId']}Copy{number}"}
        return member

    return f"{path}/copy{number}", {key: renamed(member) for key, member in item.items()}


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
