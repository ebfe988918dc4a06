"""Sheets as an open document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from odfdo import Cell, Document, Row, Style, Table

from wayhome.insight.publishing.sheets import Sheet

_BOLD, _TITLE = "bold", "title"


def write(sheets: Iterable[Sheet], into: Path) -> None:
    book = Document("spreadsheet")
    book.body.clear()
    for name, size in ((_BOLD, "10pt"), (_TITLE, "14pt")):
        book.insert_style(Style("table-cell", name=name, area="text", bold=True, size=size), automatic=True)
    for sheet in sheets:
        book.body.append(_table(sheet))
    book.save(into)


def _table(sheet: Sheet) -> Table:
    table = Table(sheet.name)
    table.append(_row([sheet.title], _TITLE))
    for note in sheet.notes:
        table.append(_row([note]))
    table.append(_row(sheet.headings, _BOLD))
    for row in sheet.rows:
        table.append(_row(row))
    return table


def _row(contents: Iterable[object], style: str | None = None) -> Row:
    row = Row()
    for content in contents:
        row.append(Cell(content, style=style))  # type: ignore[arg-type]  # text or a number
    return row
