"""Numbers as pages show them: what each table comes to year by year, and one table with all its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wayhome.insight.numbers.asked import Asked
from wayhome.insight.publishing import reading
from wayhome.insight.publishing.naming import called, is_rule, plain
from wayhome.insight.publishing.sheets import NOT_APPLICABLE, WITHHELD, number_or_symbol
from wayhome.insight.tables.areas import SAYS
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.figures import Figures, Number
from wayhome.insight.tables.listed import BY_NAME
from wayhome.insight.tables.periods import Period
from wayhome.ui.forms import language

#: What stands where there is no number.
IN_WORDS: Mapping[str, str] = {WITHHELD: "withheld", NOT_APPLICABLE: "none"}
NOT_COUNTED = "not counted"

#: Of the longest bar of a part; of the highest of a number's years, and from one of these to the next. In the units of
#: their drawings.
LONGEST, HIGHEST, STEP = 100, 20, 12


class Told(NamedTuple):
    """A number, written, under what stands above its column."""

    of: str
    said: str


class Bar(NamedTuple):
    """Of one year, `x` to the right and as high as its number is large beside the others. `is_over`: the year is."""

    x: int
    height: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A number with what it means, year by year. A year without a number has no bar."""

    label: str
    says: str
    numbers: list[Told]
    trend: list[Bar]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a table comes to. `is_by_authority`: there is a page of it that says so."""

    table: Table
    rows: list[Row]
    is_by_authority: bool


@dataclass(frozen=True, slots=True)
class Category:
    """A line of a part. `rule` is what the manual calls it, where it is one; else blank. `bar` is its length, and `how`
    the address, but for the page, of how it was made.
    """

    name: str
    rule: str
    numbers: list[Told]
    bar: int
    how: str


@dataclass(frozen=True, slots=True)
class Part:
    """A table by something."""

    of: reading.Part
    lines: list[Category]


def wholes(asked: Asked) -> Iterator[Whole]:
    """Of each table that was counted, with a column for each of the years, the one that runs last."""
    for name, table in BY_NAME.items():
        years = [(period, asked.wholes(name, period.ends)) for period in asked.periods]
        if any(figures for _, figures in years):
            held = {number for _, figures in years for number in _of_all(figures)}
            rows = [_year_by_year(table, number, years) for number in table.meanings if number in held]
            yield Whole(table, rows, asked.is_by_authority(name))


def whole(figures: Figures) -> list[reading.Row]:
    return [replace(row, number=_in_words(row.number)) for row in reading.whole(figures)]


def parts(figures: Figures, asked: Asked) -> Iterator[Part]:
    """All but those by area, which have a page of their own: `by_authority`."""
    return (part for part in every_part(figures, asked) if part.of.name not in SAYS)


def every_part(figures: Figures, asked: Asked) -> Iterator[Part]:
    for part in reading.parts(figures):
        lines = [
            Category(
                called(line.name, language()),
                line.name if is_rule(line.name) else "",
                [Told(of, _in_words(said)) for of, said in zip(part.headings, line.numbers, strict=True)],
                round(LONGEST * line.bar),
                asked.address(by=part.name, category=line.name),
            )
            for line in part.lines
        ]
        yield Part(part, lines)


def written(figures: Figures, numbers: dict[str, Number], name: str) -> str:
    return _in_words(reading.written(number_or_symbol(numbers, name, figures)))


def _in_words(said: str) -> str:
    return IN_WORDS.get(said, said)


def _year_by_year(table: Table, name: str, years: Sequence[tuple[Period, Figures | None]]) -> Row:
    told, bars = [], []
    numbers = [_of_all(figures) for _, figures in years]
    highest = max((one.get(name) or 0 for one in numbers), default=0)
    for place, ((period, figures), of_it) in enumerate(zip(years, numbers, strict=True)):
        told.append(Told(period.name, written(figures, of_it, name) if figures else NOT_COUNTED))
        if n := of_it.get(name):
            bars.append(Bar(STEP * place + STEP // 2, round(HIGHEST * n / highest), period.is_over))
    return Row(plain(name), table.meanings[name], told, bars)


def _of_all(figures: Figures | None) -> dict[str, Number]:
    """Nothing where the table was not counted."""
    return next(figures.lines())[2] if figures else {}
