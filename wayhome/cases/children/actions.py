"""Every write to a child's record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children import index, shares
from wayhome.cases.children.chronologies import Edition, Partnership, Reading, read
from wayhome.cases.children.models import Child, Event, Relation, Seal, Telling, Watch
from wayhome.cases.children.rows import Columns, insert
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.rules import event
from wayhome.rules.access import RelationKind
from wayhome.rules.chronology import Chronology
from wayhome.rules.refusal import Refusal
from wayhome.rules.rulebook import Rulebook
from wayhome.rules.sentence import Sentence


@dataclass(slots=True)
class Recorded:
    """What one call stored: `editions` new rows, `tellings` passed on, and `unchanged` events seen before."""

    editions: list[event.Event] = field(default_factory=list)
    passed_on: list[tuple[event.Event, tuple[event.Telling, ...]]] = field(default_factory=list)
    unchanged: int = 0


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
    """The same door for a source's children: the row key of each, with what is said, whatever it calls them."""
    partnership, by_rules = Partnership(), rules or index.book()
    list(Child.objects.select_for_update().filter(pk__in=said).order_by("pk").values_list("pk"))
    before = read(said, partnership)
    recorded, after = _compared(said, before, at)
    if recorded.editions or recorded.passed_on:
        _store(recorded, before, partnership, verb, by, at)
        now = {child: before.readable(chronology) for child, chronology in after.items()}
        index.derive(now, partnership, at=at, by_rules=by_rules)
        if by_rules.patterns:
            shares.make_due(before.chronologies, now)
    return recorded


def would_record(said: Mapping[int, Iterable[event.Event]], *, at: datetime) -> Recorded:
    """What `record_each` would store. A key that no child has stands for a child to come."""
    recorded, _ = _compared(said, read(said, Partnership()), at)
    return recorded


@transaction.atomic
def add_child(*, by: Actor, at: datetime) -> Child:
    """A child of whom nothing is known yet; `record` says the rest."""
    child = Child.objects.create()
    Watch.objects.create(child=child, is_due=True, derived_with="", derived_at=at)
    enter("add_child", by=by, at=at, subject=f"child:{child.pk}")
    return child


@transaction.atomic
def add_children(count: int, *, by: Actor, at: datetime) -> list[int]:
    """So many children of whom nothing is known yet, by their row keys."""
    keys = [child.pk for child in Child.objects.bulk_create([Child() for _ in range(count)])]
    if keys:
        enter("add_children", by=by, at=at, subject=_subject(keys), detail={"children": count})
    return keys


@transaction.atomic
def relate(
    child: Child,
    who: Agency | Team | User,
    kind: RelationKind,
    *,
    because: str,
    by: Actor,
    at: datetime,
    purpose: str = "safeguarding",
) -> Relation:
    """Ties somebody to a child from now on, if they are not yet tied so."""
    holder = {type(who).__name__.lower(): who}
    held = Relation.objects.in_force().filter(child=child, kind=kind.value, **holder).first()
    if held is not None:
        return held
    relation = Relation.objects.create(
        child=child, kind=kind.value, purpose=purpose, because=because, since=at, **holder
    )
    enter("relate", by=by, at=at, subject=f"child:{child.pk}", detail={"relation": relation.pk, "kind": kind})
    return relation


@transaction.atomic
def relate_each(
    children: Iterable[int],
    agencies: Iterable[Agency],
    kind: RelationKind,
    *,
    because: str,
    by: Actor,
    at: datetime,
    purpose: str = "safeguarding",
) -> int:
    """Ties agencies to children, by their row keys; how many ties are new.

    One that a person has ended stays ended: a file that is sent again decides nothing.
    """
    wanted = {(child, agency.pk) for child in children for agency in agencies}
    keys = sorted({child for child, _ in wanted})
    ever = Relation.objects.filter(child__in=keys, kind=kind.value, agency__isnull=False)
    new = sorted(wanted.difference(ever.values_list("child", "agency")))
    tie = {"kind": kind.value, "purpose": purpose, "because": because, "since": at, "until": None}
    held = (
        {"child_id": child, "agency_id": agency, "team_id": None, "user_id": None} for child, agency in new
    )
    insert(Relation, (who | tie for who in held))
    if new:
        touched = sorted({child for child, _ in new})
        detail = {"relations": len(new), "kind": kind.value, "because": because}
        enter("relate_each", by=by, at=at, subject=_subject(touched), detail=detail)
    return len(new)


@transaction.atomic
def end_relation(relation: Relation, *, by: Actor, at: datetime) -> None:
    """From the next click on, it opens nothing."""
    Relation.objects.filter(pk=relation.pk, until=None).update(until=at)
    enter(
        "end_relation", by=by, at=at, subject=f"child:{relation.child_id}", detail={"relation": relation.pk}
    )


@transaction.atomic
def seal(row: Event, *, by: Actor, at: datetime) -> Seal:
    """Makes one edition unreadable at once, but for the two leads, and derives the child without it."""
    if Seal.objects.filter(event=row).exists():
        raise Refusal(Sentence("children.sealed_already"))
    entry = enter("seal", by=by, at=at, subject=f"child:{row.child_id}", detail={"event": row.pk})
    sealed = Seal.objects.create(event=row, at=at, entry=entry.pk)
    partnership = Partnership()
    rest = read([row.child_id], partnership).chronologies
    index.derive(rest, partnership, at=at, by_rules=index.book())
    return sealed


def _compared(
    said: Mapping[int, Iterable[event.Event]], before: Reading, at: datetime
) -> tuple[Recorded, dict[int, Chronology]]:
    """What is new in what is said, and each child's chronology with it."""
    recorded = Recorded()
    return recorded, {
        child: _with(before.whole[child], events, recorded, at) for child, events in said.items()
    }


def _with(held: Chronology, events: Iterable[event.Event], recorded: Recorded, at: datetime) -> Chronology:
    """The chronology with these events said; adds to `recorded` what that changes."""
    editions: dict[str, list[event.Event]] = {}
    for one in held.editions:
        editions.setdefault(one.key, []).append(one)
    for key, sayings in _by_key(events).items():
        known = editions.setdefault(key, [])
        again = _said_again(known, sayings)
        for place, saying in enumerate(sayings[:again], start=len(known) - again):
            known[place] = _passed_on(known[place], saying, recorded)
        for saying in sayings[again:]:
            new = replace(saying, child=held.child, edition=len(known) + 1, recorded_at=at)
            recorded.editions.append(new)
            known.append(new)
    return Chronology.of(held.child, (one for known in editions.values() for one in known))


def _by_key(events: Iterable[event.Event]) -> dict[str, list[event.Event]]:
    """What is said under each key, in order; what is said twice running is one saying, told to both."""
    by_key: dict[str, list[event.Event]] = {}
    for one in events:
        sayings = by_key.setdefault(one.key, [])
        if sayings and sayings[-1].says_the_same_as(one):
            fresh = tuple(telling for telling in one.told if telling not in sayings[-1].told)
            sayings[-1] = replace(sayings[-1], told=(*sayings[-1].told, *fresh))
        else:
            sayings.append(one)
    return by_key


def _said_again(known: list[event.Event], sayings: list[event.Event]) -> int:
    """How many of the first `sayings` are the last that is known: a file that corrects itself, sent again."""
    for again in range(min(len(known), len(sayings)), 0, -1):
        pairs = zip(known[-again:], sayings, strict=False)
        if all(held.says_the_same_as(saying) for held, saying in pairs):
            return again
    return 0


def _passed_on(known: event.Event, saying: event.Event, recorded: Recorded) -> event.Event:
    """The edition that is known, with whoever else was told of it."""
    fresh = tuple(telling for telling in saying.told if telling not in known.told)
    if not fresh:
        recorded.unchanged += 1
        return known
    recorded.passed_on.append((known, fresh))
    return replace(known, told=(*known.told, *fresh))


def _store(
    recorded: Recorded, before: Reading, partnership: Partnership, verb: str, by: Actor, at: datetime
) -> None:
    touched = [*recorded.editions, *(one for one, _ in recorded.passed_on)]
    entry = enter(
        verb,
        by=by,
        at=at,
        subject=_subject(sorted({int(one.child) for one in touched})),
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


def _rows_of(entry: int, children: set[int]) -> dict[Edition, int]:
    """Row keys of the editions that an act has just stored."""
    stored = Event.objects.filter(child__in=children, entry=entry).values_list("key", "edition", "pk")
    return {(key, edition): pk for key, edition, pk in stored}


def _subject(children: list[int]) -> str:
    """Whom an audit entry is about: one child, or the first and last of several."""
    if len(children) == 1:
        return f"child:{children[0]}"
    return f"children:{children[0]}-{children[-1]}"


def _key_of(code: str, partnership: Partnership) -> int:
    try:
        return partnership.keys[code]
    except KeyError:
        raise Refusal(Sentence("children.agency_unknown", code=code)) from None
