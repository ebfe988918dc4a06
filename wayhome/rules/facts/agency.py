"""An organisation as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter


class Nation(StrEnum):
    ENGLAND = "england"
    WALES = "wales"


class AgencyKind(StrEnum):
    AUTHORITY = "authority"
    POLICE = "police"
    INTERVIEW_PROVIDER = "interview_provider"
    CHILDRENS_HOME = "childrens_home"
    FOSTERING = "fostering"
    SCHOOL = "school"
    HEALTH = "health"
    HELPLINE = "helpline"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agency:
    """`code` is its GSS code where it has one. `joined_at` is when it began to use this record; None: it never did.

    Two are one agency when their codes are the same: what is known of it besides may grow.
    """

    code: str
    kind: AgencyKind = field(compare=False)
    nation: Nation | None = field(default=None, compare=False)
    joined_at: datetime | None = field(default=None, compare=False)

    @property
    def known(self) -> tuple[object, ...]:
        """All that is known of it, in which two agencies of one code may differ."""
        return _KNOWN(self)


_KNOWN = attrgetter(*(one.name for one in fields(Agency)))
