"""Children about whom nobody has ever decided: who is in the list, who sees it, and how a child leaves it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.cases.children.conftest import agency, named
from tests.cases.children.patterns import ago, times_missing
from tests.cases.worklist.night import user
from tests.saying import ENGLISH, FORCE, WELSH, said
from tests.sending import submit
from wayhome.cases.children import index
from wayhome.cases.children.actions import decide_on_pattern, record, relate
from wayhome.cases.children.actions.allocation import allocate
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Finding, Relation
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist.decisions import undecided
from wayhome.cases.worklist.never_decided import LeftToNobody
from wayhome.cases.worklist.overdue import brought_to
from wayhome.rules.access import RelationKind
from wayhome.rules.event import Event
from wayhome.rules.facts import Agency as Known
from wayhome.rules.facts import FoundDead, PatternAnswer, PatternDecided, ResponsibleAuthorityStated
from wayhome.rules.moment import day_of

pytestmark = pytest.mark.django_db

#: What a police file of the year before tells: the last of them seven weeks ago.
OFTEN = (300, 290, 285, 200, 120, 110, 105, 60, 55, 50, 49)


@pytest.fixture(autouse=True)
def _began(_joined: None) -> None:
    """The authority begins to record here today."""
    Agency.objects.filter(code=ENGLISH.code).update(joined_at=now())


def child_of_files(
    by: User, name: str, *days: float, born: date = date(2012, 4, 3), authority: Known | None = ENGLISH
) -> Child:
    """Missing so many days ago, as is loaded now."""
    child = named(by, name, "Example", born, hours=ago(900))
    relate(child, agency(FORCE), RelationKind.OWN_AGENCY, because="report", by=by, at=now())
    stated: Iterable[Event] = ()
    if authority is not None:
        fact = ResponsibleAuthorityStated(authority=authority)
        stated = [said(fact, ago(800), key=f"r-{name}", child=child.key)]
    record([*stated, *times_missing(child, *days)], by=by, at=now())
    return child


@pytest.fixture
def manager(partnership: User) -> User:
    return user("team_manager", ENGLISH)


@pytest.fixture
def sam(partnership: User) -> Child:
    return child_of_files(partnership, "Sam", *OFTEN)


URL = reverse("worklist:never_decided")


def listed(client: Client, who: User) -> list[LeftToNobody]:
    client.force_login(who)
    return list(client.get(URL).context["lines"])


def names(client: Client, who: User) -> list[str]:
    return [one.child.forename for one in listed(client, who)]


def decided(**more: Any) -> PatternDecided:
    said = {"answer": PatternAnswer.PLAN_CHANGED, "because": "The plan names the park", "weighed": ()}
    return PatternDecided(**{**said, "decided_by": "M", **more})


def test_a_child_missing_time_after_time_before_anybody_was_here_to_decide_stands_in_the_list_and_in_nobodys_work(
    sam: Child, manager: User, client: Client
) -> None:
    (one,) = listed(client, manager)
    assert (one.child, one.in_a_year, one.is_missing) == (sam, len(OFTEN), False)
    assert one.last is not None
    assert abs(one.last - (now() - timedelta(days=49))) < timedelta(minutes=5)
    assert [sentence.key for sentence in one.seen] == ["alert.repeat_missing"]
    left = Finding.objects.filter(inherited=True, rule__startswith="alert.").exclude(rule="alert.decision")
    assert one.others == left.count() - 1 > 0
    assert one.asked_on is None
    assert (one.decides, one.answers) == (agency(ENGLISH).name, "")
    assert not undecided(manager).exists()
    assert not brought_to(manager, now()).exists()
    page = client.get(URL).content.decode()
    assert reverse("children:decision", args=[sam.pk]) in page
    assert reverse("children:allocate", args=[sam.pk]) in page


def test_whoever_went_missing_most_often_comes_first(
    partnership: User, manager: User, client: Client
) -> None:
    child_of_files(partnership, "Seldom", 60, 55, 50)
    child_of_files(partnership, "Often", *OFTEN)
    child_of_files(partnership, "Since", 52, 51, 49)
    assert names(client, manager) == ["Often", "Since", "Seldom"]


@pytest.mark.parametrize(
    ("days", "is_listed"),
    [
        ((100,), False),
        ((100, 60), False),
        ((100, 95, 90), True),
        ((360, 355, 350), True),
        ((420, 415, 410), False),
    ],
    ids=["once", "twice, weeks apart", "a pattern", "nearly a year ago", "more than a year ago"],
)
def test_a_pattern_of_the_last_year_is_what_puts_a_child_there(
    days: tuple[float, ...], is_listed: bool, partnership: User, manager: User, client: Client
) -> None:
    child_of_files(partnership, "Sam", *days)
    assert names(client, manager) == (["Sam"] if is_listed else [])


def test_what_is_older_is_among_what_was_inherited(partnership: User, manager: User, client: Client) -> None:
    child_of_files(partnership, "Sam", 420, 415, 410)
    client.force_login(manager)
    shown = client.get(reverse("worklist:inherited")).content.decode()
    assert "Decide what is done about the pattern" in shown


def test_one_whose_decision_waits_is_not_in_it_nor_one_about_whom_somebody_once_decided(
    partnership: User, manager: User, client: Client
) -> None:
    child_of_files(partnership, "Waits", 9, 5, 1)
    child_of_files(partnership, "Overdue", 100, 95, 90, authority=WELSH)
    once = child_of_files(partnership, "Once", 200, 195, 190)
    decide_on_pattern(once, decided(), by=manager, at=now() - timedelta(days=180))
    record(times_missing(once, 100, 95, 90), by=partnership, at=now())
    assert names(client, manager) == []


def test_one_who_is_asked_about_by_time_alone_says_on_which_day(
    partnership: User, manager: User, client: Client
) -> None:
    child_of_files(partnership, "Soon", 40, 35, 20)
    (one,) = listed(client, manager)
    (left,) = Finding.objects.never_decided()
    assert left.due is not None
    assert one.asked_on == left.due.ends + timedelta(days=28)
    while index.refresh(at=one.asked_on):
        pass
    assert not Finding.objects.never_decided().exists()
    assert undecided(manager).get().since == one.asked_on


def test_a_new_pattern_asks_and_takes_the_child_from_the_list(
    sam: Child, partnership: User, manager: User, client: Client
) -> None:
    record(times_missing(sam, 5, 3, 1), by=partnership, at=now())
    assert listed(client, manager) == []
    assert undecided(manager).count() == 1


def test_at_eighteen_a_child_leaves_it_and_so_does_one_who_has_died(
    partnership: User, manager: User, client: Client
) -> None:
    today, eighteen_years = localdate(), 18 * 365  # and four or five days more
    child_of_files(partnership, "Grown", *OFTEN, born=today - timedelta(days=eighteen_years + 6))
    child_of_files(partnership, "Nearly", *OFTEN, born=today - timedelta(days=eighteen_years + 3))
    dead = child_of_files(partnership, "Dead", *OFTEN)
    record(
        [said(FoundDead(episode=f"{dead.pk}/49"), ago(1), child=dead.key, of=FORCE)], by=partnership, at=now()
    )
    assert names(client, manager) == ["Nearly"]
    while index.refresh(at=now() + timedelta(days=3)):
        pass
    assert names(client, manager) == []


# ── who sees it ──────────────────────────────────────────────────────────────────────────────────────


def test_it_is_the_responsible_authoritys_and_where_nobody_has_stated_it_everybodys_who_knows_of_the_child(
    sam: Child, partnership: User, client: Client
) -> None:
    Agency.objects.filter(code=FORCE.code).update(joined_at=now())
    child_of_files(partnership, "Nobodys", *OFTEN, authority=None)
    police = user("coordinator", FORCE)
    assert names(client, police) == ["Nobodys"]
    assert {*names(client, user("coordinator", ENGLISH, "Other"))} == {"Sam", "Nobodys"}
    assert names(client, user("team_manager", WELSH)) == []


def test_the_chair_of_a_panel_finds_the_children_on_the_agenda_alone(
    sam: Child, partnership: User, client: Client
) -> None:
    chair = user("panel_chair", ENGLISH)
    child_of_files(partnership, "Alex", *OFTEN)
    assert names(client, chair) == []
    allocate(sam, chair, by=partnership, at=now(), tie=RelationKind.ON_AGENDA)
    assert names(client, chair) == ["Sam"]


def test_what_a_reader_may_not_see_is_not_counted(sam: Child, manager: User, client: Client) -> None:
    Relation.objects.filter(child=sam, agency=agency(ENGLISH)).update(until=now() - timedelta(minutes=1))
    client.force_login(manager)
    page = client.get(URL)
    assert page.context["page"].paginator.count == 0
    assert "Nobody was passed over" in page.content.decode()


# ── what is done about it ────────────────────────────────────────────────────────────────────────────


def test_whoever_may_decide_decides_unasked_and_the_child_leaves_the_list(
    sam: Child, manager: User, client: Client
) -> None:
    client.force_login(manager)
    url = reverse("children:decision", args=[sam.pk])
    page = client.get(url).content.decode()
    assert "Nobody has ever decided about this child" in page
    assert "Nobody is asked until a pattern is seen again; you can decide now" in page
    assert "Missing 4 times in 30 days" in page
    evidence = Finding.objects.never_decided().get().evidence
    sent = submit(client, url, {"answer": "missing_meeting", "because": "They meet", "look_again_on": ""})
    assert sent.status_code == 302
    assert listed(client, manager) == []
    assert "It stands until" in client.get(reverse("children:child", args=[sam.pk])).content.decode()
    (kept,) = chronology_of(sam).by_kind["PatternDecided"]
    assert {*kept.fact.weighed} == {*evidence}  # type: ignore[attr-defined]


def test_what_is_put_off_is_asked_again_on_its_day(sam: Child, manager: User) -> None:
    again = day_of(now()) + timedelta(days=7)
    put_off = decided(answer=PatternAnswer.NOT_NOW, look_again_on=again)
    decide_on_pattern(sam, put_off, by=manager, at=now())
    assert not Finding.objects.filter(child=sam, rule__startswith="alert.").exists()
    while index.refresh(at=now() + timedelta(days=8)):
        pass
    assert undecided(manager).get().child == sam


def test_whoever_is_named_to_answer_for_the_child_stands_in_the_line(
    sam: Child, manager: User, client: Client
) -> None:
    allocate(sam, manager, by=manager, at=now(), tie=RelationKind.ANSWERS_FOR)
    assert [one.answers for one in listed(client, manager)] == [manager.full_name]


def test_the_childs_own_page_says_that_nobody_has_decided(sam: Child, manager: User, client: Client) -> None:
    client.force_login(manager)
    page = client.get(reverse("children:child", args=[sam.pk])).content.decode()
    assert "Nobody has ever decided about this child, and nobody is asked now" in page
    decide_on_pattern(sam, decided(), by=manager, at=now())
    assert (
        "Nobody has ever decided" not in client.get(reverse("children:child", args=[sam.pk])).content.decode()
    )


def test_this_morning_counts_them_for_those_who_may_decide(sam: Child, manager: User, client: Client) -> None:
    says = "Nobody has ever decided about 1 child whose record shows a pattern"

    def morning(who: User) -> str:
        client.force_login(who)
        return client.get(reverse("exchange:morning")).content.decode()

    page = morning(manager)
    assert says in page
    assert URL in page
    assert says in morning(user("safeguarding_lead", ENGLISH))
    assert says not in morning(user("control_room_supervisor", FORCE))
    decide_on_pattern(sam, decided(), by=manager, at=now())
    assert says not in morning(manager)


def test_as_many_questions_however_many_children(
    sam: Child, partnership: User, manager: User, client: Client, django_assert_num_queries: Any
) -> None:
    listed(client, manager)
    with CaptureQueriesContext(connection) as of_one:
        listed(client, manager)
    for name in ("Alex", "Robin", "Kit"):
        child_of_files(partnership, name, *OFTEN)
    with django_assert_num_queries(len(of_one)):
        assert len(listed(client, manager)) == 4
