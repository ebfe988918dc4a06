"""The board: a page of those who are not back, each with all that a row shows. Read from the index in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, TypedDict

from django.urls import reverse
from django.utils.safestring import SafeString

from wayhome.cases.children.models import Episode, Finding, Relation
from wayhome.cases.worklist.desks import Known
from wayhome.cases.worklist.due import Due, Pressing, columns, due
from wayhome.cases.worklist.not_back import NotBack
from wayhome.rules import finding
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import Risk
from wayhome.rules.guidance import uk
from wayhome.rules.moment import day_of
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.templatetags.ui import tag
from wayhome.ui.wording import say

RISK_COLOURS: Mapping[str, str] = {
    Risk.HIGH: "red",
    Risk.MEDIUM: "orange",
    Risk.LOW: "yellow",
    Risk.NO_APPARENT_RISK: "quiet",
    Risk.OTHER: "unknown",
    "": "unknown",
}

#: How many of what is late a row names; the rest is counted.
NAMED = 3


class Shown(NamedTuple):
    """An episode in the columns that a row shows, beside those by which the whole board was read."""

    pk: int
    child: int
    key: str
    since: datetime
    found_at: datetime | None
    missing_from: str
    is_away: bool
    child__forename: str
    child__surname: str
    child__born: date | None


class Row(TypedDict):
    """A child on the board, worded once: a template only places what stands here.

    `name` is blank where nobody has stated it, and `owner` where nobody has stated whose the child is. `found_for`
    is how long found and not yet returned. `police_clock` is that of telling police, which `late`, latest first
    due last, leaves out; `late_more` counts what it does not name. `next` is what falls due first or, where nothing
    has a limit, what came first. `holders` are those to whom the child is allocated; empty: nobody is.
    """

    number: int  # of the episode
    address: str
    child: int
    name: str
    about: str
    is_alarming: bool
    is_missing: bool
    standing: str
    since: datetime
    missing_for: timedelta
    found_for: timedelta | None
    is_away: bool
    is_unacknowledged: bool
    risk: str
    risk_tag: SafeString
    police_not_told: bool
    police_clock: Due | None
    late: list[Due]
    late_more: int
    next: Due | None
    to_settle: int
    being_worked_out: bool
    owner: str
    holders: str


def rows(page: Iterable[NotBack], agencies: Known, at: datetime) -> list[Row]:
    """One page of the board, with all that a row shows, each kind of thing read by itself for the page alone."""
    episodes = _episodes(one.pk for one in page)
    findings = _findings(one.key for one in episodes.values())
    holders = _holders({one.child for one in episodes.values()})
    return [
        _row(one, (episode := episodes[one.pk]), findings[episode.key], holders[episode.child], agencies, at)
        for one in page
    ]


def _row(
    one: NotBack,
    episode: Shown,
    findings: Collection[Pressing],
    holders: Collection[str],
    agencies: Known,
    at: datetime,
) -> Row:
    state, risk = one.state, _say(f"risk.{one.state.risk or 'not_assessed'}", language())
    clock = [f for f in findings if f.rule == uk.POLICE_TOLD.rule] if state.police_not_told else []
    others = [f for f in findings if f.rule != uk.POLICE_TOLD.rule]
    late = sorted(
        (f for f in others if f.state == finding.State.OVERDUE), key=lambda f: (f.due_ends or at, f.pk)
    )
    coming = min((f for f in others if f.state == finding.State.DUE), key=_first_due, default=None)
    return Row(
        number=episode.pk,
        address=_address(episode.pk),
        child=episode.child,
        name=f"{episode.child__forename} {episode.child__surname}".strip(),
        about=_about(_age(episode.child__born, day_of(at)), episode.missing_from, language()),
        is_alarming=state.police_not_told or state.is_unacknowledged or state.is_overdue,
        is_missing=state.is_missing,
        standing=_say(f"standing.{state.standing}", language()),
        since=episode.since,
        missing_for=at - episode.since,
        found_for=at - episode.found_at if episode.found_at and not state.is_missing else None,
        is_away=episode.is_away,
        is_unacknowledged=state.is_unacknowledged,
        risk=risk,
        risk_tag=tag(risk, RISK_COLOURS[state.risk]),
        police_not_told=state.police_not_told,
        police_clock=due(clock[0], agencies, at) if clock else None,
        late=[due(one, agencies, at) for one in late[:NAMED]],
        late_more=len(late[NAMED:]),
        next=due(coming, agencies, at) if coming else None,
        to_settle=sum(f.state == finding.State.UNKNOWN for f in findings),
        being_worked_out=state.being_worked_out,
        owner=agencies[one.owner].name if one.owner else "",
        holders=", ".join(holders),
    )


def _age(born: date | None, today: date) -> int | None:
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


@lru_cache(maxsize=1024)
def _about(years: int | None, missing_from: str, language: str) -> str:
    """Age, where it is known, and where from."""
    where = Sentence(f"missing_from.{missing_from}")
    if years is None:
        return say(Sentence("board.from", missing_from=where), language)
    return say(Sentence("board.aged", years=years, missing_from=where), language)


def _first_due(one: Pressing) -> tuple[bool, datetime, int]:
    return one.due_begins is None, one.due_begins or one.since, one.pk


@lru_cache(maxsize=4096)
def _address(episode: int) -> str:
    return reverse("missing:episode", args=[episode])


@lru_cache(maxsize=128)
def _say(key: str, language: str) -> str:
    return say(Sentence(key), language)


# What is read for every page is put together once: Django takes as long to build a question as the database
# to answer it. Each is only ever filtered, never asked by itself.
_EPISODES = Episode.objects.values_list(*Shown._fields)
_PRESSING = columns(Finding.objects.pressing().order_by("pk"))
_ALLOCATED = (
    Relation.objects.in_force()
    .filter(kind=RelationKind.ALLOCATED.value)
    .order_by("since", "pk")
    .values_list("child", "user__full_name", "team__name")
)


def _episodes(page: Iterable[int]) -> dict[int, Shown]:
    """By their row key."""
    return {one.pk: one for one in map(Shown._make, _EPISODES.filter(pk__in=list(page)))}


def _findings(episodes: Iterable[str]) -> dict[str, list[Pressing]]:
    """By the key of their episode."""
    findings: dict[str, list[Pressing]] = defaultdict(list)
    for one in map(Pressing._make, _PRESSING.filter(episode__in=list(episodes))):
        findings[one.episode].append(one)
    return findings


def _holders(children: Collection[int]) -> dict[int, list[str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for child, user, team in _ALLOCATED.filter(child__in=children):
        holders[child].append(user or team or "")
    return holders
