"""What was known of a child as at a moment: by one agency as it was told then, or by all that is known today.

Every page of a child reads this one value, so that a page of the past is the page of today at another moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from wayhome.cases.children import index
from wayhome.cases.children.chronologies import Edition, Partnership, read
from wayhome.cases.children.index import shares
from wayhome.cases.children.models import Child
from wayhome.cases.children.reading.kept_apart import NONE, Words, with_words
from wayhome.cases.partners.models import Agency
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, company_as_at, company_known_to
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import IdentityStated, Withdrawn
from wayhome.rules.finding import Finding
from wayhome.rules.identity import as_recorded, standing_identity


@dataclass(frozen=True)
class Known:
    """`by` None: everything known today. `whole` holds what was sealed as well, and `sealed` says which it is.

    `rows` are the row keys of editions.
    """

    child: Child
    partnership: Partnership
    at: datetime
    by: Agency | None
    chronology: Chronology
    whole: Chronology
    sealed: frozenset[Edition]
    rows: Mapping[Edition, int]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What today's rules say as at the moment, settled or not."""
        return tuple(index.book().findings(self.chronology, self.company, self.at))

    @cached_property
    def company(self) -> Company:
        """What others share with the child: of them, too, only what the agency had been told."""
        child = self.child.pk
        now = shares.companies({child: self.chronology}, self.partnership)[child]
        if self.by is None:
            return company_as_at(now, self.at)
        return company_known_to(now, self.by.code, self.at)

    @cached_property
    def episodes(self) -> tuple[Episode, ...]:
        """The latest first."""
        return episodes(self.chronology)[::-1]

    @property
    def current(self) -> Episode | None:
        """The episode in which the child is not yet back; None: there is none."""
        return next((episode for episode in self.episodes if episode.is_open), None)

    @cached_property
    def identities(self) -> list[Event]:
        """Every identity that was stated, in the order in which the record took them in."""
        return as_recorded(self.chronology)

    @cached_property
    def standing_identity(self) -> Event | None:
        """The one decided on, else the one recorded first; None where none was stated."""
        return standing_identity(self.chronology)

    @property
    def identity(self) -> IdentityStated:
        """What the standing one says; blank where none was stated."""
        fact = self.standing_identity.fact if self.standing_identity else IdentityStated()
        assert isinstance(fact, IdentityStated)
        return fact

    def last_said(self, key: str) -> Event | None:
        """What was last said under a key, even if withdrawn since; None: sealed, or not known."""
        return next(
            (
                event
                for event in reversed(self.whole.editions)
                if event.key == key
                and (key, event.edition) not in self.sealed
                and not isinstance(event.fact, Withdrawn)
            ),
            None,
        )

    @property
    def standing(self) -> Mapping[str, Event]:
        """What stands, by its key: not what was withdrawn or sealed."""
        return self.chronology.by_key

    def row_of(self, event: Event) -> int:
        return self.rows[event.key, event.edition]


def known_of(child: Child, *, at: datetime, by: Agency | None = None, words: Words = NONE) -> Known:
    """Reads the child, once. `words` are those of what is kept apart that the reader may have."""
    partnership = Partnership()
    reading = read([child.pk], partnership)
    return Known(
        child=child,
        partnership=partnership,
        at=at,
        by=by,
        chronology=_then(with_words(reading.chronologies[child.pk], words), at, by),
        whole=_then(with_words(reading.whole[child.pk], words), at, by),
        sealed=reading.sealed,
        rows=reading.rows,
    )


def _then(chronology: Chronology, at: datetime, by: Agency | None) -> Chronology:
    return chronology.as_at(at) if by is None else chronology.known_to(by.code, at)
