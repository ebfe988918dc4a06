"""Tables as one page for people to read and print: each number in words of what it means, with a bar beside it."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from wayhome.insight.page import source_as_html, template, whole
from wayhome.insight.publishing import as_comparison, as_funnel
from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.sheets import Content, number_or_symbol, plain
from wayhome.insight.tables.declared import Breakdown
from wayhome.insight.tables.figures import Figures, Line, Number
from wayhome.insight.tables.query import ALL

TITLE = "Published tables"

_PAGE = string.Template(template("published.html", TITLE))

#: How wide the longest bar of a table is, in ems.
LONGEST = 12


def write(release: Release, figures: Sequence[Figures], into: Path) -> None:
    with whole(into) as page:
        page.write(
            _PAGE.substitute(
                about="".join(f"<li>{escape(line)}</li>" for line in release.lines()),
                tables="".join(map(_of_table, figures)),
                compared=as_comparison.as_html(figures),
                funnel=as_funnel.as_html(figures),
            )
        )


def _of_table(one: Figures) -> str:
    first, *others = one.lines()
    by = {each.name: each for each in one.table.breakdowns}
    parts = groupby(others, key=lambda line: line[0])
    return (
        f"<h2>{escape(one.table.says)}, {escape(one.period.said)}</h2><p>{source_as_html(one.table.source)}</p>"
        f"<table><tbody>{''.join(_whole(one, first[2]))}</tbody></table>"
        f"{''.join(_broken_down(one, by[name], list(lines)) for name, lines in parts)}"
    )


def _whole(one: Figures, numbers: dict[str, Number]) -> Iterator[str]:
    for name in numbers:
        number = _written(number_or_symbol(numbers, name, one))
        yield f"<tr><th scope=row>{plain(name)}<td class=number>{number}<td>{escape(one.table.meanings[name])}</tr>"


def _broken_down(one: Figures, by: Breakdown, lines: Sequence[Line]) -> str:
    names, heading = list(lines[0][2]), f"by {plain(by.name).lower()}"
    heads = "".join(f"<th scope=col>{plain(name)}" for name in names)
    longest = max((n for _, _, numbers in lines for n in [numbers[names[0]]] if n), default=0)
    rows = "".join(
        f"<tr><th scope=row>{escape(category)}<td>{_bar(numbers[names[0]], longest)}"
        f"{''.join(f'<td class=number>{_written(number_or_symbol(numbers, name, one))}' for name in names)}</tr>"
        for breakdown, category, numbers in lines
        if breakdown != ALL
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(f"{one.table.says}, {heading}")}">'
        f"<table><caption>{escape(plain(heading))}: {escape(by.says)}</caption>"
        f"<thead><tr><th scope=col>Category<td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _bar(number: Number, longest: Number) -> str:
    """Beside its number in the same row, and so for the eye alone."""
    if not number or not longest:
        return ""
    return f'<span class="bar" aria-hidden="true" style="width: {LONGEST * number / longest:.2f}em"></span>'


def _written(content: Content) -> str:
    return escape(content) if isinstance(content, str) else f"{content:,}"
