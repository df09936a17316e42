"""In: the folder of a crate. Out: how many lines its sources have, and how many of them are code."""

from pathlib import Path


def count(crate: Path) -> tuple[int, int]:
    """All lines, and those that are neither empty nor a comment: documentation is of the document's length."""
    lines = [line.strip() for source in sources(crate) for line in source.read_text().splitlines()]
    return len(lines), sum(bool(line) and not line.startswith("//") for line in lines)


def sources(crate: Path) -> list[Path]:
    """The sources, dependencies apart."""
    return list((crate / "src").rglob("*.rs"))
