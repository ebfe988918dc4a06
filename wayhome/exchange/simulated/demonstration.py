"""A simulated partnership made in an empty record, through the same doors as any: its agencies, people, files.

The forces' older incidents come in as files, so that whoever tries it out has seen a load; the last four weeks
were written by the agencies themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children.actions import record, relate_each
from wayhome.cases.children.actions.allocation import give
from wayhome.cases.children.models import Child, Identifier, Telling
from wayhome.cases.partners.actions import (
    create_agency,
    create_team,
    create_user,
    give_second_factor,
    put_on_shift,
    record_training,
)
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.cases.worklist import recording
from wayhome.cases.worklist.actions import keep_agency_findings
from wayhome.exchange.actions import begin_load, finish_load, load
from wayhome.exchange.batches.counts import Counts
from wayhome.exchange.loading.files import digest_of, load_files
from wayhome.exchange.models import Load
from wayhome.exchange.profiles.named import POLICE_FILES
from wayhome.exchange.profiles.source import Kept, OneChild
from wayhome.exchange.simulated import SEED, Extract, Partnership, events, partnership, staff, write_files
from wayhome.exchange.simulated.decisions import decisions
from wayhome.rules.access import RelationKind, of_agency
from wayhome.rules.event import Event
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

Told = dict[str, list[Event]]


def demonstrate(*, at: datetime, children: int, password: str) -> Iterator[str]:
    """Makes it, step by step; yields the name of each step before it is taken. Refuses a record that has partners."""
    if Agency.objects.exists():
        raise Refusal(Sentence("demonstration.record_is_not_empty"))
    partners = partnership(at)
    yield "partners"
    _people(partners, _agencies(partners, at), password, at)
    with TemporaryDirectory() as folder:
        yield "files"
        extracts = write_files(Path(folder), partners, SEED, children)
        yield "loading"
        for extract in extracts:
            _load(extract, at)
        yield "last_weeks"
        told = dict(events(partners, SEED, children))
        _live(told, extracts[0], at)
        _tie(told, at)
        record(decisions(SEED, at), by=INSTALLATION, at=at)
        keep_agency_findings(recording.found(at), by=INSTALLATION, at=at)


def _agencies(partners: Partnership, at: datetime) -> dict[str, Agency]:
    rows: dict[str, Agency] = {}
    for partner in partners.partners:
        one = partner.agency
        rows[one.code] = create_agency(
            one.code,
            partner.name,
            one.kind,
            nation=one.nation,
            joined_at=one.joined_at,
            force=rows.get(partner.force),
            host_authority=rows.get(partner.host),
            by=INSTALLATION,
            at=at,
        )
    return rows


def _people(partners: Partnership, agencies: dict[str, Agency], password: str, at: datetime) -> None:
    by, teams = INSTALLATION, dict[tuple[str, str], Team]()
    for team in staff.TEAMS:
        teams[team.agency, team.name] = create_team(agencies[team.agency], team.name, team.kind, by=by, at=at)
    people = dict[str, User]()
    for one in staff.PEOPLE:
        people[one.email] = create_user(
            agencies[one.agency],
            email=one.email,
            full_name=one.name,
            role=one.role,
            team=teams.get((one.agency, one.team)),
            password=password,
            by=by,
            at=at,
        )
        give_second_factor(people[one.email], by=by, at=at)
    _train(people, at)
    for shift in staff.shifts(partners):
        put_on_shift(
            teams[shift.team.agency, shift.team.name],
            people[shift.person],
            begins=shift.begins,
            ends=shift.ends,
            step=shift.step,
            by=by,
            at=at,
        )


def _train(people: Mapping[str, User], at: datetime) -> None:
    for email, course, ago, counts_for in staff.TRAINED:
        taken = day_of(at) - timedelta(days=ago)
        until = taken + timedelta(days=counts_for) if counts_for else None
        record_training(people[email], course, taken_on=taken, valid_until=until, by=INSTALLATION, at=at)


def _load(extract: Extract, at: datetime) -> None:
    into = begin_load(
        "police", extract.authority, digest_of(POLICE_FILES.opened(extract.folder)), by=INSTALLATION, at=at
    )
    load_files(extract.folder, POLICE_FILES, into, by=INSTALLATION, at=at, tell=_quietly)


def _live(told: Told, first: Extract, at: datetime) -> None:
    """What the agencies wrote themselves, through the account of the first extract's sender."""
    into: Load = begin_load("simulated", first.authority, "last-weeks", by=INSTALLATION, at=at)
    said = (OneChild(child, (Kept("", 0, tuple(of_child)),)) for child, of_child in told.items())
    counts = Counts()
    for counts in load(said, into, by=into.account, at=at):  # noqa: B007 - the last one is what is asked for
        pass
    finish_load(into, (), counts, by=INSTALLATION, at=at)


def _tie(told: Told, at: datetime) -> None:
    """Ties each child to every agency that was told, and gives it by name to those whose roles see no other."""
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    people = {user.email: user for user in User.objects.people()}
    numbers = dict(Identifier.objects.filter(value__in=told).values_list("value", "child"))
    for pair in Telling.objects.values("to").distinct():
        children = Telling.objects.filter(to=pair["to"]).values_list("event__child", flat=True).distinct()
        _relate(children, agencies[pair["to"]], at)
    for number, of_child in told.items():
        child = Child.objects.get(pk=numbers[number])
        for one in staff.given(of_child):
            give(child, people[one.email], by=INSTALLATION, at=at)
        for one in staff.answering(of_child):
            give(child, people[one.email], tie=RelationKind.ANSWERS_FOR, by=INSTALLATION, at=at)


def _relate(children: Iterable[int], agency: Agency, at: datetime) -> None:
    for some in batched(children, 500, strict=False):
        relate_each(some, [agency], of_agency(agency.kind), because="told", by=INSTALLATION, at=at)


def _quietly(_: Counts) -> None:
    """Nobody waits for each batch of a demonstration."""
