"""Who is on call when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.partners.models import Shift, Team, User
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from wayhome.cases.audit.models import Actor

# A week on call and the morning it is handed over. A mistyped year would hide every gap of that year.
LONGEST_SHIFT = timedelta(days=8)


@transaction.atomic
def put_on_shift(
    team: Team, user: User, *, begins: datetime, ends: datetime, step: int = 1, by: Actor, at: datetime
) -> Shift:
    """Puts somebody of the team's agency on its rota, from `begins` to `ends` (aware).

    Refuses a span that is over, upside down or longer than LONGEST_SHIFT; somebody of another agency, whose
    account is closed, or who is on this rota in that time already.
    """
    _require_span(begins, ends, step, at)
    _require_fit(user, team)
    _require_free(user, team, begins, ends)
    shift = Shift.objects.create(team=team, user=user, begins=begins, ends=ends, step=step)
    detail = {"team": team.pk, "user": user.pk, "step": step}
    enter("put_on_shift", by=by, at=at, subject=f"shift:{shift.pk}", detail=detail)
    return shift


@transaction.atomic
def take_off_shift(shift: Shift, *, by: Actor, at: datetime) -> Shift | None:
    """Ends a shift at `at`. One that has not begun is removed, and None returned; one that is over stays."""
    _require_not_over(shift, at)
    detail = {"team": shift.team_id, "user": shift.user_id, "step": shift.step}
    enter("take_off_shift", by=by, at=at, subject=f"shift:{shift.pk}", detail=detail)
    return _end(shift, at)


@transaction.atomic
def hand_over_shift(shift: Shift, to: User, *, by: Actor, at: datetime) -> Shift:
    """Gives what is left of a shift to somebody else at the same step, and returns theirs."""
    _require_not_over(shift, at)
    _require_fit(to, shift.team)
    begins, ends, former = max(shift.begins, at), shift.ends, shift.pk
    _require_free(to, shift.team, begins, ends)
    _end(shift, at)
    theirs = Shift.objects.create(team=shift.team, user=to, begins=begins, ends=ends, step=shift.step)
    detail = {"team": shift.team_id, "from": former, "user": to.pk}
    enter("hand_over_shift", by=by, at=at, subject=f"shift:{theirs.pk}", detail=detail)
    return theirs


def _end(shift: Shift, at: datetime) -> Shift | None:
    if shift.begins >= at:
        shift.delete()
        return None
    shift.ends = at
    shift.save(update_fields=["ends"])
    return shift


def _require_span(begins: datetime, ends: datetime, step: int, at: datetime) -> None:
    if ends <= begins:
        raise Refusal(Sentence("partners.shift_ends_before_it_begins"), field="ends")
    if ends <= at:
        raise Refusal(Sentence("partners.shift_is_over", ended_at=ends), field="ends")
    if ends - begins > LONGEST_SHIFT:
        raise Refusal(Sentence("partners.shift_too_long", days=LONGEST_SHIFT.days), field="ends")
    if step < 1:
        raise Refusal(Sentence("partners.step_counts_from_one"), field="step")


def _require_not_over(shift: Shift, at: datetime) -> None:
    if shift.ends <= at:
        raise Refusal(Sentence("partners.shift_is_over", ended_at=shift.ends))


def _require_fit(user: User, team: Team) -> None:
    if user.is_system or not user.is_active:
        raise Refusal(Sentence("partners.cannot_be_on_call"), field="user")
    if user.agency_id != team.agency_id:
        raise Refusal(Sentence("partners.user_of_another_agency"), field="user")


def _require_free(user: User, team: Team, begins: datetime, ends: datetime) -> None:
    clash = Shift.objects.filter(team=team, user=user).during(begins, ends).order_by("begins").first()
    if clash:
        raise Refusal(
            Sentence("partners.shift_overlaps", begins=clash.begins, ends=clash.ends), field="begins"
        )
