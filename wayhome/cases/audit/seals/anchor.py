"""What the latest seal says, in a file outside the record and signed, so that a record cut short is noticed."""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import SEEK_END, FileIO
from pathlib import Path

from django.core.signing import Signer

from wayhome.cases.audit.models import AuditSeal
from wayhome.cases.audit.seals.standing import Head, heads
from wayhome.cases.keys import secrets_given
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: In bytes; a line has fewer than seven hundred.
LONGEST_LINE = 4_096


def anchor(file: Path) -> int | None:
    """Adds the line of the latest seal, unless it stands there; the seal's number, None where nothing was added.

    A line that was cut short is completed, since a seal always has the same line. Refusal where the file cannot be
    written, or ends with what this record does not say: then nothing is added.
    """
    with _held(file) as held:
        whole, torn = _end(held)
        last = said_by(whole, after=0) if whole else None
        begun = said_by(torn, after=last.number if last else 0) if torn else None
        latest = _latest()
        added = _rest_of(torn, begun) if begun else b""
        if latest and latest != (begun or last):
            added += line(latest)
        if added:
            held.write(added)
            os.fsync(held.fileno())
        return latest.number if added and latest else None


def line(head: Head) -> bytes:
    """What is put into the file for a seal, to the letter."""
    return lines(head)[0]


def lines(head: Head) -> list[bytes]:
    """What may stand there for it: signed with the newest key, or before that one was."""
    said = head._asdict()
    return [f"{json.dumps(said | {'signature': one})}\n".encode() for one in signatures(said)]


def signatures(said: dict[str, object]) -> list[str]:
    """With each of this server's secret keys, newest first, in a use of its own."""
    signers = (Signer(key=key, salt="wayhome.audit.anchor") for key in secrets_given())
    return [signer.signature(json.dumps(said)) for signer in signers]


def said_by(beginning: bytes, *, after: int) -> Head:
    """The first seal after that one whose line begins so."""
    seals = AuditSeal.objects.filter(number__gt=after)
    if number := _NUMBER.match(beginning):
        seals = seals.filter(number=int(number[1]))
    for head in heads(seals):
        if head and any(one.startswith(beginning) for one in lines(head)):
            return head
    raise Refusal(Sentence("seals.anchor.contradicts"))


@contextmanager
def _held(file: Path) -> Iterator[FileIO]:
    """Only ever added to, by one at a time."""
    try:
        with file.open("a+b", buffering=0) as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield held
    except OSError as fault:
        raise Refusal(Sentence("seals.anchor.unwritable", file=str(file), why=str(fault.strerror))) from fault


def _end(held: FileIO) -> tuple[bytes, bytes]:
    """The last line that is whole, without its end, and what stands after it."""
    held.seek(max(0, held.seek(0, SEEK_END) - LONGEST_LINE))
    *whole, torn = held.read().split(b"\n")
    return whole[-1] if whole else b"", torn


def _rest_of(torn: bytes, head: Head) -> bytes:
    """Under the key with which the line was begun."""
    whole = next(one for one in lines(head) if one.startswith(torn))
    return whole.removeprefix(torn)


def _latest() -> Head | None:
    number = AuditSeal.objects.order_by("number").values_list("number", flat=True).last()
    return next(heads(AuditSeal.objects.filter(number=number)), None) if number else None


_NUMBER = re.compile(rb'\{"number": (\d{1,18}),')
