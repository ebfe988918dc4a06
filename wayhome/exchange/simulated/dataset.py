"""What the simulated councils' own systems hold of their looked-after children: the standard safeguarding dataset.

With what such systems hold in life: an incident told twice, one that nobody ended, a child moved or come of age while
missing, and one who was missing when care began.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from wayhome.exchange.profiles.ssd.layouts import EPISODES, MISSING, PERSON, PLACEMENTS, WRITTEN
from wayhome.exchange.simulated.child import Child, Incident
from wayhome.exchange.simulated.drawing import drawing, weighted
from wayhome.exchange.simulated.partnership import Partnership
from wayhome.exchange.simulated.record import CHILDREN, everyone
from wayhome.rules.ages import ADULT, years_after
from wayhome.rules.moment import LONDON, day_of

#: How often, of incidents: away and not missing, told twice, never ended.
AWAY, TWICE, UNENDED = 0.15, 0.02, 0.015

#: How often a child leaves care before coming of age, and days between two placements.
LEFT, MOVES = 0.2, 150

CODES: Final = {"K2": 0.45, "U4": 0.2, "U6": 0.1, "H5": 0.2, "P1": 0.05}
ETHNICITIES: Final = {
    "White British": "WBRI",
    "White Other": "WOTH",
    "Black African": "BAFR",
    "Black Caribbean": "BCRB",
    "Asian": "AOTH",
    "Mixed": "MOTH",
    "Other": "OOTH",
    "": "NOBT",
}

Row = tuple[str, dict[str, str]]


def write_dataset(
    folder: Path, partnership: Partnership, seed: int, children: int = CHILDREN
) -> dict[str, Path]:
    """Writes one folder for each authority, and gives them back by its code."""
    rows: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for child, _ in everyone(partnership, seed, children):
        if child.care is not None:
            for file, cells in _of(child, partnership.now, drawing(seed, "dataset", child.number)):
                rows[child.authority.code][file].append(cells)
    return {authority: _write(folder / authority, tables) for authority, tables in sorted(rows.items())}


def _write(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Path:
    folder.mkdir(parents=True)
    for file, columns in WRITTEN.items():
        with (folder / file).open("w", encoding="utf-8", newline="") as written:
            table = csv.DictWriter(written, columns, restval="")
            table.writeheader()
            table.writerows(tables.get(file, ()))
    return folder


def _of(child: Child, now: datetime, chance: Random) -> Iterator[Row]:
    began, ceased = _care(child, now, chance)
    yield (
        PERSON.file,
        {
            "pers_person_id": _number(child),
            "pers_forename": child.forename,
            "pers_surname": child.surname,
            "pers_sex": child.sex,
            "pers_ethnicity": ETHNICITIES[child.ethnicity],
            "pers_dob": f"{child.born} 00:00:00",
        },
    )
    yield (
        EPISODES.file,
        {
            "clae_cla_episode_id": f"E{_number(child)}",
            "clae_person_id": _number(child),
            "clae_cla_episode_start_date": f"{began} 00:00:00",
            "clae_cla_episode_ceased_date": f"{ceased} 00:00:00" if ceased else "",
        },
    )
    yield from _placements(child, began, ceased, now, chance)
    for incident in child.incidents:
        if incident.reported <= now:
            yield from _missing(child, incident, now, chance)


def _care(child: Child, now: datetime, chance: Random) -> tuple[date, date | None]:
    """From some time before the first incident, or during it, until the child leaves care or comes of age."""
    first, last = child.incidents[0].span, child.incidents[-1].span
    began = day_of(first.last_seen) - timedelta(days=chance.randrange(-1, 500))
    of_age = years_after(child.born, ADULT)
    left = day_of(last.last_seen) + timedelta(days=chance.randrange(0, 60))
    ceased = min(left, of_age) if chance.random() < LEFT else of_age
    return began, ceased if ceased <= day_of(now) and ceased >= began else None


def _placements(
    child: Child, began: date, ceased: date | None, now: datetime, chance: Random
) -> Iterator[Row]:
    until, number = ceased or day_of(now), 0
    while began < until:
        number += 1
        ended = began + timedelta(days=1 + round(chance.expovariate(1 / MOVES)))
        over = min(ended, ceased) if ceased else ended
        yield (
            PLACEMENTS.file,
            {
                "clap_cla_placement_id": f"P{_number(child)}-{number}",
                "clap_person_id": _number(child),
                "clap_cla_placement_start_date": f"{began} 00:00:00",
                "clap_cla_placement_type": weighted(chance, CODES),
                "clap_cla_placement_end_date": f"{over} 00:00:00" if over <= until else "",
            },
        )
        began = ended


def _missing(child: Child, incident: Incident, now: datetime, chance: Random) -> Iterator[Row]:
    began, ended = incident.span.last_seen, incident.returned
    away, is_told = chance.random() < AWAY, chance.random() >= UNENDED
    number = f"M{_number(child)}-{incident.number}"
    yield _episode(number, child, away, began, ended if is_told and ended <= now else None)
    if chance.random() < TWICE:
        yield _episode(f"{number}b", child, False, incident.reported, ended if ended <= now else None)


def _episode(number: str, child: Child, away: bool, began: datetime, ended: datetime | None) -> Row:
    start, code, end = MISSING.required[2:]
    cells = {
        MISSING.columns[0]: number,
        MISSING.child: _number(child),
        start: _when(began),
        code: "A" if away else "M",
        end: _when(ended) if ended else "",
    }
    return MISSING.file, cells


def _number(child: Child) -> str:
    """By which the council knows the child; another than the force's."""
    return f"{700_000 + child.number}"


def _when(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%Y-%m-%d %H:%M:%S}"
