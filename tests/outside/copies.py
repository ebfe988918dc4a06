"""A thousand copies of the fake return, each mutated at a few places, the same every time."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

Table = list[dict[str, str]]
Tables = dict[str, Table]

FAKE = Path(__file__).parents[1] / "data" / "ssda903"
FILES = ("header", "episodes", "missing", "oc3")
DAYS = (
    *("01/04/2016", "31/03/2017", "01/04/2017", "15/06/2017", "30/09/2017", "31/12/2017"),
    *("31/03/2018", "01/04/2018", "29/02/2016", "1/7/2017", "05/05/2017"),
)
UNREADABLE = ("", "31/02/2017", "2017-06-15", "15/06/17", "soon", "15.06.2017", "32/01/2018")


def copies(count: int) -> Iterator[Tables]:
    """Each of the children who were missing, with up to six changes, of every kind that a check looks at."""
    whole = _of_the_missing()
    for seed in range(count):
        chance, tables = Random(seed), deepcopy(whole)
        for _ in range(chance.randint(1, 6)):
            chance.choice(CHANGES)(tables, chance)
        yield tables


def write(tables: Tables, folder: Path) -> None:
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, fieldnames=list(rows[0]))
            table.writeheader()
            table.writerows(rows)


def _of_the_missing() -> Tables:
    tables: Tables = {}
    for name in FILES:
        with (FAKE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    children = {row["CHILD"] for row in tables["missing"]}
    others = {row["CHILD"] for row in tables["oc3"][:3]}
    return {name: [row for row in rows if row["CHILD"] in children | others] for name, rows in tables.items()}


def _day(tables: Tables, chance: Random) -> None:
    chance.choice(tables["missing"])[chance.choice(("MIS_START", "MIS_END"))] = chance.choice(DAYS)


def _unreadable(tables: Tables, chance: Random) -> None:
    column = chance.choice(("MIS_START", "MIS_END", "DOB"))
    chance.choice(tables["missing"])[column] = chance.choice(UNREADABLE)


def _type(tables: Tables, chance: Random) -> None:
    chance.choice(tables["missing"])["MISSING"] = chance.choice(("M", "A", "m", "a", "", "X", "Missing"))


def _care(tables: Tables, chance: Random) -> None:
    column = chance.choice(("DECOM", "DEC"))
    chance.choice(tables["episodes"])[column] = chance.choice((*DAYS, "", "31/02/2017"))


def _reason(tables: Tables, chance: Random) -> None:
    chance.choice(tables["episodes"])["REC"] = chance.choice(("X1", "E8", "E3", ""))


def _birthday(tables: Tables, chance: Random) -> None:
    """Care and the missing period end on the eighteenth birthday, of one born on a leap day now and then."""
    row = chance.choice(tables["missing"])
    row["DOB"], row["MIS_END"] = chance.choice(
        (("15/06/1999", "15/06/2017"), ("29/02/2000", "28/02/2018"), ("01/03/2000", "01/03/2018"))
    )
    for episode in tables["episodes"]:
        if episode["CHILD"] == row["CHILD"]:
            episode["DEC"] = row["MIS_END"]


def _unborn(tables: Tables, chance: Random) -> None:
    row = chance.choice(tables["missing"])
    row["DOB"] = chance.choice((row["MIS_START"], "01/01/2030"))


def _twin(tables: Tables, chance: Random) -> None:
    table = tables[chance.choice(("missing", "episodes"))]
    table.insert(chance.randrange(len(table)), dict(chance.choice(table)))


def _gone(tables: Tables, chance: Random) -> None:
    table = tables[chance.choice(("header", "episodes", "missing"))]
    if len(table) > 5:
        table.pop(chance.randrange(len(table)))


def _of_another(tables: Tables, chance: Random) -> None:
    chance.choice(tables["missing"])["CHILD"] = chance.choice(tables["header"])["CHILD"]


def _shuffled(tables: Tables, chance: Random) -> None:
    chance.shuffle(tables["episodes"])


CHANGES: tuple[Callable[[Tables, Random], None], ...] = (
    *(_day, _day, _day, _unreadable, _type, _care, _care, _reason, _birthday, _unborn, _twin, _gone),
    *(_of_another, _shuffled),
)
