"""What whoever reads a number must be told with it: of what, as at when, by which rules, and what was withheld how."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.insight.extract.about import About
from wayhome.insight.tables.areas import NO_AREAS, Areas
from wayhome.rules.disclosure import SmallNumbers
from wayhome.rules.sentence import Sentence
from wayhome.ui import wording


@dataclass(frozen=True, slots=True)
class Release:
    """`small` is how small numbers were withheld; None: these are exact numbers, for whoever may see them. `refused` is
    how many rows of the source could not be read, and are in no number; `of_whom` whose children they are of, where
    that is not the whole source's. `areas` are the authorities of which it tells.
    """

    about: About
    period: str
    small: SmallNumbers | None
    refused: int = 0
    of_whom: str = ""
    areas: Areas = NO_AREAS

    def lines(self) -> list[str]:
        """For the cover."""
        said = [
            Sentence("release.period", period=self.period),
            *([Sentence("release.of_whom", whom=self.of_whom)] if self.of_whom else []),
            Sentence("release.as_at", as_at=wording.when(self.about.moment)),
            Sentence("release.source", of=self.about.of, rules=self.about.rules),
            Sentence("release.complete", refused=self.refused),
            self._control(),
            Sentence("release.symbols"),
        ]
        return [wording.say(one) for one in said]

    def _control(self) -> Sentence:
        if self.small is None:
            return Sentence("release.exact")
        said = {"most": self.small.least - 1, "to": self.small.to_nearest}
        if self.small.authorities_to_nearest == 1:
            return Sentence("release.controlled_exact_authorities", **said)
        return Sentence("release.controlled", **said)
