"""What every fact has: the parts its words belong to, and the episodes it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class Part(StrEnum):
    """The parts of a record that are shown or withheld on their own.

    The last two hold nothing yet, and are closed to everybody until something is kept in them.
    """

    EPISODE = "episode"
    LOCATION = "location"
    INTERVIEW = "interview"
    HEALTH = "health"
    PERSON_REPORTING = "person_reporting"
    IDENTITY = "identity"
    CONTACTS = "contacts"
    INTELLIGENCE = "intelligence"  # of exploitation: who and what stands behind it
    CARE_PLAN = "care_plan"
    TRIGGER_PLAN = "trigger_plan"


def words(part: Part) -> Any:
    """A field in somebody's own words, belonging to `part`; blank when nothing was said."""
    return field(default="", metadata={"part": part})


def codes(part: Part) -> Any:
    """A field of several codes that belong to `part`; empty when nothing was said."""
    return field(default=(), metadata={"part": part})


def required(value: str, of: str) -> None:
    """Refuse a blank, naming the field."""
    if not value.strip():
        raise Refusal(Sentence("facts.must_be_said", what=of), field=of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is said. `version` is that of the kind's stored detail."""

    version: ClassVar[int] = 1

    @property
    def episodes(self) -> tuple[str, ...]:
        """Keys of the missing episodes, or times in care, this is about; empty for a fact about the child as such."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEpisode(Fact):
    """A fact about one missing episode."""

    episode: str

    @property
    def episodes(self) -> tuple[str, ...]:
        return (self.episode,)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEpisodes(Fact):
    """A fact about one or several missing episodes: one return interview may cover more than one."""

    covers: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.covers:
            raise Refusal(Sentence("facts.must_cover_an_episode"), field="covers")

    @property
    def episodes(self) -> tuple[str, ...]:
        return self.covers


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Fact):
    """The next edition of something that should not stand on this child's chronology. What was said stays."""

    reason: str = words(Part.EPISODE)

    def __post_init__(self) -> None:
        required(self.reason, "reason")
