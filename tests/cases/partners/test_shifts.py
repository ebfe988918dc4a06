from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.partners.conftest import AT
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import hand_over_shift, put_on_shift, take_off_shift
from wayhome.cases.partners.gap import uncovered
from wayhome.cases.partners.models import Shift
from wayhome.rules.refusal import Refusal

HOUR = timedelta(hours=1)


@pytest.fixture
def put(administrator, at):
    """Puts somebody on a team from one hour to another, both counted from `at`."""

    def put(team, user, begins, ends, step=1):
        return put_on_shift(
            team, user, begins=at + begins * HOUR, ends=at + ends * HOUR, step=step, by=administrator, at=at
        )

    return put


def refusal(act):
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.sentence.key.removeprefix("partners."), refused.value.field


def test_first_on_call_comes_first_and_the_next_step_after(desk, worker, administrator, put, at):
    second = put(desk, administrator, 0, 8, step=2)
    first = put(desk, worker, 0, 8)
    assert list(Shift.objects.on_duty(desk, at)) == [first, second]


def test_a_shift_answers_from_its_beginning_and_no_longer_at_its_end(desk, worker, put, at):
    put(desk, worker, 1, 2)
    on = [Shift.objects.on_duty(desk, at + n * HOUR / 2).exists() for n in range(1, 6)]
    assert on == [False, True, True, False, False]


def test_a_gap_is_a_span_with_nobody_on(desk, worker, administrator, put, at):
    put(desk, worker, 2, 5)
    put(desk, administrator, 4, 6, step=2)
    put(desk, worker, 8, 9)
    gaps = Shift.objects.gaps(desk, at, at + 10 * HOUR)
    assert gaps == [(at, at + 2 * HOUR), (at + 6 * HOUR, at + 8 * HOUR), (at + 9 * HOUR, at + 10 * HOUR)]


def test_a_team_with_no_rota_is_one_long_gap(desk, at):
    assert Shift.objects.gaps(desk, at, at + HOUR) == [(at, at + HOUR)]


def test_the_day_desk_and_the_night_team_cover_for_each_other(authority, desk, nights, worker, put, at):
    put(desk, worker, 0, 8)
    put(nights, worker, 8, 24)
    assert Shift.objects.gaps(desk, at, at + 24 * HOUR)
    assert Shift.objects.gaps(authority.teams.answering(), at, at + 24 * HOUR) == []
    assert Shift.objects.on_duty(authority.teams.answering(), at + 9 * HOUR).get().team == nights


@given(
    spans=st.lists(st.tuples(st.integers(-5, 25), st.integers(1, 10)), max_size=8),
    ends=st.integers(1, 20),
)
def test_every_hour_is_either_somebodys_or_in_one_gap(spans, ends):
    worked = sorted((AT + begins * HOUR, AT + (begins + hours) * HOUR) for begins, hours in spans)
    overlapping = [span for span in worked if span[0] < AT + ends * HOUR and span[1] > AT]
    gaps = uncovered(overlapping, AT, AT + ends * HOUR)
    for hour in (AT + n * HOUR for n in range(ends)):
        somebodys = any(on <= hour < off for on, off in worked)
        in_gaps = sum(gap.begins <= hour < gap.ends for gap in gaps)
        assert in_gaps == (0 if somebodys else 1)


@pytest.mark.parametrize(
    ("begins", "ends", "step", "refused"),
    [
        (4, 4, 1, ("shift_ends_before_it_begins", "ends")),
        (4, 3, 1, ("shift_ends_before_it_begins", "ends")),
        (-8, 0, 1, ("shift_is_over", "ends")),
        (0, 24 * 365, 1, ("shift_too_long", "ends")),
        (0, 8, 0, ("step_counts_from_one", "step")),
    ],
)
def test_a_shift_that_makes_no_sense_is_refused(desk, worker, put, begins, ends, step, refused):
    assert refusal(lambda: put(desk, worker, begins, ends, step)) == refused
    assert not Shift.objects.exists()


def test_nobody_is_twice_on_one_rota_at_one_time(desk, nights, worker, put):
    put(desk, worker, 0, 8)
    assert refusal(lambda: put(desk, worker, 7, 9)) == ("shift_overlaps", "begins")
    put(desk, worker, 8, 9)
    put(nights, worker, 7, 9)


def test_people_are_on_call_for_their_own_agency(control_room, worker, put):
    assert refusal(lambda: put(control_room, worker, 0, 8)) == ("user_of_another_agency", "user")


def test_somebody_who_cannot_sign_in_cannot_be_on_call(desk, worker, put):
    worker.is_active = False
    assert refusal(lambda: put(desk, worker, 0, 8)) == ("cannot_be_on_call", "user")


def test_taking_somebody_off_ends_their_shift_now_and_removes_one_to_come(
    desk, worker, administrator, put, at
):
    now_on, to_come = put(desk, worker, -2, 8), put(desk, worker, 24, 32)
    assert take_off_shift(now_on, by=administrator, at=at + HOUR).ends == at + HOUR
    assert take_off_shift(to_come, by=administrator, at=at + HOUR) is None
    assert list(Shift.objects.all()) == [now_on]
    assert refusal(lambda: take_off_shift(now_on, by=administrator, at=at + HOUR)) == ("shift_is_over", None)


def test_handing_over_leaves_no_gap_and_keeps_what_was_worked(desk, worker, administrator, put, at):
    shift = put(desk, worker, 0, 8, step=2)
    theirs = hand_over_shift(shift, administrator, by=worker, at=at + 3 * HOUR)
    assert (theirs.begins, theirs.ends, theirs.step) == (at + 3 * HOUR, at + 8 * HOUR, 2)
    assert Shift.objects.get(user=worker).ends == at + 3 * HOUR
    assert Shift.objects.gaps(desk, at, at + 8 * HOUR) == []
    assert Entry.objects.filter(verb="hand_over_shift").get().subject == f"shift:{theirs.pk}"


def test_a_shift_to_come_is_handed_over_whole(desk, worker, administrator, put, at):
    shift = put(desk, worker, 24, 32)
    theirs = hand_over_shift(shift, administrator, by=worker, at=at)
    assert list(Shift.objects.all()) == [theirs]
    assert theirs.begins == at + 24 * HOUR


def test_a_refused_handover_changes_nothing(desk, worker, officer, put, at):
    shift = put(desk, worker, 0, 8)
    assert (
        refusal(lambda: hand_over_shift(shift, officer, by=worker, at=at + HOUR))[0]
        == "user_of_another_agency"
    )
    assert Shift.objects.get().ends == at + 8 * HOUR


def test_the_database_holds_no_shift_that_ends_before_it_begins_or_has_no_step(desk, worker, at):
    for ends, step in ((at, 1), (at + HOUR, 0)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Shift.objects.create(team=desk, user=worker, begins=at, ends=ends, step=step)


def test_people_see_the_rotas_of_their_own_agency(desk, worker, officer, administrator, put):
    put(desk, worker, 0, 8)
    seen = [Shift.objects.visible_to(user).count() for user in (worker, administrator, officer)]
    assert seen == [1, 1, 0]
