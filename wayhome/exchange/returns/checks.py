"""The checks that concern missing periods, each with its code, what it asks, and its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wayhome.exchange.profiles.ssda903.tables import Return
from wayhome.exchange.returns import findings as found
from wayhome.exchange.returns.findings import Find, of_each
from wayhome.exchange.returns.year import Year
from wayhome.rules.finding import Source

SOURCE = Source(
    title="SSDA903 validation rules, as run by the sector's own checker (Data to Insight, ruleset 2022/23)",
    dated="version 0.1.17",
    paragraph="the twenty rules of the Missing table",
    url="https://github.com/data-to-insight/csc-validator-be-903",
    checked=True,
)


class By(StrEnum):
    """A return is judged by what the sector's checker does; the words of a rule may ask for something else."""

    PUBLISHED = "published"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`asks` is the rule in our words. `table` holds the rows it finds, `reads` those it cannot do without.

    `by_text` and `differs` are there where the words ask for something else than the checker does; `text_reads`, where
    they need a table more.
    """

    code: str
    asks: str
    find: Find
    table: str = "Missing"
    reads: tuple[str, ...] = ("Missing",)
    by_text: Find | None = None
    text_reads: tuple[str, ...] = ()
    differs: str = ""

    def findings(self, read: Return, year: Year, by: By) -> dict[str, list[int]]:
        """Rows by table; empty where it finds none, or a table it reads is not there."""
        find = self.by_text if by is By.TEXT and self.by_text is not None else self.find
        if self.lacks(read, by):
            return {}
        rows = find(read, year)
        return {self.table: rows} if rows else {}

    def lacks(self, read: Return, by: By) -> bool:
        """Is a table not there without which it has nothing to say?"""
        needed = (*self.reads, *(self.text_reads if by is By.TEXT else ()))
        return not all(table in read.tables for table in needed)


_CARE = ("Missing", "Episodes")

CHECKS = (
    Check(
        code="1004",
        asks="The start of a missing period is a day",
        find=of_each(lambda one, _: one.start is None),
        by_text=of_each(lambda one, _: one.says("MIS_START") and one.start is None),
        differs="The checker also finds a start that is blank, which 564 finds as well.",
    ),
    Check(
        code="1005",
        asks="The end of a missing period is a day, or blank",
        find=of_each(lambda one, _: one.says("MIS_END") and one.end is None),
    ),
    Check(
        code="1006",
        asks="The type is M or A",
        find=of_each(lambda one, _: one.kind not in ("", "M", "A")),
    ),
    Check(
        code="1012",
        asks="A care leaver without an episode this year has no other data",
        find=found.of_no_episode,
        reads=_CARE,
        by_text=found.of_care_leavers,
        text_reads=("OC3",),
        differs="The checker finds every child without an episode, in OC3 or not.",
    ),
    Check(
        code="564",
        asks="A period with a type has a start",
        find=of_each(lambda one, _: one.kind in ("M", "A") and not one.says("MIS_START")),
    ),
    Check(
        code="565",
        asks="A period with a start has a type",
        find=of_each(lambda one, _: one.says("MIS_START") and not one.kind),
    ),
    Check(
        code="566",
        asks="A period with an end has a type",
        find=of_each(lambda one, _: one.says("MIS_END") and not one.kind),
    ),
    Check(
        code="567",
        asks="No period ends before it starts",
        find=of_each(lambda one, _: bool(one.start and one.end and one.start > one.end)),
    ),
    Check(
        code="570",
        asks="No period starts after the collection year",
        find=of_each(lambda one, year: one.start is not None and one.start > year.ends),
    ),
    Check(
        code="571",
        asks="A period that has ended ended in the collection year",
        find=of_each(lambda one, year: one.end is not None and not year.begins <= one.end <= year.ends),
    ),
    Check(
        code="574",
        asks="No period starts while one is open, and none overlap; one may start on the day another ends",
        find=found.overlaps,
    ),
    Check(
        code="575",
        asks="When the placement ends from which the child is missing, so does the period",
        find=found.open_when_placement_ended,
        reads=_CARE,
    ),
    Check(
        code="576",
        asks="The period that last year's return left open is the child's first this year",
        find=found.other_than_was_open,
        reads=("Missing", found.LAST_YEAR),
    ),
    Check(
        code="577",
        asks="No period stays open after care has ceased",
        find=found.outside_care,
        reads=_CARE,
        by_text=found.open_when_care_ceased,
        differs="The checker finds every period that fits into no period of care, ended ones too.",
    ),
    Check(
        code="578",
        asks="No period starts after care has ceased",
        find=found.starts_outside_care,
        reads=_CARE,
        by_text=found.starts_after_care,
        differs="The checker also finds a start before the child was looked after, which is 581's.",
    ),
    Check(
        code="580",
        asks="When care and a missing period both end on the 18th birthday, the reason is E8",
        find=found.not_on_the_birthday,
        table="Episodes",
        reads=_CARE,
    ),
    Check(
        code="581",
        asks="No period starts before the child is looked after",
        find=found.starts_in_no_episode,
        reads=_CARE,
        by_text=found.starts_before_care,
        differs="The checker also finds a start after care, which is 578's, and one that cannot be read.",
    ),
    Check(
        code="586",
        asks="No period starts before the child is born, nor on that day",
        find=of_each(
            lambda one, _: bool(one.start and (born := found.day_of_birth(one)) and one.start <= born)
        ),
        by_text=of_each(
            lambda one, _: bool(one.start and (born := found.day_of_birth(one)) and one.start < born)
        ),
        differs="The checker also finds a start on the day of birth.",
    ),
    Check(
        code="INT04",
        asks="Every child with a period is in the header",
        find=found.not_in_header,
        reads=("Missing", "Header"),
    ),
    Check(
        code="INT13",
        asks="The day of birth is the header's",
        find=found.born_otherwise,
        reads=("Missing", "Header"),
    ),
)


def checked(read: Return, year: Year, by: By = By.PUBLISHED) -> dict[str, dict[str, list[int]]]:
    """Every check's findings, by its code: rows of a table, counted from 0."""
    return {check.code: check.findings(read, year, by) for check in CHECKS}
