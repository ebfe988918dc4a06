"""Who closed a child's record, or opened it again to somebody, while a page was open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child
from wayhome.cases.children.reading.restrictions import standing_on
from wayhome.cases.partners.models import User
from wayhome.cases.partners.news import Done, line
from wayhome.ui.news import Line

VERBS = ("restrict", "name_on_restricted", "bar_from_restricted", "take_off_restricted", "lift_restriction")


def restrictions(child: Child, by: User) -> Done:
    """For somebody who may still see the record."""
    return Done(
        name=f"child:{child.pk}/restrictions",
        by=by,
        entries=Entry.objects.about(f"child:{child.pk}").filter(verb__in=VERBS),
        rows=Child.objects.filter(pk=child.pk),
        stands=lambda last: _standing(child, by, last.at),
    )


def _standing(child: Child, by: User, at: datetime) -> Iterator[Line]:
    for one in standing_on(child, by, at):
        yield line("restricted", one.restriction.reason)
        yield from (line("barred" if who.is_barred else "named", str(who.user)) for who, _ in one.named)
