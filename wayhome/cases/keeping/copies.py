"""A pack as the file that a person reads, and as the one that a program does: both of the same data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from wayhome.cases.children.reading.parts import Entry
from wayhome.cases.keeping.pack import Pack, Piece
from wayhome.ui.forms import language
from wayhome.ui.wording import say, when

TEMPLATE = Path(__file__).parent / "pack.typ"


def as_data(pack: Pack) -> dict[str, Any]:
    """In words, for a file that a program reads and for the one that a person does alike."""
    return {
        "agency": pack.of,
        "made": when(pack.at, language()),
        "said": [_in_words(one, pieces) for one, pieces in pack.said],
        "withheld": dict(pack.withheld),
        "sealed": pack.sealed,
        "also_held_by": list(pack.others),
    }


def as_json(pack: Pack) -> bytes:
    return json.dumps(as_data(pack), ensure_ascii=False, indent=1).encode()


def as_pdf(pack: Pack) -> bytes:
    """What was said reaches the page as data, never as markup."""
    made = typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"pack": json.dumps(as_data(pack))},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return bytes(made)


def _in_words(one: Entry, pieces: tuple[Piece, ...]) -> dict[str, Any]:
    return {
        "what": say(one.title, language()),
        "when": when(one.event.happened_at, language()),
        "version": one.event.edition,
        "basis": say(one.event.basis.sentence, language()) if one.event.basis else "",
        "said": [_piece(piece) for piece in pieces],
        "told": [{"to": to, "when": when(telling.at, language())} for to, telling in one.told],
    }


def _piece(piece: Piece) -> dict[str, str]:
    label = say(piece.said.label, language())
    if piece.why is not None:
        return {"label": label, "withheld": say(piece.why, language())}
    return {"label": label, "words": piece.said.words}
