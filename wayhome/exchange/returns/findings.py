"""What each check finds in a return: a table's rows by their index. Each answers as the sector's checker does.

`by_text` holds, beside it, what the words of four of them ask for where that is something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise

from wayhome.exchange.profiles.ssda903.periods import Care, Missing, by_child, care, day, episodes, missing
from wayhome.exchange.profiles.ssda903.tables import Return
from wayhome.exchange.returns.year import Year

#: The Missing table of the return before this one, where it was given.
LAST_YEAR = "Missing_last"

#: The rows that a check finds, by their index and in that order; of the Missing table unless it says otherwise.
Find = Callable[[Return, Year], list[int]]


def of_each(wrong: Callable[[Missing, Year], bool]) -> Find:
    """A check that looks at one row of the Missing table at a time."""
    return lambda read, year: rows(one for one in missing(read) if wrong(one, year))


def rows(found: Iterable[Missing]) -> list[int]:
    return sorted({one.row.place for one in found})


def overlaps(read: Return, _: Year) -> list[int]:
    """574: the one before, of the same child, is open or ends after this one starts; in the order of their ends."""
    found = []
    in_order = sorted(
        missing(read), key=lambda one: (one.child, _last(one.end or one.start), _last(one.start))
    )
    for earlier, one in pairwise(in_order):
        if not one.child or one.child != earlier.child:
            continue
        if earlier.end is None or (one.start is not None and one.start < earlier.end):
            found.append(one)
    return rows(found)


def open_when_placement_ended(read: Return, _: Year) -> list[int]:
    """575: it began during an episode that has ended, and nobody wrote an end."""
    of_child = by_child(episodes(read))
    return rows(
        one
        for one in missing(read)
        if one.start is not None and not one.says("MIS_END")
        for episode in of_child.get(one.child, ())
        if episode.began is not None and episode.ceased is not None
        if episode.began <= one.start <= episode.ceased
    )


def outside_care(read: Return, _: Year) -> list[int]:
    """577: of every period of care it is true that the missing period does not fit into it."""
    return rows(one for one, periods in _with_care(read) if all(_does_not_fit(one, each) for each in periods))


def starts_outside_care(read: Return, _: Year) -> list[int]:
    """578: of every period of care it is true that the missing period starts before it or after it ceased."""
    return rows(
        one
        for one, periods in _with_care(read)
        if one.start is not None and not any(_covers(each, one.start) for each in periods)
    )


def not_on_the_birthday(read: Return, _: Year) -> list[int]:
    """580, rows of Episodes: care and missing period both end on the 18th birthday, for another reason than E8."""
    of_child = by_child(episodes(read))
    found: set[int] = set()
    for one in missing(read):
        birthday = eighteen(day_of_birth(one))
        if birthday is not None and one.end == birthday:
            ended = (each for each in of_child.get(one.child, ()) if each.ceased == birthday)
            found |= {each.row.place for each in ended if each.reason != "E8"}
    return sorted(found)


def starts_in_no_episode(read: Return, _: Year) -> list[int]:
    """581: no episode of the child's covers its start; so too where the start cannot be read."""
    of_child = by_child(episodes(read))
    return rows(
        one
        for one in missing(read)
        if one.child in of_child
        if one.start is None
        or not any(
            each.began is not None
            and each.began <= one.start
            and (each.ceased is None or one.start <= each.ceased)
            for each in of_child[one.child]
        )
    )


def of_no_episode(read: Return, _: Year) -> list[int]:
    """1012: the child has no episode in the return."""
    known = {row.values["CHILD"] for row in read.tables["Episodes"]}
    return rows(one for one in missing(read) if one.child not in known)


def other_than_was_open(read: Return, _: Year) -> list[int]:
    """576: the child's first period this year is not the one that last year's return left open."""
    left_open: dict[str, set[date]] = {}
    for last in map(Missing.of, read.tables[LAST_YEAR]):
        if last.start is not None and not last.says("MIS_END"):
            left_open.setdefault(last.child, set()).add(last.start)
    firsts = (min(of, key=lambda one: _last(one.start)) for of in by_child(missing(read)).values())
    return rows(one for one in firsts if left_open.get(one.child, {one.start}) != {one.start})


def not_in_header(read: Return, _: Year) -> list[int]:
    known = {row.values["CHILD"] for row in read.tables["Header"]}
    return rows(one for one in missing(read) if one.child not in known)


def born_otherwise(read: Return, _: Year) -> list[int]:
    """INT13: another day of birth than in the header; nothing to compare where either cannot be read."""

    stated: dict[str, set[date]] = {}
    for row in read.tables["Header"]:
        if (born := day(row.values["DOB"])) is not None:
            stated.setdefault(row.values["CHILD"], set()).add(born)
    return rows(
        one
        for one in missing(read)
        if (born := day_of_birth(one)) and stated.get(one.child, {born}) != {born}
    )


# ── by the words, where those ask for something else ─────────────────────────────────────────────────────


def open_when_care_ceased(read: Return, _: Year) -> list[int]:
    """577 by its words: care has ceased, and the missing period has no end."""
    return rows(
        one
        for one, periods in _with_care(read)
        if one.start is not None and not one.says("MIS_END") and periods[-1].ceased is not None
    )


def starts_after_care(read: Return, _: Year) -> list[int]:
    """578 by its words: it starts after care has ceased, and before any further care begins."""
    return rows(
        one
        for one, periods in _with_care(read)
        if one.start is not None
        and one.start >= periods[0].began
        and not any(_covers(each, one.start) for each in periods)
    )


def starts_before_care(read: Return, _: Year) -> list[int]:
    """581 by its words: it starts before the child was first looked after."""
    return rows(
        one for one, periods in _with_care(read) if one.start is not None and one.start < periods[0].began
    )


def of_care_leavers(read: Return, year: Year) -> list[int]:
    """1012 by its words: the child is in OC3 and has no episode in the return."""
    leavers = {row.values["CHILD"] for row in read.tables["OC3"]}
    without = set(of_no_episode(read, year))
    return rows(one for one in missing(read) if one.row.place in without and one.child in leavers)


# ── what several of them ask ─────────────────────────────────────────────────────────────────────────────


def day_of_birth(one: Missing) -> date | None:

    return day(one.row.values["DOB"])


def eighteen(born: date | None) -> date | None:
    """Whoever was born on 29 February has the birthday on the 28th where there is none, as the checker counts."""
    if born is None:
        return None
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 2, 28)


def _with_care(read: Return) -> Iterator[tuple[Missing, list[Care]]]:
    """Missing periods of children with episodes, each with the child's periods of care."""
    periods = {child: care(of) for child, of in by_child(episodes(read)).items()}
    for one in missing(read):
        if periods.get(one.child):
            yield one, periods[one.child]


def _covers(period: Care, on: date) -> bool:
    return period.began <= on and (period.ceased is None or on <= period.ceased)


def _does_not_fit(one: Missing, period: Care) -> bool:
    if one.start is None:
        return False
    if one.end is None:
        return period.ceased is not None or one.start < period.began
    return (period.ceased is not None and one.end > period.ceased) or one.end < period.began


def _last(one: date | None) -> tuple[bool, date]:
    """Days in order, and what is none after them all."""
    return one is None, one or date.max
