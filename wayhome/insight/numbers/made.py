"""How a number was made: what it counts, out of how many, of how many nobody knows, and why it is published so."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.insight.numbers.asked import Asked
from wayhome.insight.numbers.shown import written
from wayhome.insight.publishing.naming import called, plain
from wayhome.insight.tables.areas import SAYS
from wayhome.insight.tables.control import PUBLISHED
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import NOT_STATED, Breakdown, Table
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.figures import Number as Shown
from wayhome.insight.tables.query import ALL, query
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language


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
    """A line of a table. `by` is None in the line of the whole, and `called` is its category in words. `query` gave it,
    with every other of the table.
    """

    table: Table
    by: Breakdown | None
    category: str
    called: str
    numbers: list[Number]
    query: str

    @property
    def is_by_area(self) -> bool:
        return self.by is not None and self.by.name in SAYS


def made(asked: Asked, table: str, by: str, category: str) -> Made | None:
    """None: there is no such line."""
    counts = asked.counts.get((table, asked.ends))
    if counts is None:
        return None
    line = _Line(counts, asked.published(counts), by, category)
    if not line.published:
        return None
    return Made(
        table=counts.table,
        by=next((one for one in counts.table.breakdowns if one.name == by), None),
        category=category,
        called=called(category, language()),
        numbers=[line.number(name, sees_exact=asked.is_exact) for name in line.published],
        query=query(counts.table, counts.period),
    )


class _Line:
    """The numbers of one line by name, as they are published and exact, and of those beside which they are read."""

    def __init__(self, counts: Counts, controlled: Figures, by: str, category: str) -> None:
        self._counts, self._by, self._category = counts, by, category
        self._controlled, self._exact = controlled, Figures.exact(counts)
        published, exact = _by_line(self._controlled), _by_line(self._exact)
        self.published = published.get((by, category), {})
        self._exactly = exact.get((by, category), {})
        self._whole = {} if by == ALL else published[ALL, ALL]
        self._not_stated = published.get((by, NOT_STATED), {})

    def number(self, name: str, *, sees_exact: bool) -> Number:
        return Number(
            label=plain(name),
            says=self._counts.table.meanings[name],
            published=written(self._controlled, self.published, name),
            exact=written(self._exact, self._exactly, name) if sees_exact else None,
            out_of=self._beside(self._whole, name),
            not_stated=self._beside(self._not_stated, name),
            why=self._why(name, sees_exact=sees_exact),
        )

    def _beside(self, numbers: dict[str, Shown], name: str) -> str | None:
        return written(self._controlled, numbers, name) if name in numbers else None

    def _why(self, name: str, *, sees_exact: bool) -> Sentence:
        n = self._counts.cells.get(Cell(self._by, self._category, name))
        if n is None:
            made_of = ", ".join(plain(one).lower() for one in self._counts.table.made_of(name))
            return (
                Sentence("numbers.worked_out", of=made_of)
                if made_of
                else Sentence("numbers.worked_out_of_lines")
            )
        if self.published[name] is not None:
            return Sentence("numbers.rounded", to=PUBLISHED.to_nearest)
        if not sees_exact:
            return Sentence("numbers.withheld", least=PUBLISHED.least)
        return Sentence("numbers.small" if PUBLISHED.is_small(n) else "numbers.beside", least=PUBLISHED.least)


def _by_line(figures: Figures) -> dict[tuple[str, str], dict[str, Shown]]:
    return {(by, category): numbers for by, category, numbers in figures.lines()}
