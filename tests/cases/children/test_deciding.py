"""A pattern asks for a decision: who gives it, what it rests on, what is refused, and where it shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import localdate, now

from tests.cases.children.conftest import agency, named, user
from tests.cases.children.patterns import ago, something_new, times_missing
from tests.saying import ENGLISH, FORCE, HOME, said
from tests.sending import submit
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import decide_on_pattern, record, relate
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Finding
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.overdue import brought_to
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import (
    Contact,
    ContactKind,
    FoundDead,
    PatternAnswer,
    PatternDecided,
    ResponsibleAuthorityStated,
)
from wayhome.rules.guidance import agreed
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.ui.news import MARK

pytestmark = pytest.mark.django_db

HOTEL = agreed.read(
    """
    version = "N"
    [local_patterns.hotel]
    title = "The hotel"
    why = "The panel's <b>hotel</b> {n}"
    agreed_by = "Exploitation panel"
    agreed_on = 2026-01-01
    opens = true
    looks_for.contact = "place"
    looks_for.words = ["ring road hotel"]
    """
)


@pytest.fixture
def sam(partnership: User) -> Child:
    """Sam was missing for the third time within a month two days ago, so that a decision is due in three days."""
    child = named(partnership, "Sam", "Example", date(2011, 4, 3), hours=ago(60))
    relate(child, agency(FORCE), RelationKind.OWN_AGENCY, because="report", by=partnership, at=now())
    responsible = ResponsibleAuthorityStated(authority=ENGLISH)
    record(
        [said(responsible, ago(60), child=child.key), *times_missing(child, 20, 10, 2)],
        by=partnership,
        at=now(),
    )
    return child


@pytest.fixture
def manager(partnership: User) -> User:
    return user("team_manager", ENGLISH)


def decided(answer: str = "plan_changed", **more: object) -> PatternDecided:
    said = {"because": "The plan now names the park", "weighed": (), "decided_by": "M", **more}
    return PatternDecided(answer=PatternAnswer(answer), **said)  # type: ignore[arg-type]


def in_days(days: int) -> date:
    return localdate() + timedelta(days=days)


def waits(child: Child) -> list[str]:
    return sorted(
        Finding.objects.filter(child=child, rule__startswith="alert.").values_list("rule", flat=True)
    )


def refused(
    child: Child, fact: PatternDecided, by: User, at: datetime | None = None
) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refusal:
        decide_on_pattern(child, fact, by=by, at=at or now())
    return refusal.value.sentence.key, refusal.value.field


def test_an_answer_settles_the_decision_and_all_that_waited_with_it(sam: Child, manager: User) -> None:
    assert {"alert.decision", "alert.repeat_missing"} <= {*waits(sam)}
    decide_on_pattern(sam, decided(), by=manager, at=now())
    assert waits(sam) == []
    assert Entry.objects.filter(verb="decide_on_pattern", actor_id=manager.pk, subject_id=sam.pk).count() == 1


def test_what_it_weighed_is_what_waited_whatever_was_sent(sam: Child, manager: User) -> None:
    evidence = Finding.objects.get(child=sam, rule="alert.decision").evidence
    kept = decide_on_pattern(sam, decided(weighed=("x",)), by=manager, at=now())
    assert {*kept.fact.weighed} == {*evidence} >= {f"{sam.pk}/{n}" for n in (20, 10, 2)}  # type: ignore[attr-defined]


def test_it_is_told_to_its_own_agency_and_to_those_who_work_with_the_child(sam: Child, manager: User) -> None:
    at = now()
    decide_on_pattern(sam, decided(), by=manager, at=at)
    (kept,) = chronology_of(sam).by_kind["PatternDecided"]
    told = {telling.to.code: (telling.at.begins, telling.stated) for telling in kept.told}
    assert told[ENGLISH.code] == (at, True)


def test_a_pattern_of_the_partnerships_own_is_said_in_its_words_to_those_who_may_read_what_it_looks_for(
    client: Client, sam: Child, manager: User, settings: Any
) -> None:
    settings.WAYHOME_PROTOCOL = (HOTEL,)
    hotel = Contact(contact=ContactKind.PLACE, value="Ring road hotel", episode=f"{sam.pk}/2")
    record([said(hotel, ago(1), key="h", child=sam.key)], by=manager, at=now())
    assert "alert.local.hotel" in waits(sam)
    url = reverse("children:decision", args=[sam.pk])
    client.force_login(manager)
    page = client.get(url).content.decode()
    assert escape("The panel's <b>hotel</b> {n}") in page
    assert "The hotel, since" in page
    assert "Exploitation panel, 1 January 2026" in page
    overview = client.get(reverse("children:child", args=[sam.pk])).content.decode()
    assert escape("The panel's <b>hotel</b> {n}") in overview
    relate(sam, agency(HOME), RelationKind.OWN_AGENCY, because="report", by=manager, at=now())
    client.force_login(user("registered_manager", HOME))
    assert "hotel" not in client.get(url).content.decode()


def test_where_nothing_waits_and_nothing_stands_there_is_nothing_to_decide(partnership: User) -> None:
    child = named(partnership, "Alex", "Example", hours=ago(60))
    assert refused(child, decided(), partnership) == ("decision.nothing_to_decide", None)
    record(times_missing(child, 20), by=partnership, at=now())
    assert refused(child, decided(), partnership) == ("decision.nothing_to_decide", None)


def test_of_a_child_who_has_died_nothing_is_decided(sam: Child, partnership: User, manager: User) -> None:
    decide_on_pattern(sam, decided(), by=manager, at=now())
    record(
        [said(FoundDead(episode=f"{sam.pk}/2"), ago(0.1), child=sam.key, of=FORCE)], by=partnership, at=now()
    )
    assert refused(sam, decided(), manager) == ("decision.nothing_to_decide", None)


def test_while_a_decision_stands_whoever_looks_early_decides_again_and_it_was_still_met_in_time(
    client: Client, sam: Child, manager: User
) -> None:
    decide_on_pattern(sam, decided(), by=manager, at=now())
    late = now() + timedelta(days=12)
    again = decided("support_offered", look_again_on=in_days(20))
    decide_on_pattern(sam, again, by=manager, at=late)
    assert len(chronology_of(sam).by_kind["PatternDecided"]) == 2
    client.force_login(manager)
    settled = client.get(reverse("children:duties", args=[sam.pk], query={"show": "settled"}))
    (answer,) = [one for one in settled.context["answers"] if one.finding.rule == "alert.decision"]
    assert answer.finding.state == "met"


@pytest.mark.parametrize("days", [-1, 0, 29])
def test_a_day_of_review_lies_ahead_and_within_what_the_protocol_allows(
    days: int, sam: Child, manager: User
) -> None:
    fact = decided("not_now", look_again_on=in_days(days))
    assert refused(sam, fact, manager) == ("decision.look_again_within", "look_again_on")


@pytest.mark.parametrize("days", [1, 28])
def test_the_first_and_the_last_such_day_are_taken(days: int, sam: Child, manager: User) -> None:
    at = now()
    decide_on_pattern(
        sam, decided("not_now", look_again_on=day_of(at) + timedelta(days=days)), by=manager, at=at
    )
    assert waits(sam) == []


@pytest.mark.parametrize("role", ["social_worker", "return_interview_worker", "administrator"])
def test_who_may_not_decide_is_refused(role: str, sam: Child) -> None:
    key, _ = refused(sam, decided(), user(role, ENGLISH))
    assert key.startswith("access.")


def test_something_new_asks_again_while_a_decision_stands(
    sam: Child, partnership: User, manager: User
) -> None:
    decide_on_pattern(sam, decided(), by=manager, at=now() - timedelta(days=1))
    record([something_new(sam)], by=partnership, at=now())
    assert {"alert.decision", "alert.something_new"} <= {*waits(sam)}


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────


def page(child: Child) -> str:
    return reverse("children:decision", args=[child.pk])


Shown = Callable[[User, str], str]


@pytest.fixture
def shown(client: Client) -> Shown:
    def show(who: User, url: str) -> str:
        client.force_login(who)
        return client.get(url).content.decode()

    return show


def test_the_page_shows_what_was_seen_with_figures_and_events_and_takes_the_answer(
    client: Client, sam: Child, manager: User, shown: Shown
) -> None:
    read = shown(manager, page(sam))
    for words in (
        "A decision is due by",
        "Missing 3 times in 30 days",
        "missing episodes in the last 90 days",
        '<span class="wayhome-count__figure">2</span>',
        "days since the last one began",
        f"/children/{sam.pk}/events/",
        "Early help or support offered",
    ):
        assert words in read
    sent = submit(
        client, page(sam), {"answer": "not_now", "because": "A meeting is called", "look_again_on": ""}
    )
    assert sent.context["form"].errors["look_again_on"]
    sent = submit(
        client,
        page(sam),
        {"answer": "plan_changed", "because": "The plan names the park", "look_again_on": ""},
    )
    assert sent.url == reverse("children:child", args=[sam.pk])
    assert "Your decision is saved" in client.get(sent.url).content.decode()
    assert chronology_of(sam).by_kind["PatternDecided"][0].fact.decided_by == manager.full_name  # type: ignore[attr-defined]


def test_whoever_may_see_but_not_decide_reads_who_decides_and_finds_no_form(
    client: Client, sam: Child, shown: Shown
) -> None:
    supervisor = user("control_room_supervisor", FORCE)
    read = shown(supervisor, page(sam))
    assert ("Missing 3 times in 30 days" in read, f"{agency(ENGLISH).name} decides." in read) == (True, True)
    assert "Save the decision" not in read
    assert client.post(page(sam), {"answer": "plan_changed", "because": "x"}).status_code == 403
    assert "PatternDecided" not in chronology_of(sam).by_kind


def test_whoever_may_not_see_the_child_does_not_find_the_page(client: Client, sam: Child) -> None:
    client.force_login(user("administrator", ENGLISH))
    assert client.get(page(sam)).status_code == 404


def test_why_it_was_decided_is_withheld_from_those_who_read_no_intelligence(
    sam: Child, manager: User, shown: Shown
) -> None:
    decide_on_pattern(sam, decided(), by=manager, at=now())
    assert "The plan now names the park" in shown(manager, page(sam))
    read = shown(user("control_room_supervisor", FORCE), page(sam))
    assert ("Plan changed" in read, "Withheld" in read) == (True, True)
    assert "The plan now names the park" not in read


def test_what_a_pattern_saw_is_withheld_from_those_who_read_no_contacts(
    sam: Child, partnership: User, manager: User, shown: Shown
) -> None:
    named_again = [
        said(
            Contact(
                contact=ContactKind.VEHICLE, value="XX00 SIM 1", role="collected by", episode=f"{sam.pk}/{n}"
            ),
            ago(n),
            key=f"car{n}",
            child=sam.key,
        )
        for n in (10, 2)
    ]
    record(named_again, by=partnership, at=now())
    relate(sam, agency(HOME), RelationKind.OWN_AGENCY, because="report", by=partnership, at=now())
    worker = user("residential_worker", HOME)
    for url in (page(sam), reverse("children:child", args=[sam.pk])):
        assert "The same vehicle named in 2 episodes" in shown(manager, url)
        read = shown(worker, url)
        assert "Withheld from your role." in read
        assert "The same vehicle" not in read
        assert "Missing 3 times in 30 days" in read


def test_where_nothing_was_ever_seen_the_page_says_so(partnership: User, shown: Shown) -> None:
    read = shown(partnership, page(named(partnership, "Alex", "Example", hours=ago(60))))
    assert "No pattern waits for a decision" in read
    assert "Save the decision" not in read


def test_what_came_in_while_the_page_was_open_is_shown_before_anything_is_decided(
    client: Client, sam: Child, partnership: User, manager: User
) -> None:

    client.force_login(manager)
    form = client.get(page(sam)).context["form"]
    record([something_new(sam)], by=partnership, at=now())
    typed = {"answer": "plan_changed", "because": "b", "look_again_on": "", MARK: form.mark}
    back = client.post(page(sam), typed)
    assert escape("child sexual exploitation") in back.content.decode()
    assert "PatternDecided" not in chronology_of(sam).by_kind
    assert client.post(page(sam), {**typed, MARK: back.context["form"].mark}).status_code == 302
    (kept,) = chronology_of(sam).by_kind["PatternDecided"]
    assert "new" in kept.fact.weighed  # type: ignore[attr-defined]


def test_the_childs_page_says_above_all_else_due_what_waits_and_then_what_stands(
    sam: Child, manager: User, shown: Shown
) -> None:
    url = reverse("children:child", args=[sam.pk])
    read = shown(manager, url)
    assert (
        read.index("A decision is due by")
        < read.index("Missing 3 times in 30 days")
        < read.index("What else needs someone")
    )
    assert page(sam) in read
    decide_on_pattern(sam, decided(), by=manager, at=now())
    read = shown(manager, url)
    assert "A decision is due by" not in read
    assert "Plan changed. It stands until" in read


def test_what_is_overdue_is_said_in_words(partnership: User, sam: Child, manager: User, shown: Shown) -> None:
    other = named(partnership, "Alex", "Example", hours=ago(60))
    record(times_missing(other, 25, 20, 10), by=partnership, at=now())
    for url in (reverse("children:child", args=[other.pk]), page(other)):
        read = shown(manager, url)
        assert "A decision was due by" in read
        assert "late." in read


def test_patterns_are_evidence_of_a_decision_and_no_lines_of_their_own(
    sam: Child, manager: User, client: Client
) -> None:
    client.force_login(manager)

    def rules(show: str) -> list[str]:
        shown = client.get(reverse("children:duties", args=[sam.pk], query={"show": show}))
        return [one.finding.rule for one in shown.context["answers"] if one.finding.rule.startswith("alert.")]

    assert rules("") == ["alert.decision"]
    child, duties = (client.get(reverse(f"children:{name}", args=[sam.pk])) for name in ("child", "duties"))
    assert child.context["needed"] == duties.context["needed"] - 1, (
        "it stands above the list, and not in it too"
    )
    decide_on_pattern(sam, decided(), by=manager, at=now())
    assert (rules(""), rules("settled")) == ([], ["alert.decision"])


def test_a_look_at_the_past_shows_what_waited_as_the_agency_knew_it_and_takes_no_answer(
    sam: Child, manager: User, shown: Shown, client: Client
) -> None:
    past = {"at": (now() - timedelta(hours=30)).isoformat(), "known_to": FORCE.code}
    before = {**past, "at": (now() - timedelta(days=5)).isoformat()}
    decide_on_pattern(sam, decided(), by=manager, at=now())
    then, earlier = (
        [
            shown(manager, reverse(name, args=[sam.pk], query=query))
            for name in ("children:child", "children:decision")
        ]
        for query in (past, before)
    )
    assert all("A decision is due by" in read and "Missing 3 times in 30 days" in read for read in then)
    assert not any("A decision is due by" in read for read in earlier)
    assert not any("Save the decision" in read or "Your role" in read for read in (*then, *earlier))
    assert client.post(reverse("children:decision", args=[sam.pk], query=past), {}).status_code == 403


def test_my_work_holds_the_decision_until_it_is_given_and_leads_to_its_page(
    client: Client, sam: Child, partnership: User, manager: User
) -> None:
    client.force_login(manager)

    def lines() -> list[str]:
        shown = client.get(reverse("worklist:mine", query={"heap": "later"}))
        return [one.address for one in shown.context["lines"] if one.due["words"].startswith("Decide what")]

    assert lines() == [page(sam)]
    decide_on_pattern(sam, decided(), by=manager, at=now() - timedelta(hours=1))
    assert lines() == []
    record([something_new(sam)], by=partnership, at=now())
    assert lines() == [page(sam)]


def test_what_is_overdue_is_brought_to_those_who_answer_for_it_and_to_no_shift(
    sam: Child, partnership: User, manager: User
) -> None:
    other = named(partnership, "Alex", "Example", hours=ago(60))
    responsible = said(ResponsibleAuthorityStated(authority=ENGLISH), ago(60), key="r", child=other.key)
    record([responsible, *times_missing(other, 25, 20, 10)], by=partnership, at=now())
    lead, duty = user("safeguarding_lead", ENGLISH), user("duty_worker", ENGLISH)

    def brought(who: User) -> list[int]:
        return list(brought_to(who, now()).filter(rule="alert.decision").values_list("child", flat=True))

    assert [brought(who) for who in (partnership, manager, lead, duty)] == [[other.pk]] * 3 + [[]]
    decide_on_pattern(other, decided(), by=lead, at=now())
    assert brought(manager) == []
