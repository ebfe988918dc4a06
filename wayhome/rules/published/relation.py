"""A claim that joins counts: what it measures of them, and between which limits that must lie."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from wayhome.rules.published.claim import Called, Claim, Spans
from wayhome.rules.published.figure import fixed
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: However near a measure is to a limit, it is not printed with more decimals.
MOST_SHOWN = 9


class Measured(NamedTuple):
    """From where to where a measure can lie; None: nothing holds it on that side."""

    least: Fraction | None
    most: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Claim):
    """Its measure is what `added` comes to, over `over`, or by itself where that is None."""

    @property
    @abstractmethod
    def added(self) -> Mapping[str, int]:
        """Counts, each with how many times it is added up."""

    @property
    @abstractmethod
    def over(self) -> str | None: ...

    @property
    @abstractmethod
    def limits(self) -> tuple[Fraction, Fraction]:
        """Between which the measure lies, if the claim is true."""

    @abstractmethod
    def makes(self, count: str, spans: Spans, found: Sentence, called: Called) -> Sentence:
        """The arithmetic by which `count` is what is `found`, while its other counts lie in `spans`."""

    @abstractmethod
    def misses(self, measured: Measured, called: Called) -> Sentence:
        """That its measure lies elsewhere, as long as all the others are true."""

    def is_missed_by(self, measured: Measured) -> bool:
        least, most = self.limits
        return (measured.most is not None and measured.most < least) or (
            measured.least is not None and measured.least > most
        )

    def shown(self, measured: Measured, unit: str, decimals: int) -> Sentence:
        """In words, with as many decimals as it takes to see on which side of the limits it lies."""
        ends = [None if end is None else self.in_unit(end) for end in measured]
        limits = [self.in_unit(limit) for limit in self.limits]
        printed = ["", ""]
        for places in range(decimals, MOST_SHOWN + 1):
            printed = ["" if end is None else self.printed(end, places) for end in ends]
            if all(_stays(end, places, limits) for end in ends):
                break
        least, most = printed
        if not most:
            return Sentence(f"published.{unit}.or_more", n=least)
        if not least:
            return Sentence(f"published.{unit}.or_less", n=most)
        if least == most:
            return Sentence(f"published.{unit}.one", n=least)
        return Sentence(f"published.{unit}.to", least=least, most=most)

    def in_unit(self, measure: Fraction) -> Fraction:
        """As it is published: a share in per cent."""
        return measure

    def printed(self, measure: Fraction, decimals: int) -> str:
        return fixed(measure, decimals)


def _stays(end: Fraction | None, decimals: int, limits: list[Fraction]) -> bool:
    """Does it lie on the same side of the limits once it is rounded?"""
    if end is None:
        return True
    rounded = Fraction(round(end * 10**decimals), 10**decimals)
    return all((end < limit) == (rounded < limit) and (end > limit) == (rounded > limit) for limit in limits)


def must_be_two(one: str, other: str, field: str) -> None:
    """Refuse a count that is set against itself."""
    if one == other:
        raise Refusal(Sentence("published.refused.of_itself"), field=field)
