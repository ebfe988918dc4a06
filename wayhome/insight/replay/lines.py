"""The tables of a replay, line by line, as the text and the page alike show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wayhome.insight.replay.episodes_counted import ByEpisode, middle, nine_in_ten
from wayhome.insight.replay.thresholds import THRESHOLDS
from wayhome.insight.replay.totals import Totals
from wayhome.rules.guidance.patterns import Pattern
from wayhome.rules.sentence import Sentence
from wayhome.ui import wording


class Soon(NamedTuple):
    """To how many children it ever happened, and at which episode it first did."""

    children: int
    median: float | None
    p90: int | None

    @classmethod
    def of(cls, counted: ByEpisode) -> Soon:
        return cls(counted.total(), middle(counted), nine_in_ten(counted))


class Compared(NamedTuple):
    """A way of asking somebody to look: how often, of whom, and how soon."""

    said: str
    per_week: float
    soon: Soon


def of_patterns(totals: Totals) -> Iterator[tuple[Pattern, str, Soon]]:
    """Every pattern that was looked for with its words, in the order of the rules."""
    for pattern in totals.patterns:
        yield pattern, wording.say(Sentence(pattern.rule)), Soon.of(totals.rules[pattern.rule])


def compared(totals: Totals) -> Iterator[Compared]:
    """The decisions first, then each threshold, of which every alert is one to look at."""
    decided = wording.say(Sentence("replay.decisions"))
    yield Compared(decided, totals.per_week(totals.decisions), Soon.of(totals.alerted))
    for name in THRESHOLDS:
        counted, said = totals.thresholds[name], wording.say(Sentence(f"replay.{name}"))
        yield Compared(said, totals.per_week(counted.times), Soon.of(counted.children))


def number(n: float | None) -> str:
    """Whole where it is whole; a dash for nobody's."""
    return "–" if n is None else f"{n:g}"


def withheld_or(n: int | None, unit: str = "") -> str:
    return "withheld" if n is None else f"{n:,}{unit}"
