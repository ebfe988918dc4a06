"""Who can see a child, and why: the relations in force at a moment, as somebody reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce

from wayhome.cases.children.models import Child, Relation
from wayhome.cases.children.reading.story import Reader
from wayhome.rules.access import BY_NAME, RelationKind, may_see_part
from wayhome.rules.facts import Part
from wayhome.rules.sentence import Sentence


class Holder(NamedTuple):
    """An agency, team or person tied to the child. `agency` is theirs, or they are it; `agency_key` is its row's."""

    relation: int
    kind: str
    why: str
    since: datetime
    until: datetime | None
    name: str
    agency: str
    agency_key: int

    @property
    def is_allocation(self) -> bool:
        return self.kind == RelationKind.ALLOCATED

    @property
    def is_given(self) -> bool:
        """Was the child given to them by name, so that it can be taken back?"""
        return self.kind in BY_NAME

    @property
    def because(self) -> Sentence:
        return Sentence(f"because.{self.why}")


#: The columns of a `Holder`: of the five tables in which they stand the rest would be read for nothing.
_SHOWN = Relation.objects.order_by("since", "pk").values_list(
    *("pk", "kind", "because", "since", "until"),
    Coalesce("user__full_name", "team__name", "agency__name"),
    Coalesce("user__agency__name", "team__agency__name", "agency__name"),
    Coalesce("user__agency", "team__agency", "agency"),
)


def holders(child: Child, at: datetime) -> list[Holder]:
    """People and teams first, then agencies."""
    in_force = _SHOWN.filter(Q(until=None) | Q(until__gt=at), child=child, since__lte=at)
    return sorted(map(Holder._make, in_force), key=lambda one: (not one.is_given, one.agency, one.name))


def named_to(reader: Reader, tied: Iterable[Holder]) -> list[Holder]:
    """Whoever reported the child in person is named to those who may read that; to others their agency stands there."""
    if may_see_part(reader.role, Part.PERSON_REPORTING, reader.relations):
        return list(tied)
    return [one._replace(name=one.agency) if one.kind == RelationKind.OWN_REPORT else one for one in tied]
