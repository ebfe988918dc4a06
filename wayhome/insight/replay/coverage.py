"""Who of all children would have been alerted, by sex, age and ethnicity: numbers for others, so none is small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from wayhome.rules.ages import age_on, stated_birth
from wayhome.rules.chronology import Chronology
from wayhome.rules.disclosure import SMALL_NUMBERS, SmallNumbers, shown_parts
from wayhome.rules.episode import Episode
from wayhome.rules.facts import IdentityStated
from wayhome.rules.identity import standing_identity
from wayhome.rules.moment import day_of

NOT_STATED = "Not stated"

#: How the sexes are written that sources agree on; any other stands as it was stated.
SEXES = {"F": "Female", "M": "Male", "U": NOT_STATED}

#: As the Department for Education prints ages of missing children, each with the first age above it.
AGES = (("Under 5", 5), ("5 to 9", 10), ("10 to 15", 16), ("16 and over", 1000))


class Group(NamedTuple):
    """One line of a table. `percent` is of the rounded numbers, so that no exact one follows; None: withheld."""

    by: str
    name: str
    children: int | None
    alerted: int | None
    percent: int | None


class Who(NamedTuple):
    """A child, as far as the tables ask."""

    sex: str
    age: str
    ethnicity: str

    @classmethod
    def of(cls, then: Chronology, first: Episode) -> Who:
        """`first` is the child's first episode."""
        stated = standing_identity(then)
        who = stated.fact if stated is not None else None
        sex, ethnicity = (who.sex, who.ethnicity) if isinstance(who, IdentityStated) else ("", "")
        born = stated_birth(then)
        years = age_on(day_of(first.opened_by.happened_at.begins), born[1]) if born else None
        return cls(
            sex=SEXES.get(sex, sex) or NOT_STATED,
            age=NOT_STATED if years is None else next(name for name, below in AGES if years < below),
            ethnicity=ethnicity.strip() or NOT_STATED,
        )


#: How the tables are headed, in the order of what is asked.
HEADINGS = ("Sex", "Age when first missing", "Ethnicity")


@dataclass(slots=True)
class Coverage:
    """Counts children, and those of them who were alerted."""

    children: Counter[Who] = field(default_factory=Counter)
    alerted: Counter[Who] = field(default_factory=Counter)

    def add(self, who: Who, *, is_alerted: bool) -> None:
        self.children[who] += 1
        if is_alerted:
            self.alerted[who] += 1

    def include(self, others: Coverage) -> None:
        self.children.update(others.children)
        self.alerted.update(others.alerted)

    def groups(self, small: SmallNumbers = SMALL_NUMBERS) -> Iterator[Group]:
        """Lines in order; none where all are of one group, or where so few were alerted, or were not, that nothing
        could be shown: their number alone would tell.
        """
        alerted = self.alerted.total()
        if min(alerted, self.children.total() - alerted) >= 2 * small.least:
            for place, by in enumerate(HEADINGS):
                children = _by(place, self.children)
                if len(children) > 1:
                    yield from _lines(by, children, _by(place, self.alerted), small)


def _by(place: int, counted: Counter[Who]) -> Counter[str]:
    names: Counter[str] = Counter()
    for who, n in counted.items():
        names[who[place]] += n
    return names


def _lines(by: str, children: Counter[str], alerted: Counter[str], small: SmallNumbers) -> Iterator[Group]:
    shown = shown_parts(children, small)
    told = {name: alerted[name] for name in children}
    by_the_rest = {
        name for name, n in told.items() if shown[name] is None or children[name] - n < small.least
    }
    printed = shown_parts(told, small, withheld=by_the_rest)
    order = [name for name, _ in AGES]
    for name in sorted(children, key=lambda one: (order.index(one) if one in order else len(order), one)):
        of, n = shown[name], printed[name]
        yield Group(by, name, of, n, round(100 * n / of) if of and n is not None else None)
