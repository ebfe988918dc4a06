"""Children who are new to the record."""

from __future__ import annotations

from datetime import datetime
from secrets import randbelow

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor, Entry
from wayhome.cases.children.actions.subject import about
from wayhome.cases.children.models import Child, Watch
from wayhome.cases.children.queries import Query

#: A child's number in this record has as many digits as can be read out, and more numbers than will ever be given.
LEAST, MOST = 1_000_000_000, 9_999_999_999

_HERE = Query(lambda numbers: Child.objects.filter(pk__in=numbers).values_list("pk"))
_NAMED = Query(
    lambda subjects: Entry.objects.filter(subject_kind="child", subject_id__in=subjects).values_list(
        "subject_id"
    )
)


@transaction.atomic
def add_child(*, by: Actor, at: datetime) -> Child:
    """A child of whom nothing is known yet; `record` says the rest."""
    (number,) = _fresh_numbers(1)
    child = Child.objects.create(pk=number)
    Watch.objects.create(child=child, is_due=True, derived_with="", derived_at=at)
    enter("add_child", by=by, at=at, subject=f"child:{child.pk}")
    return child


@transaction.atomic
def add_children(count: int, *, by: Actor, at: datetime) -> list[int]:
    """So many children of whom nothing is known yet, by their row keys."""
    keys = _fresh_numbers(count)
    Child.objects.bulk_create(Child(pk=number) for number in keys)
    if keys:
        enter("add_children", by=by, at=at, subject=about(keys), detail={"children": count})
    return keys


def _fresh_numbers(count: int) -> list[int]:
    """Drawn by lot, so that a number that outlives its child says neither when the child was added nor beside whom.

    None is ever given twice: not one of a child who was erased either, whom the audit still names so.
    """
    fresh: list[int] = []
    while len(fresh) < count:
        drawn = {LEAST + randbelow(MOST - LEAST + 1) for _ in range(count - len(fresh))}
        fresh += drawn.difference(fresh, _given(drawn))
    return fresh


def _given(numbers: set[int]) -> set[int]:
    named = _NAMED(subjects=[str(number) for number in numbers])
    return {number for (number,) in _HERE(numbers=numbers)} | {int(number) for (number,) in named}
