"""A replay as one page for people to read. It names no child."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from pathlib import Path

from wayhome.insight.page import Row, refused_as_html, source_as_html, template, told_as_html, whole
from wayhome.insight.replay.lines import Soon, compared, number, of_patterns, withheld_or
from wayhome.insight.replay.totals import Totals
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.sentence import Sentence
from wayhome.ui import wording

TITLE = "What would have been seen"

_PAGE = string.Template(template("replay.html", TITLE, tables="replay_tables.html"))


def write(
    path: Path,
    totals: Totals,
    *,
    as_at: datetime,
    version: str,
    told: Mapping[str, str],
    refused: Iterable[Row],
) -> None:
    """The whole page or nothing. `told` are lines about how the files were read; `version` is of the rules."""
    with whole(path) as page:
        page.write(
            _PAGE.substitute(
                as_at=escape(wording.when(as_at)),
                version=escape(version),
                told=told_as_html(told),
                stand_in=escape(wording.say(Sentence("replay.stand_in"))),
                refused=refused_as_html(refused),
                **tables(totals, Sentence("replay.nought")),
            )
        )


def tables(totals: Totals, nought: Sentence) -> dict[str, str]:
    """What a page of any replay shows. `nought` says what it may mean where nothing was seen."""
    return {
        "nought": escape(wording.say(nought)),
        "totals": _totals(totals),
        "compared": "".join(_compared(totals)),
        "patterns": "".join(_patterns(totals)),
        "coverage": _coverage(totals),
        "decision_source": source_as_html(DECISION.source),
    }


def _totals(totals: Totals) -> str:
    words = {
        "Children": f"{totals.children:,}",
        "Incidents, missing and away": f"{totals.incidents:,}",
        "Weeks, from the beginning of the first incident to that of the last": f"{totals.weeks:.1f}",
        "Decisions a person would have been asked for": f"{totals.decisions:,}",
        "For every hundred incidents": "–"
        if totals.decisions_per_hundred is None
        else f"{totals.decisions_per_hundred:.1f}",
        "A week": f"{totals.per_week(totals.decisions):.1f}",
        "Times a week that any pattern was seen, before they are folded": f"{totals.per_week(totals.alerts):.1f}",
    }
    return "".join(f"<tr><th scope=row>{said}<td>{n}</tr>" for said, n in words.items())


def _compared(totals: Totals) -> Iterator[str]:
    for one in compared(totals):
        yield f"<tr><th scope=row>{escape(one.said)}<td>{one.per_week:,.1f}{_soon(one.soon, totals.children)}</tr>\n"


def _patterns(totals: Totals) -> Iterator[str]:
    for pattern, said, soon in of_patterns(totals):
        opens = "asks for a decision" if pattern.opens else "evidence within one"
        yield (
            f"<tr><th scope=row>{escape(said)}<br><small>{pattern.rule}: {opens} by default;"
            f" {source_as_html(pattern.source)}</small>{_soon(soon, totals.children)}</tr>\n"
        )


def _soon(soon: Soon, of: int) -> str:
    share = 100 * soon.children / of if of else 0
    return (
        f'<td>{soon.children:,}<td><span class="bar" style="width: {share / 20:.2f}em"></span> {share:.0f}%'
        f"<td>{number(soon.median)}<td>{number(soon.p90)}"
    )


def _coverage(totals: Totals) -> str:
    rows = "".join(
        f"<tr><th scope=row>{escape(one.by)}<td>{escape(one.name)}<td>{withheld_or(one.children)}"
        f"<td>{withheld_or(one.alerted)}<td>{withheld_or(one.percent, '%')}</tr>\n"
        for one in totals.coverage.groups()
    )
    if not rows:
        return "<p>Too few children to say.</p>"
    head = "".join(
        f"<th scope=col>{said}" for said in ("By", "Group", "Children", "Asked about", "Of the children")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
