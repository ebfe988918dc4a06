"""Who chairs a panel, and sees the children on its agenda alone."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from wayhome.cases.children.models import Relation
from wayhome.cases.partners.models import User
from wayhome.rules.access import GIVEN, RelationKind

#: Roles to which a child is given as a matter on an agenda.
CHAIRS = tuple(role for role, kind in GIVEN.items() if kind is RelationKind.ON_AGENDA)


def chairs_a_panel(user: User) -> bool:
    return user.role in CHAIRS


def is_on_an_agenda() -> Exists:
    """Of a finding: its child stands on the agenda of somebody who chairs a panel, or was put there since it began."""
    ties = Relation.objects.filter(kind=RelationKind.ON_AGENDA.value, child=OuterRef("child"))
    stands = Q(until=None) | Q(since__gte=OuterRef("since"))
    return Exists(ties.filter(stands, user__is_active=True, user__role__in=CHAIRS))
