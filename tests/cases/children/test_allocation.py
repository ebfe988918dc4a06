"""Giving a child's case to somebody."""

import pytest

from tests.cases.children.conftest import user
from tests.saying import ENGLISH, FORCE, WELSH, after
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions.allocation import allocate, allocations, end_allocation
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import Team, User
from wayhome.rules.access import RelationKind
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(partnership: User) -> User:
    return user("social_worker", ENGLISH, "first worker")


def sees(who: User, child: Child) -> bool:
    return Child.objects.visible_to(who).filter(pk=child.pk).exists()


def test_whoever_a_child_is_allocated_to_sees_the_child(partnership: User, sam: Child, worker: User) -> None:
    assert not sees(worker, sam)
    allocate(sam, worker, by=partnership, at=after(1))
    assert sees(worker, sam)


def test_allocating_again_ends_the_former(partnership: User, sam: Child, worker: User) -> None:
    second = user("social_worker", ENGLISH, "second worker")
    allocate(sam, worker, by=partnership, at=after(1))
    held = allocate(sam, second, by=partnership, at=after(2))
    assert list(allocations(sam, partnership)) == [held]
    assert (sees(worker, sam), sees(second, sam)) == (False, True)


def test_allocating_to_the_same_person_again_changes_nothing(
    partnership: User, sam: Child, worker: User
) -> None:
    first = allocate(sam, worker, by=partnership, at=after(1))
    before = Entry.objects.count()
    assert allocate(sam, worker, by=partnership, at=after(2)) == first
    assert Entry.objects.count() == before


def test_a_team_may_hold_a_case(partnership: User, sam: Child, worker: User) -> None:
    worker.team = Team.objects.create(agency=worker.agency, name="North", kind="other")
    worker.save()
    allocate(sam, worker.team, by=partnership, at=after(1))
    assert sees(worker, sam)


@pytest.mark.parametrize(("role", "of"), [("administrator", ENGLISH), ("social_worker", WELSH)])
def test_nobody_who_would_see_nothing_or_works_elsewhere_holds_a_case(
    partnership: User, sam: Child, role: str, of: object
) -> None:
    with pytest.raises(Refusal):
        allocate(sam, user(role, of), by=partnership, at=after(1))  # type: ignore[arg-type]


def test_only_who_may_allocate_does(sam: Child, worker: User) -> None:
    with pytest.raises(Refusal):
        allocate(sam, worker, by=user("coordinator", FORCE), at=after(1))


def test_an_allocation_ends_and_opens_nothing_more(partnership: User, sam: Child, worker: User) -> None:
    held = allocate(sam, worker, by=partnership, at=after(1))
    end_allocation(held, by=partnership, at=after(2))
    assert not sees(worker, sam)
    with pytest.raises(Refusal):
        end_allocation(held, by=partnership, at=after(3))


def test_somebody_senior_answers_for_the_child_beside_whoever_holds_the_case(
    partnership: User, sam: Child, worker: User
) -> None:
    manager, lead = user("team_manager", ENGLISH), user("safeguarding_lead", ENGLISH)
    held = allocate(sam, worker, by=partnership, at=after(1))
    allocate(sam, manager, by=partnership, at=after(2), tie=RelationKind.ANSWERS_FOR)
    answers = allocate(sam, lead, by=partnership, at=after(3), tie=RelationKind.ANSWERS_FOR)
    assert set(allocations(sam, partnership)) == {held, answers}
    assert sees(worker, sam)
    with pytest.raises(Refusal):
        allocate(sam, worker, by=partnership, at=after(4), tie=RelationKind.ANSWERS_FOR)
