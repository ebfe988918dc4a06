"""What a child's pages set side by side: episodes, stated identities, and where the child has lived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from wayhome.cases.children.reading.care import placements
from wayhome.cases.children.reading.known import Known
from wayhome.cases.children.reading.parts import Entry, Said
from wayhome.cases.children.reading.story import Reader, entry_of
from wayhome.rules.episode import Episode
from wayhome.rules.sentence import Sentence

#: The columns of stated identities, with their headings.
OF_IDENTITY = {
    "forename": "First name",
    "surname": "Last name",
    "born": "Born",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "postcode": "Postcode",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """An episode in one line. `number_in_addresses` is that of the row that opened it."""

    episode: Episode
    number_in_addresses: int
    lasted: timedelta

    @property
    def standing(self) -> Sentence:
        return Sentence(f"standing.{self.episode.standing}")

    @property
    def risk(self) -> Sentence:
        return Sentence(f"risk.{self.episode.risk or 'not_assessed'}")

    @property
    def missing_from(self) -> Sentence:
        return Sentence(f"missing_from.{self.episode.missing.missing_from}")


@dataclass(frozen=True, slots=True)
class Stated:
    """One stated identity: a heading and what was said under it for each of OF_IDENTITY, None for nothing."""

    entry: Entry
    cells: tuple[tuple[str, Said | None], ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class Lived:
    """A placement; `ended` None while nobody has said that it has."""

    began: Entry
    ended: Entry | None


def summaries(known: Known) -> list[Summary]:
    """Every episode, the latest first."""
    return [_summary(episode, known) for episode in known.episodes]


def identities(known: Known, reader: Reader) -> list[Stated]:
    """In the order in which they were stated."""
    stands = known.standing_identity
    return [_stated(entry_of(event, known, reader), event is stands) for event in known.identities]


def stated(known: Known, reader: Reader, kind: str) -> list[Entry]:
    """Every statement of one kind, the latest first."""
    return [entry_of(event, known, reader) for event in reversed(known.chronology.by_kind.get(kind, []))]


def placed(known: Known, reader: Reader) -> list[Lived]:
    """Every placement, the latest first."""
    return [
        Lived(
            entry_of(one.began, known, reader),
            entry_of(one.ended, known, reader) if one.ended else None,
        )
        for one in placements(known.chronology)
    ]


def _summary(episode: Episode, known: Known) -> Summary:
    until = episode.ended.happened_at.begins if episode.ended else known.at
    row = known.rows[episode.key, 1]
    return Summary(episode, row, max(until - episode.opened_by.happened_at.begins, timedelta()))


def _stated(entry: Entry, stands: bool) -> Stated:
    said = entry.by_field
    return Stated(entry, tuple((heading, said.get(field)) for field, heading in OF_IDENTITY.items()), stands)
