"""Answers that the record suggests, each with the events it rests on: for a person to confirm, and never a no."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wayhome.rules.alerts.points import LOOKS
from wayhome.rules.alerts.seen import Life, Seen
from wayhome.rules.facts import Part
from wayhome.rules.guidance.instruments import Instrument
from wayhome.rules.guidance.instruments.instrument import Hint, Question
from wayhome.rules.guidance.patterns import Pattern
from wayhome.rules.sentence import Sentence

#: What was seen longer before is no longer suggested; the instruments ask of the last six months, or of less.
LOOKS_BACK = timedelta(days=183)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`why` is in the words of the pattern, which tells of `parts` of the record; `evidence` are keys of its events."""

    question: str
    answer: str
    why: Sentence
    evidence: tuple[str, ...]
    parts: tuple[Part, ...]


def suggestions(instrument: Instrument, life: Life, as_at: datetime) -> dict[str, Suggestion]:
    """By the code of the question: of several, the heaviest answer. `life` must be as at `as_at` already.

    That nothing is suggested says nothing: what is not in the record may be so all the same.
    """
    asked = {hint.pattern for question in instrument.questions for hint in question.hints}
    begins = as_at - LOOKS_BACK
    seen = {one: [s for s in LOOKS[one](life) if begins <= s.at <= as_at] for one in asked}
    found = (_suggested(question, seen) for question in instrument.questions)
    return {one.question: one for one in found if one is not None}


def _suggested(question: Question, seen: dict[Pattern, list[Seen]]) -> Suggestion | None:
    weights = {answer.code: answer.weight for answer in question.answers}
    found = list(_by_hint(question.hints, seen))
    if not found:
        return None
    hint, last = max(found, key=lambda pair: weights[pair[0].answer])
    return Suggestion(
        question=question.code,
        answer=hint.answer,
        why=last.why,
        evidence=tuple(event.key for event in last.events),
        parts=last.parts_of(hint.pattern),
    )


def _by_hint(hints: tuple[Hint, ...], seen: dict[Pattern, list[Seen]]) -> Iterator[tuple[Hint, Seen]]:
    """Each hint with the last that was seen of it."""
    for hint in hints:
        of_kind = [one for one in seen[hint.pattern] if one.why.key.endswith(hint.kind)]
        if of_kind:
            yield hint, of_kind[-1]
