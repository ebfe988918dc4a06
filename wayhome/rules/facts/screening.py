"""What may be said about a screening for exploitation."""

from __future__ import annotations

from dataclasses import dataclass, field

from wayhome.rules.facts.exploitation import Whether
from wayhome.rules.facts.fact import Fact, Part, required, words
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened(Fact):
    """A person answered the questions of an instrument about the child. What they add up to is derived, never kept.

    `instrument` and `instrument_version` name it as `rules/guidance/instruments` does. `answers` are what was chosen,
    each as 'question.answer', such as 'vehicles.possible'; a question that is not among them was not answered. That
    harm has occurred is asked apart from what the child is at risk of, and what is known (`evidence`) apart from what
    is only felt (`gut_feeling`). `covers` are keys of the missing episodes after which it is made; empty: none.
    """

    instrument: str = field(metadata={"part": Part.INTELLIGENCE})
    instrument_version: int
    answers: tuple[str, ...] = field(metadata={"part": Part.INTELLIGENCE})
    harm_occurred: Whether = field(metadata={"part": Part.INTELLIGENCE})
    evidence: str = words(Part.INTELLIGENCE)
    gut_feeling: str = words(Part.INTELLIGENCE)
    screened_by: str = words(Part.EPISODE)
    covers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        required(self.instrument, "instrument")
        required(self.screened_by, "screened_by")
        if len(self.given) < len(self.answers):
            raise Refusal(Sentence("facts.one_answer_each"), field="answers")

    @property
    def given(self) -> dict[str, str]:
        """By question, its answer."""
        return {question: answer for question, _, answer in (one.partition(".") for one in self.answers)}

    @property
    def episodes(self) -> tuple[str, ...]:
        return self.covers
