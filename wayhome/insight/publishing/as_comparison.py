"""A source beside England as published: a part of the page, and a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from wayhome.insight.page import source_as_html
from wayhome.insight.publishing.naming import plain
from wayhome.insight.tables.compared import Compared, beside_england
from wayhome.insight.tables.england import RELEASE
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.query import ALL

FILE = "compared.json"

TITLE = "Children looked after who were missing: this source beside England as published"

CAUTION = (
    "Rates of the same year and of the same whole. They may differ by chance, by which children are in this source, and"
    " by whether being away is recorded as being missing: no rate says by itself that anybody does better or worse."
    " –: a number of it is withheld, or there is nothing to divide by."
)


def as_json(figures: Iterable[Figures]) -> dict[str, Any] | None:
    """Rates are of 1, but for the mean; null: a number of it is withheld, or there is nothing to divide by.

    None: there is nothing to compare.
    """
    rates = [one._asdict() for one in beside_england(figures)]
    cited = ", ".join((RELEASE.title, RELEASE.dated, RELEASE.paragraph))
    return {"england": cited, "rates": rates} if rates else None


def write(figures: Iterable[Figures], into: Path) -> None:
    if said := as_json(figures):
        with (into / FILE).open("x", encoding="utf-8") as file:
            file.write(json.dumps(said, indent=1, ensure_ascii=False) + "\n")


def as_html(figures: Iterable[Figures]) -> str:
    """Blank where there is nothing to compare."""
    rows = "".join(
        f"<tr><th scope=row>{escape(named(one))}<td>{escape(one.says)}"
        f"<td class=number>{_written(one.here)}<td class=number>{_written(one.england)}</tr>"
        for one in beside_england(figures)
    )
    heads = "".join(f"<th scope=col>{head}" for head in ("Rate", "Of what", "Here", "England"))
    return rows and (
        f"<h2>{TITLE}</h2><p>{source_as_html(RELEASE)}</p><p>{CAUTION}</p>"
        f'<div class="wide" role="region" tabindex="0" aria-label="{TITLE}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def named(one: Compared) -> str:
    return plain(one.rate) if one.category == ALL else f"{plain(one.rate)}: {one.category}"


def _written(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:g}"
