"""Who can see a child, and why: the relations in force at a moment, as somebody reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from wayhome.cases.children.models import Child, Relation
from wayhome.cases.partners.models import Agency
from wayhome.rules.access import RelationKind
from wayhome.rules.sentence import Sentence

#: What a page shows of a holder: of five tables the rest would be read for nothing.
_SHOWN = (
    *("kind", "purpose", "because", "since", "until", "agency__name"),
    *("team__name", "team__agency__name", "user__full_name", "user__email", "user__agency__name"),
)


@dataclass(frozen=True, slots=True)
class Holder:
    """An agency, team or person tied to the child."""

    relation: Relation

    @property
    def name(self) -> str:
        return str(self.relation.user or self.relation.team or self.relation.agency)

    @property
    def agency(self) -> Agency:
        agent = self.relation.user or self.relation.team
        agency = agent.agency if agent is not None else self.relation.agency
        assert agency is not None
        return agency

    @property
    def is_allocation(self) -> bool:
        return self.relation.kind == RelationKind.ALLOCATED

    @property
    def because(self) -> Sentence:
        return Sentence(f"because.{self.relation.because}")


def holders(child: Child, at: datetime) -> list[Holder]:
    """People and teams first, then agencies."""
    in_force = Relation.objects.filter(Q(until=None) | Q(until__gt=at), child=child, since__lte=at)
    rows = (
        in_force.select_related("agency", "team__agency", "user__agency")
        .only(*_SHOWN)
        .order_by("since", "pk")
    )
    return sorted(
        (Holder(row) for row in rows), key=lambda one: (not one.is_allocation, one.agency.name, one.name)
    )
