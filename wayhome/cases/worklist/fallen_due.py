"""Duties that fell due lately, met or not, by the agency whose they are.

They are derived, since the index holds only what waits. Only children of whom something happened lately are read, a
batch at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import batched

from wayhome.cases.children import index
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.models import Event, Restriction
from wayhome.rules.company import ALONE
from wayhome.rules.episode import episodes
from wayhome.rules.moment import Moment
from wayhome.rules.recording import Fell, fell_due

AT_ONCE = 200

#: An agency by its code, and a rule.
Whose = tuple[str, str]


def fallen_due(period: Moment, partnership: Partnership) -> Mapping[Whose, list[Fell]]:
    """Those started by what happened in a period that ends now."""
    clocks = replace(index.book(), doubts=(), alerts=None)
    fell = defaultdict[Whose, list[Fell]](list)
    for children in batched(_children(period), AT_ONCE, strict=False):
        for chronology in read(children, partnership).chronologies.values():
            then = chronology.as_at(period.ends)
            for finding in clocks.answerable_of(then, episodes(then), ALONE, period.ends):
                one = fell_due(finding, then, period)
                if one is not None and finding.owner is not None:
                    fell[finding.owner.code, finding.rule].append(one)
    return fell


def _children(period: Moment) -> Iterator[int]:
    """Without those whose record is restricted to people by name: whoever counts is none of them."""
    lately = Event.objects.filter(happened_ends__gte=period.begins, happened_begins__lte=period.ends)
    open_to_all = lately.exclude(child__in=Restriction.objects.standing().of_record().values("child"))
    return iter(open_to_all.order_by("child").values_list("child", flat=True).distinct())
