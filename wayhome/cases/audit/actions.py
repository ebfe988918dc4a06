"""The one way to write to the audit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayhome.cases.audit.models import Actor, Detail, Entry

if TYPE_CHECKING:
    from datetime import datetime


class NotAnIdentifierError(ValueError):
    """A programming error: something that could be a name or free text was about to be audited."""


@dataclass(frozen=True, slots=True)
class Installation:
    """Acts when nobody can have signed in: the first agency, the first administrator, a load at the shell."""

    pk: None = None
    agency_code: str = ""


INSTALLATION = Installation()


@dataclass(frozen=True, slots=True)
class Stranger:
    """Acts before anybody knows who it is: whoever tries to get in to an account of this agency, or of none (empty)."""

    agency_code: str
    pk: None = None


def enter(verb: str, *, by: Actor, at: datetime, subject: str, detail: Detail | None = None) -> Entry:
    """Adds one entry: `by` did `verb` to `subject` (`"child:12"`) at `at`, an aware datetime.

    Every part is an identifier, a code, a bool, a number or a list of numbers: an audit that held names would itself
    have to be protected like a case file. Anything else raises NotAnIdentifierError. Called inside the action's own
    transaction, so that a change without its entry cannot be stored.
    """
    said = dict(detail or {})
    _require(_CODE.fullmatch(verb), f"verb {verb!r}")
    _require(_SUBJECT.fullmatch(subject), f"subject {subject!r}")
    for key, value in said.items():
        _require(_CODE.fullmatch(key) and _is_identifier(value), f"detail {key!r}")
    kind, _, identifier = subject.partition(":")
    return Entry.objects.create(
        verb=verb,
        at=at,
        actor_id=by.pk,
        agency_code=by.agency_code,
        subject_kind=kind,
        subject_id=identifier,
        detail=said,
    )


_CODE = re.compile(r"[A-Za-z0-9:_./-]{1,80}")
_SUBJECT = re.compile(r"[a-z_]{1,40}:[A-Za-z0-9_./-]{1,80}")


def _is_identifier(value: object) -> bool:
    if isinstance(value, str):
        return _CODE.fullmatch(value) is not None
    if isinstance(value, list):
        return all(isinstance(one, int) for one in value)
    return value is None or isinstance(value, int)


def _require(holds: object, what: str) -> None:
    if not holds:
        raise NotAnIdentifierError(f"{what} is not an identifier, a code or a number")
