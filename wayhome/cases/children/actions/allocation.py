"""Every act by which a child's case is given to somebody, or taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from wayhome.cases.audit.models import Actor
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.actions.relations import end_relation, holder_of, relate
from wayhome.cases.children.models import Child, Relation, Restriction
from wayhome.cases.children.models.relation import RelationQuerySet
from wayhome.cases.partners.models import Team, User
from wayhome.rules.access import BY_NAME, GIVEN, SENIOR, Act, RelationKind
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: What each such tie is written down as.
BECAUSE = {
    RelationKind.ALLOCATED: "allocation",
    RelationKind.ANSWERS_FOR: "named",
    RelationKind.REVIEWS: "review",
    RelationKind.CARES_FOR: "foster_care",
    RelationKind.ON_AGENDA: "agenda",
}


@transaction.atomic
def allocate(
    child: Child, who: User | Team, *, by: User, at: datetime, tie: RelationKind | None = None
) -> Relation:
    """Gives the child to one person or team of one's own agency; whoever had the child so there has it no more.

    `tie` says how, and is of `ways_given`; None: as the role has it, as a case to hold, to review or care for, or on a
    panel's agenda.
    """
    require(by, Act.ALLOCATE, child)
    if who.agency_id != by.agency_id or not (ways := ways_given(who)) or (tie and tie not in ways):
        raise Refusal(Sentence("children.cannot_hold"), field="who")
    if _is_closed_to(who, child):
        raise Refusal(Sentence("children.not_named"), field="who")
    as_what = tie or ways[0]
    for held in allocations(child, by).filter(kind=as_what.value).exclude(**holder_of(who)):
        end_relation(held, by=by, at=at)
    return give(child, who, by=by, at=at, tie=as_what)


def give(
    child: Child, who: User | Team, *, by: Actor, at: datetime, tie: RelationKind | None = None
) -> Relation:
    """Ties the child to them; `tie` None: as their role has it."""
    as_what = tie or ways_given(who)[0]
    return relate(child, who, as_what, because=BECAUSE[as_what], by=by, at=at)


@transaction.atomic
def end_allocation(relation: Relation, *, by: User, at: datetime) -> None:
    """Nobody of one's own agency holds the child from now on, which the pages show until somebody does."""
    require(by, Act.ALLOCATE, relation.child)
    if not allocations(relation.child, by).filter(pk=relation.pk).exists():
        raise Refusal(Sentence("children.not_allocated_here"))
    end_relation(relation, by=by, at=at)


def allocations(child: Child, by: User) -> QuerySet[Relation]:
    """Those in force within this person's own agency."""
    return ever_given(child, by).in_force()


def ever_given(child: Child, by: User) -> RelationQuerySet:
    """Those that have ended, too."""
    own = Q(user__agency=by.agency_id) | Q(team__agency=by.agency_id)
    return Relation.objects.filter(own, child=child, kind__in=BY_NAME)


def ways_given(who: User | Team) -> list[RelationKind]:
    """How a child may be given to them, as their role has it first; to a team as a case. Empty: not at all."""
    if not isinstance(who, User):
        return [RelationKind.ALLOCATED]
    if not who.is_active or who.is_system or who.role not in GIVEN:
        return []
    return [GIVEN[who.role], *([RelationKind.ANSWERS_FOR] if who.role in SENIOR else [])]


def _is_closed_to(who: User | Team, child: Child) -> bool:
    """Is the record restricted without naming them? A team is never named."""
    standing = Restriction.objects.standing().of_record()
    return (standing.closing(who) if isinstance(who, User) else standing).filter(child=child).exists()
