"""A night's reports, by the acts that make them."""

from __future__ import annotations

from datetime import datetime

from tests.saying import ENGLISH, FORCE, HOME, after
from wayhome.cases.children.models import Child, Episode
from wayhome.cases.missing import actions
from wayhome.cases.missing.reports import PoliceTold, Report
from wayhome.cases.partners.models import Agency, Shift, Team, User
from wayhome.rules import facts
from wayhome.rules.moment import Moment


def agency(of: facts.Agency) -> Agency:
    return Agency.objects.get(code=of.code)


def user(role: str, of: facts.Agency, name: str = "") -> User:
    known, _ = User.objects.get_or_create(
        email=f"{name or role}@{of.code.lower()}.example".replace(" ", "."),
        defaults={"full_name": name or role, "agency": agency(of), "role": role},
    )
    return known


def reported(
    hours: float = 0,
    *,
    forename: str = "Sam",
    by: User | None = None,
    police: bool | None = True,
    authority: bool = True,
    child: Child | None = None,
) -> Episode:
    """A child last seen at `hours` and reported a quarter of an hour later.

    `police`: told with a reference; False: told without one; None: not told.
    """
    told = (
        PoliceTold(
            force=agency(FORCE), at=Moment.at(after(hours + 0.25)), reference="LOG-7" if police else ""
        )
        if police is not None
        else None
    )
    named = {"children": (child,)} if child else {"added": (facts.IdentityStated(forename=forename),)}
    report = Report(
        missing=facts.Missing(
            missing_from=facts.MissingFrom.CHILDRENS_HOME,
            force=FORCE if police is not None else None,
            place=HOME,
            last_seen_where="Behind the bus station",
        ),
        last_seen_at=Moment.at(after(hours)),
        authority=agency(ENGLISH) if authority else None,
        police=told,
        **named,
    )
    (episode,) = actions.report_missing(
        report, by=by or user("residential_worker", HOME), at=after(hours + 0.25)
    )
    return episode


def said(episode: Episode, fact: facts.Fact, hours: float, by: User) -> Episode:
    actions.say(episode, fact, happened_at=Moment.at(after(hours)), by=by, at=after(hours))
    episode.refresh_from_db()
    return episode


def on_shift(who: User, kind: str, step: int = 1, begins: datetime | None = None, hours: float = 12) -> Shift:
    team, _ = Team.objects.get_or_create(agency=who.agency, kind=kind, defaults={"name": kind})
    begins = begins or after(-1)
    return Shift.objects.create(
        team=team, user=who, begins=begins, ends=begins + (after(hours) - after(0)), step=step
    )
