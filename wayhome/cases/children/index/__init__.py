"""Keeping the index: what the rules say of each child now, so that a board need not ask them for every child.

An event derives its child anew in the same transaction, and makes due the watches of those with whom it shares
something; `refresh` then serves the clock, company and new rules alike. Rebuilt or kept up, the index is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import batched
from typing import Any

from django.conf import settings
from django.db import transaction

from wayhome import __version__
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.index import shares
from wayhome.cases.children.index.identities import rewrite_names
from wayhome.cases.children.models import Child, Episode, Event, Finding, Watch
from wayhome.cases.children.models.index import ACKNOWLEDGEMENTS, WatchQuerySet
from wayhome.cases.children.queries import Query, fetch
from wayhome.cases.children.rows import Columns, insert, rewrite
from wayhome.rules import episode, finding
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.factors import Factor, agency_for
from wayhome.rules.guidance.patterns import ALERT, DECISION
from wayhome.rules.rulebook import Rulebook, rulebook

#: Children who are derived in one transaction: at the most, and to begin with where they are derived in turns.
BATCH, FEWEST = 200, 10

#: What is derived of a watch.
_DERIVED = ("changes_at", "is_due", "derived_with", "editions_of_agencies", "derived_at")

_OPENED = Query(
    lambda children: Event.objects.filter(child__in=children, kind="Missing", edition=1).values_list(
        "key", "pk"
    )
)


def book() -> Rulebook:
    """The rulebook in force, under the partnership's own protocol."""
    return rulebook(settings.WAYHOME_PROTOCOL)


def version(of: Rulebook) -> str:
    """With what a child's findings were derived: package, rules and protocol."""
    return f"{__version__}/{of.version}"


def derive(
    chronologies: Mapping[int, Chronology], partnership: Partnership, *, at: datetime, by_rules: Rulebook
) -> None:
    """Makes the index of these children say what follows, writing what differs, and wakes their company. Called inside
    a transaction.
    """
    shared = shares.shared(chronologies)
    gone, fresh = shares.rewrite_shares(shared)
    near = shares.near(shares.things(shared) | gone, partnership) if by_rules.asks_for_company else None
    opened_by: dict[str, int] = dict(_OPENED(children=chronologies))
    findings, of_each, watches = list[Columns](), list[Columns](), list[Columns]()
    for child, chronology in chronologies.items():
        company = shares.company_in(near, child, shared[child]) if near is not None else ALONE
        then = chronology.as_at(at)
        of_child = episode.episodes(then)
        said = by_rules.answerable_of(then, of_child, company, at)
        held = [one for one in said if _is_held(one)]
        findings += (_finding(child, one, partnership) for one in held)
        of_each += _episodes(child, then, of_child, held, opened_by, partnership)
        watches.append(
            {
                "child_id": child,
                "changes_at": by_rules.changes_after(chronology, company, said, at),
                "is_due": False,
                "derived_with": version(by_rules),
                "editions_of_agencies": partnership.editions,
                "derived_at": at,
            }
        )
    insert(Watch, watches, overwriting=_DERIVED)
    rewrite(Finding, chronologies, findings)
    rewrite(Episode, chronologies, of_each)
    rewrite_names(chronologies)
    if near is not None:
        shares.make_due(near, gone, fresh, chronologies.keys())


@transaction.atomic
def refresh(*, at: datetime, by_rules: Rulebook | None = None, limit: int = BATCH) -> int:
    """Derives the watches that are due, at most `limit` of them; how many it derived. 0: all is quiet.

    Who is not back comes first: everybody may be due at once, and a board is looked at meanwhile. A child whose record
    somebody is changing is left to them, who derive it themselves.
    """
    rules = by_rules or book()
    due = Watch.objects.due(at, version(rules))
    not_back = due.filter(child__in=Episode.objects.not_back().values("child"))
    children = _taken(not_back, limit) or _taken(due, limit)
    _derive(children, at, rules)
    return len(children)


def rebuild(*, at: datetime, by_rules: Rulebook | None = None) -> Iterator[int]:
    """Derives every child anew, batch by batch; yields how many are done, for a progress line."""
    rules, done = by_rules or book(), 0
    everyone = list(batched(every_child(), BATCH, strict=False))
    for children in everyone if rules.asks_for_company else ():
        share_anew(children)
    for children in everyone:
        done += derive_anew(children, at=at, by_rules=rules)
        yield done


def every_child() -> list[int]:
    """Row keys, in the order in which they are derived anew."""
    return [child for (child,) in fetch(Child.objects.order_by("pk"), "id")]


@transaction.atomic
def share_anew(children: Sequence[int]) -> int:
    """Writes what these children share, which must be there for everyone before anybody's company is gathered."""
    _hold(children)
    shares.rewrite_shares(shares.shared(read(children, Partnership()).chronologies))
    return len(children)


@transaction.atomic
def derive_anew(children: Sequence[int], *, at: datetime, by_rules: Rulebook | None = None) -> int:
    """Derives these children anew; until they are, whoever looks sees what the index held before."""
    _hold(children)
    _derive(children, at, by_rules or book())
    return len(children)


def _hold(children: Sequence[int]) -> None:
    """Nobody records anything of them meanwhile: it would be derived from what was said before it."""
    list(
        Child.objects.select_for_update(no_key=True).filter(pk__in=children).order_by("pk").values_list("pk")
    )


def _derive(children: Sequence[int], at: datetime, rules: Rulebook) -> None:
    partnership = Partnership()
    derive(read(children, partnership).chronologies, partnership, at=at, by_rules=rules)


def _taken(due: WatchQuerySet, limit: int) -> list[int]:
    """The children of so many of these, for this transaction."""
    watches = due.order_by("child").select_related("child")
    free = watches.select_for_update(skip_locked=_can_skip(), no_key=True, of=_both())
    return [watch.child_id for watch in free[:limit]]


def _both() -> tuple[str, ...]:
    """The watch and its child: an act that holds the child is not waited for, and does not wait for the watch."""
    return ("self", "child") if transaction.get_connection().features.has_select_for_update_of else ()


def _can_skip() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def _is_held(one: finding.Finding) -> bool:
    """It needs someone, or is of a decision that was left to nobody: that waits for nobody, and must be found."""
    return one.needs_someone or (one.inherited and one.rule.startswith(ALERT))


def _finding(child: int, said: finding.Finding, partnership: Partnership) -> Columns:
    return {
        "child_id": child,
        "rule": said.rule,
        "state": said.state.value,
        "episode": said.episode,
        "rung": said.rung,
        "since": said.since,
        "due_begins": said.due.begins if said.due else None,
        "due_ends": said.due.ends if said.due else None,
        "owner_id": partnership.keys[said.owner.code] if said.owner else None,
        "evidence": list(said.evidence),
        "inherited": said.inherited,
        "reason_given": bool(said.reason_given),
    }


def _episodes(
    child: int,
    then: Chronology,
    of_child: Iterable[episode.Episode],
    held: Iterable[finding.Finding],
    opened_by: Mapping[str, int],
    partnership: Partnership,
) -> Iterator[Columns]:
    """`opened_by` are row keys of the events that opened them, by their key."""
    pressing = [one for one in held if not one.inherited]
    unacknowledged = {one.episode for one in pressing if one.rule in ACKNOWLEDGEMENTS}
    overdue = [one for one in pressing if one.state is finding.State.OVERDUE]
    late = {one.episode for one in overdue}
    undecided = any(one.rule == DECISION.rule for one in overdue)
    for one in of_child:
        yield _episode(child, one, then, partnership) | {
            "opened_by_id": opened_by[one.key],
            "is_unacknowledged": one.key in unacknowledged,
            "is_overdue": one.key in late or (one.is_open and undecided),
        }


def _episode(child: int, one: episode.Episode, then: Chronology, partnership: Partnership) -> dict[str, Any]:
    found, returned = one.first("Found"), one.first("Returned")
    force, authority = (
        agency_for(factor, then, one) for factor in (Factor.FORCE_MISSING_FROM, Factor.RESPONSIBLE_AUTHORITY)
    )
    return {
        "child_id": child,
        "key": one.key,
        "number": one.number,
        "standing": one.standing.value,
        "since": one.opened_by.happened_at.begins,
        "found_at": found.happened_at.begins if found else None,
        "returned_at": returned.happened_at.begins if returned else None,
        "risk": one.risk.value if one.risk else "",
        "missing_from": one.missing.missing_from.value,
        "is_away": one.is_away,
        "police_told": one.police_told,
        "force_id": partnership.keys[force.code] if force else None,
        "authority_id": partnership.keys[authority.code] if authority else None,
    }
