"""What of an agency's is due for erasure, and until when it keeps the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.db.models import Exists, OuterRef

from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.index import BATCH
from wayhome.cases.children.models import Child, Event, Identity
from wayhome.cases.partners.models import Agency
from wayhome.rules.ages import ADULT, years_after
from wayhome.rules.guidance.keeping import classes_under
from wayhome.rules.guidance.protocol import in_force_on
from wayhome.rules.moment import day_of
from wayhome.rules.retention import Birthday, Kept, RecordClass, kept


@dataclass(frozen=True, slots=True)
class Due:
    """A child, by number, of whom all that the agency said has been kept for as long as it may be."""

    child: int
    kept: Kept


def kept_of(child: int, agency: Agency, at: datetime) -> Kept:
    """Until when the agency keeps what it said of the child, by what law and the protocol of today say."""
    (only,) = _kept([child], agency, at)
    return only.kept


def due_for(agency: Agency, at: datetime) -> Iterator[Due]:
    """In order of the children's numbers."""
    for some in batched(_old_enough(agency, at), BATCH, strict=False):
        yield from (one for one in _kept(some, agency, at) if one.kept.is_due(at))


def _kept(children: Iterable[int], agency: Agency, at: datetime) -> Iterator[Due]:
    classes = _classes(agency, at)
    for child, chronology in read(children, Partnership()).whole.items():
        yield Due(child, kept(chronology, agency.as_fact(), classes))


def _classes(agency: Agency, at: datetime) -> tuple[RecordClass, ...]:
    protocol = in_force_on(settings.WAYHOME_PROTOCOL, day_of(at))
    return tuple(one for one in classes_under(protocol) if one.binds(agency.as_fact()))


def _old_enough(agency: Agency, at: datetime) -> list[int]:
    """Children of whom the agency said something and who have an age of which anything can be due, or died."""
    ages = [_age(one) for one in _classes(agency, at)]
    if not ages:
        return []
    born = Identity.objects.filter(child=OuterRef("pk"), born__lte=years_after(day_of(at), -min(ages)))
    said = Event.objects.filter(child=OuterRef("pk"))
    fitting = Child.objects.filter(
        Exists(born) | Exists(said.filter(kind="FoundDead")), Exists(said.filter(of=agency))
    )
    return list(fitting.order_by("pk").values_list("pk", flat=True))


def _age(of: RecordClass) -> int:
    if isinstance(of.until, Birthday):
        return of.until.age
    assert isinstance(of.until.years, int)
    return ADULT + of.until.years
