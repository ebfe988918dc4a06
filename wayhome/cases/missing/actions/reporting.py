"""A missing report: the act that opens an episode for each of its children."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from wayhome.cases.children.actions import add_child, record, relate, relate_reporter
from wayhome.cases.children.actions.asking import require, said
from wayhome.cases.children.models import Child, Episode
from wayhome.cases.missing.actions.asking import require_past
from wayhome.cases.missing.reports import Report
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import event
from wayhome.rules.access import Act, of_agency
from wayhome.rules.facts import IdentityStated, ResponsibleAuthorityStated
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def report_missing(report: Report, *, by: User, at: datetime) -> list[Episode]:
    """The episodes it opens, one a child. Refuses a child who is missing already: that episode is named."""
    require(by, Act.REPORT)
    require_past(report.last_seen_at, at, field="last_seen_at")
    if report.police is not None:
        require_past(report.police.at, at, field="at")
    children = [*_locked(report), *(_added(identity, by, at) for identity in report.added)]
    shared = uuid4().hex if len(children) > 1 else ""
    return [_open(child, report, shared, by, at) for child in children]


def _locked(report: Report) -> list[Child]:
    """In one order, so that two reports of the same children wait for each other instead of both opening."""
    wanted = [child.pk for child in report.children]
    return list(Child.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))


def _added(identity: IdentityStated, by: User, at: datetime) -> Child:
    child = add_child(by=by, at=at)
    record([said(child, identity, Moment.at(at), by=by, at=at)], by=by, at=at)
    return child


def _open(child: Child, report: Report, shared: str, by: User, at: datetime) -> Episode:
    already = Episode.objects.not_back().filter(child=child).first()
    if already is not None:
        raise Refusal(Sentence("missing.already_missing", episode=already.pk), field="children")
    relate_reporter(child, because="report", by=by, at=at)
    for agency in _concerned(report, by):
        relate(child, agency, of_agency(agency.kind), because="report", by=by, at=at)
    opened = said(child, replace(report.missing, report=shared), report.last_seen_at, by=by, at=at)
    if report.police is not None:
        police = report.police
        telling = event.Telling(police.force.as_fact(), police.at, reference=police.reference)
        opened = replace(opened, told=(*opened.told, telling))
    events = [opened]
    if report.authority is not None:
        states = ResponsibleAuthorityStated(authority=report.authority.as_fact())
        events.append(said(child, states, report.last_seen_at, by=by, at=at))
    record(events, by=by, at=at, verb="report_missing")
    return Episode.objects.get(key=opened.key)


def _concerned(report: Report, by: User) -> tuple[Agency, ...]:
    """The other agencies the report names: the force, the home or school, the responsible authority."""
    named = [agency.code for agency in (report.missing.force, report.missing.place) if agency]
    agencies = {agency.pk: agency for agency in Agency.objects.filter(code__in=named)}
    if report.police is not None:
        agencies[report.police.force.pk] = report.police.force
    if report.authority is not None:
        agencies[report.authority.pk] = report.authority
    agencies.pop(by.agency_id, None)
    return tuple(agencies.values())
