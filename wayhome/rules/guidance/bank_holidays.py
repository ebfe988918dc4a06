"""The bank holidays of England and Wales, which are the same, as dated data."""

from __future__ import annotations

from datetime import date

from wayhome.rules.finding import Source
from wayhome.rules.working_days import Calendar

SOURCE = Source(
    title="UK bank holidays: England and Wales (GOV.UK)",
    dated="2017 to 2028, with the days of 2020, 2022 and 2023 that were moved or added by proclamation",
    url="https://www.gov.uk/bank-holidays",
)

_DAYS = {
    2017: "2/1 14/4 17/4 1/5 29/5 28/8 25/12 26/12",
    2018: "1/1 30/3 2/4 7/5 28/5 27/8 25/12 26/12",
    2019: "1/1 19/4 22/4 6/5 27/5 26/8 25/12 26/12",
    2020: "1/1 10/4 13/4 8/5 25/5 31/8 25/12 28/12",
    2021: "1/1 2/4 5/4 3/5 31/5 30/8 27/12 28/12",
    2022: "3/1 15/4 18/4 2/5 2/6 3/6 29/8 19/9 26/12 27/12",
    2023: "2/1 7/4 10/4 1/5 8/5 29/5 28/8 25/12 26/12",
    2024: "1/1 29/3 1/4 6/5 27/5 26/8 25/12 26/12",
    2025: "1/1 18/4 21/4 5/5 26/5 25/8 25/12 26/12",
    2026: "1/1 3/4 6/4 4/5 25/5 31/8 25/12 28/12",
    2027: "1/1 26/3 29/3 3/5 31/5 30/8 27/12 28/12",
    2028: "3/1 14/4 17/4 1/5 29/5 28/8 25/12 26/12",
}
"""Day and month. A year is added when it is published; until then its working days are not known here."""


def _day(year: int, said: str) -> date:
    day, month = map(int, said.split("/"))
    return date(year, month, day)


ENGLAND_AND_WALES = Calendar(
    version=f"bank-holidays-{max(_DAYS)}",
    begins=date(min(_DAYS), 1, 1),
    ends=date(max(_DAYS), 12, 31),
    holidays=frozenset(_day(year, said) for year, days in _DAYS.items() for said in days.split()),
)
