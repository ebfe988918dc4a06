"""The part of the index that finds company: who touched the same rare thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache, reduce
from itertools import batched
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from wayhome.cases.children.chronologies import Partnership
from wayhome.cases.children.models import Share, Watch
from wayhome.cases.children.queries import Given, Query, fetch
from wayhome.cases.children.rows import Columns, rewrite
from wayhome.rules import company
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import EARLIEST, RARE, Company
from wayhome.rules.event import Telling
from wayhome.rules.moment import Moment

#: Nobody beyond these sees the thing as rare, or is shown to those who do.
REACH = RARE + EARLIEST + 1

#: Things in one query: each asks a question of its own.
AT_ONCE = 50


def rewrite_shares(chronologies: Mapping[int, Chronology]) -> None:
    rewrite(Share, chronologies, (row for child, one in chronologies.items() for row in _rows(child, one)))


def companies(chronologies: Mapping[int, Chronology], partnership: Partnership) -> dict[int, Company]:
    """Each child's company, as the index has it now."""
    firsts = {child: company.first_shared(one) for child, one in chronologies.items()}
    near = _near({thing for first in firsts.values() for thing in first}, partnership)
    return {
        child: company.company_of(str(child), first, (share for thing in first for share in near[thing]))
        for child, first in firsts.items()
    }


def make_due(before: Mapping[int, Chronology], after: Mapping[int, Chronology]) -> None:
    """Wakes those who share, or did before, anything that changed between the two.

    The children of `after` have just been derived, with all of this in sight.
    """
    was, now = _all(before.values()), _all(after.values())
    changed = {thing for thing, _ in was.symmetric_difference(now)}
    woken = {child for thing in changed for (child,) in fetch(_earliest(thing), "child_id")} - after.keys()
    Watch.objects.filter(child__in=woken).update(is_due=True)


def _all(chronologies: Iterable[Chronology]) -> set[tuple[str, company.Share]]:
    return {(share.key, share) for one in chronologies for share in company.shares(one)}


def _earliest(thing: str | Given) -> QuerySet[Share]:
    """The first share of each child who came to it, of the earliest as far as anybody may see."""
    firsts = Share.objects.filter(thing=thing, is_first=True).order_by("happened_begins", "child")
    return firsts[:REACH]


def _near(things: Iterable[str], partnership: Partnership) -> Mapping[str, list[company.Share]]:
    """All shares, of each thing, by the children who came to it first."""
    near: dict[str, list[company.Share]] = {thing: [] for thing in things}
    for some in batched(near, AT_ONCE, strict=False):
        asked = {f"thing{n}": thing for n, thing in enumerate(some)}
        for row in _near_each(len(some))(**asked):
            near[row[0]].append(_as_rules(row, partnership))
    return near


@lru_cache(maxsize=AT_ONCE)
def _near_each(things: int) -> Query:
    """Of so many things, each by a name of its own."""
    columns = ("thing", "child_id", "event", "happened_begins", "happened_ends", "told")

    def ask(**given: Given) -> QuerySet[Share, Any]:
        of_each = (Q(thing=one, child__in=_earliest(one).values("child")) for one in given.values())
        return Share.objects.filter(reduce(or_, of_each)).values_list(*columns)

    return Query(ask, *(f"thing{n}" for n in range(things)))


def _rows(child: int, chronology: Chronology) -> Iterator[Columns]:
    seen: set[str] = set()
    for share in company.shares(chronology):
        yield {
            "thing": share.key,
            "child_id": child,
            "event": share.event,
            "happened_begins": share.happened_at.begins,
            "happened_ends": share.happened_at.ends,
            "is_first": share.key not in seen,
            "told": [
                [t.to.code, t.at.begins.isoformat(), t.at.ends.isoformat(), t.stated, t.reference]
                for t in share.told
            ],
        }
        seen.add(share.key)


def _as_rules(row: tuple[Any, ...], partnership: Partnership) -> company.Share:
    thing, child, event, begins, ends, told = row
    tellings = tuple(
        Telling(
            partnership.by_code[code],
            Moment(datetime.fromisoformat(at_begins), datetime.fromisoformat(at_ends)),
            stated,
            reference,
        )
        for code, at_begins, at_ends, stated, reference in told
    )
    return company.Share(thing, str(child), event, Moment(begins, ends), tellings)
