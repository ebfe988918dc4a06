"""Every act by which a child's record is restricted to people by name, and opened again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Detail
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.actions.relations import end_relation
from wayhome.cases.children.models import Child, NamedPerson, Relation, Restriction
from wayhome.cases.partners.models import User
from wayhome.rules.access import RESTRICTS, Act, RelationKind, RestrictionKind
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def restrict(
    child: Child,
    kind: RestrictionKind,
    reason: str,
    *,
    named: Collection[User],
    barred: Collection[User] = (),
    by: User,
    at: datetime,
) -> Restriction:
    """From the next click on the record, or where the child is, is closed to all but these, this person and the leads.

    `named` and `barred` are of this person's agency; who is in both is barred. Another agency's leads name their own.
    """
    require(by, Act.RESTRICT, child)
    if any(user.agency_id != by.agency_id for user in (*named, *barred)):
        raise Refusal(Sentence("restriction.name_your_own"), field="named")
    if by in barred:
        raise Refusal(Sentence("restriction.bar_yourself"), field="barred")
    Child.objects.select_for_update().get(pk=child.pk)
    if Restriction.objects.standing().filter(child=child, kind=kind.value, agency=by.agency_id).exists():
        raise Refusal(Sentence("restriction.stands_already"), field="kind")
    placed = Restriction.objects.create(
        child=child, kind=kind.value, agency=by.agency, reason=reason.strip(), by=by, at=at
    )
    for user in {*named, by} - {*barred}:
        _list(placed, user, by=by, at=at)
    for user in barred:
        _bar(placed, user, by=by, at=at)
    enter("restrict", by=by, at=at, subject=f"child:{child.pk}", detail=_about(placed))
    return placed


@transaction.atomic
def name(restriction: Restriction, user: User, *, is_barred: bool, by: User, at: datetime) -> NamedPerson:
    """Leaves a restricted record open to one more of this lead's agency, or bars one. Nobody names themselves."""
    held = _standing(restriction, by)
    if user.pk == by.pk or user.agency_id != by.agency_id:
        raise Refusal(Sentence("restriction.name_your_own"), field="user")
    NamedPerson.objects.filter(restriction=held, user=user).delete()
    listed = _bar(held, user, by=by, at=at) if is_barred else _list(held, user, by=by, at=at)
    verb = "bar_from_restricted" if is_barred else "name_on_restricted"
    enter(verb, by=by, at=at, subject=f"child:{held.child_id}", detail=_about(held, user))
    return listed


@transaction.atomic
def take_off(listed: NamedPerson, *, by: User, at: datetime) -> None:
    """Somebody of this lead's agency is no longer named, or barred."""
    held = _standing(listed.restriction, by)
    if listed.user_id == by.pk or listed.user.agency_id != by.agency_id:
        raise Refusal(Sentence("restriction.name_your_own"))
    if not NamedPerson.objects.filter(pk=listed.pk).delete()[0]:
        raise Refusal(Sentence("restriction.taken_off_already"))
    enter(
        "take_off_restricted",
        by=by,
        at=at,
        subject=f"child:{held.child_id}",
        detail=_about(held, listed.user),
    )


@transaction.atomic
def lift(restriction: Restriction, reason: str, *, by: User, at: datetime) -> None:
    """The record is open again to whoever is tied to the child. Never by the person who restricted it.

    What was kept apart stays encrypted, and can be read again by all who may read where the child was.
    """
    held = _standing(restriction, by)
    if held.agency_id != by.agency_id:
        raise Refusal(Sentence("restriction.of_another_agency"))
    if held.by_id == by.pk:
        raise Refusal(Sentence("restriction.lifted_by_another"))
    held.lifted_by, held.lifted_at, held.lifted_because = by, at, reason.strip()
    held.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
    enter("lift_restriction", by=by, at=at, subject=f"child:{held.child_id}", detail=_about(held))


def _standing(restriction: Restriction, by: User) -> Restriction:
    """Held for this transaction; refused where it stands no more, or binds nobody of this lead's agency."""
    require(by, Act.ADMIT, restriction.child)
    held = Restriction.objects.standing().select_for_update().filter(pk=restriction.pk).first()
    if held is None:
        raise Refusal(Sentence("restriction.lifted_already"))
    if held.agency_id != by.agency_id and not RESTRICTS[RestrictionKind(held.kind)].everybody:
        raise Refusal(Sentence("restriction.of_another_agency"))
    return held


def _list(restriction: Restriction, user: User, *, by: User, at: datetime) -> NamedPerson:
    return NamedPerson.objects.create(restriction=restriction, user=user, by=by, at=at)


def _bar(restriction: Restriction, user: User, *, by: User, at: datetime) -> NamedPerson:
    """What they had opened in an emergency closes as well."""
    if restriction.closes_record:
        opened = Relation.objects.in_force().filter(
            child=restriction.child_id, user=user, kind=RelationKind.BREAK_GLASS.value
        )
        for relation in opened:
            end_relation(relation, by=by, at=at)
    return NamedPerson.objects.create(restriction=restriction, user=user, is_barred=True, by=by, at=at)


def _about(restriction: Restriction, user: User | None = None) -> Detail:
    whom = {"user": user.pk} if user else {}
    return {"restriction": restriction.pk, "kind": restriction.kind, **whom}
