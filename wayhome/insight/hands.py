"""Through whose hands late duties went: how long each kind of agency held them before the next one did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from wayhome.rules.finding import Finding
from wayhome.rules.held import Held, Hours, Part

_HOUR = timedelta(hours=1)

#: Before any agency knew.
NOBODY = "nobody"

#: Of one rule: who held it, and who had it next or how it ended, by kind of agency or state.
Hop = tuple[str, str, str]


class Median(NamedTuple):
    """In whole hours. `least` and `most` differ where the source does not say exactly when agencies learned."""

    hop: Hop
    findings: int
    least: int
    most: int


@dataclass(slots=True)
class Hands:
    """Counts findings by their hours, at least and at most: a million take hardly more room than a few."""

    least: dict[Hop, Counter[int]] = field(default_factory=dict)
    most: dict[Hop, Counter[int]] = field(default_factory=dict)

    def add(self, finding: Finding, held: Held) -> None:
        then = finding.state.value
        for part in reversed(held.parts):
            by = _kinds(part)
            self._count((finding.rule, by, then), part.hours)
            then = by
        if held.before_known.most:
            self._count((finding.rule, NOBODY, then), held.before_known)

    def include(self, others: Hands) -> None:
        for mine, theirs in ((self.least, others.least), (self.most, others.most)):
            for hop, counted in theirs.items():
                mine.setdefault(hop, Counter()).update(counted)

    def medians(self) -> Iterator[Median]:
        """By rule, the longest held first."""
        said = (
            Median(hop, least.total(), _middle(least), _middle(self.most[hop]))
            for hop, least in self.least.items()
        )
        yield from sorted(said, key=lambda one: (one.hop[0], -one.most, -one.least, one.hop))

    def _count(self, hop: Hop, hours: Hours) -> None:
        if hop not in self.least:
            self.least[hop], self.most[hop] = Counter(), Counter()
        self.least[hop][hours.least // _HOUR] += 1
        self.most[hop][hours.most // _HOUR] += 1


def _kinds(part: Part) -> str:
    if len(part.by) == 1:
        return part.by[0].kind.value
    return " and ".join(sorted({agency.kind.value for agency in part.by}))


def _middle(counted: Counter[int]) -> int:
    """The lower of the two in the middle, where there are two."""
    before, half = 0, (counted.total() + 1) // 2
    for hours in sorted(counted):
        before += counted[hours]
        if before >= half:
            return hours
    return 0
