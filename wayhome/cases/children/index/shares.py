"""The part of the index that finds company: who touched the same rare thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache, reduce
from itertools import batched
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from wayhome.cases.children.chronologies import Partnership
from wayhome.cases.children.models import Share, Watch
from wayhome.cases.children.queries import Given, Query
from wayhome.cases.children.rows import Columns, rewrite
from wayhome.rules import company
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import EARLIEST, RARE, Company
from wayhome.rules.event import Telling
from wayhome.rules.moment import Moment

#: Nobody beyond these sees the thing as rare, or is shown to those who do.
REACH = RARE + EARLIEST + 1

#: Each child's own, by the row key of the child.
type Shared = Mapping[int, tuple[company.Share, ...]]

#: Shares by the thing that is shared.
type Near = dict[str, list[company.Share]]

#: Things in one query: each asks a question of its own.
AT_ONCE = 50


def companies(chronologies: Mapping[int, Chronology], partnership: Partnership) -> dict[int, Company]:
    """Each child's company, as the index has it now."""
    own = shared(chronologies)
    around = near(things(own), partnership)
    return {child: company_in(around, child, theirs) for child, theirs in own.items()}


def shared(chronologies: Mapping[int, Chronology]) -> Shared:
    """What these children share, as their chronologies say."""
    return {child: tuple(company.shares(one)) for child, one in chronologies.items()}


def rewrite_shares(now: Shared) -> tuple[set[str], set[str]]:
    """Makes the index say what these children share; gives the things that any of them no longer shares so, and those
    that any has come to.
    """
    rows = (row for child, own in now.items() for row in _rows(child, own))
    gone, fresh = rewrite(Share, now, rows)
    return {row["thing"] for row in gone}, {row["thing"] for row in fresh}


def near(things: Iterable[str], partnership: Partnership) -> Near:
    """By each of these things, all shares of it by the children who came to it first."""
    by_thing: Near = {thing: [] for thing in things}
    for some in batched(by_thing, AT_ONCE, strict=False):
        asked = {f"thing{n}": thing for n, thing in enumerate(some)}
        for row in _of_each(len(some))(**asked):
            by_thing[row[0]].append(_as_rules(row, partnership))
    return by_thing


def things(now: Shared) -> set[str]:
    """All that any of these children shares."""
    return {share.key for own in now.values() for share in own}


def company_in(near: Near, child: int, own: Iterable[company.Share]) -> Company:
    """A child's, out of what is near to it."""
    first = company.first_shared(own)
    return company.company_of(str(child), first, (share for thing in first for share in near[thing]))


def make_due(near: Near, gone: set[str], fresh: set[str], derived: Collection[int] = ()) -> None:
    """Wakes those who see what these children shared, or share now; but not the children who have just been derived.

    Who comes to a thing beyond everybody's reach changes nothing for anybody.
    """
    woken: set[int] = set()
    for thing in gone | fresh:
        children = {int(share.child) for share in near[thing]}
        if thing in gone or not children.isdisjoint(derived):
            woken |= children
    woken.difference_update(derived)
    if woken:
        Watch.objects.filter(child__in=woken).update(is_due=True)


def _earliest(thing: str | Given) -> QuerySet[Share]:
    """The first share of each child who came to it, of the earliest as far as anybody may see."""
    firsts = Share.objects.filter(thing=thing, is_first=True).order_by("happened_begins", "child")
    return firsts[:REACH]


@lru_cache(maxsize=AT_ONCE)
def _of_each(things: int) -> Query:
    """Of so many things, each by a name of its own."""
    columns = ("thing", "child_id", "event", "happened_begins", "happened_ends", "told", "recorded_at")

    def ask(**given: Given) -> QuerySet[Share, Any]:
        of_each = (Q(thing=one, child__in=_earliest(one).values("child")) for one in given.values())
        return Share.objects.filter(reduce(or_, of_each)).values_list(*columns)

    return Query(ask, *(f"thing{n}" for n in range(things)))


def _rows(child: int, own: Iterable[company.Share]) -> Iterator[Columns]:
    """Of each thing no more than anybody is shown."""
    seen: Counter[str] = Counter()
    for share in own:
        seen[share.key] += 1
        if seen[share.key] > EARLIEST:
            continue
        yield {
            "thing": share.key,
            "child_id": child,
            "event": share.event,
            "happened_begins": share.happened_at.begins,
            "happened_ends": share.happened_at.ends,
            "is_first": seen[share.key] == 1,
            "recorded_at": share.recorded_at,
            "told": [
                [t.to.code, t.at.begins.isoformat(), t.at.ends.isoformat(), t.stated, t.reference]
                for t in share.told
            ],
        }


def _as_rules(row: tuple[Any, ...], partnership: Partnership) -> company.Share:
    thing, child, event, begins, ends, told, recorded_at = row
    tellings = tuple(
        Telling(
            partnership.by_code[code],
            Moment(datetime.fromisoformat(at_begins), datetime.fromisoformat(at_ends)),
            stated,
            reference,
        )
        for code, at_begins, at_ends, stated, reference in told
    )
    return company.Share(thing, str(child), event, Moment(begins, ends), tellings, recorded_at)
