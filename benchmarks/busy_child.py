"""A child with 150 episodes, and fifty others who had the same phones. Imported once Django is set up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from itertools import count
from typing import Any

from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from benchmarks.every_clock import EVERY_CLOCK
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.children import as_said, index
from wayhome.cases.children.actions import add_child, record
from wayhome.cases.children.models import Event, Telling
from wayhome.cases.partners.actions import create_agency
from wayhome.cases.partners.models import Agency
from wayhome.exchange.profiles.police.sender import SAYS
from wayhome.exchange.simulated.arrival import tell_arrival
from wayhome.exchange.simulated.child import Span
from wayhome.exchange.simulated.course import course
from wayhome.exchange.simulated.drawing import drawing
from wayhome.exchange.simulated.life import tell_life
from wayhome.exchange.simulated.partnership import Partnership, partnership
from wayhome.exchange.simulated.population import population, with_incidents
from wayhome.exchange.simulated.search import tell_search
from wayhome.exchange.simulated.story import Story
from wayhome.rules.event import Event as Said
from wayhome.rules.event import System
from wayhome.rules.event import Telling as Told
from wayhome.rules.facts import AgencyKind, Contact, ContactKind, Fact, Missing, MissingFrom
from wayhome.rules.guidance import agreed
from wayhome.rules.moment import Moment
from wayhome.rules.rulebook import rulebook

EPISODES, COMPANY, PHONES = 150, 50, 10
SEED, DAY = 2026, timedelta(days=1)

Row = dict[str, Any]

#: Every duty.
RULES = rulebook((agreed.read(EVERY_CLOCK),))


class BusyChild:
    """The child in an empty record, and what each round does."""

    def __init__(self) -> None:
        self._at, self._number = now(), count()
        self._partners = partnership(self._at)
        self._create_partners()
        self._child = add_child(by=INSTALLATION, at=self._at).key
        life = lived(self._partners, self._child)
        self._say(life)
        self._episodes = {self._child: next(said.key for said in life[::-1] if said.kind == "Missing")}
        for phone in range(PHONES):
            self._say([self._contact(self._child, phone)])
        for other in range(COMPANY):
            child = add_child(by=INSTALLATION, at=self._at).key
            self._episodes[child] = f"benchmark/{child}/missing"
            self._say([self._missing(child), self._contact(child, other % PHONES)])
        while index.refresh(at=self._at, by_rules=RULES):
            pass

    def record(self) -> None:
        """One more sighting of a phone that others had too, told to two agencies."""
        self._say([self._contact(self._child, next(self._number) % PHONES)])

    def record_first(self) -> None:
        """The same in a process that has read nothing of the child: of values made anew no clock has said anything."""
        as_said._reader.cache_clear()  # noqa: SLF001
        self.record()

    def insert_raw(self) -> None:
        """The rows that one round leaves, but for those derived from them."""
        entry, event, tellings = self._left
        with transaction.atomic(), connection.cursor() as cursor:
            entry_key = _insert(cursor, Entry, entry)
            key = f"raw/{next(self._number)}"
            event_key = _insert(cursor, Event, event | {"key": key, "entry": entry_key})
            for telling in tellings:
                _insert(cursor, Telling, telling | {"event_id": event_key})

    def queries(self) -> int:
        with CaptureQueriesContext(connection) as asked:
            self.record()
        return len(asked)

    @cached_property
    def _left(self) -> tuple[Row, Row, list[Row]]:
        (entry,) = Entry.objects.order_by("-pk")[:1].values()
        (event,) = Event.objects.filter(entry=entry["id"]).values()
        return entry, event, list(Telling.objects.filter(event=event["id"]).values())

    def _create_partners(self) -> None:
        rows: dict[str, Agency] = {}
        for partner in self._partners.partners:
            one = partner.agency
            rows[one.code] = create_agency(
                one.code,
                partner.name,
                one.kind,
                nation=one.nation,
                joined_at=self._at - timedelta(days=2 * 365),  # so that nothing is inherited
                force=rows.get(partner.force),
                host_authority=rows.get(partner.host),
                by=INSTALLATION,
                at=self._at,
            )

    def _say(self, said: list[Said]) -> None:
        record(said, by=INSTALLATION, at=now(), rules=RULES)

    def _missing(self, child: str) -> Said:
        return self._told(child, self._episodes[child], Missing(missing_from=MissingFrom.FAMILY_HOME))

    def _contact(self, child: str, phone: int) -> Said:
        value, episode = f"07700 9000{phone:02}", self._episodes[child]
        fact = Contact(contact=ContactKind.PHONE, value=value, episode=episode)
        return self._told(child, f"benchmark/{child}/{next(self._number)}", fact)

    def _told(self, child: str, key: str, fact: Fact) -> Said:
        """Now, by the force, who has told the authority."""
        force, authority = self._partners["SIM-POL-E"], self._partners["SIM-E1"]
        at = Moment.at(now())
        told = (Told(force, at), Told(authority, at))
        return Said(child=child, key=key, fact=fact, happened_at=at, of=force, told=told)


def lived(partners: Partnership, child: str) -> list[Said]:
    """What was said of a child in care who has gone missing every fourth day, and now has not come back.

    As in the demonstration: a police file says less of what is older than the last four weeks.
    """
    one = next(child for child in population(partners, SEED, 1_000) if child.care and child.care.home)
    first = partners.now - 4 * DAY * EPISODES
    begun = [first + 4 * DAY * number for number in range(1, EPISODES + 1)]
    spans = [Span(at - DAY / 4, at + DAY) for at in begun]
    story = Story(with_incidents(one, spans, SEED), partners, SEED)
    tell_life(story, first)
    for incident in story.child.incidents:
        chance = drawing(SEED, "course", incident.number)
        taken = course(story.child, incident, partners, chance)
        tell_search(story, incident, taken)
        tell_arrival(story, incident, taken)
    told = (_by_a_file(said, partners) for said in story.events)
    return [replace(said, child=child) for said in told if said.system.can_say(said.kind)]


def _by_a_file(said: Said, partners: Partnership) -> Said:
    if said.happened_at.begins >= partners.writes_since:
        return said
    police = tuple(telling for telling in said.told if telling.to.kind is AgencyKind.POLICE)
    return replace(said, system=System("police:SIM-POL-E", SAYS), told=police)


def _insert(cursor: Any, model: type[models.Model], row: Row) -> int:
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]  # noqa: SLF001 - the documented door
    values = [field.get_db_prep_save(row[field.attname], connection) for field in fields]
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(field.column for field in fields)})"  # noqa: SLF001
        f" VALUES ({', '.join(['%s'] * len(fields))}) RETURNING id",
        values,
    )
    return int(cursor.fetchone()[0])
