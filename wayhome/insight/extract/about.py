"""What an extract is: of what, as at when, by which rules. To know it nobody has to read a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wayhome.insight.extract.rows import VERSION
from wayhome.rules.event import System
from wayhome.rules.moment import day_of


@dataclass(frozen=True, slots=True)
class About:
    """What an extract is. `says` are the topics its source can speak of, None: every one; `rules` is the version of the
    rules that were asked; `not_stated` counts by rule what the source could not say. Where it `lists_in_care`, every
    child who was looked after is in it, whether or not ever missing.
    """

    as_at: str
    of: str
    says: list[str] | None
    rules: str
    rows: Mapping[str, int]
    not_stated: Mapping[str, int]
    lists_in_care: bool = False
    version: str = VERSION

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.as_at)

    @property
    def day(self) -> date:
        """The day of the extract in London."""
        return day_of(self.moment)

    @property
    def system(self) -> System:
        return System(self.of, None if self.says is None else frozenset(self.says))
