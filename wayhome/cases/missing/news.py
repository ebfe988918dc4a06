"""What was written of a report in another window, or found of a seal by a colleague, while its page was open."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child, Event
from wayhome.cases.missing.answers import Answers
from wayhome.cases.missing.checking import rows
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners.models import User
from wayhome.cases.partners.news import Done
from wayhome.ui.news import Line


def written(draft: Draft, by: User, page: str = "") -> Done:
    """On one page of it, by its word in addresses; blank: on any. A report half written is one person's."""
    acts = Entry.objects.about(f"draft:{draft.pk}").filter(verb="save_draft")
    return Done(
        name=f"draft:{draft.pk}/{page}",
        by=by,
        entries=acts.filter(detail__page=page) if page else acts,
        rows=Draft.objects.filter(pk=draft.pk),
        stands=lambda last: _answers(draft, by, page),
    )


def reviewed(withdrawn: Event, by: User) -> Done:
    """Whether it was right to seal what this edition withdrew; the page says what was found."""
    acts = Entry.objects.about(f"child:{withdrawn.child_id}").filter(verb="review_seal")
    return Done(
        name=f"seal:{withdrawn.pk}",
        by=by,
        entries=acts.filter(detail__event=withdrawn.pk),
        rows=Child.objects.filter(pk=withdrawn.child_id),
    )


def _answers(draft: Draft, by: User, page: str) -> Iterator[Line]:
    """As they now stand."""
    answers = Answers(Draft.objects.get(pk=draft.pk), by)
    return (Line(row.key, row.value) for row in rows(answers) if not page or row.url.endswith(f"/{page}/"))
