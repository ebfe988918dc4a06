"""Who is tied to a child, and so may see the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children.actions.subject import about
from wayhome.cases.children.models import Child, Relation
from wayhome.cases.children.queries import Query
from wayhome.cases.children.rows import insert
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.rules.access import RelationKind, of_reporter
from wayhome.rules.basis import Purpose

_EVER = Query(
    lambda children, kind: Relation.objects.filter(
        child__in=children, kind=kind, agency__isnull=False
    ).values_list("child", "agency")
)


@transaction.atomic
def relate(
    child: Child,
    who: Agency | Team | User,
    kind: RelationKind,
    *,
    because: str,
    by: Actor,
    at: datetime,
    purpose: Purpose = Purpose.SAFEGUARDING,
    until: datetime | None = None,
) -> Relation:
    """Ties somebody to a child from now on, if they are not yet tied so. `until` None: until it is ended."""
    holder = holder_of(who)
    held = Relation.objects.in_force().filter(child=child, kind=kind.value, **holder).first()
    if held is not None:
        return held
    relation = Relation.objects.create(
        child=child, kind=kind.value, purpose=purpose.value, because=because, since=at, until=until, **holder
    )
    enter("relate", by=by, at=at, subject=f"child:{child.pk}", detail={"relation": relation.pk, "kind": kind})
    return relation


def holder_of(who: Agency | Team | User) -> dict[str, Agency | Team | User]:
    """The field of a relation that names them; whoever has signed in is no `User` by type, and yet one."""
    match who:
        case Agency():
            return {"agency": who}
        case Team():
            return {"team": who}
        case _:
            return {"user": who}


def relate_reporter(child: Child, *, because: str, by: User, at: datetime) -> Relation:
    """Ties whoever reports a child to the child: their agency, or, where that only passes on, them alone."""
    kind = of_reporter(by.agency.kind)
    return relate(
        child, by if kind is RelationKind.OWN_REPORT else by.agency, kind, because=because, by=by, at=at
    )


@transaction.atomic
def relate_each(
    children: Iterable[int],
    agencies: Iterable[Agency],
    kind: RelationKind,
    *,
    because: str,
    by: Actor,
    at: datetime,
    purpose: Purpose = Purpose.SAFEGUARDING,
) -> int:
    """Ties agencies to children, by their row keys; how many ties are new.

    One that a person has ended stays ended: a file that is sent again decides nothing.
    """
    wanted = {(child, agency.pk) for child in children for agency in agencies}
    keys = sorted({child for child, _ in wanted})
    new = sorted(wanted.difference(_EVER(children=keys, kind=kind.value)))
    tie = {"kind": kind.value, "purpose": purpose.value, "because": because, "since": at, "until": None}
    held = (
        {"child_id": child, "agency_id": agency, "team_id": None, "user_id": None} for child, agency in new
    )
    insert(Relation, (who | tie for who in held))
    if new:
        touched = sorted({child for child, _ in new})
        detail = {"relations": len(new), "kind": kind.value, "because": because}
        enter("relate_each", by=by, at=at, subject=about(touched), detail=detail)
    return len(new)


@transaction.atomic
def end_relation(relation: Relation, *, by: Actor, at: datetime) -> None:
    """From the next click on, it opens nothing."""
    Relation.objects.filter(Q(until=None) | Q(until__gt=at), pk=relation.pk).update(until=at)
    enter(
        "end_relation", by=by, at=at, subject=f"child:{relation.child_id}", detail={"relation": relation.pk}
    )
