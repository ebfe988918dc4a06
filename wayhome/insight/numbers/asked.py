"""Which numbers somebody asks for: whose they are, of which year, exact or as they may be published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Self
from urllib.parse import urlencode

from wayhome.cases.partners.models import User
from wayhome.insight.extract.about import About
from wayhome.insight.models import Count, Counting
from wayhome.insight.numbers.years import years
from wayhome.insight.tables.areas import AUTHORITY
from wayhome.insight.tables.control import PUBLISHED, controlled
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.listed import BY_NAME
from wayhome.insight.tables.partners import controlled_among_partners
from wayhome.insight.tables.periods import Period
from wayhome.rules.access import Act, may
from wayhome.rules.facts import AgencyKind
from wayhome.rules.sentence import Sentence
from wayhome.ui.context import Link
from wayhome.ui.forms import language
from wayhome.ui.wording import say


class Whose(StrEnum):
    """By the word in an address."""

    OWN = "own"  # the agency's own, as they may be published
    EXACT = "exact"  # the same, small ones too
    ALL = "all"  # the whole partnership's, as they may be published


@dataclass(frozen=True)
class Asked:
    """By somebody who may read numbers. `counting` is the last that was kept."""

    user: User
    counting: Counting
    whose: Whose
    ends: date

    @classmethod
    def of(cls, user: User, counting: Counting, said: dict[str, str]) -> Self:
        """Of `said` in an address. Any other word, and one that is not this person's to ask, is as if not said."""
        every = years(counting.as_about().day)
        ends = next((one for one in every if str(one.year) == said.get("year")), every[0])
        whose = next((one for one in open_to(user) if one.value == said.get("whose")), Whose.OWN)
        return cls(user, counting, whose, ends)

    @property
    def is_exact(self) -> bool:
        return self.whose is Whose.EXACT

    @property
    def of_whom(self) -> str:
        return "the whole partnership" if self.whose is Whose.ALL else self.user.agency.name

    @cached_property
    def about(self) -> About:
        return self.counting.as_about()

    @property
    def is_of_police(self) -> bool:
        return self.user.agency.kind == AgencyKind.POLICE

    @cached_property
    def periods(self) -> list[Period]:
        """Every year that was counted, the one that runs last."""
        return [Period.year(ends, self.about.day) for ends in reversed(years(self.about.day))]

    @property
    def period(self) -> Period:
        return Period.year(self.ends, self.about.day)

    @cached_property
    def counts(self) -> dict[tuple[str, date], Counts]:
        """By table and year, exact. What was counted by another release is left out until it is counted anew."""
        kept = Count.objects.visible_to(self.user).filter(counting=self.counting)
        kept = kept.of_all() if self.whose is Whose.ALL else kept.of(self.user.agency)
        each = {(one.table, one.ends): one.as_counts(self.counting) for one in kept}
        return {key: counts for key, counts in each.items() if counts is not None}

    def figures(self, table: str, ends: date) -> Figures | None:
        """As they may be shown; None: this was not counted."""
        counts = self.counts.get((table, ends))
        if counts is None:
            return None
        return Figures.exact(counts) if self.is_exact else self.published(counts)

    def wholes(self, table: str, ends: date) -> Figures | None:
        """As `figures`, for the line of the whole alone: of that nothing more is withheld among partners, and to look
        at all that each of them knows would take time for every table and year.
        """
        counts = self.counts.get((table, ends))
        if counts is None:
            return None
        return Figures.exact(counts) if self.is_exact else controlled(counts, PUBLISHED)

    def published(self, counts: Counts) -> Figures:
        """As they may be told to others, the partners among them."""
        return controlled_among_partners(counts, self.counting.areas, PUBLISHED)

    def tables(self) -> Iterator[Figures]:
        """Of the year that is asked for, in the order in which they are printed."""
        for table in BY_NAME:
            if (one := self.figures(table, self.ends)) is not None:
                yield one

    def is_by_authority(self, table: str) -> bool:
        """Has this table a page by authority? Whosever numbers are asked for, it is of the whole partnership."""
        one = self.counting.tables.get(table)
        return one is not None and AUTHORITY in {by.name for by in one.breakdowns}

    @property
    def most_withheld(self) -> int:
        return PUBLISHED.least - 1

    @property
    def rounded_to(self) -> int:
        return PUBLISHED.to_nearest

    def address(self, **other: str) -> str:
        """What an address says of this, with something else said, or said otherwise."""
        return "?" + urlencode({"whose": self.whose.value, "year": str(self.ends.year), **other})

    def tabs(self) -> list[Link]:
        """The same of somebody else."""
        return [
            Link(
                say(Sentence(f"numbers.whose.{one.value}"), language()),
                self.address(whose=one.value),
                one is self.whose,
            )
            for one in open_to(self.user)
        ]

    def other_years(self) -> list[Link]:
        """The same of another year."""
        return [
            Link(one.name, self.address(year=str(one.ends.year)), one.ends == self.ends)
            for one in self.periods
        ]


def open_to(user: User) -> list[Whose]:
    """Whoever may see exact numbers is shown first what may be told to others."""
    exact = [Whose.EXACT] if may(user.role, Act.READ_EXACT_NUMBERS) else []
    return [Whose.OWN, *exact, Whose.ALL]
