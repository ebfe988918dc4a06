"""The one door for events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children import index
from wayhome.cases.children.actions.subject import about
from wayhome.cases.children.chronologies import Edition, Partnership, Reading, read
from wayhome.cases.children.comparing import Recorded, compared
from wayhome.cases.children.keeping_apart import kept_apart, locked
from wayhome.cases.children.models import Event, Telling
from wayhome.cases.children.queries import Query
from wayhome.cases.children.rows import Columns, insert
from wayhome.rules import event
from wayhome.rules.basis import BASES, LETTERS, Basis
from wayhome.rules.guidance.protocol import in_force_on
from wayhome.rules.guidance.regimes import regime_of
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.rulebook import Rulebook
from wayhome.rules.sentence import Sentence

_STORED = Query(
    lambda children, entry: Event.objects.filter(child__in=children, entry=entry).values_list(
        "key", "edition", "pk"
    )
)


def record(
    said: Iterable[event.Event],
    *,
    by: Actor,
    at: datetime,
    verb: str = "record",
    rules: Rulebook | None = None,
) -> Recorded:
    """The one door for events. Each `said.child` is the row key of a child, as text.

    What differs from the last edition of its key becomes the next edition; a telling not yet held is added to
    the edition it is about; what is held already changes nothing. The children are derived anew, their company
    is made due, and one audit entry names the act. Raises Refusal for an agency that is not in the partnership.
    """
    by_child: dict[int, list[event.Event]] = {}
    for one in said:
        by_child.setdefault(int(one.child), []).append(one)
    return record_each(by_child, by=by, at=at, verb=verb, rules=rules)


@transaction.atomic
def record_each(
    said: Mapping[int, Iterable[event.Event]],
    *,
    by: Actor,
    at: datetime,
    verb: str = "record",
    rules: Rulebook | None = None,
) -> Recorded:
    """The same door for a source's children: the row key of each, with what is said, whatever it calls them.

    Where a child at a protected address is, is kept apart from here on: see `keeping_apart`.
    """
    partnership, by_rules = Partnership(), rules or index.book()
    protected, touched = locked(said.keys())
    before = read(said, partnership)
    known = {child: [partnership.as_known(one) for one in events] for child, events in said.items()}
    apart = kept_apart(known, before, protected=protected, touched=touched, partnership=partnership)
    recorded, after = compared(apart, before, at, _bases(partnership, at))
    if recorded.editions or recorded.passed_on:
        _store(recorded, before, partnership, verb, by, at)
        now = {child: before.readable(chronology) for child, chronology in after.items()}
        index.derive(now, partnership, at=at, by_rules=by_rules)
    return recorded


def _store(
    recorded: Recorded, before: Reading, partnership: Partnership, verb: str, by: Actor, at: datetime
) -> None:
    touched = [*recorded.editions, *(one for one, _ in recorded.passed_on)]
    entry = enter(
        verb,
        by=by,
        at=at,
        subject=about(sorted({int(one.child) for one in touched})),
        detail={"events": len(recorded.editions), "tellings": len(recorded.passed_on)},
    )
    insert(Event, (_columns(one, partnership, entry.pk) for one in recorded.editions))
    keys = before.rows | _rows_of(entry.pk, {int(one.child) for one in recorded.editions})
    told = chain(((one, one.told) for one in recorded.editions), recorded.passed_on)
    insert(
        Telling,
        (
            Telling.columns(
                telling,
                event=keys[one.key, one.edition],
                to=_key_of(telling.to.code, partnership),
                recorded_at=at,
            )
            for one, tellings in told
            for telling in tellings
        ),
    )


def _columns(one: event.Event, partnership: Partnership, entry: int) -> Columns:
    of, system = _key_of(one.of.code, partnership), partnership.system_key(one.system)
    return Event.columns(one, of=of, system=system, entry=entry)


def _bases(partnership: Partnership, at: datetime) -> dict[str, Basis]:
    """Under which basis each agency records, by its code: as the protocol of today has it, and kept so."""
    agreed = in_force_on(settings.WAYHOME_PROTOCOL, day_of(at))
    return {one.code: BASES[LETTERS[regime_of(one.kind, agreed)]] for one in partnership.agencies.values()}


def _rows_of(entry: int, children: set[int]) -> dict[Edition, int]:
    """Row keys of the editions that an act has just stored."""
    return {(key, edition): pk for key, edition, pk in _STORED(children=children, entry=entry)}


def _key_of(code: str, partnership: Partnership) -> int:
    try:
        return partnership.keys[code]
    except KeyError:
        raise Refusal(Sentence("children.agency_unknown", code=code)) from None
