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
from wayhome.rules.access import GIVEN, Act, RelationKind
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: What each such tie is written down as.
BECAUSE = {
    RelationKind.ALLOCATED: "allocation",
    RelationKind.REVIEWS: "review",
    RelationKind.CARES_FOR: "foster_care",
    RelationKind.ON_AGENDA: "agenda",
}


@transaction.atomic
def allocate(child: Child, who: User | Team, *, by: User, at: datetime) -> Relation:
    """Gives the child to one person or team of one's own agency; whoever had the child so there has it no more.

    A role says how: as a case to hold, to review or care for, or on a panel's agenda.
    """
    require(by, Act.ALLOCATE, child)
    if who.agency_id != by.agency_id or (isinstance(who, User) and not _may_hold(who)):
        raise Refusal(Sentence("children.cannot_hold"), field="who")
    if _is_closed_to(who, child):
        raise Refusal(Sentence("children.not_named"), field="who")
    for held in allocations(child, by).filter(kind=tie_of(who).value).exclude(**holder_of(who)):
        end_relation(held, by=by, at=at)
    return give(child, who, by=by, at=at)


def give(child: Child, who: User | Team, *, by: Actor, at: datetime) -> Relation:
    """Ties the child to them as their role has it."""
    return relate(child, who, tie_of(who), because=BECAUSE[tie_of(who)], by=by, at=at)


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
    return Relation.objects.filter(own, child=child, kind__in=set(GIVEN.values()))


def tie_of(who: User | Team) -> RelationKind:
    """How a child is given to them. A team holds a case."""
    return GIVEN[who.role] if isinstance(who, User) else RelationKind.ALLOCATED


def _is_closed_to(who: User | Team, child: Child) -> bool:
    """Is the record restricted without naming them? A team is never named."""
    standing = Restriction.objects.standing().of_record()
    return (standing.closing(who) if isinstance(who, User) else standing).filter(child=child).exists()


def _may_hold(who: User) -> bool:
    return who.is_active and not who.is_system and who.role in GIVEN
