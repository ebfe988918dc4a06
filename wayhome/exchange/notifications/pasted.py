"""Taking a pasted text apart: which words stand at which label. Nothing in it is dropped, and nothing is guessed.

Three shapes are known: lines of `label: value`; a table's header and rows, as copied from a page or a sheet; and one
row of a force's incidents without its header.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wayhome.exchange.notifications.labels import PROSE, WITHHELD, field_called
from wayhome.exchange.profiles.police.layouts import INCIDENTS
from wayhome.exchange.tables.moments import read_moment
from wayhome.exchange.tables.refused import Unreadable

COLUMNS = (*INCIDENTS.required, *INCIDENTS.optional)

#: What no notification of one child says twice in different words.
ONE_OF_EACH = frozenset({"reference", "number", "born"})

_SEPARATORS = [re.compile(one) for one in (r"\s*:\s*", r"\t+", r"\s*=\s*", r"\s+[-–]\s+", r"\s*\|\s*")]


@dataclass
class Pasted:
    """`said` is what stands at each field's label, as written. `rest` could not be placed; `aside` is not about
    this child, such as further rows.
    """

    said: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    def place(self, label: str, value: str) -> str | None:
        """Puts a value at its field, and says which that is; None: it went to the rest."""
        found, line = field_called(label), f"{label.strip()}: {value}"
        if label.strip().casefold() == WITHHELD.casefold():
            self.aside.append(line)
        elif found is None or (self.said.get(found) and found not in PROSE):
            if value and value != self.said.get(found or ""):
                self.rest.append(line)
        else:
            self.say(found, value)
            return found
        return None

    def is_of_another(self, label: str, value: str) -> bool:
        """A second incident, person or day of birth."""
        found = field_called(label) or ""
        return found in ONE_OF_EACH and bool(value) and self.said.get(found, value) != value

    def say(self, found: str, words: str) -> None:
        self.said[found] = "\n".join(filter(None, (self.said.get(found, ""), words)))


def take_apart(text: str) -> Pasted:
    lines = [line.rstrip() for line in text.replace("\0", "").splitlines()]
    return _table(lines) or _bare_row(lines) or _labelled(lines)


def _labelled(lines: list[str]) -> Pasted:
    """A line without a known label goes on with the words before it, or with a label that still waits for its own.

    Where another child's notification begins, nothing more is read: it would be told of this child.
    """
    pasted, last, gap = Pasted(), "", ""
    for place, line in enumerate(lines):
        if not line.strip():
            gap += "\n"
            continue
        label, value = _split(line)
        if pasted.is_of_another(label, value):
            pasted.aside.extend(lines[place:])
            break
        if last and line[:1].isspace():
            pasted.say(last, gap + line.strip())
        elif label:
            found = pasted.place(label, value)
            last = found if found and (found in PROSE or not value) else ""
        elif last and ":" not in line:
            pasted.say(last, line.strip())
            last = last if last in PROSE else ""
        else:
            pasted.rest.append(line.strip())
            last = ""
        gap = ""
    return pasted


def _split(line: str) -> tuple[str, str]:
    """A label that is known, and its value; both blank for any other line."""
    for separator in _SEPARATORS:
        label, *value = separator.split(line, maxsplit=1)
        if value and (field_called(label) or label.strip().casefold() == WITHHELD.casefold()):
            return label, value[0].strip()
    if field_called(line):
        return line, ""
    return "", ""


def _table(lines: list[str]) -> Pasted | None:
    """None: the first line is no header."""
    filled = [line for line in lines if line.strip()]
    for delimiter in "\t|;,":
        rows = [[cell.strip() for cell in row] for row in _rows(filled, delimiter)]
        known = sum(field_called(cell) is not None for cell in rows[0]) if rows else 0
        if known >= 2 and known * 2 >= len(rows[0]) and any(map(_is_whole, rows[1:])):
            return _of_rows(rows, delimiter)
    return None


def _rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True)


def _of_rows(rows: list[list[str]], delimiter: str) -> Pasted:
    """The first row; any further ones are of other children. A line alone below one row goes with it."""
    header, first, *others = (row for row in rows if _is_whole(row))
    alone = ["".join(row) for row in rows if not _is_whole(row) and any(map(_says, row))]
    pasted = Pasted(aside=[delimiter.join(row) for row in others] + (alone if others else []))
    pasted.rest.extend([] if others else alone)
    for label, value in zip(header, first, strict=False):
        if value:
            pasted.place(label or "?", value)
    pasted.rest.extend(filter(None, first[len(header) :]))
    return pasted


def _is_whole(row: list[str]) -> bool:
    """Cells with words in them, rather than a line that is drawn or a line of text."""
    return sum(map(_says, row)) > 1


def _says(cell: str) -> bool:
    return bool(cell.strip("-+= "))


def _bare_row(lines: list[str]) -> Pasted | None:
    """One row in the order of a force's file, known by the times that must stand in it."""
    filled = [line for line in lines if line.strip()]
    cells = filled[0].split("\t") if len(filled) == 1 else []
    if not len(COLUMNS) >= len(cells) >= 5 or not all(_is_moment(cell) for cell in cells[2:4]):
        return None
    return _of_rows([list(COLUMNS), [cell.strip() for cell in cells]], "\t")


def _is_moment(cell: str) -> bool:
    try:
        read_moment(cell)
    except Unreadable:
        return False
    return True
