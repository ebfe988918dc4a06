"""A row of the board, worded once: a template only places what stands here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple, TypedDict

from django.urls import reverse
from django.utils.safestring import SafeString

from wayhome.cases.worklist.desks import Known
from wayhome.cases.worklist.due import Due, Pressing, due
from wayhome.cases.worklist.not_back import NotBack
from wayhome.rules import finding
from wayhome.rules.ages import age_on
from wayhome.rules.facts import Risk
from wayhome.rules.guidance import uk
from wayhome.rules.moment import day_of
from wayhome.ui.templatetags.ui import cell, stacked, state_tag, tag, unknown
from wayhome.ui.wording import say_again, to_the_minute

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


class Named(NamedTuple):
    """A child, in the columns that a row shows."""

    pk: int
    forename: str
    surname: str
    born: date | None


class Row(TypedDict):
    """`name` is blank where nobody has stated it. `stands`, `late`, `next` and `whose` are whole cells.

    `late` says above all that police are not told, then what is late, the latest first due last; `next`, what falls due
    first or, where nothing has a limit, what came first.
    """

    number: int  # of the episode
    address: str
    child: int
    name: str
    about: str
    is_alarming: bool
    is_unacknowledged: bool
    police_not_told: bool
    standing: str
    since: datetime
    risk: str
    risk_tag: SafeString
    stands: SafeString
    late: SafeString
    next: SafeString
    whose: SafeString


@dataclass(frozen=True, slots=True)
class Wording:
    """Words rows as at a moment, for somebody who reads one language."""

    agencies: Known
    at: datetime
    language: str

    def row(
        self, one: NotBack, child: Named, findings: Collection[Pressing], holders: Collection[str]
    ) -> Row:
        """`findings` are the episode's; `holders` names those to whom the child is allocated."""
        risk = self._say(f"risk.{one.risk or 'not_assessed'}")
        return Row(
            number=one.pk,
            address=_address(one.pk),
            child=one.child,
            name=f"{child.forename} {child.surname}".strip(),
            about=self._about(child.born, one.missing_from),
            is_alarming=one.police_not_told or one.is_unacknowledged or one.is_overdue,
            is_unacknowledged=one.is_unacknowledged,
            police_not_told=one.police_not_told,
            standing=self._say(f"standing.{one.standing}"),
            since=one.since,
            risk=risk,
            risk_tag=tag(risk, RISK_COLOURS[one.risk]),
            stands=cell(*self._stands(one)),
            late=stacked(*self._late(one, findings)),
            next=self._next(one, findings),
            whose=self._whose(one, holders),
        )

    def _about(self, born: date | None, missing_from: str) -> str:
        """Age, where it is known, and where from."""
        where = self._say(f"missing_from.{missing_from}")
        if born is None:
            return self._say("board.from", missing_from=where)
        return self._say("board.aged", years=age_on(day_of(self.at), born), missing_from=where)

    def _stands(self, one: NotBack) -> Iterator[str]:
        standing = self._say(f"standing.{one.standing}")
        if one.is_missing:
            time = to_the_minute(self.at - one.since)
            yield self._say("board.stands", standing=standing, time=time)
            yield self._say("board.since", since=one.since)
        else:
            yield standing
            if one.found_at:
                yield self._say("board.found_ago", time=to_the_minute(self.at - one.found_at))
        if one.is_away:
            yield self._say("board.is_away")

    def _late(self, one: NotBack, findings: Collection[Pressing]) -> Iterator[SafeString]:
        if one.police_not_told:
            clock = [line for f in findings if _is_of_police(f) for line in self._due(f)["more"]]
            yield cell(tag(self._say("board.police_not_told"), "alarm"), *clock)
        late = [f for f in findings if f.state == finding.State.OVERDUE and not _is_of_police(f)]
        late.sort(key=lambda f: (f.due_ends or self.at, f.pk))
        for each in map(self._due, late[:NAMED]):
            yield cell(each["words"], *each["more"])
        to_settle = sum(f.state == finding.State.UNKNOWN for f in findings)
        if late[NAMED:]:
            yield cell("", self._say("board.more", n=len(late[NAMED:])))
        if to_settle:
            yield cell("", self._say("board.to_settle", n=to_settle))
        if one.being_worked_out:
            yield state_tag("being_worked_out", self.language)
        elif not late and not one.police_not_told:
            yield cell(self._say("board.nothing_late"))

    def _next(self, one: NotBack, findings: Collection[Pressing]) -> SafeString:
        coming = [f for f in findings if f.state == finding.State.DUE and not _is_of_police(f)]
        if coming:
            first = self._due(min(coming, key=_first_due))
            return cell(first["words"], *first["more"])
        if one.being_worked_out:
            return state_tag("being_worked_out", self.language)
        return cell(self._say("board.nothing_timed"))

    def _whose(self, one: NotBack, holders: Collection[str]) -> SafeString:
        if holders:
            allocated = self._say("board.allocated_to", holders=", ".join(holders))
        else:
            allocated = self._say("board.allocated_to_nobody")
        if one.owner:
            return cell(self.agencies[one.owner].name, allocated)
        return cell(unknown(self._say("board.nobody_owns")), allocated)

    def _due(self, one: Pressing) -> Due:
        return due(one, self.agencies, self.at, self.language)

    def _say(self, key: str, **facts: object) -> str:
        return say_again(key, self.language, **facts)


def _is_of_police(one: Pressing) -> bool:
    """The clock of telling police stands with the alarm that they are not told."""
    return one.rule == uk.POLICE_TOLD.rule


def _first_due(one: Pressing) -> tuple[bool, datetime, int]:
    return one.due_begins is None, one.due_begins or one.since, one.pk


@lru_cache(maxsize=4096)
def _address(episode: int) -> str:
    return reverse("missing:episode", args=[episode])
