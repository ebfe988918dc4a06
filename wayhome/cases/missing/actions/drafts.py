"""A report while it is being written: begun, saved page by page, thrown away or made, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.models import Episode
from wayhome.cases.missing.actions.reporting import report_missing
from wayhome.cases.missing.models import CHILDREN, Draft
from wayhome.cases.missing.reports import Report
from wayhome.cases.partners.models import User
from wayhome.rules.access import Act
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: What is chosen on the page of children: `known` by number, `added` as they were typed.
Chosen = Mapping[str, list[Any]]


@transaction.atomic
def begin_draft(page: str, answers: Mapping[str, Any], *, by: User, at: datetime) -> Draft:
    require(by, Act.REPORT)
    draft = Draft.objects.create(by=by, answers={page: dict(answers)}, begun_at=at, saved_at=at)
    enter("begin_draft", by=by, at=at, subject=f"draft:{draft.pk}")
    return draft


@transaction.atomic
def save_draft(draft: Draft, page: str, answers: Mapping[str, Any], *, by: User, at: datetime) -> Draft:
    """Keeps one page's answers as they were typed, in place of what that page held."""
    held = _unfinished(draft, by)
    held.answers = {**held.answers, page: dict(answers)}
    held.saved_at = at
    held.save(update_fields=["answers", "saved_at"])
    enter("save_draft", by=by, at=at, subject=f"draft:{held.pk}", detail={"page": page})
    return held


@transaction.atomic
def choose_children(draft: Draft, change: Callable[[Chosen], Chosen], *, by: User, at: datetime) -> Draft:
    """Makes another choice of whatever is chosen by now: two who add a child each have added both."""
    held = _unfinished(draft, by)
    return save_draft(held, CHILDREN, change(held.answers.get(CHILDREN, {})), by=by, at=at)


@transaction.atomic
def discard_draft(draft: Draft, *, by: User, at: datetime) -> None:
    """Nothing was reported, so nothing is kept."""
    held = _unfinished(draft, by)
    enter("discard_draft", by=by, at=at, subject=f"draft:{held.pk}")
    held.delete()


@transaction.atomic
def finish_draft(draft: Draft, report: Report, *, by: User, at: datetime) -> list[Episode]:
    """Makes the report once: pressed twice, the second press gives back what the first has opened."""
    held = Draft.objects.select_for_update().visible_to(by).get(pk=draft.pk)
    if held.finished_at is not None:
        return list(Episode.objects.filter(pk__in=held.opened))
    opened = report_missing(report, by=by, at=at)
    held.answers = {}
    held.opened = [episode.pk for episode in opened]
    held.finished_at = held.saved_at = at
    held.save()
    enter("finish_draft", by=by, at=at, subject=f"draft:{held.pk}", detail={"episodes": len(opened)})
    return opened


def _unfinished(draft: Draft, by: User) -> Draft:
    require(by, Act.REPORT)
    held = Draft.objects.select_for_update().visible_to(by).unfinished().filter(pk=draft.pk).first()
    if held is None:
        raise Refusal(Sentence("missing.draft_is_finished"))
    return held
