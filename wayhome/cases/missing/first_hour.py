"""The first-hour card as one reader may have it: what the record remembers, through the gate, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from wayhome.cases.children.reading.holders import Holder, holders
from wayhome.cases.children.reading.parts import Entry, Said
from wayhome.cases.children.reading.story import entry_of
from wayhome.cases.missing.reading import EpisodeRead
from wayhome.cases.partners.models import Agency, Shift, Team, User
from wayhome.rules.access import Decision, may_see_part
from wayhome.rules.event import Event
from wayhome.rules.facts import Part
from wayhome.rules.first_hour import Asked, Earlier, FirstHour, first_hour
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Search:
    """An earlier search; `row` is its number in addresses. `where` None: nobody has said; `lead`: nothing led to it."""

    earlier: Earlier
    row: int
    where: Said | None
    lead: Entry | None

    @property
    def missing_from(self) -> Sentence:
        return Sentence(f"missing_from.{self.earlier.episode.missing.missing_from}")

    @property
    def ended(self) -> Sentence:
        return _ended(self.earlier.ending)

    @property
    def learned(self) -> list[Said]:
        """The words of the lead: where the child was seen, or what was asked and what came of it."""
        said = self.lead.by_field if self.lead else {}
        return [said[field] for field in ("where", "what", "outcome") if field in said]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers for the authority responsible; None: nobody has stated which it is.

    `worker` has the child's case there. `on_shift` are those whose rota this reader may see.
    """

    authority: Agency | None
    worker: Holder | None
    on_shift: tuple[Shift, ...] = ()
    is_staffed: bool = False


@dataclass(frozen=True)
class Card:
    read: EpisodeRead
    remembered: FirstHour
    desk: Desk

    @property
    def force(self) -> str:
        """The force that has the report; blank while police have not been told."""
        held_by = self.remembered.held_by
        return self.read.reader.names.get(held_by.code, held_by.code) if held_by else ""

    @cached_property
    def searches(self) -> list[Search]:
        return [self._search(one) for one in self.remembered.earlier]

    @property
    def worked(self) -> Iterator[Sentence]:
        """How many of the searches ended how; where they ended is counted for whoever may read it."""
        of = len(self.remembered.earlier)
        for ending, n in self.remembered.endings.items():
            yield Sentence("first_hour.counted", ended=_ended(ending), n=n, of=of)
        if self.remembered.at_a_contact and self.may_know_contacts:
            yield Sentence("first_hour.at_a_contact", n=self.remembered.at_a_contact, of=of)

    @cached_property
    def would_help(self) -> list[tuple[Entry, Said]]:
        """Interviews, each with what it says would help."""
        held = map(self._entry, self.remembered.would_help)
        return [(entry, entry.by_field["would_help"]) for entry in held]

    @cached_property
    def medication(self) -> Said | None:
        said = self.remembered.medication
        return self._entry(said).by_field["medication"] if said else None

    @property
    def is_medication_of_tonight(self) -> bool:
        said = self.remembered.medication
        return said is not None and said.key == self.remembered.episode.key

    @cached_property
    def may_know_contacts(self) -> Decision:
        """Whom to ask is taken by where the child was found, so that it gives that away as well."""
        decisions = [
            may_see_part(self.read.reader.role, part, self.read.reader.relations)
            for part in (Part.CONTACTS, Part.LOCATION)
        ]
        return next((one for one in decisions if not one), decisions[0])

    @cached_property
    def asked(self) -> Mapping[str, Said]:
        """What is said of the contact to ask, by field; empty where none is held, or it is withheld."""
        asked = self.remembered.asked
        if asked is None or not self.may_know_contacts:
            return {}
        return self._entry(asked.contact).by_field

    @property
    def ask(self) -> Sentence | None:
        """What to do with that contact: ring, ask, or have somebody look."""
        asked = self.remembered.asked
        return Sentence(f"first_hour.ask.{asked.fact.contact}") if asked else None

    @property
    def because(self) -> Sentence | None:
        """Why it is that contact."""
        asked = self.remembered.asked
        return _because(asked, len(self.remembered.earlier)) if asked else None

    @property
    def withheld(self) -> Sentence | None:
        """Why something on this card is withheld, and whom to ask; None: nothing is."""
        said = [self.medication, *(one.where for one in self.searches), *(one for _, one in self.would_help)]
        reasons = [one.withheld for one in said if one and one.withheld]
        if self.remembered.asked and not self.may_know_contacts:
            reasons.append(self.may_know_contacts.reason)
        reasons += [one.lead.withheld for one in self.searches if one.lead and one.lead.withheld]
        return next(iter(reasons), None)

    def _search(self, one: Earlier) -> Search:
        where = self._entry(one.ended).by_field.get("where") if one.ended else None
        lead = self._entry(one.lead) if one.lead else None
        return Search(one, self.read.known.rows[one.episode.key, 1], where, lead)

    def _entry(self, event: Event) -> Entry:
        return entry_of(event, self.read.known, self.read.reader)


def card_of(read: EpisodeRead, *, by: User) -> Card:
    """As at the moment at which the episode was read."""
    remembered = first_hour(read.known.chronology, read.told.key, read.at)
    return Card(read, remembered, _desk(read, by))


def _desk(read: EpisodeRead, by: User) -> Desk:
    authority = read.row.authority
    allocated = [one for one in holders(read.row.child, read.at) if one.is_allocation]
    of_authority = (one for one in allocated if authority is None or one.agency_key == authority.pk)
    worker = min(of_authority, key=lambda one: one.since, default=None)
    if authority is None:
        return Desk(None, worker)
    teams = Team.objects.answering().filter(agency=authority)
    on_shift = Shift.objects.visible_to(by).on_duty(teams, read.at)
    return Desk(authority, worker, tuple(on_shift), Shift.objects.on_duty(teams, read.at).exists())


def _because(asked: Asked, of: int) -> Sentence:
    if asked.found:
        return Sentence(f"first_hour.because.{'there' if asked.is_place else 'with'}", n=asked.found, of=of)
    if asked.is_cleared:
        return Sentence("first_hour.because.cleared")
    if asked.named:
        return Sentence("first_hour.because.named", n=asked.named)
    return Sentence("first_hour.because.recorded")


def _ended(ending: str) -> Sentence:
    return Sentence(f"first_hour.ended.{ending}")
