"""No report waits without somebody being called to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.cases.children.partnership import partnership  # noqa: F401
from tests.cases.worklist.night import agency, on_shift, reported, said, user
from tests.saying import ENGLISH, FORCE, HOME, WELSH, WELSH_FORCE, after
from wayhome.cases.missing import actions
from wayhome.cases.partners.models import Agency, Shift, User
from wayhome.cases.worklist.escalation import Reason, calls, reports, waiting
from wayhome.rules import facts

pytestmark = pytest.mark.django_db

CONTROL_ROOM = "local.report_acknowledged_by_control_room"
DUTY_DESK = "local.report_acknowledged_by_duty_desk"


def called(hours: float, rule: str = CONTROL_ROOM) -> set[tuple[str, int, str]]:
    """Who is called by then to the report, with their step and why."""
    found = calls(waiting(reports(), after(hours)), after(hours))
    return {(c.to.full_name, c.step, c.reason.value) for c in found if c.waiting.finding.rule == rule}


def test_the_first_on_call_is_called_at_once_and_alone():
    first, second = user("control_room_supervisor", FORCE), user("coordinator", FORCE)
    on_shift(first, "control_room")
    on_shift(second, "control_room", step=2)
    reported(0)
    assert called(0.26) == {(first.full_name, 1, "on_shift")}


def test_the_next_on_call_is_called_as_well_when_the_protocols_minutes_have_passed():
    first, second = user("control_room_supervisor", FORCE), user("coordinator", FORCE)
    on_shift(first, "control_room")
    on_shift(second, "control_room", step=4)
    reported(0)
    assert {step for _, step, _ in called(0.25 + 14 / 60)} == {1}
    assert {step for _, step, _ in called(0.25 + 15 / 60)} == {1, 4}


def test_the_duty_desk_has_its_own_minutes_and_its_own_rota():
    first, second = user("duty_worker", ENGLISH, "day"), user("duty_worker", ENGLISH, "night")
    on_shift(first, "duty_desk")
    on_shift(second, "emergency_duty", step=2)
    reported(0)
    assert called(0.25 + 29 / 60, DUTY_DESK) == {("day", 1, "on_shift")}
    assert called(0.25 + 30 / 60, DUTY_DESK) == {("day", 1, "on_shift"), ("night", 2, "on_shift")}


def test_when_the_rota_has_run_out_every_coordinator_of_the_agency_is_called():
    on_shift(user("control_room_supervisor", FORCE), "control_room")
    for name in ("one", "two"):
        user("coordinator", FORCE, name)
    user("coordinator", ENGLISH)
    reported(0)
    beyond = {name for name, _, reason in called(0.25 + 15 / 60) if reason == Reason.ROTA_RAN_OUT}
    assert beyond == {"one", "two"}


def test_when_nobody_is_on_every_coordinator_is_called_at_once():
    user("coordinator", FORCE, "one")
    user("control_room_supervisor", FORCE)
    reported(0)
    assert called(0.26) == {("one", 0, "nobody_on")}


def test_a_shift_of_somebody_who_can_no_longer_sign_in_is_nobody():
    gone = user("control_room_supervisor", FORCE)
    on_shift(gone, "control_room")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    user("coordinator", FORCE, "one")
    reported(0)
    assert called(0.26) == {("one", 0, "nobody_on")}


def test_a_force_with_no_users_leaves_the_report_to_the_agencies_that_know_of_the_child(coordinator):
    reported(0)
    assert called(0.26) == {("coordinator", 0, "nobody_on"), ("Simulated Coordinator", 0, "nobody_on")}


def test_an_acknowledged_report_calls_nobody():
    supervisor = user("control_room_supervisor", FORCE)
    on_shift(supervisor, "control_room")
    episode = reported(0)
    actions.acknowledge(episode, by=supervisor, at=after(0.3))
    assert called(0.5) == set()


def test_a_child_who_is_back_calls_nobody_however_late_the_acknowledgement(coordinator):
    episode = reported(0)
    said(episode, facts.Found(episode=episode.key), 5, coordinator)
    assert called(5.1)
    said(episode, facts.Returned(episode=episode.key, to=facts.ReturnedTo.HOSPITAL), 6, coordinator)
    assert called(6.1) == set()


class NoReportIsWithoutSomebody(TestCase):
    """Whatever the rota, the roles and the hour."""

    @settings(max_examples=40, deadline=None)
    @given(
        shifts=st.lists(
            st.tuples(st.sampled_from([FORCE, ENGLISH]), st.integers(1, 4), st.integers(-12, 3)), max_size=5
        ),
        roles=st.sets(st.sampled_from(["coordinator", "administrator", "social_worker", "team_manager"])),
        minutes=st.integers(16, 600),
        states=st.booleans(),
        police=st.sampled_from([True, False]),
        closed=st.booleans(),
    )
    def test_somebody_is_called_to_every_report(self, shifts, roles, minutes, states, police, closed):
        for of in (ENGLISH, WELSH, FORCE, WELSH_FORCE, HOME):
            Agency.objects.get_or_create(
                code=of.code,
                defaults={"name": of.code, "kind": of.kind.value, "joined_at": after(-1000)},
            )
        for role in roles:
            user(role, ENGLISH)
        for n, (of, step, begins) in enumerate(shifts):
            kind = "control_room" if of is FORCE else "duty_desk"
            who = user("control_room_supervisor" if of is FORCE else "duty_worker", of, f"on {n}")
            on_shift(who, kind, step, begins=after(begins), hours=6)
        if closed:
            User.objects.filter(shifts__in=Shift.objects.all()).update(is_active=False)
        reported(0, police=police, authority=states)
        at = after(minutes / 60)
        waits = waiting(reports(), at)
        assert waits
        found = {(call.waiting.finding.pk) for call in calls(waits, at) if call.to.is_active}
        assert found == {one.finding.pk for one in waits}


def test_a_report_whose_authority_nobody_stated_calls_those_who_know_of_the_child():
    one = user("coordinator", FORCE, "one")
    reported(0, authority=False, police=True)
    assert agency(FORCE).pk == one.agency_id
    assert {name for name, _, _ in called(0.3)} == {"one"}
