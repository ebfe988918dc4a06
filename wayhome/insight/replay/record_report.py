"""A replay of the record as one page for people to read. It names no child."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from pathlib import Path

from wayhome.insight.page import template, whole
from wayhome.insight.replay.lines import number, withheld_or
from wayhome.insight.replay.record import OfRecord
from wayhome.insight.replay.record_lines import Decided, OneAgency, of_agencies
from wayhome.insight.replay.report import TITLE, tables
from wayhome.rules.sentence import Sentence
from wayhome.ui import wording

_PAGE = string.Template(template("replay_of_record.html", TITLE, tables="replay_tables.html"))


def write(
    path: Path,
    said: OfRecord,
    *,
    as_at: datetime,
    version: str,
    known: Sentence,
    names: Mapping[str, str],
) -> None:
    """The whole page or nothing. `known` says whose knowledge counts, `version` is of the rules, and `names` are those
    of agencies by code.
    """
    with whole(path) as page:
        page.write(
            _PAGE.substitute(
                as_at=escape(wording.when(as_at)),
                version=escape(version),
                known=escape(wording.say(known)),
                stand_in=escape(wording.say(Sentence("replay.record.stand_in"))),
                left_out=escape(wording.say(Sentence("replay.record.left_out"))),
                decided=_decided(Decided.of(said)),
                agencies=_agencies(of_agencies(said.knew, names)),
                **tables(said.totals, Sentence("replay.record.nought")),
            )
        )


def _decided(one: Decided) -> str:
    words = {
        "Decisions that people gave": f"{one.answered:,}",
        "Decisions that nobody gave, taken as given when due": f"{one.decisions - one.answered:,}",
        "Children of whom a pattern asked, and a person ever decided": f"{one.children:,}",
        "Of these, seen on an earlier day than that of the first decision": f"{one.before:,}",
        "Days earlier, half of them at least": number(one.days),
        "Children of whom a pattern asked, and nobody ever decided": f"{one.never:,}",
    }
    return "".join(f"<tr><th scope=row>{said}<td>{n}</tr>" for said, n in words.items())


def _agencies(lines: Iterable[OneAgency]) -> str:
    return "".join(
        f"<tr><th scope=row>{escape(one.name)}<td>{withheld_or(one.children)}<td>{withheld_or(one.alerted)}"
        f"<td>{number(one.median)}<td>{number(one.p90)}</tr>\n"
        for one in lines
    )
