"""A search for a child whom the searcher may not see: where the protocol allows it, whom to ask, and no more.

Whether the child is missing, or anything else of the record, is never said. Nor is it said of a child whose record is
restricted in any way, or of whom a name or number was sealed: that the child is known somewhere could lead whoever
must not find them there.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.models import Child, Event, Identifier, Identity, Relation, Restriction
from wayhome.cases.children.search import Search, responsible_for
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.cases.partners.models.team import TeamKind
from wayhome.rules.access import RelationKind
from wayhome.rules.guidance.protocol import in_force_on
from wayhome.rules.moment import day_of

#: What is stated of who a child is.
OF_IDENTITY = ("IdentityStated", "IdentifierStated")


class KnownTo(NamedTuple):
    """`desk` is the authority's desk by its name; blank: it has none here."""

    agency: str
    desk: str


@transaction.atomic
def look_beyond(search: Search, *, by: User, at: datetime) -> KnownTo | None:
    """Who knows the one child who is named whole; None: nobody is to be named. Either is kept in the audit."""
    if not may_look_beyond(by, at) or not is_whole(search):
        return None
    child, agency = _one(search, by)
    if child is None or agency is None:
        enter("search_beyond", by=by, at=at, subject=f"user:{by.pk}", detail={"answered": False})
        return None
    enter("search_beyond", by=by, at=at, subject=f"child:{child.pk}", detail={"answered": True})
    desk = Team.objects.filter(agency=agency, kind=TeamKind.DUTY_DESK).order_by("name").first()
    return KnownTo(agency.name, desk.name if desk else "")


def is_whole(search: Search) -> bool:
    """A number, or a first and last name and the day of birth: nobody looks around."""
    return bool(search.number) or (len(search.name.split()) > 1 and search.born is not None)


def may_look_beyond(by: User, at: datetime) -> bool:
    """As the protocol of today has it."""
    return by.role in in_force_on(settings.WAYHOME_PROTOCOL, day_of(at)).search_beyond


def _one(search: Search, by: User) -> tuple[Child | None, Agency | None]:
    """The child who is meant and the authority that may be named; None of either for nobody, and for more than one."""
    fitting = list(_named(search)[:2])
    if len(fitting) != 1 or Child.objects.visible_to(by).filter(pk=fitting[0].pk).exists():
        return None, None
    (child,) = fitting
    code = responsible_for([child]).get(child.pk)
    tied = Relation.objects.in_force().filter(child=child, kind=RelationKind.OWN_AGENCY.value)
    return child, Agency.objects.filter(code=code, pk__in=tied.values("agency")).first()


def _named(search: Search) -> QuerySet[Child]:
    """Exactly so, in the record as a whole."""
    sealed = Event.objects.filter(child=OuterRef("pk"), kind__in=OF_IDENTITY).exclude(seal=None)
    restricted = Restriction.objects.standing().filter(child=OuterRef("pk"))
    nameable = Child.objects.filter(~Exists(sealed), ~Exists(restricted)).order_by("pk")
    if search.number:
        numbered = Identifier.objects.filter(value=search.number.strip())
        return nameable.filter(pk__in=numbered.values("child"))
    return nameable.filter(pk__in=_called(search).values("child"))


def _called(search: Search) -> QuerySet[Identity]:
    """By this whole name, wherever the first ends and the last begins, and born on this very day."""
    parts = search.name.split()
    splits = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    fitting = Identity.objects.none()
    for forename, surname in splits:
        fitting |= Identity.objects.filter(
            forename__iexact=forename, surname__iexact=surname, born=search.born
        )
    return fitting
