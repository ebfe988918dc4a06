"""What a replay answers, of files or of the record, in plain text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wayhome.exchange.tables.refused import printable
from wayhome.insight.replay.lines import Soon, compared, number, of_patterns, withheld_or
from wayhome.insight.replay.totals import Totals


def summary(totals: Totals) -> dict[str, Any]:
    """All but the list of children. `coverage` has null where a number is withheld."""
    return {
        "children": totals.children,
        "incidents": totals.incidents,
        "decisions": totals.decisions,
        "decisions_per_week": round(totals.per_week(totals.decisions), 4),
        "alerts_per_week": round(totals.per_week(totals.alerts), 4),
        "rules": {
            pattern.rule: {
                "children": soon.children,
                "first_fired_episode": {"median": soon.median, "p90": soon.p90},
            }
            for pattern, _, soon in of_patterns(totals)
        },
        "coverage": [group._asdict() for group in totals.coverage.groups()],
    }


def lines(totals: Totals, nought: str) -> Iterator[str]:
    """`nought` says what it may mean where nothing was seen."""
    yield counted("children", totals.children)
    yield counted("incidents", totals.incidents)
    yield f"{'weeks, first incident to last':40} {totals.weeks:>9,.1f}"
    yield counted("decisions", totals.decisions)
    per_hundred = totals.decisions_per_hundred
    yield f"{'decisions per hundred incidents':40} {'–' if per_hundred is None else f'{per_hundred:.1f}':>9}"
    yield f"{'decisions a week':40} {totals.per_week(totals.decisions):>9,.1f}"
    yield f"{'patterns seen a week, before folding':40} {totals.per_week(totals.alerts):>9,.1f}"
    yield ""
    yield f"{'':40} {'a week':>9} {HEADINGS}"
    for one in compared(totals):
        yield f"{one.said:40} {one.per_week:>9,.1f} {columns(one.soon)}"
    yield ""
    yield f"{'':50} {HEADINGS}"
    for _, said, soon in of_patterns(totals):
        yield f"{said:50} {columns(soon)}"
    yield nought
    yield from coverage_lines(totals)


#: At which episode it first happened to a child: to half of those to whom it did, and to nine in ten.
FIRST_AT = "first at episode: half, nine in ten"
HEADINGS = f"{'children':>9}  {FIRST_AT}"


def counted(what: str, n: int) -> str:
    return f"{what:40} {n:>9,}"


def columns(soon: Soon) -> str:
    return f"{soon.children:>9,} {number(soon.median):>23} {number(soon.p90):>13}"


def coverage_lines(totals: Totals) -> Iterator[str]:
    yield ""
    groups = list(totals.coverage.groups())
    if not groups:
        yield "Asked about by sex, age and ethnicity: too few children to say."
        return
    yield "Asked about by sex, age and ethnicity; small numbers are withheld, the others rounded to 5."
    yield f"{'':40} {'children':>9} {'asked':>9} {'share':>9}"
    for one in groups:
        cells = (withheld_or(one.children), withheld_or(one.alerted), withheld_or(one.percent, "%"))
        yield f"{f'{one.by}: {printable(one.name)}':40} {' '.join(f'{cell:>9}' for cell in cells)}"
