"""A child's life in a few words, as a chronology, and what a return makes of it. A day alone is a day wide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from tests.saying import ENGLISH
from wayhome.exchange.profiles.folder import Folder
from wayhome.exchange.profiles.rows import Rows
from wayhome.exchange.profiles.ssda903.layouts import LAYOUTS, NAMES, WRITTEN
from wayhome.exchange.profiles.ssda903.tables import Return
from wayhome.exchange.profiles.whole import Row
from wayhome.exchange.returns.writing import rows_of
from wayhome.exchange.returns.year import Year
from wayhome.exchange.tables.moments import read_moment
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    CareStatus,
    CareStatusStated,
    Fact,
    Found,
    IdentityStated,
    Missing,
    MissingFrom,
    Placed,
    PlacementEnded,
    PlacementKind,
    RecordedAs,
    Returned,
)

BORN = date(2010, 5, 1)

#: When every year that is asked about is over.
LATER = datetime(2030, 1, 1, tzinfo=UTC)


def life(*told: list[Event], born: date | None = BORN) -> Chronology:
    every = [*told, stated("2024-01-01", "born", IdentityStated(born=born))] if born else [*told]
    return Chronology.of("1", [event for some in every for event in some])


def missing(began: str, ended: str = "", *, away: bool = False, nth: int = 0) -> list[Event]:
    """With an end: found then, and back."""
    key = f"{began}/{nth}"
    recorded_as = RecordedAs.AWAY if away else RecordedAs.MISSING
    said = stated(began, key, Missing(missing_from=MissingFrom.CARE, recorded_as=recorded_as))
    if ended:
        said += stated(ended, f"{key}/found", Found(episode=key))
        said += stated(ended, f"{key}/returned", Returned(episode=key))
    return said


def looked_after(began: str, ceased: str = "") -> list[Event]:
    said = stated(began, f"care/{began}", CareStatusStated(status=CareStatus.LOOKED_AFTER))
    if ceased:
        said += stated(ceased, f"ceased/{ceased}", CareStatusStated(status=CareStatus.NOT_LOOKED_AFTER))
    return said


def placed(
    began: str,
    ended: str = "",
    kind: PlacementKind = PlacementKind.CHILDRENS_HOME,
    nth: int = 0,
    *,
    short: bool | None = None,
) -> list[Event]:
    key = f"placed/{began}/{nth}"
    said = stated(began, key, Placed(placement=kind, short_breaks=short))
    return said + stated(ended, f"{key}/ended", PlacementEnded(began=key)) if ended else said


def stated(when: str, key: str, fact: Fact) -> list[Event]:
    return [Event(child="1", key=key, fact=fact, happened_at=read_moment(when)[0], of=ENGLISH)]


def rows(chronology: Chronology, year: str = "2025/26", council: str | None = None) -> Rows:
    return rows_of(chronology, "7", Year.read(year), council, at=LATER)


def table(chronology: Chronology, year: str = "2025/26", file: str = "missing.csv") -> list[str]:
    """Rows of a table, the child's number and day of birth left out."""
    known = ("CHILD", "DOB") if file != "header.csv" else ("CHILD",)
    return [
        " ".join(value or "-" for name, value in row.items() if name not in known)
        for row in rows(chronology, year).tables.get(file, ())
    ]


def sent(of_each: Iterable[Rows]) -> Return:
    """The return that these rows are."""
    tables: dict[str, list[Row]] = {NAMES[file]: [] for file in WRITTEN}
    for rows in of_each:
        for file, lines in rows.tables.items():
            layout = next(one for one in LAYOUTS if one.file == file)
            for line in lines:
                place = len(tables[NAMES[file]])
                values = {name: line.get(name, "") for name in layout.columns}
                tables[NAMES[file]].append(Row(place, place + 2, values))
    return Return({name: tuple(of) for name, of in tables.items()}, {}, (), Folder({}))
