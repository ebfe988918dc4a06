"""The first-hour card: what it remembers, and of that what each reader may have."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cases.missing.conftest import People, agency, ago, reported, say
from tests.saying import ENGLISH, FORCE, HOME, WELSH
from wayhome.cases.children.actions import relate
from wayhome.cases.children.models import Child, Episode, Event
from wayhome.cases.missing import actions
from wayhome.cases.missing.reports import PoliceTold, Report
from wayhome.cases.partners.actions import put_on_shift
from wayhome.cases.partners.models import Team, User
from wayhome.rules import facts
from wayhome.rules.access import RelationKind
from wayhome.rules.moment import Moment

pytestmark = pytest.mark.django_db

POLICE = facts.FoundBy.POLICE
PLACE, SIGHTING, HELP, MEDICATION = "Castle Park", "Stand 4", "A lift home", "Inhaler, left behind"


def again(child: Child, by: User, *, hours: float, medication: str = "") -> Episode:
    """Reported once more, without a word of who is responsible."""
    missing = facts.Missing(missing_from=facts.MissingFrom.CHILDRENS_HOME, medication=medication)
    report = Report(missing=missing, last_seen_at=Moment.at(ago(hours)), children=(child,))
    (episode,) = actions.report_missing(report, by=by, at=ago(hours - 0.5))
    return episode


def search(
    episode: Episode,
    found_by: facts.FoundBy,
    *,
    hours: float,
    by: User,
    place: str = PLACE,
    where: str = SIGHTING,
    would_help: str = HELP,
) -> dict[str, Event]:
    """A search and its end, from so many hours ago: a contact, a sighting, found there, and the interview."""
    one, friend = episode.key, {"contact": facts.ContactKind.PLACE, "role": "often seen there"}
    told = {
        "contact": facts.Contact(value=place, episode=one, **friend),
        "sighting": facts.Sighting(episode=one, where=where),
        "found": facts.Found(episode=one, by=found_by, where=f"In {place}"),
        "returned": facts.Returned(episode=one, to=facts.ReturnedTo.HOSPITAL),
        "interview": facts.InterviewHeld(covers=(one,), interviewer="A worker", would_help=would_help),
    }
    return {
        what: say(episode, fact, hours=hours - n / 4, by=by) for n, (what, fact) in enumerate(told.items())
    }


@pytest.fixture
def before(worker: User, duty: User) -> dict[str, Event]:
    return search(reported(worker, hours=300), POLICE, hours=298, by=duty)


@pytest.fixture
def tonight(before: dict[str, Event], worker: User) -> Episode:
    return again(before["found"].child, worker, hours=2, medication=MEDICATION)


def card(client: Client, episode: Episode, by: User) -> str:
    client.force_login(by)
    answer = client.get(reverse("missing:first_hour", args=[episode.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


EVERYTHING = {PLACE, SIGHTING, HELP, MEDICATION}
READ_BY = [
    ("duty_worker", ENGLISH, EVERYTHING),
    ("control_room_supervisor", FORCE, EVERYTHING - {HELP}),
    ("residential_worker", HOME, {MEDICATION}),
    ("school_safeguarding_lead", HOME, set()),
    ("return_interview_worker", ENGLISH, {HELP}),  # a contact gives away where the child was found
]


@pytest.mark.parametrize(("role", "of", "read"), READ_BY)
def test_each_reader_has_their_parts_and_sees_what_is_withheld(
    client: Client, tonight: Episode, people: People, role: str, of: facts.Agency, read: set[str]
) -> None:
    reader = people(role, of)
    relate(tonight.child, reader, RelationKind.ALLOCATED, because="allocation", by=reader, at=ago(1))
    shown = card(client, tonight, reader)
    assert {words for words in EVERYTHING if words in shown} == read
    is_whole = read == EVERYTHING
    assert ("Withheld" not in shown) == is_whole
    assert ("ask the missing persons coordinator" not in shown) == is_whole
    assert "Found by police: 1 of 1" in shown


def test_whom_to_ask_comes_with_the_reason_and_a_warning(
    client: Client, tonight: Episode, duty: User
) -> None:
    shown = " ".join(card(client, tonight, duty).split())
    assert f"Have somebody look at {PLACE} (often seen there)." in shown
    assert "The one earlier search ended there." in shown
    assert "leave it to police" in shown


def test_what_was_sealed_is_not_remembered(
    client: Client, before: dict[str, Event], tonight: Episode, duty: User
) -> None:
    for what in ("contact", "sighting", "found", "interview"):
        actions.seal_and_withdraw(before[what], "It was about another child", by=duty, at=ago(0))
    shown = card(client, tonight, duty)
    assert {words for words in EVERYTHING if words in shown} == {MEDICATION}
    assert "Withheld" not in shown


def test_where_nothing_is_known_each_part_says_so_and_what_to_do(client: Client, duty: User) -> None:
    shown = card(client, reported(duty), duty)
    for words in (
        "POLICE NOT TOLD",
        "No person, place or phone is held as a contact",
        "who is allocated to nobody there",
        "Nobody is on shift there now",
        "This report says nothing of it",
        "No return interview says it",
        "No earlier search is recorded here",
    ):
        assert words in shown


def test_an_earlier_reports_medication_is_dated(client: Client, before: dict[str, Event], duty: User) -> None:
    first = again(before["found"].child, duty, hours=100, medication=MEDICATION)
    search(first, POLICE, hours=99, by=duty)
    shown = card(client, again(first.child, duty, hours=2), duty)
    assert "This report says nothing of it" in shown
    assert MEDICATION in shown.partition("The report of")[2]


def test_police_who_hold_it_are_called_by_their_reference(
    client: Client, tonight: Episode, duty: User
) -> None:
    told = PoliceTold(force=agency(FORCE), at=Moment.at(ago(1)), reference="LOG-1")
    actions.tell_police(tonight, told, by=duty, at=ago(1))
    shown = card(client, tonight, duty)
    assert "It holds the report as LOG-1" in shown
    assert "POLICE NOT TOLD" not in shown


def test_the_childs_worker_is_called_and_the_desk_that_answers_for_them(
    client: Client, tonight: Episode, duty: User, worker: User, people: People
) -> None:
    social_worker, interviewer = people("social_worker"), people("return_interview_worker", HOME)
    for one, hours in ((interviewer, 3), (social_worker, 2)):
        relate(tonight.child, one, RelationKind.ALLOCATED, because="allocation", by=duty, at=ago(hours))
    team = Team.objects.create(agency=duty.agency, name="Night desk", kind="emergency_duty")
    put_on_shift(team, duty, begins=ago(1), ends=ago(-5), by=duty, at=ago(1))
    to_council, to_home = card(client, tonight, duty), card(client, tonight, worker)
    for shown in (to_council, to_home):
        assert "Simulated social_worker, Simulated E-A" in shown
        assert "Simulated return_interview_worker" not in shown
        assert "Nobody is on shift" not in shown
    assert "Night desk" in to_council
    assert "Night desk" not in to_home
    assert "duty desk or emergency duty team is on shift now" in to_home


def test_nobody_has_stated_whose_the_child_is(client: Client, worker: User, duty: User) -> None:
    episode = reported(worker)
    Episode.objects.update(authority=None)
    assert "Nobody has stated which authority is responsible" in card(client, episode, duty)


def test_once_the_search_has_ended_the_card_leads_to_the_episode(
    client: Client, tonight: Episode, duty: User, people: People
) -> None:
    say(tonight, facts.Found(episode=tonight.key), hours=1, by=duty)
    client.force_login(duty)
    answer = client.get(reverse("missing:first_hour", args=[tonight.pk]))
    assert answer.headers["Location"] == reverse("missing:episode", args=[tonight.pk])
    client.force_login(people("duty_worker", WELSH))
    assert client.get(reverse("missing:first_hour", args=[tonight.pk])).status_code == 404


def test_the_episode_and_the_end_of_a_report_lead_to_it_while_the_child_is_looked_for(
    client: Client, tonight: Episode, duty: User
) -> None:
    client.force_login(duty)
    page, link = (
        reverse("missing:episode", args=[tonight.pk]),
        reverse("missing:first_hour", args=[tonight.pk]),
    )
    assert link in client.get(page).content.decode()
    say(tonight, facts.Found(episode=tonight.key), hours=1, by=duty)
    assert link not in client.get(page).content.decode()


def test_its_queries_do_not_grow_with_what_is_remembered(
    client: Client, tonight: Episode, duty: User, worker: User
) -> None:
    often = reported(worker, hours=900, name="Sam")
    for n in range(6):
        search(often, POLICE, hours=898 - 100 * n, by=duty, place=f"{n} Kiln Lane")
        often = again(often.child, worker, hours=800 - 100 * n)
    card(client, tonight, duty)
    counts = []
    for one in (tonight, often):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("missing:first_hour", args=[one.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 20
