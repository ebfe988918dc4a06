"""What is said of a passage: whether its figures can all be true, and each conflict with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wayhome.insight.reconciling.conflicts import Conflict, conflicts
from wayhome.insight.reconciling.why import why
from wayhome.rules.published.passage import Passage
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


@dataclass(frozen=True, slots=True)
class Answer:
    """`conflicts` has each minimal set of claims that cannot all be true, the smallest first, and why.

    `are_all`: set one claim of each of them aside, whichever, and all the rest can be true.
    """

    of: Passage
    conflicts: tuple[tuple[Conflict, Sentence], ...]
    are_all: bool

    @property
    def is_consistent(self) -> bool:
        return not self.conflicts

    @property
    def as_json(self) -> Mapping[str, object]:
        called = self.of.called
        return {
            "claims": [
                {"id": one.id, "in_words": say(one.in_words(called)), "published": one.published}
                for one in self.of.claims
            ],
            "consistent": self.is_consistent,
            "conflicts": [
                {"claims": [one.id for one in claims], "why": say(reason)}
                for claims, reason in self.conflicts
            ],
        }


def reconciled(passage: Passage) -> Answer:
    """Raises Undecided."""
    found, are_all = conflicts(passage.claims)
    reasons = ((claims, why(claims, passage.called)) for claims in found)
    return Answer(passage, tuple(reasons), are_all)
