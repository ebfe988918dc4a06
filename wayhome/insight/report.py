"""A screening as one page that can be printed or sent: no scripts, nothing loaded from elsewhere."""

from __future__ import annotations

import string
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import IO

from wayhome.insight.hands import Median
from wayhome.insight.page import Row, refused_as_html, source_as_html, template, told_as_html, whole
from wayhome.insight.screening import Screening
from wayhome.rules.finding import Finding, Source, State
from wayhome.ui import wording

_PAGE = template("screening.html", "Screening of police files")

#: What waits longest for somebody stands first.
_ORDER = {state: place for place, state in enumerate((State.OVERDUE, State.UNKNOWN, State.OPEN, State.DUE))}


#: Rows of the page by rule and state, with the rule's source.
Sections = dict[tuple[str, State, Source], str]


def as_rows(findings: Iterable[Finding]) -> Sections:
    rows: dict[tuple[str, State, Source], list[str]] = {}
    for finding in findings:
        rows.setdefault((finding.rule, finding.state, finding.source), []).append(_row(finding))
    return {section: "".join(said) for section, said in rows.items()}


class Report:
    """Takes rows as they come, kept on disk by rule and state, and writes the page once all are in."""

    def __init__(self) -> None:
        self._files = ExitStack()
        self._sections: dict[tuple[str, State], IO[str]] = {}
        self._sources: dict[str, Source] = {}

    def close(self) -> None:
        self._files.close()

    def add(self, sections: Sections) -> None:
        for (rule, state, source), rows in sections.items():
            if (rule, state) not in self._sections:
                file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed with the others
                self._sections[rule, state] = self._files.enter_context(file)
                self._sources[rule] = source
            self._sections[rule, state].write(rows)

    def write(
        self, path: Path, screening: Screening, told: Mapping[str, str], refused: Iterable[Row]
    ) -> None:
        """The whole page or nothing."""
        with whole(path) as page:
            self._print(page, screening, told, refused)

    def _print(
        self, page: IO[str], screening: Screening, told: Mapping[str, str], refused: Iterable[Row]
    ) -> None:
        parts = {
            "as_at": escape(wording.when(screening.as_at)),
            "version": escape(screening.rulebook.version),
            "told": told_as_html(told),
            "totals": _totals(screening),
            "answers": _answers(screening),
            "held": _held(screening),
            "refused": refused_as_html(refused),
        }
        head, tail = map(string.Template, _PAGE.split("$findings"))
        page.write(head.substitute(parts))
        for key in sorted(self._sections, key=lambda key: (_ORDER.get(key[1], 9), key)):
            self._print_section(page, *key, n=screening.totals.said[key])
        page.write(tail.substitute(parts))

    def _print_section(self, page: IO[str], rule: str, state: State, n: int) -> None:
        page.write(
            f"<details><summary>{escape(rule)}: {_plain(state)} ({n:,})</summary>"
            f"<p>{source_as_html(self._sources[rule])}</p><table><thead><tr><th scope=col>Child<th scope=col>Since"
            "<th scope=col>Due<th scope=col>Rests on</tr></thead><tbody>"
        )
        section = self._sections[rule, state]
        section.seek(0)
        page.writelines(section)
        page.write("</tbody></table></details>\n")


def _row(finding: Finding) -> str:
    due = wording.when(finding.due) if finding.due is not None else "No limit is set"
    cells = (finding.child, wording.when(finding.since), due, ", ".join(finding.evidence))
    return f"<tr>{''.join(f'<td>{escape(cell)}' for cell in cells)}</tr>\n"


def _totals(screening: Screening) -> str:
    totals = screening.totals
    words = {
        "Children": totals.children,
        "Incidents, missing and away": totals.incidents,
        "Of these, recorded as away": totals.away,
        "Without a return or an end": totals.open,
        "Children with more than one": totals.with_more_than_one,
    }
    return "".join(f"<tr><th scope=row>{said}<td>{n:,}</tr>" for said, n in words.items())


def _answers(screening: Screening) -> str:
    silent = {(rule, State.NOT_STATED): n for rule, n in screening.totals.not_stated.items()}
    said = sorted({**screening.totals.said, **silent}.items())
    return "".join(
        f"<tr><th scope=row>{escape(rule)}<td>{_plain(state)}<td>{n:,}</tr>" for (rule, state), n in said
    )


def _held(screening: Screening) -> str:
    return "".join(
        f"<tr><th scope=row>{escape(rule)}<td>{_plain(by)}<td>{_plain(then)}<td>{one.findings:,}<td>{_hours(one)}</tr>"
        for one in screening.totals.held.medians()
        for rule, by, then in [one.hop]
    )


def _hours(one: Median) -> str:
    return f"{one.least:,}" if one.least == one.most else f"{one.least:,} to {one.most:,}"


def _plain(code: str) -> str:
    return escape(code.replace("_", " "))
