"""All the rows of one child, made into what the source says of that child."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from wayhome.exchange.profiles.police import around, person
from wayhome.exchange.profiles.police import incident as incidents
from wayhome.exchange.profiles.police.incident import Incident
from wayhome.exchange.profiles.police.layouts import CONTACTS, INCIDENTS, INTERVIEWS
from wayhome.exchange.profiles.police.sender import Sender
from wayhome.exchange.profiles.source import Kept, NotKept, OneChild
from wayhome.exchange.profiles.values import NotRead
from wayhome.exchange.tables.table import BETWEEN
from wayhome.rules.event import Event
from wayhome.rules.facts import Withdrawn
from wayhome.rules.sentence import Sentence

Rows = list[tuple[int, str]]


class ChildsRows(NamedTuple):
    """What the files hold of one child, unread. A row is its line, and its values as one text."""

    child: str
    incidents: Rows
    contacts: Rows
    interviews: Rows


def read(sender: Sender, rows: ChildsRows) -> tuple[OneChild, list[NotKept]]:
    """What the source says of the child, and what of it was not kept. It may run in a process of its own."""
    reading = _Reading(sender, rows.child)
    reading.incidents(rows.incidents)
    reading.contacts(rows.contacts)
    reading.interviews(rows.interviews)
    return reading.told(), reading.not_kept


def read_shared(sender: Sender, rows: ChildsRows) -> tuple[OneChild, list[NotKept]]:
    """The same, of those around the child alone who are not around every child."""
    reading = _Reading(sender, rows.child)
    contacts = [row for row in rows.contacts if not around.is_ordinary(row[1].rpartition(BETWEEN)[2])]
    reading.named_in(contacts, rows.incidents)
    reading.contacts(contacts)
    return reading.told(), reading.not_kept


class _Reading:
    """One child's rows being read, in the order of the files."""

    def __init__(self, sender: Sender, child: str) -> None:
        self._sender = sender
        self._child = child
        self._rows: list[tuple[str, int, list[Event]]] = []
        self._incidents: list[tuple[Incident, list[Event]]] = []
        self._by_number: dict[str, Incident] = {}
        self._last: dict[str, dict[str, Event]] = {}  # last editions, of the numbers that came again
        self.not_kept: list[NotKept] = []

    def told(self) -> OneChild:
        """What was read, as the profile yields it."""
        self._state_the_child()
        return OneChild(
            self._child, tuple(Kept(file, line, tuple(events)) for file, line, events in self._rows)
        )

    def incidents(self, rows: Rows) -> None:
        unnumbered: dict[tuple[str, ...], int] = {}
        for line, text in rows:
            written = tuple(text.split(BETWEEN))
            name = incidents.name_of(written, unnumbered)
            try:
                self._incident(name, incidents.read(self._sender, self._child, name, line, written))
            except NotRead as not_read:
                self.not_kept.append((INCIDENTS.file, line, not_read))

    def named_in(self, contacts: Rows, rows: Rows) -> None:
        """Of these incidents, what the contacts that name them need to know; nothing is said of the incidents."""
        named = {text.partition(BETWEEN)[0].strip() for _, text in contacts}
        for line, text in rows:
            number = text.partition(BETWEEN)[0].strip()
            if number in named:
                written = tuple(text.split(BETWEEN))
                with suppress(NotRead):  # whoever reads the incident itself says why it was not kept
                    self._by_number[number] = incidents.read(self._sender, self._child, number, line, written)

    def contacts(self, rows: Rows) -> None:
        numbers = around.Numbers()
        for row in rows:
            self._around(CONTACTS.file, around.contact, row, numbers)

    def interviews(self, rows: Rows) -> None:
        numbers = around.Numbers()
        for row in rows:
            self._around(INTERVIEWS.file, around.interview, row, numbers)

    def _incident(self, name: str, read: Incident) -> None:
        before = self._by_number.get(name)
        said = list(incidents.events(read)) if before is None else self._said_anew(name, before, read)
        self._rows.append((INCIDENTS.file, read.line, said))
        if before is None or before.values != read.values:
            self._by_number[name] = read
            self._incidents.append((read, said))

    def _said_anew(self, name: str, before: Incident, now: Incident) -> list[Event]:
        """A number that comes again: what differs is the next edition, and what it says no longer is withdrawn."""
        if before.values == now.values:
            return []
        last = self._last.setdefault(name, {event.key: event for event in incidents.events(before)})
        events = list(incidents.events(now))
        standing = {key for key, event in last.items() if not isinstance(event.fact, Withdrawn)}
        gone = standing - {event.key for event in events}
        reason = f"line {now.line} of the file no longer says it"
        withdrawn = (replace(last[key], fact=Withdrawn(reason=reason)) for key in sorted(gone))
        anew = [
            replace(event, edition=last[event.key].edition + 1) if event.key in last else event
            for event in (*events, *withdrawn)
            if event.key not in last or _differ(last[event.key], event)
        ]
        last.update((event.key, event) for event in anew)
        return anew

    def _around(self, file: str, events_of: Any, row: tuple[int, str], numbers: around.Numbers) -> None:
        line, values = row[0], tuple(row[1].split(BETWEEN))
        incident = self._by_number.get(values[0].strip())
        try:
            if incident is None:
                raise NotRead("incident_id", Sentence("police.incident_not_kept"))
            self._rows.append((file, line, list(events_of(incident, values, numbers))))
        except NotRead as not_read:
            self.not_kept.append((file, line, not_read))

    def _state_the_child(self) -> None:
        """The first telling wins until a person decides, so identities are read in the order of the reports."""
        if not self._incidents:
            return
        in_order = sorted(self._incidents, key=lambda pair: (pair[0].at, pair[0].line))
        earliest = min(in_order, key=lambda pair: pair[0].began)
        earliest[1].extend(person.of_child(earliest[0]))
        stated: set[tuple[str, ...]] = set()
        keys: set[str] = set()
        for incident, kept in in_order:
            if incident.identity not in stated:
                stated.add(incident.identity)
                event = person.identity(incident)
                if event is not None and event.key not in keys:
                    keys.add(event.key)
                    kept.append(event)


def _differ(earlier: Event, later: Event) -> bool:
    return not earlier.says_the_same_as(later) or earlier.told != later.told
