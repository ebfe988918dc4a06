"""A year of a force's figures by the tables of the Missing Persons Unit's annual reports, as far as they can be filled.

The codes are those by which the reports' own index calls their tables, as far as it was seen; the form in which a force
sends its figures was not. So this is no form to send: it is what to copy into one, table by table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from wayhome.insight.publishing import as_ods
from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.naming import plain
from wayhome.insight.publishing.sheets import Content, Sheet, number_or_symbol
from wayhome.insight.tables import police, repeats
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.query import ALL

FILE: Final = "police_annual_tables.ods"


class Asked(NamedTuple):
    """A table of the reports, and where its numbers stand here. `code` is blank where the index was not seen."""

    code: str
    title: str
    table: str
    breakdown: str


ASKED: Final = (
    Asked("B1", "Incidents and individuals", police.TABLE.name, ALL),
    Asked("B2", "Incidents and individuals by age", police.TABLE.name, "age"),
    Asked("B4", "Repeat missing", repeats.TABLE.name, ALL),
    Asked("B5", "Repeat missing by how often", repeats.TABLE.name, "bands"),
    Asked("C4", "Age and sex", police.TABLE.name, "age_and_sex"),
    Asked("C3", "Ethnicity", police.TABLE.name, "ethnicity"),
    Asked("", "Risk level", police.TABLE.name, "risk"),
    Asked("", "Marked for exploitation", police.TABLE.name, "exploitation_by_sex"),
    Asked("", "Marked for self-harm or suicide", police.TABLE.name, "self_harm"),
    Asked("", "Harm", police.TABLE.name, "harm"),
    Asked("E5", "How long, from the report until found", police.TABLE.name, "duration"),
    Asked("E6", "Who found", police.TABLE.name, "found_by"),
    Asked("", "Missing from", police.TABLE.name, "missing_from"),
    Asked("", "Care status", police.TABLE.name, "care"),
)

#: By code and title, why nothing stands for it here.
NOT_HELD: Final = (
    ("A1 to A3", "Calls", "A call is logged by the control room; no source here tells of one."),
    ("B1 to E6", "Adults", "This record is of children. A force's own figures have to add adults."),
    ("C5", "Ethnicity by sex", "Not counted here."),
    ("E4", "Reasons", "Why a child went is told in interviews, in words, and in no extract."),
    ("", "Unidentified people and bodies", "In no record of missing children."),
)


def write(release: Release, figures: Sequence[Figures], into: Path) -> None:
    """Where both tables are there, of a single year."""
    each = {one.table.name: one for one in figures if one.period.is_a_year}
    if {asked.table for asked in ASKED} <= each.keys():
        as_ods.write(_sheets(release, each), into / FILE)


def _sheets(release: Release, each: Mapping[str, Figures]) -> Iterator[Sheet]:
    listed = tuple((_name(asked), asked.title) for asked in ASKED)
    notes = (
        *release.lines(),
        "To copy into the form that the Missing Persons Unit asks for, which was not seen.",
        "The codes are its reports' own. Children only: see Not held.",
    )
    yield Sheet(
        "Cover", "A year's figures of missing children, for police returns", notes, ("Sheet", "Table"), listed
    )
    yield Sheet("Not held", "What stands in no sheet, and why", (), ("Code", "Table", "Why"), NOT_HELD)
    for asked in ASKED:
        yield _of(asked, each[asked.table])


def _of(asked: Asked, one: Figures) -> Sheet:
    lines = [(category, numbers) for by, category, numbers in one.lines() if by == asked.breakdown]
    names = list(lines[0][1])
    rows: tuple[tuple[Content, ...], ...] = tuple(
        ("All" if category == ALL else category, *(number_or_symbol(numbers, name, one) for name in names))
        for category, numbers in lines
    )
    meanings = tuple(f"{plain(name)}: {one.table.meanings[name]}." for name in names)
    return Sheet(
        _name(asked), f"{asked.title}, {one.period.said}", meanings, ("Category", *map(plain, names)), rows
    )


def _name(asked: Asked) -> str:
    return f"{asked.code} {asked.title}".strip()[:31]  # a workbook takes no longer one
