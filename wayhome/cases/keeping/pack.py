"""What is given to a person who asks for what an agency holds about them, with what was withheld and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wayhome.cases.children.chronologies import Partnership, Reading, read
from wayhome.cases.children.models import Child
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.children.reading.kept_apart import with_words, words_for
from wayhome.cases.children.reading.parts import Entry, Said, entry
from wayhome.cases.partners.models import User
from wayhome.rules.guidance.grounds import Ground, grounds_of
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say


@dataclass(frozen=True, slots=True)
class Piece:
    """One field of one edition. `name` is the row's and the field's; `ground` None: nothing marks it."""

    name: str
    said: Said
    ground: Ground | None
    is_given: bool

    @property
    def why(self) -> Sentence | None:
        """Why it is withheld; None: it is given."""
        if self.said.withheld is not None or self.is_given or self.ground is None:
            return self.said.withheld
        return Sentence(f"keeping.ground.{self.ground.ground}")


@dataclass(frozen=True, slots=True)
class Pack:
    """Every edition of what one agency said, as it happened; `sealed` counts those that nobody reads here.

    `others` are the agencies that said something too, and answer for that themselves.
    """

    child: int
    of: str
    at: datetime
    said: tuple[tuple[Entry, tuple[Piece, ...]], ...]
    sealed: int
    others: tuple[str, ...]

    @property
    def pieces(self) -> Iterator[tuple[Entry, Piece]]:
        for one, pieces in self.said:
            yield from ((one, piece) for piece in pieces)

    @property
    def withheld(self) -> Counter[str]:
        """How many fields are withheld, by why."""
        return Counter(say(piece.why, language()) for _, piece in self.pieces if piece.why)


def pack_of(child: Child, *, by: User, at: datetime, given: Collection[str] = ()) -> Pack:
    """`given` names the marked pieces that a reviewer gives all the same: what nobody has judged is withheld."""
    partnership = Partnership()
    reading, relations = read([child.pk], partnership), relations_between(by, child)
    whole = with_words(reading.whole[child.pk], words_for(by, child))
    editions = sorted(whole.editions, key=lambda one: (one.happened_at, one.key, one.edition))
    own = [one for one in editions if one.of.code == by.agency.code]
    open_to_all = [one for one in own if (one.key, one.edition) not in reading.sealed]
    names = partnership.names
    entries = (entry(one, _row(reading, one), by.role, relations, names) for one in open_to_all)
    return Pack(
        child=child.pk,
        of=by.agency.name,
        at=at,
        said=tuple((one, tuple(_pieces(one, given))) for one in entries),
        sealed=len(own) - len(open_to_all),
        others=tuple(sorted({names[one.of.code] for one in editions} - {by.agency.name})),
    )


def _row(reading: Reading, one: Any) -> int:
    return reading.rows[one.key, one.edition]


def _pieces(one: Entry, given: Collection[str]) -> Iterator[Piece]:
    grounds = grounds_of(one.event.fact)
    for said in one.said:
        name = f"{one.row}.{said.field}"
        yield Piece(name, said, grounds.get(said.field), name in given)
