"""What may be said about an independent return interview."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wayhome.rules.facts.fact import OfEpisodes, Part, required, words
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class Answer(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewOffered(OfEpisodes):
    """One attempt to offer it."""

    by: str = words(Part.EPISODE)
    how: str = words(Part.EPISODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewAnswered(OfEpisodes):
    """Declined only if the child was spoken to, and by whom; otherwise the child was not reached.

    `spoken_to` is None only where a file from elsewhere says 'not accepted' and cannot say more.
    """

    answer: Answer
    spoken_to: bool | None = None
    by: str = words(Part.EPISODE)

    def __post_init__(self) -> None:
        OfEpisodes.__post_init__(self)
        if self.answer is Answer.DECLINED and self.spoken_to is False:
            raise Refusal(Sentence("facts.declined_needs_the_child"), field="answer")
        if self.answer is Answer.DECLINED and self.spoken_to:
            required(self.by, "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewHeld(OfEpisodes):
    """`independent` is None when the source does not say. A carer's account is never an interview held."""

    interviewer: str = words(Part.EPISODE)
    independent: bool | None = None
    what_happened: str = words(Part.INTERVIEW)
    would_help: str = words(Part.INTERVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerAccount(OfEpisodes):
    """What a parent or carer told the interviewer: an addition, never in place of the child."""

    account: str = words(Part.INTERVIEW)
