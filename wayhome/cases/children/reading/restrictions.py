"""The restrictions on a child's record, as somebody who may still see it reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wayhome.cases.children.models import Child, NamedPerson, Restriction
from wayhome.cases.partners.models import User
from wayhome.rules.access import RESTRICTS, RestrictionKind
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Standing:
    """`named` are people, each with whether this reader's agency answers for them.

    `binds_reader`: the reader's agency names its own people on it. `is_own`: the reader's agency placed it.
    """

    restriction: Restriction
    named: tuple[tuple[NamedPerson, bool], ...]
    binds_reader: bool
    is_own: bool

    @property
    def why(self) -> Sentence:
        return Sentence(f"access.restriction.{self.restriction.kind}")


def standing_on(child: Child, reader: User, at: datetime) -> list[Standing]:
    """Those that stood then, in the order in which they were placed; whom they name is as it is now."""
    standing = Restriction.objects.standing_at(at).filter(child=child).select_related("agency", "by")
    return [
        _as_read(one, reader) for one in standing.prefetch_related("named__user__agency").order_by("at", "pk")
    ]


def _as_read(one: Restriction, reader: User) -> Standing:
    named = sorted(one.named.all(), key=lambda listed: (listed.is_barred, listed.user.full_name))
    is_own = one.agency_id == reader.agency_id
    return Standing(
        one,
        tuple((listed, listed.user.agency_id == reader.agency_id) for listed in named),
        binds_reader=is_own or RESTRICTS[RestrictionKind(one.kind)].everybody,
        is_own=is_own,
    )
