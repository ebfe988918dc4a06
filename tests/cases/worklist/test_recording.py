"""Gaps in recording: what a night finds about agencies, what is kept of it, and who reads it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.children.conftest import agency, named
from tests.cases.children.patterns import ago, times_missing
from tests.cases.worklist.night import user
from tests.saying import ENGLISH, FORCE, HOME, WELSH, said
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import record, relate
from wayhome.cases.children.actions.restricting import restrict
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist import actions, jobs, recording
from wayhome.cases.worklist.models import AgencyFinding
from wayhome.rules import facts
from wayhome.rules.access import ROLES, Act, RelationKind, RestrictionKind
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Acknowledged,
    AgencyKind,
    InterviewHeld,
    Missing,
    MissingFrom,
    ResponsibleAuthorityStated,
)
from wayhome.rules.guidance.protocol import Protocol
from wayhome.ui.wording import say

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PROVIDER = facts.Agency("listening-post", AgencyKind.INTERVIEW_PROVIDER)

#: Roles in which somebody reads of every agency, and of their own.
EVERY = {role for role, one in ROLES.items() if Act.READ_EVERY_GAP in one.acts}
OWN = {role for role, one in ROLES.items() if Act.READ_GAPS in one.acts} - EVERY


def child(by: User, name: str = "Sam", authority: facts.Agency = ENGLISH) -> Child:
    one = named(by, name, "Example", date(2011, 4, 3), hours=ago(500))
    stated = ResponsibleAuthorityStated(authority=authority)
    record([said(stated, ago(499), key=f"r/{one.pk}", child=one.key)], by=by, at=now() - 499 * DAY)
    return one


def police_told(by: User, *days: float, of: Child | None = None, recorded: datetime | None = None) -> Child:
    """A child of the English authority whom police recorded missing, and back, so many days ago."""
    one = of or child(by)
    record(times_missing(one, *days), by=by, at=recorded or now() - min(days) * DAY + DAY / 2)
    return one


def by(of: facts.Agency, one: Child, fact: facts.Fact, days: float) -> None:
    event = said(fact, ago(days), key=f"{type(fact).__name__}/{one.pk}/{days}", child=one.key, of=of)
    record([event], by=INSTALLATION, at=now() - days * DAY)


def found(at: datetime | None = None) -> set[tuple[str, str]]:
    """Of the silent: the agency and what is silent."""
    return {
        (one.agency.code, one.rule.removeprefix("recording."))
        for one in recording.found(at or now())
        if not one.duty
    }


def late(at: datetime | None = None) -> dict[tuple[str, str], dict[str, int]]:
    return {(one.agency.code, one.duty): dict(one.counts) for one in recording.found(at or now()) if one.duty}


SILENT = {("E-A", "missing_children"), ("E-A", "return_interviews")}


def test_an_authority_that_records_nothing_of_what_police_told_is_found(partnership: User) -> None:
    police_told(partnership, 20, 15)
    assert found() == set()
    police_told(partnership, 8)
    assert found() == SILENT


def test_what_it_does_record_is_no_gap_and_neither_is_what_a_provider_does_for_it(partnership: User) -> None:
    one = police_told(partnership, 20, 15, 8)
    Agency.objects.create(code=PROVIDER.code, name="Listening Post", kind=PROVIDER.kind.value)
    by(PROVIDER, one, InterviewHeld(covers=(f"{one.pk}/15",), independent=True), 6)
    assert found() == {("E-A", "missing_children")}
    by(ENGLISH, one, Acknowledged(episode=f"{one.pk}/8", desk=ENGLISH), 5)
    assert found() == set()


def test_what_came_into_the_record_only_yesterday_is_asked_of_nobody_yet(partnership: User) -> None:
    police_told(partnership, 20, 15, 8, recorded=now() - DAY)
    assert found() == set()
    assert found(now() + 3 * DAY) == SILENT


def test_whoever_writes_up_today_what_is_long_past_does_record(partnership: User) -> None:
    one = police_told(partnership, 20, 15, 8)
    long_ago = police_told(partnership, 100, of=one)
    held = said(InterviewHeld(covers=(f"{one.pk}/100",)), ago(98), key="late", child=long_ago.key)
    record([held], by=partnership, at=now())
    assert found() == set()


def test_a_night_knows_what_was_recorded_by_then(partnership: User) -> None:
    one = police_told(partnership, 20, 15, 8)
    by(ENGLISH, one, InterviewHeld(covers=(f"{one.pk}/8",)), 2)
    assert found(now() - 3 * DAY) == SILENT
    assert found() == set()


def test_a_home_answers_for_those_who_go_missing_from_it(partnership: User) -> None:
    one = child(partnership)
    gone = Missing(missing_from=MissingFrom.CHILDRENS_HOME, place=HOME, force=FORCE)
    for days in (20, 15, 8):
        by(FORCE, one, gone, days)
    assert ("oak-house", "missing_children") in found()
    by(HOME, one, gone, 5)
    assert ("oak-house", "missing_children") not in found()


def test_a_force_answers_only_for_what_it_was_told(partnership: User) -> None:
    one = child(partnership)
    gone = Missing(missing_from=MissingFrom.FAMILY_HOME, force=FORCE)
    for days in (20, 15, 8):
        by(ENGLISH, one, gone, days)
    assert found() == set()


def test_a_provider_answers_for_those_who_were_referred_to_it(partnership: User) -> None:
    listening = Agency.objects.create(
        code=PROVIDER.code, name="Listening Post", kind=PROVIDER.kind.value, joined_at=now() - 400 * DAY
    )
    for name in ("Sam", "Alex", "Robin"):
        one = child(partnership, name)
        relate(one, listening, RelationKind.REFERRED, because="referral", by=partnership, at=now() - 10 * DAY)
    assert found() == {("listening-post", "return_interviews")}


def test_a_force_whose_export_stopped_is_found_for_as_long_as_it_is_silent(partnership: User) -> None:
    police_told(partnership, 60, 55, 50, 45)
    assert found() == {("E-P", "missing_children")}
    assert found(now() + 200 * DAY) == {("E-P", "missing_children")}
    (one,) = recording.found(now())
    assert one.counts == {"before": 12}


def test_what_an_agency_brought_along_from_before_it_began_is_no_habit(partnership: User) -> None:
    police_told(partnership, 300, 295, 290, 285)
    Agency.objects.update(joined_at=now() - 280 * DAY)
    assert found() == set()


def test_whoever_began_lately_or_not_at_all_is_not_asked(partnership: User) -> None:
    police_told(partnership, 20, 15, 8)
    for joined_at in (now() - 27 * DAY, None):
        Agency.objects.update(joined_at=joined_at)
        assert found() == set()


def test_a_child_whose_record_is_restricted_is_not_counted(partnership: User) -> None:
    police_told(partnership, 20, 15)
    one = police_told(partnership, 8)
    restrict(one, RestrictionKind.WITNESS, "A reason", named=(), by=partnership, at=now())
    assert found() == set()


def test_the_last_ten_that_fell_due_are_looked_at_among_all_children(partnership: User) -> None:
    own = [gone_and_back(partnership, n) for n in range(9)]
    assert ("E-A", "england.return_interview") not in late()
    gone_and_back(partnership, 9)
    assert late()["E-A", "england.return_interview"] == {"late": 10, "of": 10, "unknown": 0}
    for one in own[:2]:
        held = InterviewHeld(covers=(f"own/{one.pk}",), independent=True)
        record([said(held, ago(39), key=f"h/{one.pk}", child=one.key)], by=partnership, at=now())
    assert ("E-A", "england.return_interview") not in late()


def gone_and_back(by: User, n: int) -> Child:
    """A child whom the authority recorded missing 40 days ago, and back the next day."""
    one = child(by, f"Child {n}")
    key = f"own/{one.pk}"
    events: list[Event] = [
        said(Missing(missing_from=MissingFrom.FAMILY_HOME, force=FORCE), ago(41), key=key, child=one.key),
        said(
            facts.Returned(episode=key, to=facts.ReturnedTo.FAMILY_HOME),
            ago(40),
            key=f"{key}/r",
            child=one.key,
        ),
    ]
    record(events, by=by, at=now() - 40 * DAY)
    return one


def test_a_partnership_may_look_for_neither(partnership: User, settings) -> None:
    police_told(partnership, 20, 15, 8)
    settings.WAYHOME_PROTOCOL = (Protocol(nothing_recorded_for=None, late_looked_at_for=None),)
    assert recording.found(now()) == []


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────────


def look(days: float = 0) -> None:
    at = now() + days * DAY
    actions.keep_agency_findings(recording.found(at), by=INSTALLATION, at=at)


def rows() -> list[dict[str, object]]:
    return list(AgencyFinding.objects.order_by("pk").values())


def test_a_second_look_changes_nothing_but_when_it_was_last_found(partnership: User) -> None:
    police_told(partnership, 20, 15, 8)
    look()
    first = rows()
    assert len(first) == 2
    look()
    again = rows()
    moves = {"last_seen", "begins", "ends"}
    assert [{k: v for k, v in one.items() if k not in moves} for one in again] == [
        {k: v for k, v in one.items() if k not in moves} for one in first
    ]
    assert again[0]["last_seen"] > first[0]["last_seen"]


def test_the_same_night_twice_leaves_the_same_rows(partnership: User) -> None:
    police_told(partnership, 20, 15, 8)
    at = now()
    for _ in range(2):
        actions.keep_agency_findings(recording.found(at), by=INSTALLATION, at=at)
        kept = rows()
    actions.keep_agency_findings(recording.found(at), by=INSTALLATION, at=at)
    assert rows() == kept


def test_a_gap_ends_by_itself_and_one_that_comes_again_stands_from_then(partnership: User) -> None:
    one = police_told(partnership, 20, 15, 8)
    look(-3)
    by(ENGLISH, one, InterviewHeld(covers=(f"{one.pk}/8",)), 2)
    look()
    assert AgencyFinding.objects.standing().count() == 0
    police_told(partnership, -30, -32, -34, of=one, recorded=now() + 35 * DAY)
    look(50)
    assert AgencyFinding.objects.standing().count() == 2
    assert AgencyFinding.objects.count() == 4


def test_every_night_is_entered_in_the_audit_and_names_nobody(partnership: User) -> None:
    police_told(partnership, 20, 15, 8)
    jobs.look_at_agencies.call_local()
    entry = Entry.objects.get(verb="look_at_agencies")
    assert (entry.subject, entry.detail) == ("partnership:agencies", {"standing": 2, "new": 2})
    assert recording.looked_at() == entry.at


# ── who reads it ─────────────────────────────────────────────────────────────────────────────────────


def page(who: User) -> str:
    client = Client()
    client.force_login(who)
    answer = client.get(reverse("worklist:gaps_in_recording"))
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_those_who_answer_for_the_record_read_of_every_agency_and_those_who_run_one_of_their_own(
    partnership: User, role: str
) -> None:
    police_told(partnership, 20, 15, 8)
    look()
    kind = min(ROLES[role].agency_kinds)
    elsewhere = Agency.objects.create(
        code=f"other-{kind}", name="Elsewhere", kind=kind.value, joined_at=now() - 400 * DAY
    )
    reads = AgencyFinding.objects.visible_to(user(role, elsewhere.as_fact()))
    shown = page(user(role, elsewhere.as_fact()))
    assert reads.count() == (2 if role in EVERY else 0)
    assert ("Simulated E-A" in shown) == (role in EVERY)
    assert (shown == "404") == (role not in EVERY | OWN)
    if role in OWN:
        AgencyFinding.objects.update(agency=elsewhere)
        assert reads.count() == 2


def test_the_roles_that_read_it_are_those_that_were_agreed() -> None:
    assert sorted(OWN) == ["registered_manager", "return_interview_worker"]
    assert sorted(EVERY) == [
        "coordinator",
        "governance_lead",
        "panel_chair",
        "safeguarding_lead",
        "team_manager",
    ]


def test_the_page_says_what_is_missing_since_when_on_what_it_rests_and_what_to_do(partnership: User) -> None:
    one = police_told(partnership, 20, 15, 8)
    look()
    shown = page(user("team_manager", ENGLISH))
    assert "Others recorded 3 missing episodes of children of its own" in shown
    assert "Ask who records there" in shown
    assert "no published threshold is known" in shown
    assert "Not checked against the original" in shown
    assert "Sam" not in shown
    assert str(one.pk) not in shown.partition("<main")[2].partition("<table")[0]


def test_a_page_that_nobody_looked_for_says_so_and_one_without_a_gap_says_that(partnership: User) -> None:
    manager = user("team_manager", ENGLISH)
    assert "Nobody has looked yet" in page(manager)
    assert "No gap was found" not in page(manager)
    look()
    assert "No gap was found" in page(manager)


@pytest.mark.parametrize(("days", "says_so"), [(-1, False), (-3, True)])
def test_a_look_that_is_older_than_last_night_says_so(partnership: User, days: int, says_so: bool) -> None:
    look(days)
    assert ("whether its worker runs" in page(user("team_manager", ENGLISH))) == says_so


def test_agencies_that_have_not_begun_are_said_not_to_be_asked(partnership: User) -> None:
    Agency.objects.filter(code=WELSH.code).update(joined_at=None)
    shown = page(user("team_manager", ENGLISH))
    assert "Not asked yet" in shown
    assert "Simulated W-A" in shown.partition("Not asked yet")[2]
    assert "Simulated W-A" not in page(user("registered_manager", HOME))


def test_as_many_questions_however_many_agencies(partnership: User, django_assert_num_queries) -> None:
    police_told(partnership, 20, 15, 8)
    look()
    manager = user("team_manager", ENGLISH)
    page(manager)
    with CaptureQueriesContext(connection) as of_one:
        page(manager)
    for n in range(5):
        other = Agency.objects.create(
            code=f"more-{n}", name=f"More {n}", kind="authority", joined_at=now() - 400 * DAY
        )
        for row in AgencyFinding.objects.filter(agency=agency(ENGLISH)):
            row.pk, row.agency = None, other
            row.save()
    with django_assert_num_queries(len(of_one)):
        assert page(manager).count("More 4") == 4


def test_a_look_asks_as_much_of_a_partnership_of_many_agencies(
    partnership: User, django_assert_num_queries
) -> None:
    police_told(partnership, 20, 15, 8)
    with CaptureQueriesContext(connection) as of_five:
        recording.found(now())
    for n in range(20):
        Agency.objects.create(
            code=f"more-{n}", name=f"More {n}", kind="authority", joined_at=now() - 400 * DAY
        )
    with django_assert_num_queries(len(of_five)):
        recording.found(now())


def test_the_way_there_is_shown_to_those_who_may(partnership: User, client: Client) -> None:
    for role, of, shown in (("team_manager", ENGLISH, True), ("duty_worker", ENGLISH, False)):
        client.force_login(user(role, of))
        listed = client.get(reverse("partners:agencies")).content.decode()
        assert (reverse("worklist:gaps_in_recording") in listed) == shown


def test_this_morning_counts_what_stands(partnership: User, client: Client) -> None:
    police_told(partnership, 20, 15, 8)
    look()
    client.force_login(user("team_manager", ENGLISH))
    assert "2 gaps in recording" in client.get(reverse("exchange:morning")).content.decode()
    client.force_login(user("duty_worker", ENGLISH))
    assert "gaps in recording" not in client.get(reverse("exchange:morning")).content.decode()


def test_what_is_kept_reads_back_as_it_was_found(partnership: User) -> None:
    police_told(partnership, 20, 15, 8)
    at = now()
    every = recording.found(at)
    actions.keep_agency_findings(every, by=INSTALLATION, at=at)
    kept = [row.as_rules() for row in AgencyFinding.objects.select_related("agency").order_by("pk")]
    assert kept == every
    assert [say(why) for one in kept for why in one.why]
