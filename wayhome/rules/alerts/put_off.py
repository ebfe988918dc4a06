"""'Not now': a decision that was put off to a day, and put off again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.event import Event
from wayhome.rules.facts import PatternAnswer, PatternDecided
from wayhome.rules.guidance.marks import plain


def same_reason_again(life: Life) -> Iterator[Seen]:
    """Not now, twice running and in the same words."""
    for before, after in pairwise(life.chronology.by_kind.get("PatternDecided", ())):
        if why_put_off(before) is not None and why_put_off(before) == why_put_off(after):
            yield Seen(why("same_reason_again.reason"), (before, after))


def why_put_off(answer: Event) -> str | None:
    """In words that can be compared; None where it was not put off."""
    fact = answer.fact
    assert isinstance(fact, PatternDecided)
    return plain(fact.because) if fact.answer is PatternAnswer.NOT_NOW else None
