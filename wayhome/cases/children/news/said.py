"""What others said of a child while a page was open: of the same kind and episode, through the reader's gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Max

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child, Episode, Event
from wayhome.cases.children.models.event import EventQuerySet
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.children.reading.kept_apart import words_for
from wayhome.cases.children.reading.known import Known, known_of
from wayhome.cases.children.reading.story import Reader, entry_of
from wayhome.cases.partners.models import User
from wayhome.cases.partners.news import Names
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.news import Line, News
from wayhome.ui.wording import say, when

#: As at which all that was said is read, also what is dated ahead.
ALL_OF_IT = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class SaidOf:
    """Facts of some kinds, of one episode or else of the child as such; or, by `keys`, every version of some things.

    Numbers are those of the audit entries under which it was said. What the reader said is no news to them.
    """

    child: Child
    by: User
    kinds: tuple[str, ...] = ()
    episode: str = ""
    keys: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"child:{self.child.pk}/{'/'.join(self.kinds)}/{self.episode or '/'.join(self.keys)}"

    def take_turn(self) -> None:
        take_turn(self.child)

    def latest(self) -> int:
        return self._rows().aggregate(last=Max("entry"))["last"] or 0

    def news(self, after: int) -> list[News]:
        rows = list(self._rows().filter(entry__gt=after).select_related("of").order_by("entry", "pk"))
        actors = dict(Entry.objects.filter(pk__in={row.entry for row in rows}).values_list("pk", "actor_id"))
        others = [row for row in rows if actors.get(row.entry) != self.by.pk and self._is_of_the_same(row)]
        names = Names([(actors.get(row.entry), row.of.code) for row in others], self.by)
        known = self._known() if others else None
        return [
            News(
                row.entry,
                _what(row),
                names.of(actors.get(row.entry), row.of.code),
                row.recorded_at,
                tuple(self._lines(row, known)) if known is not None else (),
            )
            for row in others
        ]

    def _known(self) -> Known:
        """With what is kept apart, where it is open to this reader."""
        return known_of(self.child, at=ALL_OF_IT, words=words_for(self.by, self.child))

    def _rows(self) -> EventQuerySet:
        rows = Event.objects.filter(child=self.child).select_related("seal")
        return rows.filter(key__in=self.keys) if self.keys else rows.filter(kind__in=self.kinds)

    def _is_of_the_same(self, row: Event) -> bool:
        if self.keys:
            return True
        about = {row.detail.get("episode"), *row.detail.get("covers", ())}
        if self.episode:
            return self.episode in about
        return not Episode.objects.filter(child=self.child, key__in=about - {None}).exists()

    def _lines(self, row: Event, known: Known) -> Iterator[Line]:
        if _is_sealed(row):
            return
        event = next(one for one in known.whole.editions if (one.key, one.edition) == (row.key, row.edition))
        reader = Reader(self.by.role, tuple(relations_between(self.by, self.child)), known.partnership.names)
        yield Line(say(Sentence("facts.field.happened_at"), language()), when(event.happened_at, language()))
        for said in entry_of(event, known, reader).said:
            withheld = say(said.withheld, language()) if said.withheld else ""
            yield Line(say(said.label, language()), said.words, withheld)


def take_turn(child: Child) -> None:
    """Whoever records something of the child waits until this transaction ends."""
    list(Child.objects.select_for_update().filter(pk=child.pk).values_list("pk"))


def _what(row: Event) -> str:
    """What was sealed is said to be sealed, and nothing more."""
    if _is_sealed(row):
        return say(Sentence("news.sealed"), language())
    kind = say(Sentence(f"facts.kind.{row.kind}"), language())
    return say(Sentence("news.corrected", kind=kind), language()) if row.edition > 1 else kind


def _is_sealed(row: Event) -> bool:
    return hasattr(row, "seal")
