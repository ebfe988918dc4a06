"""Rows of a police file, in the columns that the profile `police` reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from wayhome.exchange.simulated.child import Child, Incident
from wayhome.exchange.simulated.drawing import drawing
from wayhome.exchange.simulated.names import Name, misheard
from wayhome.rules.facts import Answer, FoundBy, MissingFrom
from wayhome.rules.moment import LONDON

COLUMNS: Final = {
    "incidents": (
        "incident_id",
        "person_id",
        "forename",
        "surname",
        "dob",
        "sex",
        "ethnicity",
        "postcode",
        "last_seen_at",
        "reported_at",
        "returned_at",
        "missing_from",
        "risk",
        "flags",
        "found_by",
    ),
    "contacts": ("incident_id", "kind", "value", "role"),
    "interviews": ("incident_id", "offered_at", "accepted", "held_at"),
}

#: A force knows four kinds of place.
PLACES: Final = {
    MissingFrom.FAMILY_HOME: "home",
    MissingFrom.SCHOOL: "school",
    MissingFrom.ELSEWHERE: "other",
}

MISHEARD = 0.02
"""The share of reports in which the forename is written down another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Penmanship:
    """How one force's system writes its files. Dates are ISO with a zone, or day first in London's time."""

    encoding: str = "utf-8"
    delimiter: str = ","
    day_first: bool = False
    numbered_sex: bool = False

    def moment(self, at: datetime | None) -> str:
        if at is None:
            return ""
        shown = at.astimezone(LONDON)
        return f"{shown:%d/%m/%Y %H:%M}" if self.day_first else shown.isoformat(timespec="minutes")

    def day(self, day: date) -> str:
        return f"{day:%d/%m/%Y}" if self.day_first else f"{day:%Y-%m-%d}"

    def sex(self, sex: str) -> str:
        return {"M": "1", "F": "2"}.get(sex, sex) if self.numbered_sex else sex


def incident_id(child: Child, incident: Incident) -> str:
    return f"{child.person_id}-{incident.number}"


def incident_row(
    child: Child, incident: Incident, writing: Penmanship, now: datetime, seed: int
) -> list[str]:
    name = _as_heard(child, incident, seed)
    returned = incident.returned if incident.returned <= now else None
    known = returned is not None and incident.found_by is not FoundBy.NOT_STATED
    return [
        incident_id(child, incident),
        child.person_id,
        name.forename,
        name.surname,
        writing.day(child.born),
        writing.sex(child.sex),
        child.ethnicity,
        child.postcode,
        writing.moment(incident.span.last_seen),
        writing.moment(incident.reported),
        writing.moment(returned),
        PLACES.get(incident.missing_from, "care"),
        incident.risk.value.replace("_", " "),
        ";".join(incident.flags),
        incident.found_by.value if known else "",
    ]


def contacts(child: Child, incident: Incident) -> Iterator[list[str]]:
    for one in incident.around:
        yield [incident_id(child, incident), one.kind.value, one.value, one.role]


def interview_row(child: Child, incident: Incident, writing: Penmanship, now: datetime) -> list[str]:
    """As it stands at `now`; blank where no interview was offered."""
    said = incident.interview
    number = incident_id(child, incident)
    if said is None or said.offered > now:
        return [number, "", "", ""]
    answer = {Answer.ACCEPTED: "Y", None: ""}.get(said.answer, "N")
    held = said.held if said.held is not None and said.held <= now else None
    return [number, writing.moment(said.offered), answer, writing.moment(held)]


def _as_heard(child: Child, incident: Incident, seed: int) -> Name:
    """The child's name, or now and then as somebody else wrote it down."""
    chance, name = drawing(seed, "heard", child.number, incident.number), Name(child.forename, child.surname)
    return misheard(name, chance) if incident.number > 1 and chance.random() < MISHEARD else name
