"""A child's number: drawn by lot, and never given twice."""

import pytest

from tests.saying import after
from wayhome.cases.audit.actions import enter
from wayhome.cases.children.actions import add_child, add_children, adding
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User

pytestmark = pytest.mark.django_db


def test_a_number_does_not_say_when_a_child_was_added(partnership: User) -> None:
    numbers = add_children(50, by=partnership, at=after())
    numbers.append(add_child(by=partnership, at=after()).pk)
    assert all(1_000_000_000 <= number <= 9_999_999_999 for number in numbers)
    assert len(set(numbers)) == 51
    assert numbers not in (sorted(numbers), sorted(numbers, reverse=True))


def test_none_is_given_that_a_child_has_or_the_audit_has_named(
    partnership: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, erased, free = 5, 6, 7
    Child.objects.create(pk=adding.LEAST + here)
    enter("erase", by=partnership, at=after(), subject=f"child:{adding.LEAST + erased}")
    lots = iter([here, erased, free, free, free + 1])
    monkeypatch.setattr(adding, "randbelow", lambda _: next(lots))
    assert add_child(by=partnership, at=after()).pk == adding.LEAST + free
    assert add_child(by=partnership, at=after()).pk == adding.LEAST + free + 1
