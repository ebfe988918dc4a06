"""What a table is made of: what is counted, over which rows, by what; each with its definition in words.

A declaration is a value. Its SQL is written once, in DuckDB's dialect, over the tables of the extract and one period,
whose days are `:begins`, `:ends`, `:counted_on` and `:known_until`; so the same text is what was counted and how it was
made.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wayhome.rules.finding import Source

#: The category of what no source says. It is always shown, and never left out of a whole.
NOT_STATED = "Not stated"


@dataclass(frozen=True, slots=True)
class Measure:
    """A count. `sql` is an aggregate over the rows of its table."""

    name: str
    says: str
    sql: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measure over another, worked out of the numbers that are shown and never of those behind them."""

    name: str
    says: str
    over: str
    under: str
    places: int = 4

    def is_of(self, measures: Container[str]) -> bool:
        """Are both of them there?"""
        return self.over in measures and self.under in measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Of those in the `whole`, how many something has `happened` to by when, where some are `lost` on the way.

    `along` are breakdowns whose categories are times in their order, by name, each with the wider one whose categories
    have a curve of their own; blank: all have one. It is worked out of the numbers that are shown, as a ratio is.
    """

    name: str
    says: str
    at_risk: str
    at_risk_says: str
    whole: str
    happened: str
    lost: str
    along: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """By what is counted. `sql` gives a row's category; a row without one is of NOT_STATED.

    `categories` are in the order of the table; one that no row has is shown as nought or, `as_found`, not at all: where
    a source may be unable to speak of it, nought would be said of what nobody knows. `measures` are those that are
    broken down so: what nobody reads by it is not counted by it, and cannot give anybody away. `wider` are
    breakdowns some of whose categories these part further, by name, each with which of them each of these is in.
    """

    name: str
    says: str
    sql: str
    categories: tuple[str, ...]
    measures: tuple[str, ...] = ()
    as_found: bool = False
    wider: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, *measures: str) -> Breakdown:
        return replace(self, measures=measures)

    def part_of(self, wider: Breakdown, within: Mapping[str, str]) -> Breakdown:
        """Categories of another breakdown, parted further: each of these is `within` one of those."""
        return replace(self, wider={**self.wider, wider.name: within})


@dataclass(frozen=True, slots=True)
class Table:
    """`needs` are the topics of which a source must be able to speak: without them the table says nothing. One
    `of_all_in_care` counts also those who were never missing, and needs a source that lists them all.

    `over` is a query that gives the rows of one period, and `keeps` which of its columns the measures read. `source` is
    where the definition comes from. The first of the `measures` that stands in a line says of how many people, or where
    these are not counted of how many incidents, the line tells; `parted` are those that make up another between them.
    In a line, `differences` are pairs of which what is left is a number of children as well, and `no_less_than` has
    numbers with those that they are no less than together.
    """

    name: str
    says: str
    source: Source
    needs: tuple[str, ...]
    over: str
    keeps: tuple[str, ...]
    measures: tuple[Measure, ...]
    parted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    differences: tuple[tuple[str, str], ...] = ()
    no_less_than: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ratios: tuple[Ratio, ...] = ()
    curve: Curve | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    of_all_in_care: bool = False

    @property
    def meanings(self) -> Mapping[str, str]:
        """What each number says, by its name, in the order in which they stand."""
        said = {one.name: one.says for one in self.measures} | {one.name: one.says for one in self.ratios}
        if self.curve is None:
            return said
        return said | {self.curve.at_risk: self.curve.at_risk_says, self.curve.name: self.curve.says}

    def made_of(self, name: str) -> tuple[str, ...]:
        """Those numbers of the same line of which this one is worked out; none, where it is counted."""
        made_of: dict[str, tuple[str, ...]] = {one.name: (one.over, one.under) for one in self.ratios}
        if self.curve is not None:
            made_of[self.curve.name] = (self.curve.at_risk, self.curve.happened, self.curve.lost)
        return made_of.get(name, ())


def bands(name: str, says: str, sql: str, below: Sequence[tuple[str, float]], last: str) -> Breakdown:
    """Of a number, each band with the first number above it; `last` is of those above them all.

    A number below nought has no band: a source that contradicts itself has not said.
    """
    cases = " ".join(f"WHEN {sql} < {limit} THEN '{band}'" for band, limit in below)
    case = f"CASE WHEN {sql} < 0 THEN NULL {cases} WHEN {sql} IS NOT NULL THEN '{last}' END"
    return Breakdown(name, says, case, (*(band for band, _ in below), last))


def words(name: str, says: str, sql: str, meant: Sequence[tuple[str, str]], other: str = "") -> Breakdown:
    """Of a code, each with its category; several codes may share one. `other` is of any further code, and where it is
    blank such a code is of NOT_STATED.
    """
    cases = " ".join(f"WHEN '{_quoted(code)}' THEN '{_quoted(category)}'" for code, category in meant)
    last = f"ELSE CASE WHEN {sql} IS NOT NULL THEN '{_quoted(other)}' END" if other else ""
    categories = dict.fromkeys([category for _, category in meant] + ([other] if other else []))
    return Breakdown(name, says, f"CASE {sql} {cases} {last} END", tuple(categories))


def yes_or_no(name: str, says: str, sql: str, yes: str, no: str) -> Breakdown:
    return Breakdown(
        name,
        says,
        f"CASE WHEN {sql} THEN '{_quoted(yes)}' WHEN NOT ({sql}) THEN '{_quoted(no)}' END",
        (yes, no),
    )


def _quoted(text: str) -> str:
    return text.replace("'", "''")
