"""Counts the lines of a crate's sources, and the lines of code."""

from pathlib import Path


def count(crate: Path) -> tuple[int, int]:
    """Returns the number of lines, and of those that are neither empty nor a comment."""
    lines = [line.strip() for source in sources(crate) for line in source.read_text().splitlines()]
    return len(lines), sum(bool(line) and not line.startswith("//") for line in lines)


def sources(crate: Path) -> list[Path]:
    """The source files of the crate, without dependencies."""
    return list((crate / "src").rglob("*.rs"))
