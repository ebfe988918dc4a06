"""Big police files for the benchmarks: the same ones for the same numbers, in the shape of a real force's.

Only sizes and repetition matter here; what a child's year looks like is the simulated partnership's business.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

#: A third of the children account for most of the incidents, as everywhere.
INCIDENTS_A_CHILD = 10 / 3

FIRST_DAY = datetime(2025, 1, 1)  # noqa: DTZ001 - as forces write it: what a clock in London showed
FORENAMES = (
    "Aled",
    "Bryn",
    "Chloë",
    "Dafydd",
    "Ella",
    "Ffion",
    "Gwen",
    "Harri",
    "Isla",
    "Jac",
    "Kai",
    "Lowri",
)
SURNAMES = (
    "Ahmed",
    "Brown",
    "Clarke",
    "Davies",
    "Evans",
    "Ford",
    "Green",
    "Hughes",
    "Iqbal",
    "Jones",
    "Khan",
)
BUSY_PLACE = "Interchange bus station"


class Sizes(NamedTuple):
    incidents: int
    children: int
    contacts: int
    interviews: int


def write(folder: Path, incidents: int, seed: int = 2026, children: int | None = None) -> Sizes:
    """Writes the three files into `folder`. One in eight incidents names one and the same busy place."""
    chance = random.Random(seed)
    children = children or round(incidents / INCIDENTS_A_CHILD)
    weights = [min(chance.paretovariate(1.2), 20) for _ in range(children)]
    whose = [*range(children), *chance.choices(range(children), weights, k=incidents - children)]
    chance.shuffle(whose)
    starts = [FIRST_DAY + timedelta(minutes=chance.randrange(365 * 24 * 60)) for _ in range(incidents)]
    _rows(folder / "incidents.csv", _INCIDENTS, _incidents(chance, whose, starts))
    contacts = _rows(folder / "contacts.csv", _CONTACTS, _contacts(chance, whose))
    interviews = _rows(folder / "interviews.csv", _INTERVIEWS, _interviews(chance, starts))
    return Sizes(incidents, children, contacts, interviews)


_INCIDENTS = (
    "incident_id,person_id,forename,surname,dob,sex,ethnicity,postcode,last_seen_at,reported_at,returned_at,"
    "missing_from,risk,flags,found_by"
)
_CONTACTS = "incident_id,kind,value,role"
_INTERVIEWS = "incident_id,offered_at,accepted,held_at"


def _incidents(
    chance: random.Random, whose: list[int], starts: list[datetime]
) -> Iterator[tuple[object, ...]]:
    for n, (child, start) in enumerate(zip(whose, starts, strict=True)):
        reported = start + timedelta(minutes=chance.randrange(10, 300))
        back = reported + timedelta(hours=chance.lognormvariate(1.9, 1.2))  # half within seven hours
        yield (
            f"I{n:07}",
            f"P{child:06}",
            FORENAMES[child % len(FORENAMES)],
            SURNAMES[child % len(SURNAMES)],
            f"{1 + child % 28:02}/{1 + child % 12:02}/{2009 + child % 7}",
            "FM"[child % 2],
            "White British",
            f"XX{child % 90} {child % 9}AA",
            f"{start:%d/%m/%Y %H:%M}",
            f"{reported:%d/%m/%Y %H:%M}",
            "" if chance.random() < 0.01 else f"{back:%d/%m/%Y %H:%M}",
            chance.choice(("home", "care", "school", "other")),
            chance.choice(("no apparent risk", "low", "medium", "medium", "high")),
            chance.choice(("", "", "CSE", "CSE;repeat")),
            chance.choice(("returned", "police", "family", "carer", "other")),
        )


def _contacts(chance: random.Random, whose: list[int]) -> Iterator[tuple[object, ...]]:
    for n, child in enumerate(whose):
        if chance.random() < 0.4:
            yield f"I{n:07}", "phone", f"07700 {900000 + child}", "own"
        if chance.random() < 0.125:
            yield f"I{n:07}", "place", BUSY_PLACE, "seen at"
        elif chance.random() < 0.1:
            yield f"I{n:07}", "person", f"Associate {chance.randrange(len(whose) // 4)}", "associate"


def _interviews(chance: random.Random, starts: list[datetime]) -> Iterator[tuple[object, ...]]:
    for n, start in enumerate(starts):
        offered = start + timedelta(minutes=chance.randrange(4000, 6000))
        held = offered + timedelta(minutes=chance.randrange(60, 6000))
        match chance.randrange(6):
            case 0:
                yield f"I{n:07}", f"{offered:%d/%m/%Y %H:%M}", "N", ""
            case 1 | 2:
                yield f"I{n:07}", f"{offered:%d/%m/%Y %H:%M}", "Y", f"{held:%d/%m/%Y %H:%M}"
            case 3:
                yield f"I{n:07}", f"{offered:%d/%m/%Y %H:%M}", "", ""


def _rows(path: Path, header: str, rows: Iterator[tuple[object, ...]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        written.writerow(header.split(","))
        return sum(1 for row in rows if written.writerow(row))
