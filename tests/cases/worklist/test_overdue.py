"""What is late goes up: to whoever is on shift, then to those the protocol names, each told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.models import Q

from tests.cases.worklist.night import agency, on_shift, reported, said, user
from tests.saying import ENGLISH, FORCE, HOME, WELSH, after
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.children import index
from wayhome.cases.children.models import Finding
from wayhome.cases.children.models.index import ACKNOWLEDGEMENTS
from wayhome.cases.missing.actions import say
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist import heaps, overdue
from wayhome.cases.worklist.actions import make_notices
from wayhome.cases.worklist.models import Notice
from wayhome.rules import facts
from wayhome.rules.guidance.overdue import ON_SHIFT, Step
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.moment import Moment
from wayhome.ui import wording

pytestmark = pytest.mark.django_db

INTERVIEW = "england.return_interview"


@pytest.fixture
def night(_joined):
    """Somebody on shift at each desk, and one of each role above them."""
    for of, kind in ((FORCE, "control_room"), (ENGLISH, "duty_desk")):
        role = "control_room_supervisor" if of is FORCE else "duty_worker"
        on_shift(user(role, of), kind, hours=10_000)
        user("coordinator", of)
    user("team_manager", ENGLISH)
    Agency.objects.filter(code__startswith="W-").update(joined_at=None)


def told_by(hours: float, rule: str, rung: str = "") -> set[tuple[str, int]]:
    """Who is told by then of this rule, if the job runs each quarter of an hour from the evening on."""
    refreshed(hours)
    make_notices(by=INSTALLATION, at=after(hours))
    return {
        (one.to.role, one.step) for one in Notice.objects.filter(rule=rule, rung=rung, child__isnull=False)
    }


def refreshed(hours: float) -> None:
    while index.refresh(at=after(hours)):
        pass


def returned(hours: float = 2):
    episode = reported(0)
    by = user("duty_worker", ENGLISH)
    said(episode, facts.Found(episode=episode.key), hours, by)
    said(episode, facts.ReturnDecided(episode=episode.key, safe=True, decided_by="A manager"), hours, by)
    return said(episode, facts.Returned(episode=episode.key, to=facts.ReturnedTo.PLACEMENT), hours, by)


def test_what_is_late_is_brought_to_the_desk_at_once_then_to_the_coordinator_then_to_the_team_manager(night):
    reported(0)
    meeting = ("local.missing_meeting", "24h")
    assert told_by(23.9, *meeting) == set()
    desk = {("duty_worker", 1)}
    assert told_by(24, *meeting) == desk
    assert told_by(27.9, *meeting) == desk
    coordinator = desk | {("coordinator", 2)}
    assert told_by(28, *meeting) == coordinator
    assert told_by(47.9, *meeting) == coordinator
    assert told_by(48, *meeting) == coordinator | {("team_manager", 3)}


def test_each_is_told_once_however_often_the_job_runs(night):
    reported(0)
    refreshed(24)
    assert [one.rule for one in make_notices(by=INSTALLATION, at=after(24)) if one.child_id] == [
        "local.missing_meeting"
    ]
    assert make_notices(by=INSTALLATION, at=after(24.1)) == []


def test_each_rung_of_a_ladder_goes_up_by_itself(night):
    reported(0)
    for hours in (24, 72):
        told_by(hours, "")
    assert told_by(72, "local.missing_meeting", "24h") == {("duty_worker", 1)}
    assert told_by(72, "local.missing_meeting", "72h") == {("duty_worker", 1)}


def test_a_return_interview_is_asked_about_before_its_time_is_up(night):
    returned(2)
    assert told_by(25.9, INTERVIEW) == set()
    steps = [("coordinator", 1)]
    assert told_by(26, INTERVIEW) == {*steps}
    steps += [("team_manager", 2)]
    assert told_by(50, INTERVIEW) == {*steps}
    steps += [("coordinator", 3), ("team_manager", 3)]
    assert told_by(62, INTERVIEW) == {*steps}
    reasons = Notice.objects.filter(rule=INTERVIEW).values_list("reason", flat=True)
    assert set(reasons) == {"before_due"}
    steps += [("coordinator", 4), ("team_manager", 4)]
    assert told_by(74, INTERVIEW) == {*steps}
    late = Notice.objects.filter(rule=INTERVIEW, reason="overdue")
    assert set(late.values_list("step", flat=True)) == {4}


def test_what_was_done_goes_no_further(night):
    episode = returned(2)
    held = facts.InterviewHeld(covers=(episode.key,), independent=True)
    said(episode, held, 10, user("duty_worker", ENGLISH))
    assert told_by(60, INTERVIEW) == set()


def test_a_home_which_has_no_desk_is_all_on_shift_and_its_manager_is_next(night):
    user("registered_manager", HOME)
    reported(0, police=None)
    first = {("residential_worker", 1), ("registered_manager", 1)}
    assert told_by(0.5, "local.police_told") == first
    assert told_by(4.5, "local.police_told") == first | {("registered_manager", 2)}


def test_where_nobody_has_the_role_whoever_answers_for_the_agency_is_told(night):
    User.objects.filter(role="coordinator").update(is_active=False)
    reported(0)
    told_by(24, "local.missing_meeting", "24h")
    assert told_by(28, "local.missing_meeting", "24h") == {
        ("duty_worker", 1),
        ("duty_worker", 2),
        ("team_manager", 2),
    }


def test_what_nobody_has_stated_whose_it_is_is_brought_to_those_who_know_of_the_child(night):
    reported(0, authority=False)
    told = told_by(24, "local.missing_meeting", "24h")
    assert ("control_room_supervisor", 1) in told
    assert ("residential_worker", 1) in told
    assert not any(name.startswith("duty_worker") for name, _ in told)


def test_a_new_report_goes_along_the_rota_alone(night):
    reported(0)
    assert told_by(20, "local.report_acknowledged_by_duty_desk") == set()
    assert Notice.objects.filter(rule="local.report_acknowledged_by_duty_desk", report__isnull=False).exists()


def test_a_duty_about_a_placement_goes_up_too(night):
    episode = reported(0)
    Finding.objects.create(
        child=episode.child,
        rule="england.host_told_of_placement",
        state="overdue",
        since=after(0),
        due_begins=after(1),
        due_ends=after(1),
        owner=agency(ENGLISH),
    )
    make_notices(by=INSTALLATION, at=after(2))
    (notice,) = Notice.objects.filter(rule="england.host_told_of_placement")
    assert (notice.to.role, notice.child) == ("team_manager", episode.child)
    assert (
        Entry.objects.filter(verb="make_notice", subject_kind="child", subject_id=episode.child_id).count()
        == 1
    )


def test_what_went_up_more_than_a_day_ago_is_no_news_but_stands_in_my_work(night):
    reported(0)
    assert told_by(24 + 24.1, "local.missing_meeting", "24h") == {("coordinator", 2), ("team_manager", 3)}
    desk = user("duty_worker", ENGLISH)
    assert "local.missing_meeting" in {one.rule for one in overdue.brought_to(desk, after(48.1))}


def test_what_is_settled_before_a_notice_could_be_sent_is_not_sent(night):
    episode = returned(2)
    told_by(26, INTERVIEW)
    pressing = Notice.objects.pressing().filter(rule=INTERVIEW)
    assert pressing.exists()
    held = facts.InterviewHeld(covers=(episode.key,), independent=True)
    say(episode, held, happened_at=Moment.at(after(26.1)), by=user("duty_worker", ENGLISH), at=after(26.1))
    assert not pressing.exists()


def test_no_notice_of_it_holds_a_name_or_a_number(night):
    reported(0, forename="Marigold")
    told_by(24, "")
    words = {wording.say(one.sentence) for one in Notice.objects.filter(child__isnull=False)}
    assert words == {
        "Something that was to be done for a child is late, and is brought to you. Sign in to Wayhome."
    }


def test_a_clock_goes_up_by_the_protocol_under_which_it_began(night, settings):
    evening = date(2026, 1, 12)
    settings.WAYHOME_PROTOCOL = (
        replace(
            DEFAULT, version="1", in_force_until=evening, escalation=(Step(timedelta(), ("team_manager",)),)
        ),
        replace(
            DEFAULT,
            version="2",
            in_force_from=evening + timedelta(days=1),
            escalation=(Step(timedelta(), (ON_SHIFT,)),),
        ),
    )
    first, second = reported(0), reported(20)
    told_by(24, ""), told_by(44, "")
    told = set(Notice.objects.filter(rung="24h").values_list("child", "to__role"))
    assert told == {(first.child_id, "team_manager"), (second.child_id, "duty_worker")}


@pytest.mark.parametrize("hours", [0.6, 4.6, 24, 26, 28.5, 48.5, 62, 80])
def test_the_heap_and_what_is_said_of_a_finding_agree(night, hours):
    user("registered_manager", HOME)
    reported(0, police=None)
    reported(0)
    returned(2)
    refreshed(hours)
    for who in (user("team_manager", ENGLISH), user("registered_manager", HOME), user("coordinator", WELSH)):
        brought = {one.pk for one in overdue.brought_to(who, after(hours))}
        expected = set()
        ours = Q(owner=who.agency_id) | Q(owner=None)
        for one in Finding.objects.visible_to(who).filter(ours).exclude(rule__in=ACKNOWLEDGEMENTS):
            roles = {who.role, ON_SHIFT} if who.agency.code == HOME.code else {who.role}
            steps = [step for step in DEFAULT.steps_of(one.rule) if roles & {*step.to}]
            if one.due and any(step.comes(one.due) <= after(hours) for step in steps):
                assert overdue.told(one, who.agency.kind, after(hours))
                expected.add(one.pk)
        assert brought == expected


def test_the_board_says_to_whom_it_has_gone_up(night, signed_in, at):
    reported(0)
    at(29)
    refreshed(29)
    text = signed_in(user("coordinator", ENGLISH, "coordinator E-A")).get("/").content.decode()
    assert "Brought to: missing persons coordinator, since Wed 14 Jan 2026, 01:00" in text


def test_my_work_has_a_heap_of_what_is_brought_to_me(night, signed_in, at):
    reported(0, forename="Amber")
    manager = user("team_manager", ENGLISH)
    for hours, n in ((47, 0), (48.5, 1)):
        at(hours)
        refreshed(hours)
        text = signed_in(manager).get("/mine/", {"heap": "brought"}).content.decode()
        assert f"Brought to you ({n})" in text
        assert ("Amber" in text) is bool(n)
    assert "Brought to: team manager, since Wed 14 Jan 2026, 21:00" in text


def test_nobody_to_whom_nothing_is_ever_brought_has_such_a_heap(night, signed_in, at):
    reported(0)
    at(1)
    page = signed_in(user("administrator", ENGLISH)).get("/mine/").content.decode()
    assert "Brought to you" not in page
    assert "brought" not in heaps.counts(user("administrator", ENGLISH), after(1))
