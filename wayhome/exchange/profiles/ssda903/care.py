"""Care and placements, as the episodes of a return tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from wayhome.exchange.profiles.council import Council
from wayhome.exchange.profiles.ssda903.periods import Episode, care
from wayhome.exchange.profiles.whole import Row
from wayhome.rules.event import Event
from wayhome.rules.facts import CareStatus, CareStatusStated, Fact, Placed, PlacementEnded, PlacementKind
from wayhome.rules.moment import Moment

#: What the return's codes mean here; any other is a placement of another kind.
KINDS = {
    "K1": PlacementKind.SECURE,
    "K2": PlacementKind.CHILDRENS_HOME,
    "H5": PlacementKind.SUPPORTED_ACCOMMODATION,
    "P1": PlacementKind.WITH_PARENTS,
    "P2": PlacementKind.INDEPENDENT,
    **dict.fromkeys(("A3", "A4", "A5", "A6"), PlacementKind.FOR_ADOPTION),
}
FOSTER = "U"

#: Legal status of whoever is accommodated for one of an agreed series of short breaks: recorded each on its own, or all
#: under their agreement. As code lists of public programs have it; the return's own guide was not read.
SHORT_BREAKS = ("V3", "V4")

#: Why a new episode began: the child was placed elsewhere, with other carers.
PLACED = "P"


def code_of(kind: PlacementKind) -> str:
    """Blank where several codes may be meant."""
    codes = [code for code, one in KINDS.items() if one is kind]
    return codes[0] if len(codes) == 1 else ""


def events(council: Council, child: str, rows: Iterable[Row]) -> Iterator[Event]:
    """From when to when the child was looked after, and each placement: an episode that only changes the legal
    status goes on with the placement before it.
    """
    episodes = [Episode.of(row) for row in rows]
    for period in care(episodes):
        yield _said(council, child, "care", period.began, CareStatusStated(status=CareStatus.LOOKED_AFTER))
        if period.ceased is not None:
            over = CareStatusStated(status=CareStatus.NOT_LOOKED_AFTER)
            yield _said(council, child, "care-ceased", period.ceased, over)
    for placed in _placements(episodes):
        first, last = placed[0], placed[-1]
        assert first.began is not None
        short = True if _is_short_break(first) else None
        placement = Placed(placement=_kind(first), short_breaks=short)
        began = _said(council, child, "placed", first.began, placement)
        yield began
        if last.ceased is not None:
            yield _said(
                council, child, "placement-ended", last.ceased, PlacementEnded(began=began.key), first.began
            )


def _placements(episodes: Iterable[Episode]) -> Iterator[list[Episode]]:
    """Runs of episodes in one and the same place, each beginning on the day the one before it ended, all of them short
    breaks or none.

    Two homes of a kind may follow each other without a number: then the reason says that the child moved.
    """
    run: list[Episode] = []
    for one in sorted((each for each in episodes if each.began), key=lambda each: str(each.began)):
        moved = run and (_place(one) != _place(run[-1]) or one.row.values["RNE"].upper() == PLACED)
        if run and (moved or one.began != run[-1].ceased):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _place(one: Episode) -> tuple[str, str, bool]:
    return one.row.values["PLACE"], one.row.values["URN"], _is_short_break(one)


def _is_short_break(one: Episode) -> bool:
    return one.row.values["LS"].upper() in SHORT_BREAKS


def _kind(one: Episode) -> PlacementKind:
    code = one.row.values["PLACE"].upper()
    return PlacementKind.FOSTER_HOME if code.startswith(FOSTER) else KINDS.get(code, PlacementKind.OTHER)


def _said(council: Council, child: str, what: str, on: date, fact: Fact, of: date | None = None) -> Event:
    """`of` names it by another day than its own: a placement's end by its beginning, so that a corrected end is one."""
    key = council.key(child, what, f"{of or on}")
    return council.event(child, key, fact, Moment.day(on))
