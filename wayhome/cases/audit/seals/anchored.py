"""Compares the file outside the record with the record: whatever was anchored must still be so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import NamedTuple

from django.utils.crypto import constant_time_compare

from wayhome.cases.audit.models import AuditSeal
from wayhome.cases.audit.seals.anchor import lines, said_by, signatures
from wayhome.cases.audit.seals.standing import Head, heads
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: Lines compared with one question.
AT_ONCE = 500


class Unlike(NamedTuple):
    """`what` is wrong with which line of the file, and of which seal it speaks if that can be said."""

    what: str
    line: int
    seal: int | None = None


class Anchored(NamedTuple):
    """How many lines agree with the record, before the first that does not; `seal` is the last they speak of.

    `is_torn`: the last line was cut short as it was written. The next seal completes it.
    """

    lines: int
    seal: int | None
    is_torn: bool
    fault: Unlike | None


def compare(file: Path) -> Anchored:
    """Every line of the file in its order. Refusal where it cannot be read."""
    last, so_far = 0, 0
    for text, number, head in _each(file):
        is_torn = not text.endswith(b"\n")
        what = _wrong_beginning(text, last) if is_torn else _wrong(text, number, head, last)
        if is_torn or what:
            return Anchored(so_far, last or None, is_torn, Unlike(what, so_far + 1, number) if what else None)
        last, so_far = number or last, so_far + 1
    return Anchored(so_far, last or None, is_torn=False, fault=None)


def signed_before(file: Path) -> int:
    """How many lines are signed with a key that another has taken the place of. Refusal where it cannot be read."""
    try:
        with file.open("rb") as held:
            return sum(which > 0 for _, which in map(_signed_for, held))
    except OSError as fault:
        raise _unreadable(file, fault) from fault


def _each(file: Path) -> Iterator[tuple[bytes, int | None, Head | None]]:
    """Every line with the seal that it speaks of, as the record has it."""
    try:
        with file.open("rb") as held:
            for batch in batched(held, AT_ONCE, strict=False):
                numbers = [_number_signed_for(text) for text in batch]
                known = _known({number for number in numbers if number})
                for text, number in zip(batch, numbers, strict=True):
                    yield text, number, known.get(number or 0)
    except OSError as fault:
        raise _unreadable(file, fault) from fault


def _unreadable(file: Path, fault: OSError) -> Refusal:
    return Refusal(Sentence("seals.anchor.unreadable", file=str(file), why=str(fault.strerror)))


def _known(numbers: set[int]) -> dict[int, Head]:
    return {head.number: head for head in heads(AuditSeal.objects.filter(number__in=numbers)) if head}


def _wrong(text: bytes, number: int | None, head: Head | None, last: int) -> str | None:
    if number is None:
        return "not_signed"
    if number <= last:
        return "doubled"
    if head is None:
        return "seal_gone"
    return None if text in lines(head) else "seal_unlike"


def _wrong_beginning(text: bytes, last: int) -> str | None:
    try:
        said_by(text, after=last)
    except Refusal:
        return "not_signed"
    return None


def _number_signed_for(text: bytes) -> int | None:
    """None: no line that this server signed."""
    number, _ = _signed_for(text)
    return number


def _signed_for(text: bytes) -> tuple[int | None, int]:
    """The number of the seal, and which key signed it, counted from the newest, which is 0."""
    try:
        said = json.loads(text)
        signed = said.pop("signature")
        which = [constant_time_compare(signed, one) for one in signatures(said)].index(True)
        return int(said["number"]), which
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None, 0
