"""The index is made anew child by child: whoever looks meanwhile sees what it held before, never half of it."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from tests.saying import ENGLISH, FORCE, after, missing, telling
from wayhome.cases.children import index
from wayhome.cases.children.actions import add_child, record
from wayhome.cases.children.models import Episode, Finding, Watch
from wayhome.cases.partners.models import User

pytestmark = pytest.mark.django_db

LATER = after(200)


@pytest.fixture
def two(partnership: User, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two children by number, each missing; the index is made anew one child at a time, in that order."""
    monkeypatch.setattr(index, "BATCH", 1)
    children = sorted(add_child(by=partnership, at=after()).pk for _ in range(2))
    told = (telling(FORCE, 0), telling(ENGLISH, 0))
    record(
        [missing(0, key=f"m{child}", child=str(child), told=told) for child in children],
        by=partnership,
        at=after(1),
    )
    return children


def overdue(child: int) -> int:
    return Finding.objects.filter(child=child, state="overdue").count()


def test_one_that_is_cut_short_leaves_the_others_as_they_were(two: list[int]) -> None:
    before = [list(Finding.objects.filter(child=child).values_list("pk", "state")) for child in two]
    late = overdue(two[0])
    next(index.rebuild(at=LATER))
    assert overdue(two[0]) > late
    assert list(Finding.objects.filter(child=two[1]).values_list("pk", "state")) == before[1]
    assert Watch.objects.get(child=two[1]).derived_at == after(1)


def test_begun_again_it_ends_as_if_it_had_not_been_cut_short(two: list[int]) -> None:
    next(index.rebuild(at=LATER))
    assert list(index.rebuild(at=LATER)) == [1, 2]
    assert overdue(two[0]) == overdue(two[1]) > 0


def test_a_fault_in_the_middle_of_a_child_leaves_that_child_whole(
    two: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (
        sorted(map(repr, Finding.objects.values_list())),
        sorted(map(repr, Episode.objects.values_list())),
    )

    def fails(*_: Any) -> NoReturn:
        raise RuntimeError

    monkeypatch.setattr(index, "rewrite_names", fails)
    with pytest.raises(RuntimeError):
        index.derive_anew(two, at=LATER)
    after_it = (
        sorted(map(repr, Finding.objects.values_list())),
        sorted(map(repr, Episode.objects.values_list())),
    )
    assert after_it == before


def test_a_second_time_writes_no_finding(two: list[int]) -> None:
    index.derive_anew(two, at=LATER)
    before = set(Finding.objects.values_list("pk", flat=True))
    index.derive_anew(two, at=LATER)
    assert set(Finding.objects.values_list("pk", flat=True)) == before
