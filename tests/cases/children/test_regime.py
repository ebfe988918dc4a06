"""Every event keeps under which regime its agency recorded it, whatever is agreed later."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import named
from tests.saying import ENGLISH, FORCE, after, missing, said
from wayhome.cases.children.actions import record
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Event, Relation
from wayhome.cases.partners.models import User
from wayhome.rules.basis import Purpose, Regime
from wayhome.rules.event import System
from wayhome.rules.facts import AgencyKind, Sighting
from wayhome.rules.guidance.protocol import Protocol

UK_GDPR = (Protocol(regimes=((AgencyKind.POLICE, Regime.UK_GDPR),)),)


def regimes(child: Child) -> list[tuple[str, int, str, str]]:
    return [
        (one.key, one.edition, one.basis.regime, one.basis.purpose)
        for one in chronology_of(child).editions
        if one.basis is not None and one.kind in ("Missing", "Sighting")
    ]


@pytest.fixture
def child(partnership: User) -> Child:
    child = named(partnership, "Sam", "Example")
    record([missing(0, child=child.key, of=FORCE)], by=partnership, at=after(1))
    return child


@pytest.mark.django_db
def test_each_event_is_under_the_regime_of_the_agency_whose_statement_it_is(
    child: Child, partnership: User
) -> None:
    seen = Sighting(episode="m", where="Stand 4")
    record([said(seen, 2, key="s", child=child.key, of=ENGLISH)], by=partnership, at=after(3))
    assert regimes(child) == [("m", 1, "part_3", "law_enforcement"), ("s", 1, "uk_gdpr", "safeguarding")]


@pytest.mark.django_db
def test_one_that_a_council_loads_from_a_polices_file_stays_of_police(
    child: Child, partnership: User
) -> None:
    seen = said(Sighting(episode="m"), 2, key="f", child=child.key, of=FORCE, system=System("police"))
    record([seen], by=partnership, at=after(3))
    assert ("f", 1, "part_3", "law_enforcement") in regimes(child)


@pytest.mark.django_db
def test_it_stays_what_it_was_when_the_protocol_changes_and_a_correction_takes_the_new_one(
    child: Child, partnership: User, settings: Any
) -> None:
    settings.WAYHOME_PROTOCOL = UK_GDPR
    again = missing(0.5, child=child.key, of=FORCE)
    record([again], by=partnership, at=after(4))
    assert regimes(child) == [
        ("m", 1, "part_3", "law_enforcement"),
        ("m", 2, "uk_gdpr", "safeguarding"),
    ]


@pytest.mark.django_db
def test_the_chronology_says_it_beside_whose_it_is(client: Client, child: Child, partnership: User) -> None:
    client.force_login(partnership)
    page = client.get(reverse("children:chronology", args=[child.pk])).content.decode()
    assert "Part 3, Data Protection Act 2018, for law enforcement" in page
    assert "UK GDPR, for safeguarding" in page
    episode = child.episodes.get()
    page = client.get(reverse("missing:episode", args=[episode.pk])).content.decode()
    assert "Part 3, Data Protection Act 2018, for law enforcement" in page


@pytest.mark.django_db
def test_a_tie_has_a_purpose_of_the_same_vocabulary(child: Child) -> None:
    assert {*Relation.objects.values_list("purpose", flat=True)} <= {*Purpose}


def test_what_was_recorded_before_takes_what_follows_from_its_agencys_kind_and_the_guard_is_back(
    tmp_path: Path, django_db_blocker: Any
) -> None:
    connections.databases["before"] = {
        **connections.databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "before.sqlite3"),
        "OPTIONS": {},
    }
    try:
        with django_db_blocker.unblock():
            _migrated(tmp_path)
    finally:
        connections["before"].close()
        del connections["before"]
        del connections.databases["before"]


def _migrated(tmp_path: Path) -> None:
    call_command("migrate", "keeping", "0002", database="before", verbosity=0)
    call_command("migrate", "children", "0007", database="before", verbosity=0)
    with connections["before"].cursor() as cursor:
        for pk, kind in ((1, "police"), (2, "authority")):
            cursor.execute(
                "INSERT INTO partners_agency (id, code, name, kind, nation) VALUES (%s, %s, %s, %s, '')",
                [pk, kind, kind, kind],
            )
        cursor.execute("INSERT INTO children_child (id, forename, surname, sex) VALUES (1, '', '', '')")
        cursor.execute("INSERT INTO children_system (id, name) VALUES (1, 'wayhome')")
        for of in (1, 2):
            cursor.execute(
                "INSERT INTO children_event (child_id, key, edition, kind, version, detail, happened_begins,"
                " happened_ends, happened_assumed, flags, system_id, of_id, recorded_at, entry)"
                " VALUES (1, %s, 1, 'Found', 1, '{}', '2026-01-01', '2026-01-01', 0, '[]', 1, %s, '2026-01-01', 1)",
                [str(of), of],
            )
    call_command("migrate", "keeping", database="before", verbosity=0)
    assert [*Event.objects.using("before").order_by("of").values_list("basis", flat=True)] == ["l", "g"]
    for change in ("UPDATE children_event SET basis = 'g'", "DELETE FROM children_event"):
        with pytest.raises(DatabaseError, match="append-only"), connections["before"].cursor() as cursor:
            cursor.execute(change)
