"""Sheets as a workbook of Excel's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as Marked
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from wayhome.insight.publishing.sheets import Content, Sheet
from wayhome.ui.spreadsheet import guarded

#: In characters.
NARROWEST, WIDEST = 12, 80


def write(sheets: Iterable[Sheet], into: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _add(book.create_sheet(sheet.name), sheet)
    book.save(into)


def _add(page: Worksheet, sheet: Sheet) -> None:
    page.append([sheet.title])
    page["A1"].font = Font(bold=True, size=14)
    for note in sheet.notes:
        page.append([note])
    page.append([*sheet.headings])
    head = page.max_row
    for cell in page[head]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in sheet.rows:
        page.append([_safe(content) for content in row])
    for place, _ in enumerate(sheet.headings):
        widest = max(len(str(row[place])) for row in (sheet.headings, *sheet.rows))
        page.column_dimensions[get_column_letter(place + 1)].width = min(WIDEST, max(NARROWEST, widest + 2))
    if sheet.rows:  # marked as a table, so that a screen reader says its headings
        last = get_column_letter(len(sheet.headings))
        marked = Marked(displayName=f"{sheet.name}_table", ref=f"A{head}:{last}{page.max_row}")
        marked.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
        page.add_table(marked)
    page.freeze_panes = f"A{head + 1}"


def _safe(content: Content) -> Content:
    return guarded(content) if isinstance(content, str) else content
