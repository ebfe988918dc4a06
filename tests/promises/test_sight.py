"""Who may see whom: the list a person is shown and the decision at the door agree, for anybody and any child."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wayhome.cases.children.models import Child, NamedPerson, Relation, Restriction
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.rules.access import RESTRICTS, ROLES, Act, RelationKind, RestrictionKind, may, may_see_part
from wayhome.rules.facts import Part

HOLDERS = ("agency", "other_agency", "team", "other_team", "user", "other_user")

#: Who holds it, of what kind, and since and until how many hours from now; None: not ended.
RELATIONS = st.lists(
    st.tuples(
        st.sampled_from(HOLDERS),
        st.sampled_from(list(RelationKind)),
        st.integers(-5, 5),
        st.none() | st.integers(0, 5),
    ),
    max_size=3,
)

#: Why, whether by the user's agency, whether lifted, and whether the user is barred by it; None: not named on it.
RESTRICTIONS = st.lists(
    st.tuples(
        st.sampled_from(list(RestrictionKind)), st.booleans(), st.booleans(), st.none() | st.booleans()
    ),
    max_size=2,
    unique_by=lambda one: one[:2],
)


@pytest.mark.django_db
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    role=st.sampled_from(sorted(ROLES)),
    in_team=st.booleans(),
    active=st.booleans(),
    relations=RELATIONS,
    restrictions=RESTRICTIONS,
)
def test_the_list_and_the_door_agree(
    role: str,
    in_team: bool,
    active: bool,
    relations: list[tuple[str, RelationKind, int, int | None]],
    restrictions: list[tuple[RestrictionKind, bool, bool, bool | None]],
) -> None:
    with transaction.atomic():
        user, child = somebody(role, in_team, active, relations, timezone.now())
        for kind, of_own, lifted, barred in restrictions:
            restricted(child, kind, user, of_own=of_own, lifted=lifted, barred=barred)
        listed = Child.objects.visible_to(user).filter(pk=child.pk).exists()
        opened = active and bool(may(user.role, Act.SEE, relations_between(user, child)))
        assert listed == opened
        for part in Part:
            told = Child.objects.visible_to(user, part).filter(pk=child.pk).exists()
            read = active and bool(may_see_part(user.role, part, relations_between(user, child)))
            assert told == read, part
        assert not (listed and shut_out(user, relations, restrictions))
        transaction.set_rollback(True)


def somebody(
    role: str,
    in_team: bool,
    active: bool,
    relations: list[tuple[str, RelationKind, int, int | None]],
    now: datetime,
) -> tuple[User, Child]:
    """A user of this role and a child, tied so. Half an hour off the full ones, so that none falls on now."""
    agency, other = (Agency.objects.create(code=f"a-{n}", name=f"{n}", kind="authority") for n in (1, 2))
    team, other_team = (Team.objects.create(agency=agency, name=f"{n}", kind="other") for n in (1, 2))
    user, other_user = (
        User.objects.create(
            email=f"{n}@example.org", full_name="x", agency=agency, role=role, is_active=active
        )
        for n in (1, 2)
    )
    if in_team:
        user.team = team
        user.save()
    holders = dict(zip(HOLDERS, (agency, other, team, other_team, user, other_user), strict=True))
    child = Child.objects.create()
    for holder, kind, since, lasts in relations:
        begins = now + timedelta(hours=since - 0.5)
        Relation.objects.create(
            child=child,
            kind=kind.value,
            purpose="a test",
            because="a test",
            since=begins,
            until=None if lasts is None else begins + timedelta(hours=lasts),
            **{type(holders[holder]).__name__.lower(): holders[holder]},
        )
    return user, child


def restricted(
    child: Child, kind: RestrictionKind, user: User, *, of_own: bool, lifted: bool, barred: bool | None
) -> None:
    agency = user.agency if of_own else Agency.objects.exclude(pk=user.agency_id).earliest("pk")
    placed, over = User.objects.exclude(pk=user.pk).earliest("pk"), timezone.now() if lifted else None
    one = Restriction.objects.create(
        child=child,
        kind=kind.value,
        agency=agency,
        reason="a test",
        by=placed,
        at=timezone.now(),
        lifted_by=user if lifted else None,
        lifted_at=over,
    )
    if barred is not None:
        NamedPerson.objects.create(restriction=one, user=user, is_barred=barred, by=placed, at=timezone.now())


def shut_out(
    user: User,
    relations: list[tuple[str, RelationKind, int, int | None]],
    restrictions: list[tuple[RestrictionKind, bool, bool, bool | None]],
) -> bool:
    """As a governance board would say it, apart from the query that asks for it."""
    if any(kind is RelationKind.BREAK_GLASS for _, kind, *_ in relations):
        return False
    binding = [
        barred
        for kind, of_own, lifted, barred in restrictions
        if RESTRICTS[kind].record and not lifted and (of_own or RESTRICTS[kind].everybody)
    ]
    return any(barred or (barred is None and not ROLES[user.role].answers) for barred in binding)


def test_every_table_of_ours_says_what_of_it_a_user_may_see() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("wayhome.")]
    assert [m.__name__ for m in ours if not hasattr(m._default_manager, "visible_to")] == []
