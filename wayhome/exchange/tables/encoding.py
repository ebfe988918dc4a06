"""How the text of a partner's file is encoded, found by reading all of it once, a piece at a time."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

UNREADABLE = "\udcff"
"""Stands in decoded text where bytes could not be decoded. No text decodes to it."""

MARKING = "wayhome.marking"
codecs.register_error(MARKING, lambda error: (UNREADABLE, error.end))  # type: ignore[attr-defined]

_PIECE = 1 << 20
_LONGEST_LINE = 1 << 20
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path) -> str:
    """The codec that reads a file: UTF-8, UTF-16 or Windows-1252. Refuses a file that is not lines of text.

    Every line with more than plain letters votes, because the first accent may stand far into a file.
    Latin-1 is read as Windows-1252: they agree on every character that can be printed.
    """
    with path.open("rb") as file:
        start = file.read(4)
        if not start:
            raise Refusal(Sentence("table.empty", file=path.name))
        if start.startswith(_WORKBOOKS):
            raise Refusal(Sentence("table.is_a_workbook", file=path.name))
        return _marked(start) or _voted(file, path.name)


def _marked(start: bytes) -> str | None:
    """What a byte-order mark says, or plain letters that are two bytes wide each without one."""
    for mark, codec in _MARKS:
        if start.startswith(mark):
            return codec
    match [byte == 0 for byte in start]:
        case [False, True, False, True]:
            return "utf-16-le"
        case [True, False, True, False]:
            return "utf-16-be"
    return None


def _voted(file: BinaryIO, name: str) -> str:
    file.seek(0)
    utf8 = other = 0
    for piece in _pieces(file, name):
        if piece.isascii():
            continue
        for line in piece.splitlines():
            if not line.isascii():
                utf8, other = (utf8 + 1, other) if _is_utf8(line) else (utf8, other + 1)
    return "utf-8" if utf8 >= other else "cp1252"


def _pieces(file: BinaryIO, name: str) -> Iterator[bytes]:
    """Whole lines, about a mebibyte at a time. Refuses a file whose lines would not fit in memory."""
    while piece := file.read(_PIECE):
        piece += file.readline(_LONGEST_LINE)
        if len(piece) >= _LONGEST_LINE and b"\n" not in piece and b"\r" not in piece:
            raise Refusal(Sentence("table.not_text", file=name))
        yield piece


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
