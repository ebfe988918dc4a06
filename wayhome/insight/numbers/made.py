"""How a number was made: what it counts, out of how many, of how many nobody knows, and why it is published so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wayhome.insight.numbers.asked import Asked
from wayhome.insight.numbers.shown import written
from wayhome.insight.publishing.sheets import plain
from wayhome.insight.tables.control import PUBLISHED, controlled
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import NOT_STATED, Breakdown, Table
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.figures import Number as Shown
from wayhome.insight.tables.query import ALL, query
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Number:
    """`exact` is None for whoever may not see it. `out_of` is the same of the whole, and `not_stated` of those of whom
    no source says by what the table is broken down here; both as published, and None where there is none.
    """

    label: str
    says: str
    published: str
    exact: str | None
    out_of: str | None
    not_stated: str | None
    why: Sentence


@dataclass(frozen=True, slots=True)
class Made:
    """A line of a table. `by` is None in the line of the whole. `query` gave it, with every other of the table."""

    table: Table
    by: Breakdown | None
    category: str
    numbers: list[Number]
    query: str


def made(asked: Asked, table: str, by: str, category: str) -> Made | None:
    """None: there is no such line."""
    counts = asked.counts.get((table, asked.ends))
    if counts is None:
        return None
    line = _Line(counts, controlled(counts, PUBLISHED), by, category, sees_exact=asked.is_exact)
    if not line.published:
        return None
    return Made(
        table=counts.table,
        by=next((one for one in counts.table.breakdowns if one.name == by), None),
        category=category,
        numbers=list(line.numbers()),
        query=query(counts.table, counts.period),
    )


class _Line:
    def __init__(
        self, counts: Counts, controlled: Figures, by: str, category: str, *, sees_exact: bool
    ) -> None:
        self._counts, self._controlled, self._exact = counts, controlled, Figures.exact(counts)
        self._by, self._category, self._sees_exact = by, category, sees_exact
        self.published = self._numbers(controlled, by, category)

    def numbers(self) -> Iterator[Number]:
        exact = self._numbers(self._exact, self._by, self._category)
        whole = self._numbers(self._controlled, ALL, ALL) if self._by != ALL else {}
        not_stated = self._numbers(self._controlled, self._by, NOT_STATED)
        for name in self.published:
            yield Number(
                label=plain(name),
                says=self._counts.table.meanings[name],
                published=self._written(self.published, name),
                exact=written(self._exact, exact, name) if self._sees_exact else None,
                out_of=self._written(whole, name) if name in whole else None,
                not_stated=self._written(not_stated, name) if name in not_stated else None,
                why=self._why(name),
            )

    def _why(self, name: str) -> Sentence:
        cell = Cell(self._by, self._category, name)
        if cell not in self._counts.cells:
            made_of = self._counts.table.made_of(name)
            of = ", ".join(plain(one).lower() for one in made_of)
            return (
                Sentence("numbers.worked_out", of=of) if made_of else Sentence("numbers.worked_out_of_lines")
            )
        if self.published[name] is not None:
            return Sentence("numbers.rounded", to=PUBLISHED.to_nearest)
        if not self._sees_exact:
            return Sentence("numbers.withheld", least=PUBLISHED.least)
        small = PUBLISHED.is_small(self._counts.cells[cell])
        return Sentence("numbers.small" if small else "numbers.beside", least=PUBLISHED.least)

    def _written(self, numbers: Mapping[str, Shown], name: str) -> str:
        return written(self._controlled, dict(numbers), name)

    @staticmethod
    def _numbers(figures: Figures, by: str, category: str) -> dict[str, Shown]:
        return next((numbers for *line, numbers in figures.lines() if line == [by, category]), {})
