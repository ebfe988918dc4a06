"""Who was told of what was said of a child while a page was open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Max

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child, Telling
from wayhome.cases.children.news.said import take_turn
from wayhome.cases.partners.models import User
from wayhome.cases.partners.news import Names, line
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.news import Line, News
from wayhome.ui.wording import say, when


@dataclass(frozen=True, kw_only=True)
class ToldOf:
    """Who was told of facts of some kinds later than those were recorded. Numbers are those of tellings."""

    child: Child
    by: User
    kinds: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"child:{self.child.pk}/told/{'/'.join(self.kinds)}"

    def take_turn(self) -> None:
        take_turn(self.child)

    def latest(self) -> int:
        return Telling.objects.filter(event__child=self.child).aggregate(last=Max("pk"))["last"] or 0

    def news(self, after: int) -> list[News]:
        of_child = Telling.objects.filter(event__child=self.child, event__kind__in=self.kinds, stated=True)
        later = of_child.filter(pk__gt=after, recorded_at__gt=F("event__recorded_at"))
        rows = list(later.select_related("to").order_by("pk"))
        acts = Entry.objects.about(f"child:{self.child.pk}").filter(verb__in=("pass_on", "tell_host"))
        by = {
            one.at: (one.actor_id, one.agency_code)
            for one in acts.filter(at__in={row.recorded_at for row in rows})
        }
        names = Names(by.values(), self.by)
        return [
            News(
                row.pk,
                say(Sentence("news.told", agency=str(row.to)), language()),
                names.of(*by[row.recorded_at]),
                row.recorded_at,
                tuple(_of_telling(row)),
            )
            for row in rows
            if row.recorded_at in by and by[row.recorded_at][0] != self.by.pk
        ]


def _of_telling(row: Telling) -> Iterator[Line]:
    yield line("told_at", when(Moment(row.at_begins, row.at_ends), language()))
    if row.reference:
        yield line("reference", row.reference)
