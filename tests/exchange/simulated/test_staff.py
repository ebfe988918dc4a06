"""Who signs in, and who is on call."""

from itertools import pairwise

from tests.exchange.simulated.seen import NOW, SEED
from wayhome.cases.partners.models.team import ANSWERING, TeamKind
from wayhome.exchange.simulated import events, partnership
from wayhome.exchange.simulated.staff import PEOPLE, TEAMS, TRAINED, answering, given, shifts
from wayhome.rules.access import ROLES, SENIOR, Act, RelationKind
from wayhome.rules.training import REMINDED_BEFORE

PARTNERS = partnership(NOW)


def test_every_role_has_somebody_to_sign_in_as() -> None:
    people = {role for role in ROLES if role != "system_account"}
    assert {person.role for person in PEOPLE} == people


def test_each_role_fits_the_agency() -> None:
    assert [p for p in PEOPLE if PARTNERS[p.agency].kind not in ROLES[p.role].agency_kinds] == []


def test_each_person_is_in_a_team_that_is_there() -> None:
    teams = {(team.agency, team.name) for team in TEAMS}
    assert [p for p in PEOPLE if p.team and (p.agency, p.team) not in teams] == []
    assert {team.kind for team in TEAMS} <= set(TeamKind.values)
    assert {team.agency for team in TEAMS} <= set(PARTNERS.by_code)


def test_addresses_are_different_and_nobodys() -> None:
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)
    assert all(person.email.endswith("@demo.wayhome.example") for person in PEOPLE)


def test_somebody_answers_for_the_english_authority_at_every_hour() -> None:
    rota = sorted((s.begins, s.ends) for s in shifts(PARTNERS) if s.team.agency == "SIM-E1" and s.step == 1)
    assert rota[0][0] <= NOW < rota[-1][1]
    assert all(before[1] == after[0] for before, after in pairwise(rota))


def test_nobody_answers_for_the_welsh_authority_by_night() -> None:
    answering = [
        s for s in shifts(PARTNERS) if s.team.agency == "SIM-W1" and TeamKind(s.team.kind) in ANSWERING
    ]
    assert not any(shift.begins <= NOW < shift.ends for shift in answering)
    assert answering


def test_nobody_is_on_call_twice_at_once() -> None:
    by_person: dict[str, list[tuple[object, object]]] = {}
    for shift in shifts(PARTNERS):
        by_person.setdefault(shift.person, []).append((shift.begins, shift.ends))
    for spans in by_person.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))  # type: ignore[operator]


def test_somebody_senior_answers_for_some_who_are_missing_often() -> None:
    named = [one.role for _, said in events(PARTNERS, SEED, 1500) for one in answering(said)]
    assert named
    assert set(named) <= set(SENIOR)


def test_what_somebody_was_trained_in_stands_runs_out_or_has_run_out() -> None:
    assert {one.person for one in TRAINED} <= {person.email for person in PEOPLE}
    left = [one.counts_for - one.ago for one in TRAINED if one.counts_for is not None]
    assert any(days < 0 for days in left)
    assert any(0 <= days <= REMINDED_BEFORE.days for days in left)


def test_those_who_see_only_their_own_children_have_some() -> None:
    people = {one.role for _, said in events(PARTNERS, SEED, 300) for one in given(said)}
    by_name = {key for key, role in ROLES.items() if role.given and role.given in role.ties[Act.SEE]}
    assert people == {key for key in by_name if RelationKind.OWN_AGENCY not in ROLES[key].ties[Act.SEE]}
