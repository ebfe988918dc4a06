"""How one cell of a profile's table is made of the cells of another's row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wayhome.exchange.profiles.values import NotRead, plain
from wayhome.exchange.tables.moments import read_moment
from wayhome.exchange.tables.refused import Unreadable, shape
from wayhome.rules.sentence import Sentence

#: What a spreadsheet or a database puts behind a day that has no time.
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")

#: What the parts of a time of day are called in a format.
_HOURS = ("%H", "%I", "%c", "%X")

#: A row of another's file: what stands under each of its columns, without blanks around it.
type Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a profile's column is made of.

    `columns` are the file's, one after the other with `joint` between; `constant` stands in every row. `time` is the
    column with the time of day that belongs to the day in `columns`; `minutes`, the one that counts from the moment
    in them. `values` say what a word of the file means; one it does not name stays as it is. `split` parts what
    holds several. `formats` say how a moment is written where it is neither ISO nor British: as `strptime` has it.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    time: str = ""
    minutes: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    split: str = ""
    formats: tuple[str, ...] = ()
    joint: str = " "

    @property
    def reads(self) -> tuple[str, ...]:
        """Every column of the file that it needs."""
        return (*self.columns, *filter(None, (self.time, self.minutes)))

    def made(self, name: str, sent: Sent) -> tuple[str, ...]:
        """What is to stand under the profile's column `name`: one value, or several of a cell that is split."""
        if self.constant is not None:
            return (self.constant,)
        written = self.joint.join(filter(None, (sent[column] for column in self.columns)))
        if self.split:
            parts = (part.strip() for part in written.split(self.split))
            return tuple(self._meant(part) for part in parts if part)
        if self.minutes:
            return (self._later(name, written, sent[self.minutes]),)
        if self.time:
            return (self._at(name, written, sent[self.time]),)
        return (self._meant(self._rewritten(name, written)),)

    def _meant(self, word: str) -> str:
        return self.values.get(plain(word), word)

    def _at(self, name: str, day: str, time: str) -> str:
        if not day:
            if time:
                raise NotRead(name, Sentence("mapping.time_without_day"))
            return ""
        return " ".join(filter(None, (_MIDNIGHT.sub("", self._rewritten(name, day)), time)))

    def _later(self, name: str, written: str, minutes: str) -> str:
        """So many minutes after a moment. Of a day without a time nobody can say when that was."""
        if not minutes or not written:
            return ""
        try:
            since, length = read_moment(self._rewritten(name, written))[0], timedelta(minutes=float(minutes))
        except Unreadable as unreadable:
            raise NotRead(name, unreadable.why) from None
        except (ValueError, OverflowError):
            raise NotRead(name, Sentence("mapping.no_minutes", shape=shape(minutes))) from None
        if not since.is_instant or length < timedelta(0):
            raise NotRead(name, Sentence("mapping.no_length"))
        return since.plus(length).begins.isoformat(sep=" ")

    def _rewritten(self, name: str, written: str) -> str:
        """A moment written in the mapping's own way, as ISO has it; anything else as it is."""
        if not self.formats or not written:
            return written
        for one in self.formats:
            try:
                shown = datetime.strptime(written, one)  # noqa: DTZ007 - a clock on a wall in London
            except ValueError:
                continue
            return str(shown) if _says_when(one) else str(shown.date())
        raise NotRead(
            name, Sentence("mapping.not_as_said", shape=shape(written), formats=", ".join(self.formats))
        )


def _says_when(form: str) -> bool:
    """Has the format a time of day? A day without one is a day wide, not its midnight."""
    return any(hour in form for hour in _HOURS)
