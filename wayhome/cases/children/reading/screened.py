"""What a screening says, in the words of its instrument."""

from __future__ import annotations

from wayhome.rules.facts import Screened
from wayhome.rules.guidance.instruments import Instrument, instrument_of
from wayhome.ui.forms import language
from wayhome.ui.wording import say


def words_of(field: str, fact: Screened) -> str | None:
    """Of the instrument and of the answers; None for every other field, and where this release knows no such words."""
    used = instrument_of(fact.instrument, fact.instrument_version)
    if used is not None and field == "instrument":
        return say(used.title, language())
    if used is not None and field == "answers" and used.knows(fact.given):
        return _answers(used, fact)
    return None


def _answers(used: Instrument, fact: Screened) -> str:
    """In the order in which they are asked."""
    given = fact.given
    return "; ".join(
        f"{say(used.asks(question), language())}: {say(used.says(question, given[question.code]), language())}"
        for question in used.questions
        if question.code in given
    )
