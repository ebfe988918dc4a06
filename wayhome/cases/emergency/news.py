"""What a colleague found of an opening while its page was open."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.cases.audit.models import Entry
from wayhome.cases.emergency.models import Opening
from wayhome.cases.partners.models import User
from wayhome.cases.partners.news import Done, line
from wayhome.ui.forms import language
from wayhome.ui.news import Line
from wayhome.ui.wording import say


def reviewed(opening: Opening, by: User) -> Done:
    acts = Entry.objects.about(f"child:{opening.relation.child_id}").filter(verb="review_opening")
    return Done(
        name=f"opening:{opening.pk}",
        by=by,
        entries=acts.filter(detail__opening=opening.pk),
        rows=Opening.objects.filter(pk=opening.pk),
        stands=lambda last: _found(Opening.objects.get(pk=opening.pk)),
    )


def _found(opening: Opening) -> Iterator[Line]:
    yield line("found", say(opening.found, language()))
    if opening.said:
        yield line("said", opening.said)
