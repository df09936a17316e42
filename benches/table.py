"""Formats the figures of each generator as a Markdown table, with the ratios to the first one."""

from dataclasses import dataclass

ROWS = {
    "generate": "generate, s",
    "generate_memory": "peak memory of generation, MB",
    "copies": "generate 8 copies of the document, s",
    "lines": "lines of Rust",
    "code": "lines of code",
    "files": "files of Rust",
    "check": "`cargo check`, s",
    "check_memory": "peak memory of the check, MB",
    "scope": "`cargo check` of a single scope, s",
    "build": "`cargo build`, s",
}


@dataclass
class Figures:
    """The measurements of one generator. Missing ones are None."""

    title: str
    generate: float | None = None
    generate_memory: float | None = None
    copies: float | None = None
    lines: int | None = None
    code: int | None = None
    files: int | None = None
    check: float | None = None
    check_memory: float | None = None
    scope: float | None = None
    build: float | None = None


def table(columns: list[Figures]) -> str:
    """Returns a table with a row per measurement and a column per generator."""
    lines = [row("", [column.title for column in columns]), "|---|" + "---:|" * len(columns)]
    for name, label in ROWS.items():
        base, *others = (getattr(column, name) for column in columns)
        if any(figure is not None for figure in [base, *others]):
            lines.append(row(label, [shown(base), *(compared(figure, base) for figure in others)]))
    return "\n".join(lines)


def row(label: str, cells: list[str]) -> str:
    return f"| {label} | {' | '.join(cells)} |"


def compared(figure: float | None, base: float | None) -> str:
    """The figure and its ratio to the base."""
    return f"{shown(figure)} ({figure / base:.2g}×)" if figure is not None and base else shown(figure)


def shown(figure: float | None) -> str:
    if figure is None:
        return "–"
    return f"{figure:.1f}" if isinstance(figure, float) and figure < 100 else f"{figure:,.0f}"
