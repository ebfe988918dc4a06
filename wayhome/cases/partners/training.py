"""Who has had which training: what stands of each, who lacks what the protocol asks for, and what runs out soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from wayhome.cases.audit.refusals import note_refused
from wayhome.cases.partners.models import Training, User
from wayhome.rules.access import ROLES, Act, Decision
from wayhome.rules.guidance.protocol import in_force_on
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.rules.training import Course, Trained, is_trained

#: How each state is drawn. What is not recorded is never drawn as safe.
COLOURS: Mapping[str, str] = {"lacking": "unknown", "ran_out": "orange", "soon": "yellow", "counts": "green"}

#: The protocol's setting that says what is asked for, by the act for which it is.
ASKED_BY: Mapping[Act, str] = {
    Act.INTERVIEW: "training_to_interview",
    Act.STATE_CONCERN: "training_to_screen",
}

#: What is said by whoever did it, and only with the training that their partnership asks for, by kind of fact.
BY_TRAINING = {"InterviewHeld": Act.INTERVIEW, "Screened": Act.STATE_CONCERN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How one person stands with one course. `held` None: none is recorded."""

    course: Course
    held: Trained | None
    is_asked_for: bool
    on: date

    @property
    def state(self) -> str:
        if self.held is None:
            return "lacking"
        if self.held.ran_out_by(self.on):
            return "ran_out"
        return "soon" if self.held.runs_out_soon(self.on) else "counts"

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"training.state.{self.state}")

    @property
    def colour(self) -> str:
        return COLOURS[self.state]

    @property
    def reminder(self) -> Sentence:
        last = self.held.valid_until if self.held else None
        facts = {"last": last} if last else {}
        return Sentence(f"training.reminder.{self.state}", course=self.course.sentence, **facts)

    @property
    def needs_someone(self) -> bool:
        """Is it asked for, and does it not count, or not for long?"""
        return self.is_asked_for and self.state != "counts"


def may_by_training(act: Act, user: User, at: datetime) -> Decision:
    """May this person do it, by the training that today's protocol asks for?"""
    day = day_of(at)
    asked = _asked(act, day)
    return is_trained(asked, _standing([user])[user.pk] if asked else (), day)


def lacks_training(kind: str, by: User, at: datetime) -> Sentence | None:
    """Why this person may not say such a thing, where a training is asked for that does not count; None: they may."""
    if kind not in BY_TRAINING:
        return None
    decision = may_by_training(BY_TRAINING[kind], by, at)
    return None if decision else decision.reason


def require_training(kind: str, by: User, at: datetime) -> None:
    if (reason := lacks_training(kind, by, at)) is not None:
        note_refused(BY_TRAINING[kind])
        raise Refusal(reason)


def lines_of(users: Iterable[User], at: datetime) -> Mapping[int, list[Line]]:
    """By the key of each: every course, in our order, whether it is asked for or not."""
    people, day = list(users), day_of(at)
    held = _standing(people)
    return {one.pk: list(_lines(one, held[one.pk], day)) for one in people}


def reminders(user: User, at: datetime) -> list[Line]:
    """What is asked of this person that does not count, or not for long. Asks nothing where the protocol does not."""
    if not _asked_of(user, day_of(at)):
        return []
    return [line for line in lines_of([user], at)[user.pk] if line.needs_someone]


def asked_for(at: datetime) -> list[tuple[Sentence, tuple[Course, ...]]]:
    """Of whom today's protocol asks any training, and which."""
    asked = ((setting, _asked(act, day_of(at))) for act, setting in ASKED_BY.items())
    return [(Sentence(f"training.whoever.{setting}"), courses) for setting, courses in asked if courses]


def _lines(user: User, held: Iterable[Trained], day: date) -> Iterator[Line]:
    standing, asked = {one.course: one for one in held}, _asked_of(user, day)
    for course in Course:
        yield Line(course=course, held=standing.get(course), is_asked_for=course in asked, on=day)


def _asked(act: Act, day: date) -> tuple[Course, ...]:
    courses: tuple[Course, ...] = getattr(in_force_on(settings.WAYHOME_PROTOCOL, day), ASKED_BY[act])
    return courses


def _asked_of(user: User, day: date) -> set[Course]:
    acts = ROLES[user.role].acts if user.role in ROLES else frozenset()
    return {course for act in ASKED_BY if act in acts for course in _asked(act, day)}


def _standing(users: Iterable[User]) -> Mapping[int, list[Trained]]:
    """What was recorded last of each course, by the key of the person."""
    latest: dict[int, dict[str, Trained]] = {user.pk: {} for user in users}
    for row in Training.objects.filter(user__in=latest).order_by("pk"):
        latest[row.user_id][row.course] = row.as_value()
    return {key: list(courses.values()) for key, courses in latest.items()}
