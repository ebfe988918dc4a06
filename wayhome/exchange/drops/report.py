"""What became of an extract, as whoever keeps the exporting system reads it beside the files."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.exchange.loading.shown import tiles
from wayhome.exchange.models import Drop, Load
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def report(drop: Drop) -> str:
    """Codes, counts and reasons; the shape of a value at most."""
    return "".join(f"{line}\n" for line in _lines(drop))


def _lines(drop: Drop) -> Iterator[str]:
    outcome = "taken" if drop.is_taken else "refused"
    yield say(Sentence(f"drop.report_{outcome}", at=drop.found_at, number=drop.pk))
    yield from filter(None, [drop.reason])
    if drop.load is not None:
        yield from _of_load(drop.load)


def _of_load(load: Load) -> Iterator[str]:
    yield say(Sentence("drop.report_load", number=load.pk))
    if load.stopped:
        yield load.stopped
    yield ""
    yield from (f"{tile.figure} {tile.label}" for tile in tiles(load, load.refused.count()))
    refused = list(load.refused.order_by("file", "line", "pk"))
    if refused:
        yield ""
        yield say(Sentence("drop.report_rows"))
    for row in refused:
        where = f"{row.file}, line {row.line}" + (f", {row.field}" if row.field else "")
        yield f"  {where}: {row.reason}"
