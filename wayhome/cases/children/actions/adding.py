"""Children who are new to the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children.actions.subject import about
from wayhome.cases.children.models import Child, Watch


@transaction.atomic
def add_child(*, by: Actor, at: datetime) -> Child:
    """A child of whom nothing is known yet; `record` says the rest."""
    child = Child.objects.create()
    Watch.objects.create(child=child, is_due=True, derived_with="", derived_at=at)
    enter("add_child", by=by, at=at, subject=f"child:{child.pk}")
    return child


@transaction.atomic
def add_children(count: int, *, by: Actor, at: datetime) -> list[int]:
    """So many children of whom nothing is known yet, by their row keys."""
    keys = [child.pk for child in Child.objects.bulk_create([Child() for _ in range(count)])]
    if keys:
        enter("add_children", by=by, at=at, subject=about(keys), detail={"children": count})
    return keys
