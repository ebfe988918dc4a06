"""What the dataset and an inspection ask of the return interview after an episode: was it offered, was it accepted."""

from __future__ import annotations

from wayhome.rules.episode import Episode
from wayhome.rules.facts import Answer, InterviewAnswered

YES, NO = "Y", "N"


def last_answer(episode: Episode) -> Answer | None:
    answers = episode.by_kind.get("InterviewAnswered", ())
    return answers[-1].fact.answer if answers and isinstance(answers[-1].fact, InterviewAnswered) else None


def offered(episode: Episode) -> str:
    """Blank where no source of the episode could say, NO where one could and nobody offered."""
    if "InterviewOffered" in episode.by_kind or last_answer(episode) is Answer.DECLINED:
        return YES  # nobody declines what was not offered
    spoken_of = any(system.can_say("InterviewOffered") for system in episode.systems)
    other = "InterviewAnswered" in episode.by_kind or "InterviewHeld" in episode.by_kind
    return NO if spoken_of and not other else ""


def accepted(episode: Episode) -> str:
    """Blank where nobody answered, or the child was not reached."""
    answer = last_answer(episode)
    return {Answer.ACCEPTED: YES, Answer.DECLINED: NO}.get(answer, "") if answer else ""
