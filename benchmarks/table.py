"""A table with a title and a sentence on how to read it, as Markdown, which a terminal shows well too."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under columns; the first column is set to the left, the others to the right."""

    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        widths = [max(len(row[at]) for row in (self.columns, *self.rows)) for at in range(len(self.columns))]
        rule = "|".join("-" * (width + 1) + ("-" if at == 0 else ":") for at, width in enumerate(widths))
        lines = [_line(self.columns, widths), f"|{rule}|", *(_line(row, widths) for row in self.rows)]
        return f"## {self.title}\n\n{self.note}\n\n" + "\n".join(lines) + "\n"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        word.ljust(width) if at == 0 else word.rjust(width)
        for at, (word, width) in enumerate(zip(row, widths, strict=True))
    )
    return "| " + " | ".join(cells) + " |"


def times(figure: float, yardstick: float) -> str:
    """How many times the yardstick a figure is."""
    return f"{figure / yardstick:.2f}x" if yardstick else "-"


def milliseconds(seconds: float) -> str:
    """A time in milliseconds, with two digits where they matter."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"
