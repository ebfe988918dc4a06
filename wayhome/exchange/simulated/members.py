"""Who the simulated partnership is made of: its agencies, teams and people, added as an administrator would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.partners.actions import (
    create_agency,
    create_team,
    create_user,
    give_password,
    give_second_factor,
    put_on_shift,
    record_training,
)
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.exchange.simulated import Partnership, staff
from wayhome.rules.moment import day_of

Agencies = dict[str, Agency]
Teams = dict[tuple[str, str], Team]
People = dict[str, User]


def add_agencies(partners: Partnership, at: datetime) -> Agencies:
    rows = Agencies()
    for partner in partners.partners:
        one = partner.agency
        rows[one.code] = create_agency(
            one.code,
            partner.name,
            one.kind,
            nation=one.nation,
            joined_at=one.joined_at,
            force=rows.get(partner.force),
            host_authority=rows.get(partner.host),
            by=INSTALLATION,
            at=at,
        )
    return rows


def add_teams(agencies: Mapping[str, Agency], at: datetime) -> Teams:
    return {
        (one.agency, one.name): create_team(agencies[one.agency], one.name, one.kind, by=INSTALLATION, at=at)
        for one in staff.TEAMS
    }


def add_people(
    partners: Partnership, agencies: Mapping[str, Agency], teams: Teams, password: str, at: datetime
) -> People:
    by, people = INSTALLATION, People()
    # Hashed once, with one salt: whoever reads the hashes sees that the passwords are alike, which is printed anyway.
    hashed = make_password(password)
    for one in staff.PEOPLE:
        people[one.email] = create_user(
            agencies[one.agency],
            email=one.email,
            full_name=one.name,
            role=one.role,
            team=teams.get((one.agency, one.team)),
            by=by,
            at=at,
        )
        give_password(people[one.email], hashed, by=by, at=at)
        give_second_factor(people[one.email], by=by, at=at)
    _train(people, partners, at)
    return people


def _train(people: People, partners: Partnership, at: datetime) -> None:
    for email, course, ago, counts_for in staff.TRAINED:
        taken = day_of(partners.now) - timedelta(days=ago)
        until = taken + timedelta(days=counts_for) if counts_for else None
        record_training(people[email], course, taken_on=taken, valid_until=until, by=INSTALLATION, at=at)


def fill_rota(partners: Partnership, teams: Teams, people: People, at: datetime) -> None:
    """From the shift that is on now: of what is past nobody is called."""
    for shift in staff.shifts(partners):
        put_on_shift(
            teams[shift.team.agency, shift.team.name],
            people[shift.person],
            begins=shift.begins,
            ends=shift.ends,
            step=shift.step,
            by=INSTALLATION,
            at=at,
        )
