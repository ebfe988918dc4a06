"""What a child's events share with other children's, where the thing they share is rare.

A rule that needs several children takes their company as a value. What is common joins nobody and is cut while
company is gathered: a bus station is in thousands of chronologies. Rare is judged as at the moment this child
first shared the thing, so that an alert does not vanish because more children appear later.

A home or a school is one that everybody who was missing from it shares, and a report has few children: neither is
ever common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import Contact, Missing
from wayhome.rules.guidance.readings import is_telling
from wayhome.rules.moment import Moment
from wayhome.rules.placement import Placement, placements
from wayhome.rules.quickly_made import quickly_made

#: A thing is common for a child who came to it after this many others.
RARE = 20

#: How many of the others' shares a rule is shown.
EARLIEST = 20


@quickly_made
@dataclass(frozen=True, slots=True)
class Share:
    """One child's event that touches a thing others may touch too. `key` names the thing, such as "phone:…".

    `recorded_at` is None where there is no record.
    """

    key: str
    child: str
    event: str
    happened_at: Moment
    told: tuple[Telling, ...]
    recorded_at: datetime | None = None


#: For each thing of a child's that is not common, the others' earliest shares of it, in order of when they happened:
#: none where nobody else came to it.
Company = Mapping[str, tuple[Share, ...]]

ALONE: Company = {}

#: With which the keys of things begin that join whoever shares them, however many they are.
_REPORT, _FROM = "report:", "from:"


def shares(chronology: Chronology) -> Iterator[Share]:
    """Of each thing, in order of when it happened; of a home or school, the first time only.

    Who is around every child joins nobody, whatever they are called.
    """
    for event in chronology.by_kind.get(Contact.__name__, ()):
        if is_telling(event.fact):
            yield _share(event.fact.thing, event, chronology)
    moves, came_from = placements(chronology), set[str]()
    for event in chronology.by_kind.get(Missing.__name__, ()):
        assert isinstance(event.fact, Missing)
        if report := of_report(event.fact):
            yield _share(report, event, chronology)
        whence = missing_from(event, moves)
        if whence and whence not in came_from:
            came_from.add(whence)
            yield _share(whence, event, chronology)


def of_report(missing: Missing) -> str:
    """The key of the report of several children; blank: the child was reported alone."""
    return f"{_REPORT}{missing.report}" if missing.report else ""


def missing_from(event: Event, moves: Sequence[Placement]) -> str:
    """The key of the home or school from which a child went missing: as stated, or where the child was placed then.

    `moves` are the child's placements. Blank: neither is stated.
    """
    assert isinstance(event.fact, Missing)
    place = event.fact.place
    if place is None and event.fact.missing_from.is_care:
        began = event.happened_at.begins
        before = [one.fact.home for one in moves if one.began.happened_at.begins <= began]
        place = before[-1] if before else None
    return f"{_FROM}{place.code}" if place is not None else ""


def _share(key: str, event: Event, chronology: Chronology) -> Share:
    return Share(key, chronology.child, event.key, event.happened_at, event.told, event.recorded_at)


def first_shared(own: Iterable[Share]) -> dict[str, datetime]:
    """When a child first shared each thing, of the child's own shares in order."""
    first: dict[str, datetime] = {}
    for share in own:
        first.setdefault(share.key, share.happened_at.begins)
    return first


def company_of(child: str, first: Mapping[str, datetime], everyones: Iterable[Share]) -> Company:
    """The company of `child`, out of the earliest shares of each thing.

    `everyones` must hold, for each key of `first`, the earliest shares by anyone: enough of them to show
    RARE + EARLIEST different children. More do no harm.
    """
    by_thing: dict[str, list[Share]] = {thing: [] for thing in first}
    for share in everyones:
        if share.child != child and share.key in by_thing:
            by_thing[share.key].append(share)
    gathered: dict[str, tuple[Share, ...]] = {}
    for thing, others in by_thing.items():
        others.sort(key=lambda share: (share.happened_at, share.child, share.event))
        came_before = {share.child for share in others if share.happened_at.begins < first[thing]}
        if len(came_before) < RARE or thing.startswith((_REPORT, _FROM)):
            gathered[thing] = tuple(others[:EARLIEST])
    return gathered


def company_as_at(company: Company, instant: datetime) -> Company:
    """The same company without what had not yet happened, or been told, by `instant`."""
    if not company:
        return company
    return {
        thing: tuple(_until(share, instant) for share in others if share.happened_at.begins <= instant)
        for thing, others in company.items()
    }


def company_known_to(company: Company, agency: str, instant: datetime) -> Company:
    """Of the others, only what the agency with this code had been told by `instant`."""
    return {
        thing: tuple(share for share in others if any(telling.to.code == agency for telling in share.told))
        for thing, others in company_as_at(company, instant).items()
    }


def turns_of(company: Company) -> Iterator[datetime]:
    """Every moment at which a share, or a telling of one, begins to count."""
    for others in company.values():
        for share in others:
            yield share.happened_at.begins
            yield from (telling.at.begins for telling in share.told)


def _until(share: Share, instant: datetime) -> Share:
    told = tuple(telling for telling in share.told if telling.at.begins <= instant)
    return share if len(told) == len(share.told) else replace(share, told=told)
