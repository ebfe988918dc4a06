"""What each agency recorded lately, and what others told meanwhile: counted by the database, never child by child."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, Max, Model, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from wayhome.cases.children.chronologies import Partnership
from wayhome.cases.children.models import Episode, Event, Relation, Restriction
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import Agency, AgencyKind, Returned
from wayhome.rules.guidance.recording import EXPECTED, MISSING_CHILDREN, RETURN_INTERVIEWS, Expected
from wayhome.rules.moment import Moment
from wayhome.rules.recording import TO_ANSWER, Counted

#: How often others told of what an agency would have had to record, by its row's key.
Told = Mapping[int, int]


class _Entries(NamedTuple):
    """Entries of one kind by one agency through one system."""

    of: int
    kind: str
    system: int
    lately: int
    last: datetime
    of_what_happened: datetime | None


def counted(period: Moment, partnership: Partnership) -> Iterator[tuple[int, Expected, Counted]]:
    """Of every agency, by its row's key, what is counted of each thing that is expected of it, in a period that ends
    now.
    """
    by_agency = defaultdict[int, list[_Entries]](list)
    for one in _entries(period):
        by_agency[one.of].append(one)
    told = {one: _TOLD[one.rule, one.of](period, partnership) for one in EXPECTED}
    handed = {one: _handed(one, period) for one in EXPECTED if one.handed_to}
    for key, agency in partnership.agencies.items():
        systems = frozenset(partnership.systems[one.system] for one in by_agency[key])
        for expected in (one for one in EXPECTED if one.of is agency.kind):
            said = [one for one in by_agency[key] if one.kind in expected.says]
            counts = Counted(
                lately=sum(one.lately for one in said) + handed.get(expected, {}).get(key, 0),
                before=_before(key, agency, said, period),
                last=max((one.last for one in said), default=None),
                told=told[expected].get(key, 0),
                systems=systems,
            )
            yield key, expected, counts


def _entries(period: Moment) -> Iterable[_Entries]:
    """One reading of the table, whatever the number of agencies."""
    entries = Event.objects.filter(recorded_at__lte=period.ends).order_by()
    grouped = entries.values_list("of", "kind", "system").annotate(
        lately=Count("pk", filter=_lately(period)),
        last=Max("recorded_at"),
        of_what_happened=Max("happened_begins", filter=Q(happened_begins__lte=period.ends)),
    )
    return map(_Entries._make, grouped)


def _before(key: int, agency: Agency, said: Iterable[_Entries], period: Moment) -> int:
    """Asked of the silent alone. It stays the same for as long as they are, so that no gap ends because it lasts."""
    entries = list(said)
    happened = [one.of_what_happened for one in entries if one.of_what_happened is not None]
    if agency.joined_at is None or not happened or any(one.lately for one in entries):
        return 0
    begins = max(max(happened) - (period.ends - period.begins), agency.joined_at)
    up_to_the_last = Event.objects.filter(happened_begins__gte=begins, happened_begins__lte=max(happened))
    return up_to_the_last.filter(of=key, kind__in={one.kind for one in entries}).count()


def _lately(period: Moment) -> Q:
    """Whoever writes up what is long past does record, and so does whose file tells of yesterday."""
    happened = Q(happened_begins__gte=period.begins, happened_begins__lte=period.ends)
    return Q(recorded_at__gte=period.begins) | happened


def _handed(expected: Expected, period: Moment) -> Told:
    """What those to whom it is handed recorded of each authority's children."""
    entries = Event.objects.filter(
        _lately(period),
        kind__in=expected.says,
        of__kind=expected.handed_to,
        recorded_at__lte=period.ends,
        child__episodes__authority__isnull=False,
    )
    by_authority = entries.order_by().values_list("child__episodes__authority")
    return dict(by_authority.annotate(n=Count("pk", distinct=True)))


def _in_its_area(period: Moment, partnership: Partnership) -> Told:
    """Only what a force was told of, or somebody said that it was: it reads no other agency's reports."""
    return _by_others(_opened(period).filter(police_told=True).values_list("force", "opened_by__of"))


def _of_its_children(period: Moment, partnership: Partnership) -> Told:
    return _by_others(_opened(period).values_list("authority", "opened_by__of"))


def _from_the_home(period: Moment, partnership: Partnership) -> Told:
    opened = _opened(period).values_list("opened_by__detail__place", "opened_by__of")
    return _by_others((partnership.keys.get(place), by) for place, by in opened)


def _came_back(period: Moment, partnership: Partnership) -> Told:
    """Whoever told of it, the interview is to be offered."""
    returns = Event.objects.filter(
        kind=Returned.__name__, child=OuterRef("child"), recorded_at__lte=period.ends - TO_ANSWER
    )
    known = returns.annotate(of_episode=KeyTextTransform("episode", "detail")).filter(
        of_episode=OuterRef("key")
    )
    back = Episode.objects.filter(
        Exists(known), returned_at__gte=period.begins, returned_at__lte=period.ends - TO_ANSWER
    )
    return Counter(_countable(back.exclude(authority=None)).values_list("authority", flat=True))


def _referred(period: Moment, partnership: Partnership) -> Told:
    handed = Relation.objects.filter(
        kind=RelationKind.REFERRED.value, since__gte=period.begins, since__lte=period.ends - TO_ANSWER
    )
    children = _countable(handed.exclude(agency=None)).values_list("agency", "child").distinct()
    return Counter(agency for agency, _ in children)


#: By whose children others tell of to each kind of agency.
_TOLD: Mapping[tuple[str, AgencyKind], Callable[[Moment, Partnership], Told]] = {
    (MISSING_CHILDREN, AgencyKind.POLICE): _in_its_area,
    (MISSING_CHILDREN, AgencyKind.AUTHORITY): _of_its_children,
    (MISSING_CHILDREN, AgencyKind.CHILDRENS_HOME): _from_the_home,
    (RETURN_INTERVIEWS, AgencyKind.AUTHORITY): _came_back,
    (RETURN_INTERVIEWS, AgencyKind.INTERVIEW_PROVIDER): _referred,
}


def _opened(period: Moment) -> QuerySet[Episode]:
    """Episodes of the period that were here for long enough to be answered."""
    settled = period.ends - TO_ANSWER
    return _countable(
        Episode.objects.filter(
            since__gte=period.begins, since__lte=settled, opened_by__recorded_at__lte=settled
        )
    )


def _countable[M: Model](rows: QuerySet[M]) -> QuerySet[M]:
    """Without children whose record is restricted to people by name: whoever counts is none of them."""
    return rows.exclude(child__in=Restriction.objects.standing().of_record().values("child")).order_by()


def _by_others(opened: Iterable[tuple[int | None, int]]) -> Told:
    return Counter(agency for agency, by in opened if agency is not None and agency != by)
