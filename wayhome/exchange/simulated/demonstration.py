"""A simulated partnership made in an empty record, through the same doors as any: its agencies, people, files.

It begins four weeks ago. The forces' older incidents come in then, as files, so that whoever tries it out has seen a
load; since then the agencies write themselves, which is handed in by the week and lately by the day. So the record has
a yesterday: what is new this morning is what the simulation says happened since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import batched, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children import index
from wayhome.cases.children.actions import record, record_each, relate_each
from wayhome.cases.children.actions.allocation import give
from wayhome.cases.children.models import Child, Identifier, Telling
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist import recording
from wayhome.cases.worklist.actions import keep_agency_findings
from wayhome.exchange.actions import add_strangers, begin_load
from wayhome.exchange.batches.counts import Counts
from wayhome.exchange.batches.known import known
from wayhome.exchange.batches.turns import in_turns
from wayhome.exchange.loading.files import digest_of, load_files
from wayhome.exchange.profiles.named import POLICE_FILES
from wayhome.exchange.profiles.source import Kept, OneChild
from wayhome.exchange.simulated import SEED, Extract, Partnership, events, partnership, staff, write_files
from wayhome.exchange.simulated.decisions import decisions
from wayhome.exchange.simulated.members import add_agencies, add_people, add_teams, fill_rota
from wayhome.exchange.simulated.record import news
from wayhome.rules.access import RelationKind, of_agency
from wayhome.rules.event import Event
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

Told = dict[str, list[Event]]
Heard = defaultdict[str, dict[str, Event]]


def demonstrate(*, at: datetime, children: int, password: str) -> Iterator[str]:
    """Makes it, step by step; yields the name of each step before it is taken. Refuses a record that has partners."""
    if Agency.objects.exists():
        raise Refusal(Sentence("demonstration.record_is_not_empty"))
    partners = partnership(at)
    began = partners.writes_since
    yield "partners"
    agencies = add_agencies(partners, began)
    teams = add_teams(agencies, began)
    people = add_people(partners, agencies, teams, password, began)
    fill_rota(partners, teams, people, began)
    with TemporaryDirectory() as folder:
        yield "files"
        extracts = write_files(Path(folder), partners, SEED, children)
        yield "loading"
        _load(extracts, began)
        yield "last_weeks"
        told = dict(events(partners, SEED, children))
        _live(told, partners)
        keep_agency_findings(recording.found(partners.now), by=INSTALLATION, at=partners.now)


@transaction.atomic
def _load(extracts: Iterable[Extract], at: datetime) -> None:
    for one in extracts:
        digest = digest_of(POLICE_FILES.opened(one.folder))
        into = begin_load("police", one.authority, digest, by=INSTALLATION, at=at)
        load_files(one.folder, POLICE_FILES, into, by=INSTALLATION, at=at, tell=_quietly)
    _tie(at)


@transaction.atomic
def _live(told: Told, partners: Partnership) -> None:
    """Each time what was said since, what follows from it, and what was decided. After the last all is quiet."""
    heard: Heard = defaultdict(dict)
    for at, since in news(told, partners):
        _write(since, at)
        _tie(at)
        _give(since, heard, at)
        _settle(at)
        record(decisions(SEED, at), by=INSTALLATION, at=at)
    _settle(partners.now)


def _write(told: Told, at: datetime) -> None:
    """What the agencies wrote themselves, each of its own children: no file, and no load of one agency's."""
    for batch in in_turns(OneChild(child, (Kept("", 0, tuple(said)),)) for child, said in told.items()):
        keys = add_strangers(batch, known(batch), by=INSTALLATION, at=at)
        record_each({keys[one.child]: one.events for one in batch}, by=INSTALLATION, at=at)


def _tie(at: datetime) -> None:
    """Ties each child to every agency that was told of it since the last time."""
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    told = Telling.objects.filter(recorded_at=at).order_by("to", "event__child").distinct()
    for to, tellings in groupby(told.values_list("to", "event__child"), key=itemgetter(0)):
        _relate((child for _, child in tellings), agencies[to], at)


def _give(since: Told, heard: Heard, at: datetime) -> None:
    """Gives each child by name to those whose roles see no other, once what was heard of the child says to whom."""
    people = {user.email: user for user in User.objects.people()}
    numbers = dict(Identifier.objects.filter(value__in=since).values_list("value", "child"))
    children = Child.objects.in_bulk(numbers.values())
    for number, of_child in since.items():
        had = _by_name(heard[number].values())
        heard[number] |= {one.key: one for one in of_child}
        for email, tie in _by_name(heard[number].values()):
            if (email, tie) not in had:
                give(children[numbers[number]], people[email], tie=tie, by=INSTALLATION, at=at)


def _by_name(said: Collection[Event]) -> list[tuple[str, RelationKind | None]]:
    """Addresses of those to whom a child with these events is given, each with the tie; None: as the role has it."""
    return [
        *((one.email, None) for one in staff.given(said)),
        *((one.email, RelationKind.ANSWERS_FOR) for one in staff.answering(said)),
    ]


def _settle(at: datetime) -> None:
    """What the worker does, until all is quiet."""
    while index.refresh(at=at):
        pass


def _relate(children: Iterable[int], agency: Agency, at: datetime) -> None:
    for some in batched(children, 500, strict=False):
        relate_each(some, [agency], of_agency(agency.kind), because="told", by=INSTALLATION, at=at)


def _quietly(_: Counts) -> None:
    """Nobody waits for each batch of a demonstration."""
