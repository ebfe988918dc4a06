"""Tables as one page for people to read and print: each number in words of what it means, with a bar beside it."""

from __future__ import annotations

import string
from collections.abc import Sequence
from html import escape
from pathlib import Path

from wayhome.insight.page import source_as_html, template, whole
from wayhome.insight.publishing import as_comparison, as_funnel, reading
from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.naming import plain
from wayhome.insight.publishing.reading import Part, Row
from wayhome.insight.tables.figures import Figures

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
    return (
        f"<h2>{escape(one.table.says)}, {escape(one.period.said)}</h2><p>{source_as_html(one.table.source)}</p>"
        f"<table><tbody>{''.join(map(_row, reading.whole(one)))}</tbody></table>"
        f"{''.join(_part(one, part) for part in reading.parts(one))}"
    )


def _row(row: Row) -> str:
    return f"<tr><th scope=row>{row.name}<td class=number>{escape(row.number)}<td>{escape(row.says)}</tr>"


def _part(one: Figures, part: Part) -> str:
    heading = f"by {part.by.lower()}"
    heads = "".join(f"<th scope=col>{name}" for name in part.headings)
    rows = "".join(
        f"<tr><th scope=row>{escape(line.called)}<td>{_bar(line.bar)}"
        f"{''.join(f'<td class=number>{escape(number)}' for number in line.numbers)}</tr>"
        for line in part.lines
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(f"{one.table.says}, {heading}")}">'
        f"<table><caption>{escape(plain(heading))}: {escape(part.says)}</caption>"
        f"<thead><tr><th scope=col>Category<td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _bar(share: float) -> str:
    """Beside its number in the same row, and so for the eye alone."""
    if not share:
        return ""
    return f'<span class="bar" aria-hidden="true" style="width: {LONGEST * share:.2f}em"></span>'
