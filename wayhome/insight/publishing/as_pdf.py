"""Tables as a bulletin: a PDF to send and to print, tagged so that a screen reader can read it (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.reading import parts, whole
from wayhome.insight.tables.figures import Figures

TEMPLATE = Path(__file__).parent / "bulletin.typ"


def write(release: Release, figures: Iterable[Figures], into: Path) -> None:
    """Every word reaches the page as data, never as markup."""
    said = {"about": release.lines(), "tables": [_table(one) for one in figures]}
    made = typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"release": json.dumps(said)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    into.write_bytes(bytes(made))


def _table(one: Figures) -> dict[str, Any]:
    source = one.table.source
    return {
        "says": one.table.says,
        "period": one.period.said,
        "source": ", ".join(filter(None, (source.title, source.dated, source.paragraph))),
        "checked": source.checked,
        "whole": [asdict(row) for row in whole(one)],
        "parts": [asdict(part) for part in parts(one)],
    }
