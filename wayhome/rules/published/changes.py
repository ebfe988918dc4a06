"""One year's count against an earlier one, and a count as it was revised against the first, in per cent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, override

from wayhome.rules.published.figure import signed
from wayhome.rules.published.ratios import ALL, Ratio
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedByPercent(Ratio):
    """`top` is so many per cent more than `bottom`, the earlier; less where that is below nought."""

    kind: ClassVar[str] = "changed_by_percent"
    field: ClassVar[str] = "since"

    @override
    def must_make_sense(self) -> None:
        if self.figure.exact < -ALL:
            raise Refusal(Sentence("published.refused.below_nothing"), field="percent")

    @property
    @override
    def limits(self) -> tuple[Fraction, Fraction]:
        return max(Fraction(), 1 + self.figure.least / ALL), 1 + self.figure.most / ALL

    @property
    @override
    def may_be_of_nobody(self) -> bool:
        """From none to none is no change."""
        least, most = self.limits
        return least <= 1 <= most

    @override
    def in_unit(self, measure: Fraction) -> Fraction:
        return (measure - 1) * ALL

    @override
    def printed(self, measure: Fraction, decimals: int) -> str:
        return signed(measure, decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedByPercent(ChangedByPercent):
    """`top` is `bottom`, the first, as it was revised: up or down by so many per cent at most."""

    kind: ClassVar[str] = "revised_by_percent"
    field: ClassVar[str] = "first"

    @override
    def must_make_sense(self) -> None:
        if not 0 <= self.figure.exact <= ALL:
            raise Refusal(Sentence("published.refused.within_percent"), field="within_percent")

    @property
    @override
    def limits(self) -> tuple[Fraction, Fraction]:
        """A revision that is stated is a limit, and was not rounded."""
        within = self.figure.exact / ALL
        return 1 - within, 1 + within

    @property
    @override
    def figure_in_words(self) -> str:
        return str(self.figure)
