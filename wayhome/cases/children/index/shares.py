"""The part of the index that finds company: who touched the same rare thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from wayhome.cases.children.chronologies import Partnership
from wayhome.cases.children.models import Share, Watch
from wayhome.cases.children.rows import Columns, insert
from wayhome.rules import company
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import EARLIEST, RARE, Company
from wayhome.rules.event import Telling
from wayhome.rules.moment import Moment

#: Nobody beyond these sees the thing as rare, or is shown to those who do.
REACH = RARE + EARLIEST + 1


def replace(chronologies: Mapping[int, Chronology]) -> None:
    Share.objects.filter(child__in=chronologies).delete()
    insert(Share, (row for child, one in chronologies.items() for row in _rows(child, one)))


def companies(chronologies: Mapping[int, Chronology], partnership: Partnership) -> dict[int, Company]:
    """Each child's company, as the index has it now."""
    firsts = {child: company.first_shared(one) for child, one in chronologies.items()}
    near = {thing: _near(thing, partnership) for first in firsts.values() for thing in first}
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
    woken = {child for thing in changed for child in _earliest(thing)} - after.keys()
    Watch.objects.filter(child__in=woken).update(is_due=True)


def _all(chronologies: Iterable[Chronology]) -> set[tuple[str, company.Share]]:
    return {(share.key, share) for one in chronologies for share in company.shares(one)}


def _earliest(thing: str) -> list[int]:
    """The children who came to it first, as far as anybody may see."""
    firsts = Share.objects.filter(thing=thing, is_first=True).order_by("happened_begins", "child")
    return list(firsts.values_list("child", flat=True)[:REACH])


def _near(thing: str, partnership: Partnership) -> list[company.Share]:
    rows = Share.objects.filter(thing=thing, child__in=_earliest(thing))
    return [_as_rules(row, partnership) for row in rows]


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


def _as_rules(row: Share, partnership: Partnership) -> company.Share:
    told = tuple(
        Telling(
            partnership.by_code[code],
            Moment(datetime.fromisoformat(begins), datetime.fromisoformat(ends)),
            stated,
            reference,
        )
        for code, begins, ends, stated, reference in row.told
    )
    happened_at = Moment(row.happened_begins, row.happened_ends)
    return company.Share(row.thing, str(row.child_id), row.event, happened_at, told)
