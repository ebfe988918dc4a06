"""What others did about keeping a record, or said that would go with it, while a page was open; by number alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max, Q

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child, Event, Hold
from wayhome.cases.children.models.event import EventQuerySet
from wayhome.cases.children.news.said import take_turn
from wayhome.cases.partners.models import User
from wayhome.cases.partners.news import Done, Names, line
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.news import Line, News
from wayhome.ui.wording import say

#: A hold binds every agency, and so is everybody's to know of; what an agency would erase is its own.
OF_ANYBODY, OF_ONES_OWN = ("hold", "lift"), ("ask_to_erase", "take_back_erasure", "erase")


def kept_or_let_go(child: Child, by: User) -> Done:
    acts = Q(verb__in=OF_ANYBODY) | Q(verb__in=OF_ONES_OWN, agency_code=by.agency_code)
    return Done(
        name=f"child:{child.pk}/keeping",
        by=by,
        entries=Entry.objects.about(f"child:{child.pk}").filter(acts),
        rows=Child.objects.filter(pk=child.pk),
        stands=lambda last: _holds(child, by),
    )


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """Whatever one's own agency has recorded of the child: it would go, or be given, with the rest.

    That there is more is said, and not what: the lead who reads it may see no name.
    """

    child: Child
    by: User

    @property
    def name(self) -> str:
        return f"child:{self.child.pk}/recorded/{self.by.agency_id}"

    def take_turn(self) -> None:
        take_turn(self.child)

    def latest(self) -> int:
        return self._rows().aggregate(last=Max("entry"))["last"] or 0

    def news(self, after: int) -> list[News]:
        rows = {row.entry: row for row in self._rows().filter(entry__gt=after).order_by("entry", "pk")}
        actors = dict(Entry.objects.filter(pk__in=rows).values_list("pk", "actor_id"))
        names = Names([(actor, self.by.agency.code) for actor in actors.values()], self.by)
        what = say(Sentence("news.recorded"), language())
        return [
            News(entry, what, names.of(actors.get(entry), self.by.agency.code), row.recorded_at)
            for entry, row in rows.items()
        ]

    def _rows(self) -> EventQuerySet:
        return Event.objects.filter(child=self.child, of=self.by.agency_id)


def _holds(child: Child, by: User) -> Iterator[Line]:
    """The words of one's own agency's holds; of another's, that it holds."""
    for one in Hold.objects.filter(child=child).select_related("agency").order_by("pk"):
        own = one.agency_id == by.agency_id
        yield line(
            "held_for" if one.lifted_at is None else "was_held_for", one.reason if own else str(one.agency)
        )
        if own and one.lifted_because:
            yield line("lifted_because", one.lifted_because)
