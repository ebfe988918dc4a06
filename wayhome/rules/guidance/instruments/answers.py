"""Answers that several questions share, and how a question is asked that has them."""

from __future__ import annotations

from wayhome.rules.guidance.instruments.instrument import Answer, Hint, Question

NO, POSSIBLE, YES = "no", "possible", "yes"


def yes_or_no(code: str, weight: int, *hints: Hint) -> Question:
    return Question(code, (Answer(NO, 0), Answer(YES, weight)), hints)


def or_possible(code: str, weight: int, *hints: Hint) -> Question:
    """A possible is given no lower weight than a yes: none of our sources names one."""
    return Question(code, (Answer(NO, 0), Answer(POSSIBLE, weight), Answer(YES, weight)), hints)


def scale(code: str, degrees: int, *hints: Hint) -> Question:
    """From 0 to so many degrees, each in words of its own, and each of which counts as what it is."""
    return Question(code, tuple(Answer(str(n), n) for n in range(degrees + 1)), hints, own_words=True)
