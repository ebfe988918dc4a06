"""Who is told of what is late: somebody of every agency on which a duty may fall, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.saying import after
from wayhome.rules.factors import Factor
from wayhome.rules.facts import AgencyKind
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.overdue import Step
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.moment import Moment

MAY_OWE = {
    Factor.RESPONSIBLE_AUTHORITY: [AgencyKind.AUTHORITY],
    Factor.HOST_AUTHORITY: [AgencyKind.AUTHORITY],
    Factor.FORCE_MISSING_FROM: [AgencyKind.POLICE],
    Factor.FORCE_BELIEVED_TO_BE: [AgencyKind.POLICE],
    Factor.REPORTING_AGENCY: list(AgencyKind),
    Factor.HOME_MISSING_FROM: [AgencyKind.CHILDRENS_HOME],
}


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.rule)
def test_of_every_duty_somebody_is_told_once_it_is_late(clock) -> None:
    for kind in MAY_OWE[clock.falls_on]:
        told = [step for step in DEFAULT.steps_of(clock.rule) if step.of(kind)]
        assert any(step.after >= timedelta() for step in told), kind


def test_a_return_interview_is_asked_about_after_24_48_and_60_of_its_hours_and_when_it_is_late() -> None:
    due = Moment.at(after(72))
    steps = DEFAULT.steps_of("england.return_interview")
    assert [step.comes(due) for step in steps] == [after(24), after(48), after(60), after(72)]


def test_of_a_limit_that_is_a_span_a_step_comes_before_it_begins_or_after_it_ends() -> None:
    due = Moment.between(after(10), after(12))
    assert Step(timedelta(hours=-1), ("coordinator",)).comes(due) == after(9)
    assert Step(timedelta(), ("coordinator",)).comes(due) == after(12)
    assert Step(timedelta(hours=1), ("coordinator",)).comes(due) == after(13)


def test_a_step_is_to_those_whom_the_owner_has() -> None:
    step = Step(timedelta(), ("on_shift", "registered_manager", "team_manager"))
    assert step.of(AgencyKind.AUTHORITY) == ("on_shift", "team_manager")
    assert step.of(AgencyKind.CHILDRENS_HOME) == ("on_shift", "registered_manager")
    assert step.of(None) == step.to
