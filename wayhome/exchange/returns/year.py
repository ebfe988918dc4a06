"""A collection year: '2017/18' is 1 April 2017 to 31 March 2018, in every command."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Year:
    begins: date
    ends: date

    @classmethod
    def read(cls, text: str) -> Self:
        """Refuses what is not two years that follow each other, such as 2017/18."""
        said = re.fullmatch(r"((?:19|20)\d\d)/(\d\d|\d{4})", text.strip(), re.ASCII)
        if said is None or int(said[2]) % 100 != (int(said[1]) + 1) % 100:
            raise Refusal(Sentence("returns.no_year"), field="year")
        begun = int(said[1])
        return cls(date(begun, 4, 1), date(begun + 1, 3, 31))

    def must_have_begun(self, today: date) -> None:
        """Refuses one of which nothing can be told yet."""
        if today < self.begins:
            raise Refusal(Sentence("returns.year_ahead", year=str(self), begins=self.begins), field="year")

    def __contains__(self, day: date) -> bool:
        return self.begins <= day <= self.ends

    def __str__(self) -> str:
        return f"{self.begins.year}/{self.ends.year % 100:02}"
