"""The scorecard as values: what the standard asks, and what shows that it is so, why it cannot be, or whose it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("scorecard.toml")

#: Whose an open row is to close: ours, or whoever's who runs it.
SOFTWARE, ORGANISATION = "software", "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One requirement, with exactly one of `shown_by`, `not_applicable`, and `open` together with `missing`."""

    key: str
    asks: str
    shown_by: tuple[str, ...] = ()
    not_applicable: str = ""
    open: str = ""
    missing: str = ""

    def __post_init__(self) -> None:
        answers = [bool(self.shown_by), bool(self.not_applicable), bool(self.open)]
        assert self.asks, self.key
        assert answers.count(True) == 1, f"{self.key} has {answers.count(True)} answers"
        assert bool(self.open) == bool(self.missing), f"{self.key} is open, or says what is missing"
        assert self.open in ("", SOFTWARE, ORGANISATION), f"{self.key} is nobody's"

    @property
    def chapter(self) -> str:
        return self.key.partition(".")[0]


def read(text: str) -> list[Row]:
    return [_row(key, said) for key, said in _flat(tomllib.loads(text))]


def scorecard() -> list[Row]:
    return read(FILE.read_text(encoding="utf-8"))


def open_to(rows: list[Row], whose: str) -> list[Row]:
    return [row for row in rows if row.open == whose]


def _row(key: str, said: Mapping[str, Any]) -> Row:
    shown_by = tuple(said.get("pass", ()))
    return Row(key=key, shown_by=shown_by, **{name: text for name, text in said.items() if name != "pass"})


def _flat(table: Mapping[str, Any], key: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    if "asks" in table:
        yield key, table
        return
    for part, within in table.items():
        yield from _flat(within, f"{key}.{part}" if key else part)
