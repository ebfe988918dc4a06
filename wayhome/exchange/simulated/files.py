"""A simulated partnership's history as its police forces would send it, and the truth apart."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from wayhome.exchange.profiles.police import Sender
from wayhome.exchange.register import Authority
from wayhome.exchange.simulated.child import Child, Incident
from wayhome.exchange.simulated.partnership import Partnership
from wayhome.exchange.simulated.record import CHILDREN, everyone, in_files
from wayhome.exchange.simulated.rows import COLUMNS, Penmanship, contacts, incident_row, interview_row
from wayhome.rules.facts import Agency, Nation

#: How each force's system writes: no two do it alike.
PENMANSHIPS: Final = {
    "SIM-POL-E": Penmanship(encoding="utf-8-sig", delimiter=",", day_first=False, numbered_sex=False),
    "SIM-POL-W": Penmanship(encoding="utf-8", delimiter=";", day_first=True, numbered_sex=True),
}

TRUTH: Final = (
    "person_id",
    "force",
    "authority",
    "in_care",
    "pattern",
    "sexually_exploited",
    "criminally_exploited",
    "group",
    "incidents",
)


class Extract(NamedTuple):
    """A folder with what `police` hold of the children of `council`: incidents, contacts and interviews."""

    folder: Path
    police: Agency
    council: Agency

    @property
    def sender(self) -> Sender:
        """Who speaks in these files, for `PoliceFiles`."""
        return Sender(self.police, self.council, named=True)

    @property
    def authority(self) -> Authority:
        """As the register would have it, for `begin_load`; its force is the sender, whoever polices its area."""
        nation: Literal["england", "wales"] = "wales" if self.council.nation is Nation.WALES else "england"
        return Authority(self.council.code, self.council.code, nation, self.police.code, None, None, ())


@dataclass(slots=True)
class _Tables:
    """Rows of one extract, each with when it came to be, for a system lists them in that order."""

    incidents: list[tuple[datetime, list[str]]] = field(default_factory=list)
    contacts: list[tuple[datetime, list[str]]] = field(default_factory=list)
    interviews: list[tuple[datetime, list[str]]] = field(default_factory=list)


def write_files(
    folder: Path, partnership: Partnership, seed: int, children: int = CHILDREN, *, whole: bool = False
) -> list[Extract]:
    """Writes one folder for each force and authority, and `truth.csv` beside them; gives the extracts back.

    The files hold what ended before the agencies began to write here, so that together with `events` every
    incident is told once. With `whole` they hold all three years, a child still missing with no return.
    """
    tables: dict[tuple[str, str], _Tables] = defaultdict(_Tables)
    truth: list[list[Any]] = []
    for child, _ in everyone(partnership, seed, children):
        sent = [one for one in child.incidents if whole or in_files(one, partnership)]
        _add(tables[child.force.code, child.authority.code], child, sent, partnership.now, seed)
        truth.append(_truth(child))
    extracts = [
        _write(folder, key, rows, partnership) for key, rows in sorted(tables.items()) if rows.incidents
    ]
    _write_csv(folder / "truth.csv", Penmanship(), TRUTH, truth)
    return extracts


def _add(tables: _Tables, child: Child, sent: Iterable[Incident], now: datetime, seed: int) -> None:
    writing = PENMANSHIPS[child.force.code]
    for incident in sent:
        if incident.reported > now:
            continue
        tables.incidents.append((incident.reported, incident_row(child, incident, writing, now, seed)))
        tables.contacts += ((incident.reported, row) for row in contacts(child, incident))
        if incident.returned <= now:
            tables.interviews.append((incident.returned, interview_row(child, incident, writing, now)))


def _write(folder: Path, key: tuple[str, str], tables: _Tables, partnership: Partnership) -> Extract:
    force, authority = key
    extract = folder / force / authority
    extract.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        rows = sorted(getattr(tables, name), key=lambda row: row[0])
        _write_csv(extract / f"{name}.csv", PENMANSHIPS[force], columns, (row for _, row in rows))
    return Extract(extract, partnership[force], partnership[authority])


def _write_csv(path: Path, writing: Penmanship, columns: tuple[str, ...], rows: Iterable[list[Any]]) -> None:
    with path.open("w", encoding=writing.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=writing.delimiter)
        writer.writerow(columns)
        writer.writerows(rows)


def _truth(child: Child) -> list[Any]:
    true = child.truth
    return [
        child.person_id,
        child.force.code,
        child.authority.code,
        int(child.care is not None),
        true.pattern.value,
        int(true.sexually_exploited),
        int(true.criminally_exploited),
        "" if true.group is None else true.group,
        len(child.incidents),
    ]
