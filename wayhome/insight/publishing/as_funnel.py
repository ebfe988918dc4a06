"""Areas against their size, as a drawing on the page with the same in a table behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from wayhome.insight.page import source_as_html
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.funnel import SPIEGELHALTER, Funnel, Limits, Point, Where, funnel
from wayhome.insight.tables.looked_after import MISSING

TITLE = (
    "Of the children looked after who were missing, the share missing more than once, by authority and size"
)

#: What is drawn, in the units of the drawing: where nothing is, and where a share of 1 and the largest area are.
LEFT, BOTTOM, TOP, RIGHT = 60, 380, 20, 700

#: What stands beside any comparison of areas.
A_QUESTION = (
    "What lies beyond is a question to ask, beginning with how being missing is recorded there,"
    " and no mark of good or bad work."
)

CAUTION = (
    "A small area’s share is far from the whole’s by chance alone more often than a large one’s. Between the inner"
    " lines chance alone keeps 19 areas in 20 or more, between the outer ones 499 in 500: of a hundred areas up to five"
    " lie beyond the inner lines though nothing is behind it. Where numbers are rounded, one that is near a line may"
    " lie on its other side. "
    f"{A_QUESTION} Areas of which a number is withheld are not here."
)


def as_html(figures: Iterable[Figures]) -> str:
    """Blank where there are too few areas to draw."""
    drawn = (funnel(one) for one in figures if one.table.name == MISSING.name)
    return "".join(_part(one) for one in drawn if one)


def _part(one: Funnel) -> str:
    rows = "".join(
        f"<tr><th scope=row>{escape(point.area)}<td class=number>{point.children:,}"
        f"<td class=number>{point.share:.0%}<td>{point.where.value}</tr>"
        for point in one.points
    )
    heads = "".join(f"<th scope=col>{head}" for head in ("Authority", "Children", "Share", "Where it lies"))
    return (
        f"<h2>{TITLE}</h2><p>{source_as_html(SPIEGELHALTER)}</p><p>{CAUTION}</p>"
        f'<div class="wide" role="region" tabindex="0" aria-label="Drawing of the share by size">'
        f"{drawing(one, TITLE)}</div>"
        f'<div class="wide" role="region" tabindex="0" aria-label="{TITLE}">'
        f"<table><caption>All together: {one.share:.0%}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def drawing(one: Funnel, title: str) -> str:
    """As SVG, in which nothing is but numbers and words of ours; `title` says what it shows."""
    across, up = _scale(one.limits[-1].children), _up
    label = f"{title}. {_in_words(one)} The same stands in the table below."
    return (
        f'<svg class="funnel" viewBox="0 0 {RIGHT + 20} {BOTTOM + 50}" role="img" aria-label="{escape(label)}">'
        f"{''.join(_axes(one.limits[-1].children))}"
        f'<path class="whole" d="M{LEFT} {up(one.share):.1f}H{RIGHT}"/>'
        f"{''.join(_line(style, one.limits, of) for style, of in _LINES)}"
        f"{''.join(_mark(point, across(point.children), up(point.share)) for point in one.points)}"
        "</svg>"
    )


#: The inner lines are dashed and the outer whole, so that they are told apart without colour.
_LINES: tuple[tuple[str, Callable[[Limits], float]], ...] = (
    ("inner", lambda one: one.narrow[0]),
    ("inner", lambda one: one.narrow[1]),
    ("outer", lambda one: one.wide[0]),
    ("outer", lambda one: one.wide[1]),
)


def _line(style: str, limits: Iterable[Limits], of: Callable[[Limits], float]) -> str:
    each = list(limits)
    across = _scale(each[-1].children)
    places = " ".join(f"{across(one.children):.1f},{_up(of(one)):.1f}" for one in each)
    return f'<polyline class="{style}" points="{places}"/>'


def _mark(point: Point, x: float, y: float) -> str:
    """Round within, and square beyond: hollow beyond the inner lines, and full beyond the outer."""
    if point.where is Where.WITHIN:
        return f'<circle class="within" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    hollow = "hollow" if point.where is Where.BEYOND_NARROW else "full"
    return f'<rect class="{hollow}" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'


def _axes(largest: int) -> Iterator[str]:
    across = _scale(largest)
    yield f'<path class="axis" d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}"/>'
    for tenths in range(0, 11, 2):
        yield f'<text x="{LEFT - 8}" y="{_up(tenths / 10) + 5:.1f}" text-anchor="end">{tenths * 10}%</text>'
    for children in range(0, largest + 1, _step(largest)):
        yield f'<text x="{across(children):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{children:,}</text>'
    yield f'<text x="{(LEFT + RIGHT) / 2}" y="{BOTTOM + 42}" text-anchor="middle">Children who were missing</text>'


def _step(largest: int) -> int:
    """1, 2 or 5 with noughts, so that there are four to ten of them."""
    tens = 10 ** max(0, len(str(largest)) - 2)
    return next(tens * times for times in (1, 2, 5, 10) if largest <= 10 * tens * times)


def _scale(largest: int) -> Callable[[int], float]:
    return lambda children: LEFT + (RIGHT - LEFT) * children / largest


def _up(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * share


def _in_words(one: Funnel) -> str:
    counts = {where: sum(point.where is where for point in one.points) for where in Where}
    said = "; ".join(f"{n} {where.value}" for where, n in counts.items())
    return f"All together {one.share:.0%}. Of {len(one.points)} authorities: {said}."
