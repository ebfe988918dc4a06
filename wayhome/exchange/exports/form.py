"""What children can be written as: the tables of each form, and how a child is told in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from wayhome.exchange.profiles import ssd, ssda903
from wayhome.exchange.profiles.rows import Rows
from wayhome.exchange.profiles.ssd import writing as as_dataset
from wayhome.exchange.profiles.ssd.layouts import WRITTEN as OF_DATASET
from wayhome.exchange.profiles.ssda903.layouts import WRITTEN as OF_RETURN
from wayhome.exchange.returns import inspection
from wayhome.exchange.returns import writing as as_return
from wayhome.exchange.returns.year import Year
from wayhome.rules.chronology import Chronology
from wayhome.rules.moment import day_of


@dataclass(frozen=True, slots=True)
class Form:
    """`columns` of each table, by its file; `rows_of` a child, who is to be known by the number.

    `schemes` are those of the numbers by which its council may know a child, what it is called there first. `year` is
    the one alone of which it tells. `said` is by which sentences it is told what was written, and what was not.
    """

    columns: Mapping[str, tuple[str, ...]]
    rows_of: Callable[[Chronology, str], Rows]
    schemes: tuple[str, ...]
    year: Year | None = None
    said: str = "export"

    @property
    def is_in_part(self) -> bool:
        """Does it hold some of the children alone, and of what is asked of them a part? The dataset holds every one."""
        return self.said != "export"


def dataset(council: str | None) -> Form:
    """The standard safeguarding dataset of the council with this code, whose own numbers are kept."""
    rows_of = partial(as_dataset.rows_of, own=ssd.system_of(council))
    return Form(OF_DATASET, rows_of, schemes=(ssd.numbers_of(council),) if council else ())


def annual_return(council: str | None, year: Year, *, at: datetime) -> Form:
    """The return of looked-after children for one year, as it stands at `at`. Refuses a year that has not begun."""
    year.must_have_begun(day_of(at))
    rows_of = partial(as_return.rows_of, year=year, council=council, at=at)
    schemes = (ssda903.numbers_of(council), ssd.numbers_of(council)) if council else ()
    return Form(OF_RETURN, rows_of, schemes, year, said="export.of_return")


def inspection_list(council: str | None, *, at: datetime) -> Form:
    """The list of looked-after children that an inspection asks for, of what is known here, as it stands at `at`."""
    rows_of = partial(inspection.rows_of, council=council, at=at)
    schemes = (ssd.numbers_of(council), ssda903.numbers_of(council)) if council else ()
    return Form({inspection.FILE: inspection.COLUMNS}, rows_of, schemes, said="export.of_list")
