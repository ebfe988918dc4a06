"""Every role, act, relation and part is decided, and what nobody decided is closed."""

from __future__ import annotations

from itertools import product

import pytest

from wayhome.rules import access
from wayhome.rules.access import ROLES, Act, RelationKind, Role, may, may_see_part
from wayhome.rules.facts import Part

#: Roles that no child's record is open to.
SEE_NO_CHILD = {"governance_lead", "administrator"}

OF_NO_CHILD = {
    Act.REPORT,
    Act.ADMINISTER,
    Act.KEEP_ROTA,
    Act.LOAD,
    Act.WATCH_FILES,
    Act.TAKE_DOWN,
    Act.READ_USE,
}


@pytest.mark.parametrize(("role", "act"), list(product(ROLES, Act)))
def test_every_role_and_act_is_decided_with_a_reason(role: str, act: Act) -> None:
    for relations in ((), (RelationKind.OWN_AGENCY,), (RelationKind.ALLOCATED,), tuple(RelationKind)):
        decision = may(role, act, relations)
        in_role = act in ROLES[role].acts
        tied = act in OF_NO_CHILD or bool(ROLES[role].relations & set(relations))
        assert bool(decision) == (in_role and tied)
        assert decision.reason.key.startswith("access.")
        assert decision.reason.facts["role"] == role


@pytest.mark.parametrize(("role", "part"), list(product(ROLES, Part)))
def test_a_part_is_open_only_to_a_role_that_names_it_and_may_see_the_child(role: str, part: Part) -> None:
    for relations in ((), (RelationKind.OWN_AGENCY,), (RelationKind.ALLOCATED,)):
        seen = may(role, Act.SEE, relations).allowed and part in ROLES[role].parts
        assert may_see_part(role, part, relations).allowed is seen


def test_what_nobody_decided_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Role(key="bare", title="", does="", agency_kinds=frozenset())
    monkeypatch.setattr(access, "ROLES", {"bare": bare})
    assert not any(may("bare", act, RelationKind) for act in Act)
    assert not any(may_see_part("bare", part, RelationKind) for part in Part)
    assert not any(may("no such role", act, RelationKind) for act in Act)


def test_no_act_on_a_child_is_open_without_a_tie_to_the_child() -> None:
    assert {
        (role, act) for role in ROLES for act in Act if act not in OF_NO_CHILD and may(role, act)
    } == set()


def test_who_sees_no_child_sees_none_however_tied() -> None:
    assert {role for role in ROLES if not may(role, Act.SEE, RelationKind)} == SEE_NO_CHILD


def test_who_works_only_with_allocated_children_does_not_see_the_agency_s() -> None:
    own_agency_s = {role for role in ROLES if may(role, Act.SEE, [RelationKind.OWN_AGENCY])}
    allocated = {role for role in ROLES if may(role, Act.SEE, [RelationKind.ALLOCATED])}
    assert allocated - own_agency_s == {"social_worker", "return_interview_worker"}


@pytest.mark.parametrize(
    "role",
    [
        "registered_manager",
        "residential_worker",
        "school_safeguarding_lead",
        "return_interview_worker",
        "governance_lead",
        "administrator",
    ],
)
def test_where_the_child_is_stays_with_police_and_the_authority(role: str) -> None:
    assert not may_see_part(role, Part.LOCATION, RelationKind)


def test_who_answers_for_a_home_notifies_and_settles_nothing_of_others() -> None:
    tied = [RelationKind.OWN_AGENCY]
    assert may("registered_manager", Act.NOTIFY, tied)
    assert not may("registered_manager", Act.SETTLE, tied)
    assert not may("residential_worker", Act.NOTIFY, tied)


def test_only_two_roles_may_read_what_was_sealed() -> None:
    leads = {role for role in ROLES if may(role, Act.READ_SEALED, [RelationKind.OWN_AGENCY])}
    assert leads == {"governance_lead", "safeguarding_lead"}


@pytest.mark.parametrize(
    ("acts", "needs"),
    [
        ({Act.SEE}, True),
        ({Act.READ_SEALED}, True),
        ({Act.ADMINISTER}, True),
        ({Act.LOAD}, False),
        (set(), False),
    ],
)
def test_what_opens_childrens_records_is_not_opened_by_a_password_alone(acts: set[Act], needs: bool) -> None:
    role = Role(key="x", title="X", does="", agency_kinds=frozenset(), acts=frozenset(acts))
    assert role.needs_second_factor is needs


def test_there_is_no_role_yet_that_needs_no_second_factor() -> None:
    assert [key for key, role in ROLES.items() if not role.needs_second_factor] == []
