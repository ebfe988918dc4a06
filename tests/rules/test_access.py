"""Every role, act, tie and part is decided, and what nobody decided is closed."""

from __future__ import annotations

from itertools import product

import pytest

from wayhome.rules import access
from wayhome.rules.access import (
    OF_NO_CHILD,
    ROLES,
    Act,
    RelationKind,
    Role,
    may,
    may_see_part,
    of_agency,
    of_reporter,
)
from wayhome.rules.facts import AgencyKind, Part

#: Roles that no child's record is open to.
SEE_NO_CHILD = {"analyst", "governance_lead", "administrator"}

#: Roles that never read where a child is.
NOT_TOLD_WHERE = SEE_NO_CHILD | {
    "registered_manager",
    "residential_worker",
    "foster_carer",
    "school_safeguarding_lead",
    "helpline_worker",
    "return_interview_worker",
}

#: Those who see what is theirs by name, and not their agency's, by the ties through which they do.
BY_NAME_ONLY = {
    "social_worker": {RelationKind.ALLOCATED, RelationKind.BREAK_GLASS},
    "return_interview_worker": {RelationKind.ALLOCATED, RelationKind.REFERRED},
    "foster_carer": {RelationKind.CARES_FOR, RelationKind.OWN_REPORT},
    "helpline_worker": {RelationKind.OWN_REPORT},
    "independent_reviewing_officer": {RelationKind.REVIEWS},
    "panel_chair": {RelationKind.ON_AGENDA},
}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_act_and_tie_is_decided_with_a_reason(role: str) -> None:
    for act, kind in product(Act, (None, *RelationKind)):
        decision = may(role, act, [kind] if kind else [])
        opens = ROLES[role].through.get(kind) if kind else None
        expected = act in ROLES[role].apart if act in OF_NO_CHILD else bool(opens and act in opens.acts)
        assert bool(decision) == expected
        assert decision.reason.key.startswith("access.")
        assert decision.reason.facts["role"] == role


@pytest.mark.parametrize("role", ROLES)
def test_a_part_is_open_only_through_a_tie_that_names_it_and_shows_the_child(role: str) -> None:
    for part, kind in product(Part, RelationKind):
        opens = ROLES[role].through.get(kind)
        named = opens is not None and part in opens.parts and Act.SEE in opens.acts
        assert bool(may_see_part(role, part, [kind])) is named


@pytest.mark.parametrize("role", ROLES)
def test_two_ties_open_what_either_opens_and_nothing_more(role: str) -> None:
    for one, two in product(RelationKind, repeat=2):
        for act in Act:
            assert bool(may(role, act, [one, two])) == bool(may(role, act, [one]) or may(role, act, [two]))
        for part in Part:
            either = may_see_part(role, part, [one]) or may_see_part(role, part, [two])
            assert bool(may_see_part(role, part, [one, two])) == bool(either)


def test_what_nobody_decided_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Role(key="bare", title="", does="", agency_kinds=frozenset())
    monkeypatch.setattr(access.decision, "ROLES", {"bare": bare})
    assert not any(may("bare", act, RelationKind) for act in Act)
    assert not any(may_see_part("bare", part, RelationKind) for part in Part)
    assert not any(may("no such role", act, RelationKind) for act in Act)


def test_no_act_on_a_child_is_open_without_a_tie_to_the_child() -> None:
    assert {
        (role, act) for role in ROLES for act in Act if act not in OF_NO_CHILD and may(role, act)
    } == set()


def test_an_act_that_concerns_no_child_waits_for_no_tie() -> None:
    tied = {act for role in ROLES.values() for opens in role.through.values() for act in opens.acts}
    assert not tied & OF_NO_CHILD
    assert {act for role in ROLES.values() for act in role.apart} <= OF_NO_CHILD


def test_who_sees_no_child_sees_none_however_tied() -> None:
    assert {role for role in ROLES if not may(role, Act.SEE, RelationKind)} == SEE_NO_CHILD


def test_who_has_children_by_name_does_not_see_the_agency_s() -> None:
    seen = {key: set(role.ties[Act.SEE]) for key, role in ROLES.items() if role.ties[Act.SEE]}
    assert {key: ties for key, ties in seen.items() if RelationKind.OWN_AGENCY not in ties} == BY_NAME_ONLY


def test_a_child_is_given_only_by_a_tie_that_opens_the_child() -> None:
    given = {role.key: role.given for role in ROLES.values() if role.given}
    assert all(kind in ROLES[key].ties[Act.SEE] for key, kind in given.items())


def test_where_the_child_is_stays_with_those_who_search_or_decide() -> None:
    told = {role for role in ROLES if may_see_part(role, Part.LOCATION, RelationKind)}
    assert set(ROLES) - told == NOT_TOLD_WHERE


def test_what_nothing_is_kept_in_yet_is_closed_to_everybody() -> None:
    to_come = {Part.CARE_PLAN, Part.TRIGGER_PLAN}
    assert {part for role in ROLES for part in Part if may_see_part(role, part, RelationKind)} == (
        set(Part) - to_come
    )


def test_an_emergency_opens_a_record_to_be_read_and_changes_nothing_in_it() -> None:
    emergency = [RelationKind.BREAK_GLASS]
    opened = {act for role in ROLES for act in Act if may(role, act, emergency)} - OF_NO_CHILD
    assert opened == {Act.SEE, Act.READ_HISTORY}
    withheld = {part for part in Part if not any(may_see_part(role, part, emergency) for role in ROLES)}
    assert withheld >= {Part.INTERVIEW, Part.PERSON_REPORTING}


def test_a_host_searches_and_reads_no_interview() -> None:
    host = [RelationKind.PLACED_IN_AREA]
    assert may("duty_worker", Act.SEARCH, host)
    assert may_see_part("duty_worker", Part.LOCATION, host)
    assert not may("duty_worker", Act.STATE, host)
    assert not may_see_part("duty_worker", Part.INTERVIEW, host)


def test_who_answers_for_a_home_notifies_and_settles_nothing_of_others() -> None:
    tied = [RelationKind.OWN_AGENCY]
    assert may("registered_manager", Act.NOTIFY, tied)
    assert not may("registered_manager", Act.SETTLE, tied)
    assert not may("residential_worker", Act.NOTIFY, tied)


def test_only_two_roles_may_read_what_was_sealed() -> None:
    leads = {role for role in ROLES if may(role, Act.READ_SEALED, RelationKind)}
    assert leads == {"governance_lead", "safeguarding_lead"}


@pytest.mark.parametrize(
    ("kind", "placed", "tie"),
    [
        (AgencyKind.POLICE, False, RelationKind.OWN_AGENCY),
        (AgencyKind.AUTHORITY, False, RelationKind.OWN_AGENCY),
        (AgencyKind.AUTHORITY, True, RelationKind.PLACED_IN_AREA),
        (AgencyKind.CHILDRENS_HOME, True, RelationKind.OWN_AGENCY),
        (AgencyKind.INTERVIEW_PROVIDER, False, RelationKind.REFERRED),
    ],
)
def test_how_an_agency_is_tied_follows_from_what_it_is(
    kind: AgencyKind, placed: bool, tie: RelationKind
) -> None:
    assert of_agency(kind, placed=placed) is tie


def test_who_passes_on_a_call_is_tied_alone() -> None:
    alone = {kind for kind in AgencyKind if of_reporter(kind) is RelationKind.OWN_REPORT}
    assert alone == {AgencyKind.HELPLINE, AgencyKind.FOSTERING}


def test_whoever_allocates_a_child_to_themselves_sees_and_does_no_more_than_before() -> None:
    """So that nobody needs another to do it: see docs/decisions/0028."""
    allocating = [
        (role, opens)
        for role in ROLES.values()
        for opens in role.through.values()
        if Act.ALLOCATE in opens.acts
    ]
    assert allocating
    for role, opens in allocating:
        assert role.given is not None
        given = role.through[role.given]
        assert given.acts <= opens.acts, role.key
        assert given.parts <= opens.parts, role.key
