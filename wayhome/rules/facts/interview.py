"""What may be said about an independent return interview."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from wayhome.rules.facts.fact import OfEpisodes, Part, codes, required, words
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class Answer(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"


class Push(StrEnum):
    """What drove the child away from where they live or learn."""

    HARM = "harm"  # violence, abuse or neglect by those the child lives with
    DOMESTIC_ABUSE = "domestic_abuse"
    FORCED_TO_LEAVE = "forced_to_leave"
    CONFLICT = "conflict"
    NOT_HEARD = "not_heard"
    DRINK_OR_DRUGS_AROUND = "drink_or_drugs_around"
    SCHOOL = "school"
    BULLYING = "bullying"
    LONELINESS = "loneliness"
    OTHER = "other"


class Pull(StrEnum):
    """What or whom the child went to."""

    FAMILY = "family"
    FRIENDS = "friends"
    PARTNER = "partner"
    WHAT_OTHERS_DO = "what_others_do"
    PARTIES = "parties"
    DRINK_OR_DRUGS = "drink_or_drugs"
    OTHER = "other"


class Danger(StrEnum):
    """What the child was in danger of, or met, while missing."""

    GROOMING = "grooming"
    SEXUAL_EXPLOITATION = "sexual_exploitation"
    CRIMINAL_EXPLOITATION = "criminal_exploitation"
    TRAFFICKING = "trafficking"
    VIOLENCE = "violence"
    FORCED_MARRIAGE = "forced_marriage"
    FGM = "fgm"
    SELF_HARM = "self_harm"  # or suicide
    OTHER = "other"


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
    """`independent` is None when the source does not say. A carer's account is never an interview held.

    What pushed and pulled the child, and the dangers, are as the child told them: nothing is concluded from silence.
    """

    version: ClassVar[int] = 2

    interviewer: str = words(Part.EPISODE)
    independent: bool | None = None
    push: tuple[Push, ...] = codes(Part.INTERVIEW)
    pull: tuple[Pull, ...] = codes(Part.INTERVIEW)
    dangers: tuple[Danger, ...] = codes(Part.INTERVIEW)
    what_happened: str = words(Part.INTERVIEW)
    would_help: str = words(Part.INTERVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerAccount(OfEpisodes):
    """What a parent or carer told the interviewer: an addition, never in place of the child."""

    account: str = words(Part.INTERVIEW)
