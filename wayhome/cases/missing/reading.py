"""One episode as one reader may have it: how it stands, what is due, and all that was said, through the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wayhome.cases.children import models
from wayhome.cases.children.models.index import ACKNOWLEDGEMENTS
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.children.reading.answers import Answer, answers, inherited, pressing, settled
from wayhome.cases.children.reading.kept_apart import words_for
from wayhome.cases.children.reading.known import Known, known_of
from wayhome.cases.children.reading.parts import Entry
from wayhome.cases.children.reading.story import Day, Reader, Thread, entry_of, read_out, story
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.episode import Episode, Standing
from wayhome.rules.facts import CollectionPlanned, Contact, MayBeTold
from wayhome.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class EpisodeRead:
    """`row` is the episode in the index, `told` the same as the rules read it from what was said."""

    row: models.Episode
    told: Episode
    known: Known
    reader: Reader

    @property
    def at(self) -> datetime:
        return self.known.at

    @property
    def findings(self) -> list[Finding]:
        """Of this episode alone, settled ones too."""
        return [one for one in self.known.findings if one.episode == self.told.key]

    @property
    def acknowledgements(self) -> list[Finding]:
        """What asks a desk to take the report up."""
        return [one for one in self.findings if one.rule in ACKNOWLEDGEMENTS]

    @property
    def pressing(self) -> list[Answer]:
        return self._answers(pressing(self.known))

    @property
    def settled(self) -> list[Answer]:
        return self._answers([*settled(self.known), *inherited(self.known)])

    @property
    def days(self) -> list[Day]:
        """All that was said of it, the latest first."""
        about = {
            one.key for one in self.known.whole.editions if self.told.key in (one.key, *one.fact.episodes)
        }
        threads = [one for one in story(self.known) if _keys(one) & about]
        return list(read_out(threads, self.known, self.reader))

    @property
    def lasted(self) -> timedelta:
        """How long the child has been missing, or was until they were back."""
        return (self.row.returned_at or self.at) - self.row.since

    @property
    def is_searched_for(self) -> bool:
        """Missing, whether or not somebody knows where the child is; not found yet."""
        return self.told.ended is None

    @property
    def waits_since_found(self) -> timedelta | None:
        """How long a child who was found has not been back; None for any other."""
        waits = self.told.standing in (Standing.FOUND, Standing.RECOVERED)
        return self.at - self.row.found_at if waits and self.row.found_at is not None else None

    @property
    def collection(self) -> CollectionPlanned | None:
        """Who collects a child who waits, as last planned. Where the child waits is for the timeline's gate."""
        planned = self.told.last("CollectionPlanned")
        fact = planned.fact if planned is not None else None
        return fact if isinstance(fact, CollectionPlanned) else None

    @property
    def waits_to_be_collected(self) -> bool:
        """Found, and no responsible adult is with the child yet."""
        return self.told.standing is Standing.FOUND

    @property
    def collection_is_late(self) -> bool:
        planned = self.collection
        return self.waits_to_be_collected and planned is not None and planned.collect_by.ends < self.at

    @property
    def to_be_told(self) -> list[Entry]:
        """Contacts of the child who may be told something; everybody else is told nothing."""
        return [
            entry_of(one, self.known, self.reader)
            for one in self.known.chronology.events
            if isinstance(one.fact, Contact) and one.fact.may_be_told is not MayBeTold.NOTHING
        ]

    def _answers(self, findings: list[Finding]) -> list[Answer]:
        own = [one for one in findings if one.episode == self.told.key]
        return answers(own, self.known, self.reader)


def read_episode(row: models.Episode, *, by: User, at: datetime) -> EpisodeRead:
    """As at now. `row` must be visible to `by`, with its child, force and authority read."""
    known = known_of(row.child, at=at, words=words_for(by, row.child))
    told = next(one for one in known.episodes if one.key == row.key)
    names = dict(Agency.objects.values_list("code", "name"))
    return EpisodeRead(row, told, known, Reader(by.role, tuple(relations_between(by, row.child)), names))


def _keys(thread: Thread) -> set[str]:
    return {version.key for version in thread.versions}
