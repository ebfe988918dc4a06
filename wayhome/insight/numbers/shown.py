"""Numbers as pages show them: what each table comes to year by year, and one table with all its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from wayhome.insight.numbers.asked import Asked
from wayhome.insight.publishing.sheets import NOT_APPLICABLE, WITHHELD, number_or_symbol, plain
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.figures import Figures, Line, Number
from wayhome.insight.tables.listed import BY_NAME
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL

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
    """A number with what it means: of several years, or of one."""

    label: str
    says: str
    numbers: list[Told]
    trend: list[Bar] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a table comes to, each number year by year."""

    table: Table
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Category:
    """A line of a part. `bar` is as long as its first number is large beside the others, None: it has none."""

    name: str
    numbers: list[Told]
    bar: int | None
    how: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a table comes to by something."""

    by: str
    says: str
    headings: list[str]
    lines: list[Category]


def wholes(asked: Asked) -> Iterator[Whole]:
    """Of each table that was counted, with a column for each of the years, the one that runs last."""
    for name, table in BY_NAME.items():
        years = [(period, asked.figures(name, period.ends)) for period in asked.periods]
        if any(figures for _, figures in years):
            yield Whole(table, [_year_by_year(table, number, years) for number in table.meanings])


def whole(figures: Figures) -> list[Row]:
    """With the one column that is its year's."""
    numbers = _of_all(figures)
    return [
        Row(plain(name), says, [Told(figures.period.name, written(figures, numbers, name))])
        for name, says in figures.table.meanings.items()
    ]


def parts(figures: Figures, asked: Asked) -> Iterator[Part]:
    says = {one.name: one.says for one in figures.table.breakdowns}
    lines = (line for line in figures.lines() if line[0] != ALL)
    for by, of_it in groupby(lines, key=lambda line: line[0]):
        each = list(of_it)
        yield Part(
            plain(by), says[by], [plain(name) for name in each[0][2]], list(_lines(figures, each, asked))
        )


def written(figures: Figures, numbers: dict[str, Number], name: str) -> str:
    content = number_or_symbol(numbers, name, figures)
    return IN_WORDS[content] if isinstance(content, str) else f"{content:,}"


def _year_by_year(table: Table, name: str, years: Sequence[tuple[Period, Figures | None]]) -> Row:
    told, bars = [], []
    numbers = [_of_all(figures).get(name) if figures else None for _, figures in years]
    highest = max((n for n in numbers if n), default=0)
    for place, ((period, figures), n) in enumerate(zip(years, numbers, strict=True)):
        said = written(figures, _of_all(figures), name) if figures else NOT_COUNTED
        told.append(Told(period.name, said))
        if n:
            bars.append(Bar(STEP * place + STEP // 2, round(HIGHEST * n / highest), period.is_over))
    return Row(plain(name), table.meanings[name], told, bars)


def _of_all(figures: Figures) -> dict[str, Number]:
    _, _, numbers = next(figures.lines())
    return numbers


def _lines(figures: Figures, lines: Sequence[Line], asked: Asked) -> Iterator[Category]:
    first = [next(iter(numbers.values())) for _, _, numbers in lines]
    longest = max((n for n in first if n), default=0)
    for (by, category, numbers), n in zip(lines, first, strict=True):
        yield Category(
            category,
            [Told(plain(name), written(figures, numbers, name)) for name in numbers],
            round(LONGEST * n / longest) if n else None,
            asked.address(by=by, category=category),
        )
