"""Markdown tables of a page, by the heading they stand under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

Row = dict[str, str]


@dataclass(frozen=True)
class Section:
    """A heading with the tables under it; each table is its rows, by column."""

    page: str
    title: str
    tables: tuple[tuple[Row, ...], ...]


def sections(page: Path) -> Iterator[Section]:
    for title, lines in _under_headings(page.read_text(encoding="utf-8").splitlines()):
        yield Section(page.name.removesuffix(".md"), title, tuple(_tables(lines)))


def _under_headings(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    title, under = "", list[str]()
    for line in lines:
        if line.startswith("#"):
            yield title, under
            title, under = line.lstrip("# "), []
        else:
            under.append(line)
    yield title, under


def _tables(lines: list[str]) -> Iterator[tuple[Row, ...]]:
    for is_table, together in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            head, _, *rows = (_cells(line) for line in together)
            yield tuple(dict(zip(head, row, strict=True)) for row in rows)


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
