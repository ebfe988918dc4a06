"""The board: a page of those who are not back, each with all that a row shows. Read from the index in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from wayhome.cases.children.models import Child, Episode, Finding, Relation
from wayhome.cases.partners.models import Agency
from wayhome.cases.worklist import overdue
from wayhome.cases.worklist.not_back import NotBack
from wayhome.rules.access import RelationKind
from wayhome.rules.episode import Standing
from wayhome.rules.facts import Risk
from wayhome.rules.guidance import uk
from wayhome.rules.moment import day_of
from wayhome.rules.sentence import Sentence

RISK_COLOURS: Mapping[str, str] = {
    Risk.HIGH: "red",
    Risk.MEDIUM: "orange",
    Risk.LOW: "yellow",
    Risk.NO_APPARENT_RISK: "quiet",
    Risk.OTHER: "unknown",
    "": "unknown",
}


class Owner(NamedTuple):
    """Of nobody who was stated, both are blank."""

    name: str = ""
    kind: str = ""


#: Agencies by their row key.
Names = Mapping[int, Owner]


@dataclass(frozen=True, slots=True)
class Due:
    """One finding as a row shows it. `of` is whose it is."""

    finding: Finding
    of: Owner
    at: datetime

    @property
    def owner(self) -> str:
        return self.of.name

    @property
    def told(self) -> Sentence | None:
        """To whom it has gone up; None: to nobody yet."""
        return overdue.told(self.finding, self.of.kind, self.at)

    @property
    def sentence(self) -> Sentence:
        return self.finding.sentence

    @property
    def is_overdue(self) -> bool:
        return self.finding.is_overdue

    @property
    def late_by(self) -> timedelta | None:
        return self.at - self.finding.due_ends if self.finding.due_ends else None

    @property
    def due_in(self) -> timedelta | None:
        return self.finding.due_begins - self.at if self.finding.due_begins else None


@dataclass(frozen=True)
class Row:
    """A child on the board. `holders` are those to whom the child is allocated; empty: nobody is."""

    episode: Episode
    findings: tuple[Finding, ...]
    holders: tuple[str, ...]
    being_worked_out: bool
    names: Names
    at: datetime

    @property
    def child(self) -> Child:
        return self.episode.child

    @property
    def is_alarming(self) -> bool:
        return self.police_not_told or self.episode.is_unacknowledged or self.episode.is_overdue

    @property
    def missing_for(self) -> timedelta:
        return self.at - self.episode.since

    @cached_property
    def is_found(self) -> bool:
        return self.episode.standing in (Standing.FOUND, Standing.RECOVERED)

    @property
    def found_for(self) -> timedelta | None:
        """How long found and not yet returned."""
        return self.at - self.episode.found_at if self.is_found and self.episode.found_at else None

    @property
    def standing(self) -> Sentence:
        return Sentence(f"standing.{self.episode.standing}")

    @property
    def risk(self) -> Sentence:
        return Sentence(f"risk.{self.episode.risk or 'not_assessed'}")

    @property
    def risk_colour(self) -> str:
        return RISK_COLOURS[self.episode.risk]

    @property
    def about(self) -> Sentence:
        """Age, where it is known, and where from."""
        missing_from = Sentence(f"missing_from.{self.episode.missing_from}")
        born = self.child.born
        if born is None:
            return Sentence("board.from", missing_from=missing_from)
        today = day_of(self.at)
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return Sentence("board.aged", years=years, missing_from=missing_from)

    @cached_property
    def police_not_told(self) -> bool:
        return not self.episode.police_told and not self.is_found

    @property
    def police_clock(self) -> Due | None:
        told = (one for one in self.findings if one.rule == uk.POLICE_TOLD.rule)
        return next(map(self._due, told), None) if self.police_not_told else None

    @cached_property
    def overdue(self) -> list[Due]:
        """Latest first due last; without the clock of telling police, which is shown by itself."""
        late = (one for one in self.findings if one.is_overdue and one.rule != uk.POLICE_TOLD.rule)
        return [self._due(one) for one in sorted(late, key=lambda one: (one.due_ends or self.at, one.pk))]

    @property
    def next(self) -> Due | None:
        """What falls due first; where nothing has a limit, what came first."""
        due = [one for one in self.findings if one.state == "due" and one.rule != uk.POLICE_TOLD.rule]
        due.sort(key=lambda one: (one.due_begins is None, one.due_begins or one.since, one.pk))
        return self._due(due[0]) if due else None

    @property
    def to_settle(self) -> int:
        return sum(one.state == "unknown" for one in self.findings)

    @property
    def owner(self) -> str:
        """Whose the child is tonight: the force's while missing, the responsible authority's once found."""
        return _owner(self.names, self.episode.authority_id if self.is_found else self.episode.force_id).name

    def _due(self, finding: Finding) -> Due:
        return Due(finding, _owner(self.names, finding.owner_id), self.at)


def rows(page: Iterable[NotBack], names: Names, at: datetime) -> list[Row]:
    """One page of the board, with all that a row shows, each kind of thing read by itself for the page alone."""
    found = Episode.objects.select_related("child").in_bulk([one.pk for one in page])
    episodes = [(found[one.pk], one.state.being_worked_out) for one in page]
    findings = _findings(one.key for one, _ in episodes)
    holders = _holders({one.child_id for one, _ in episodes})
    return [
        Row(
            episode=one,
            findings=tuple(findings[one.key]),
            holders=tuple(holders[one.child_id]),
            being_worked_out=waiting,
            names=names,
            at=at,
        )
        for one, waiting in episodes
    ]


def names_of_agencies() -> Names:
    return {pk: Owner(*said) for pk, *said in Agency.objects.values_list("pk", "name", "kind")}


def _owner(names: Names, agency: int | None) -> Owner:
    return names[agency] if agency else Owner()


def _findings(episodes: Iterable[str]) -> dict[str, list[Finding]]:
    """By the key of their episode."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    pressing = Finding.objects.pressing().filter(episode__in=list(episodes))
    for finding in pressing.defer("evidence").order_by("pk"):
        findings[finding.episode].append(finding)
    return findings


def _holders(children: Collection[int]) -> dict[int, list[str]]:
    allocated = Relation.objects.in_force().filter(child__in=children, kind=RelationKind.ALLOCATED.value)
    holders: dict[int, list[str]] = defaultdict(list)
    named = allocated.order_by("since", "pk").values_list("child", "user__full_name", "team__name")
    for child, user, team in named:
        holders[child].append(user or team or "")
    return holders
