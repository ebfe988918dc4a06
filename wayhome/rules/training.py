"""What somebody was trained in, until when that counts, and whether it lets them do what a protocol asks it for.

Wayhome's own list of courses: no text that was read names any. Nothing here is asked of anybody unless a partnership
agrees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wayhome.rules.access import Decision
from wayhome.rules.sentence import Sentence

#: So long before a training runs out somebody is reminded: this project's own default.
REMINDED_BEFORE: Final = timedelta(days=30)


class Course(StrEnum):
    """Each value is a row's `course` for as long as the row is kept: none is renamed."""

    EXPLOITATION = "exploitation"
    MISSING = "missing"
    RETURN_INTERVIEWS = "return_interviews"

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"training.course.{self.value}")


@dataclass(frozen=True, slots=True)
class Trained:
    """One course as somebody had it. `valid_until` is the last day on which it counts; None: it does not run out."""

    course: Course
    taken_on: date
    valid_until: date | None = None

    def ran_out_by(self, day: date) -> bool:
        return self.valid_until is not None and self.valid_until < day

    def runs_out_soon(self, day: date) -> bool:
        return not self.ran_out_by(day) and self.ran_out_by(day + REMINDED_BEFORE)


def is_trained(asked: Iterable[Course], had: Iterable[Trained], day: date) -> Decision:
    """May somebody who had these do on that day what these are asked for? The reason names the first they lack.

    `had` holds one of a course at most: the one that stands.
    """
    standing = {one.course: one for one in had}
    for course in asked:
        held = standing.get(course)
        if held is None or day < held.taken_on:
            return Decision(False, Sentence("training.lacked", course=course.sentence))
        if held.ran_out_by(day):
            said = Sentence("training.lapsed", course=course.sentence, last=held.valid_until)
            return Decision(False, said)
    return Decision(True, Sentence("training.enough"))
