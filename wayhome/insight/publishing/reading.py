"""A table as people read it: what the whole comes to, then each part with a bar beside every category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from wayhome.insight.publishing.naming import called, plain
from wayhome.insight.publishing.sheets import Content, number_or_symbol
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.query import ALL


@dataclass(frozen=True, slots=True)
class Row:
    """A number of the whole, with what it means."""

    name: str
    says: str
    number: str


@dataclass(frozen=True, slots=True)
class Category:
    """`name` as it is declared, `called` as it is read. `bar` is how large its first number is beside the largest of
    the part, from 0 to 1.
    """

    name: str
    called: str
    numbers: list[str]
    bar: float


@dataclass(frozen=True, slots=True)
class Part:
    """The table by something: `name` as it is declared, `by` as it is read."""

    name: str
    by: str
    says: str
    headings: list[str]
    lines: list[Category]


def whole(figures: Figures) -> list[Row]:
    _, _, numbers = next(figures.lines())
    meanings = figures.table.meanings
    return [
        Row(plain(name), meanings[name], written(number_or_symbol(numbers, name, figures)))
        for name in numbers
    ]


def parts(figures: Figures) -> Iterator[Part]:
    says = {one.name: one.says for one in figures.table.breakdowns}
    for by, lines in groupby((line for line in figures.lines() if line[0] != ALL), key=lambda line: line[0]):
        each = [(category, numbers) for _, category, numbers in lines]
        names = list(each[0][1])
        first = [numbers[names[0]] or 0 for _, numbers in each]
        longest = max(first) or 1
        yield Part(
            by,
            plain(by),
            says[by],
            [plain(name) for name in names],
            [
                Category(
                    category,
                    called(category),
                    [written(number_or_symbol(numbers, name, figures)) for name in names],
                    n / longest,
                )
                for (category, numbers), n in zip(each, first, strict=True)
            ],
        )


def written(content: Content) -> str:
    return content if isinstance(content, str) else f"{content:,}"
