"""The local protocol as a frozen value: what a partnership has agreed where law and guidance leave it to them.

Every default here is a default, not law, and says in its source where it was taken from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from wayhome.rules.duties import Duty
from wayhome.rules.ladders import Ladder
from wayhome.rules.triggers import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """`version` names it wherever something was derived with it. Durations are elapsed time."""

    version: str = "default-1"

    #: From the moment a carer or other agency knew. Domain R02: immediately on deciding that the child is missing.
    police_told_within: timedelta = timedelta(minutes=15)

    #: From the report's arrival, by whoever is on shift.
    control_room_acknowledges_within: timedelta = timedelta(minutes=15)
    duty_desk_acknowledges_within: timedelta = timedelta(minutes=30)

    #: From the moment police knew that the child is missing, and that the child is found.
    authority_told_of_missing_within: timedelta = timedelta(hours=1)
    authority_told_of_found_within: timedelta = timedelta(hours=1)

    #: Multi-agency meetings while the child is missing, counted from when the child was last seen.
    meetings_at: tuple[timedelta, ...] = (timedelta(hours=24), timedelta(hours=72))
    meetings_then_every: timedelta | None = timedelta(days=7)

    #: Of a child missing from care in England. The guidance leaves the times to the protocol; None: at once, no limit.
    parents_told_within: timedelta | None = None
    reviewing_officer_told_within: timedelta | None = None

    #: Of a child who stays missing, counted from when the child was last seen; None: not asked for.
    service_manager_told_within: timedelta | None = None
    director_told_within: timedelta | None = None
    long_term_reviews_at: tuple[timedelta, ...] | None = None
    long_term_reviews_then_every: timedelta | None = None

    @property
    def named(self) -> str:
        """The version, and a digest of all it sets: a value changed under an old name is another protocol."""
        return f"{self.version}-{blake2b(repr(self).encode(), digest_size=3).hexdigest()}"

    def asks_for(self, rule: Duty | Ladder) -> bool:
        """Is it in use here? Law and guidance always are."""
        limits = (getattr(rule, field, None) for field in ("within", "rungs"))
        return all(
            getattr(self, limit.name) is not None
            for limit in limits
            if isinstance(limit, Setting) and limit.off_when_unset
        )

    def settle[Clock: (Duty, Ladder)](self, rule: Clock) -> Clock:
        """The same rule with every setting of the protocol's filled in."""
        named = {
            field: value
            for field in ("within", "rungs", "then_every")
            if isinstance(value := getattr(rule, field, None), Setting)
        }
        filled: dict[str, Any] = {field: getattr(self, setting.name) for field, setting in named.items()}
        return replace(rule, **filled) if filled else rule


DEFAULT = Protocol()
