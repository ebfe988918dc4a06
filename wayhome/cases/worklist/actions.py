"""Every write of the worklist: notices are made, sent and acknowledged, and what was found about agencies is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children.actions.allocation import give
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist import channels, desks, escalation, overdue
from wayhome.cases.worklist.escalation import Reason
from wayhome.cases.worklist.models import AgencyFinding, Notice
from wayhome.cases.worklist.panels import chairs_a_panel
from wayhome.cases.worklist.recipients import is_still_told
from wayhome.rules import recording
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: About what the nightly look at agencies is entered in the audit.
LOOKED_AT = "partnership:agencies"


@transaction.atomic
def make_notices(*, by: Actor, at: datetime) -> list[Notice]:
    """A notice for everybody who is called now and was not yet told, on every channel that reaches them.

    Doing it twice, at once or after being killed half way, makes each notice once: the constraints see to it.
    """
    wanted = {_thing(one): one for one in (*_of_reports(at), *_of_empty_desks(at), *_of_late_duties(at))}
    for made in Notice.objects.filter(to__in={one.to_id for one in wanted.values()}):
        wanted.pop(_thing(made), None)
    Notice.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    for one in wanted.values():
        enter(
            "make_notice", by=by, at=at, subject=_about(one), detail={"to": one.to_id, "channel": one.channel}
        )
    return list(wanted.values())


@transaction.atomic
def put_on_agendas(*, by: Actor, at: datetime) -> int:
    """Puts each child of whom something has gone up to the chair of a panel on that panel's agenda, so that the chair
    can read it; how many ties it wanted. What was taken off an agenda since stays off.
    """
    wanted = [
        (one, user) for one, user in overdue.people(overdue.of_no_panel(at), at) if chairs_a_panel(user)
    ]
    for one, user in wanted:
        give(one.finding.child, user, by=by, at=at)
    return len(wanted)


@transaction.atomic
def notify(people: Iterable[User], reason: Reason, *, since: datetime, by: Actor, at: datetime) -> None:
    """A notice for each of these people of something that is about no report. The worker sends them."""
    for user in people:
        for channel in _reaching(user):
            one = Notice.objects.create(
                to=user, channel=channel, reason=reason.value, desk=user.agency, since=since, made_at=at
            )
            enter("make_notice", by=by, at=at, subject=f"notice:{one.pk}", detail={"to": user.pk})


@transaction.atomic
def send_notice(notice: Notice, *, by: Actor, at: datetime) -> None:
    """Hands a notice to its channel. Raises `channels.NotTakenError`, and it stays unsent.

    Whoever is not to be told any more, since their role, shift or tie has ended meanwhile, is not: it is taken back.
    """
    waits = Notice.objects.unsent().select_for_update(of=("self",)).select_related("to", "report")
    held = waits.filter(pk=notice.pk).first()
    if held is None:
        return
    if not is_still_told(held, at):
        _take_back(held, by, at)
        return
    channel = next(channel for channel in channels.CHANNELS if channel.key == held.channel)
    channel.send(held.to, held.sentence, once=f"notice-{held.pk}")
    held.sent_at = at
    held.save(update_fields=["sent_at"])
    enter("send_notice", by=by, at=at, subject=f"notice:{held.pk}", detail={"channel": held.channel})


@transaction.atomic
def acknowledge_notice(notice: Notice, *, by: User, at: datetime) -> None:
    """The person it was sent to has seen it. It does not acknowledge the report: that is done at the episode."""
    if notice.to_id != by.pk:
        raise Refusal(Sentence("notice.not_yours"))
    if Notice.objects.unseen().filter(pk=notice.pk).update(acknowledged_at=at, acknowledged_by=by):
        enter("acknowledge_notice", by=by, at=at, subject=f"notice:{notice.pk}")


@transaction.atomic
def keep_agency_findings(found: Iterable[recording.AgencyFinding], *, by: Actor, at: datetime) -> None:
    """Makes these the only findings about agencies that stand. One that comes again stands from then, and not from when
    it stood before.
    """
    keys, every = dict(Agency.objects.values_list("code", "pk")), {one.key: one for one in found}
    standing = AgencyFinding.objects.standing().select_for_update(of=("self",)).select_related("agency")
    held = {row.as_rules().key: row for row in standing}
    fresh = {key: AgencyFinding.of(one, keys[one.agency.code], at) for key, one in every.items()}
    for key, row in held.items():
        if key in fresh:
            again = fresh.pop(key)
            for column in AgencyFinding.FOUND:
                setattr(row, column, getattr(again, column))
        else:
            row.cleared_at = at
    AgencyFinding.objects.bulk_update(held.values(), [*AgencyFinding.FOUND, "cleared_at"])
    AgencyFinding.objects.bulk_create(fresh.values())
    detail = {"standing": len(every), "new": len(fresh)}
    enter("look_at_agencies", by=by, at=at, subject=LOOKED_AT, detail=detail)


def _take_back(one: Notice, by: Actor, at: datetime) -> None:
    """It was sent to nobody, and so is no fact; whoever is called again is told again."""
    subject = f"notice:{one.pk}"
    enter("take_back_notice", by=by, at=at, subject=subject, detail={"to": one.to_id, "channel": one.channel})
    one.delete()


def _thing(one: Notice) -> tuple[object, ...]:
    """What a notice must not be made of twice; as the constraints of `Notice` have it."""
    if one.child_id is not None:
        return (one.child_id, one.rule, one.rung, one.since, one.step, one.to_id, one.channel)
    if one.report_id is not None:
        return (one.report_id, one.rule, one.step, one.to_id, one.channel)
    return (one.desk_id, one.since, one.to_id, one.channel)


def _about(one: Notice) -> str:
    if one.child_id is not None:
        return f"child:{one.child_id}"
    return f"episode:{one.report_id}" if one.report_id else f"agency:{one.desk_id}"


def _of_reports(at: datetime) -> Iterator[Notice]:
    waiting = escalation.waiting(escalation.reports().order_by("since", "pk"), at)
    for call in escalation.calls(waiting, at):
        finding = call.waiting.finding
        for channel in _reaching(call.to):
            yield Notice(
                to=call.to,
                channel=channel,
                reason=call.reason.value,
                desk_id=finding.owner_id,
                report_id=call.waiting.report,
                rule=finding.rule,
                since=finding.since,
                step=call.step,
                made_at=at,
            )


def _of_empty_desks(at: datetime) -> Iterator[Notice]:
    found = desks.empty_since(desks.empty(desks.desks(at), at), at)
    people = escalation.people_of(desk.agency.pk for desk in found)
    for desk in found:
        for user in escalation.answerable(people[desk.agency.pk]):
            for channel in _reaching(user):
                yield Notice(
                    to=user,
                    channel=channel,
                    reason=Reason.NOBODY_ON_SHIFT.value,
                    desk_id=desk.agency.pk,
                    since=desk.since,
                    made_at=at,
                )


def _of_late_duties(at: datetime) -> Iterator[Notice]:
    for one, user in overdue.people(overdue.brought_now(at), at):
        finding, early = one.finding, one.step.after < timedelta()
        for channel in _reaching(user):
            yield Notice(
                to=user,
                channel=channel,
                reason=(Reason.BEFORE_DUE if early else Reason.OVERDUE).value,
                desk_id=finding.owner_id,
                child_id=finding.child_id,
                rule=finding.rule,
                rung=finding.rung,
                since=finding.since,
                step=one.number,
                made_at=at,
            )


def _reaching(user: User) -> list[str]:
    return [channel.key for channel in channels.CHANNELS if channel.reaches(user)]
