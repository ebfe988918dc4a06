"""What stands on each sheet, in the style that statistics of government are published in.

A sheet holds one table and nothing beside it: a title, notes, one line of headings, no merged and no empty cells. Where
no number stands, a symbol says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.naming import called, is_rule, plain
from wayhome.insight.tables.figures import Figures, Number
from wayhome.insight.tables.query import ALL

#: The number is confidential: small, or one from which a small one would follow.
WITHHELD = "[c]"
#: There is no such number: it is not counted by this, or there is nothing to divide by.
NOT_APPLICABLE = "[z]"

type Content = str | int | float


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    title: str
    notes: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]


def sheets(release: Release, figures: Iterable[Figures]) -> Iterator[Sheet]:
    """A cover with the list of the others, what each number means, then a sheet for each table."""
    each = list(figures)
    tables = tuple((one.table.name, one.table.says) for one in each)
    cover = tuple(release.lines())
    yield Sheet(
        "Cover", "Children who are missing: published tables", cover, ("Sheet", "What it counts"), tables
    )
    meanings = tuple(row for one in each for row in _meanings(one))
    yield Sheet("Notes", "What each number means", (), ("Table", "Number or breakdown", "Meaning"), meanings)
    yield from map(_of_table, each)


def _meanings(one: Figures) -> Iterator[tuple[str, str, str]]:
    table = one.table
    source = table.source
    cited = ", ".join(filter(None, (source.title, source.dated, source.paragraph)))
    doubt = "" if source.checked else " (not yet checked against the text)"
    yield table.name, "Source of the definitions", f"{cited}{doubt}"
    for measure in table.measures:
        yield table.name, plain(measure.name), measure.says
    for by in table.breakdowns:
        yield table.name, f"By {plain(by.name).lower()}", by.says
    for ratio in table.ratios:
        yield table.name, plain(ratio.name), f"{ratio.says}: {plain(ratio.over)} out of {plain(ratio.under)}"
    if table.curve is not None:
        yield table.name, plain(table.curve.at_risk), table.curve.at_risk_says
        yield table.name, plain(table.curve.name), f"{table.curve.says}, by an actuarial life table"


def _of_table(one: Figures) -> Sheet:
    names = list(one.table.meanings)
    rows = tuple(
        (
            "All" if breakdown == ALL else plain(breakdown),
            "All" if category == ALL else _of_sheet(category),
            *(number_or_symbol(numbers, name, one) for name in names),
        )
        for breakdown, category, numbers in one.lines()
    )
    title = f"{one.table.says}, {one.period.said}"
    notes = ("This sheet holds one table. See Notes for what each number means.",)
    return Sheet(one.table.name, title, notes, ("By", "Category", *map(plain, names)), rows)


def number_or_symbol(numbers: dict[str, Number], name: str, one: Figures) -> Content:
    """The number, or the symbol that says why there is none."""
    number = numbers.get(name)
    if number is not None:
        return number
    if name not in numbers:
        return NOT_APPLICABLE
    made_of = one.table.made_of(name)
    nothing_to_divide_by = made_of and all(numbers[each] is not None for each in made_of)
    return NOT_APPLICABLE if nothing_to_divide_by else WITHHELD


def _of_sheet(category: str) -> str:
    """With its name in the manual, by which rows of several releases are told to be the same."""
    return f"{called(category)} ({category})" if is_rule(category) else category
