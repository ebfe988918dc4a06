"""The page on which a person decides what is done about a pattern: what was seen, what was decided, and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.timezone import now

from wayhome.cases.children.actions import decide_on_pattern
from wayhome.cases.children.forms.pattern import DecideOnPatternForm
from wayhome.cases.children.news.said import SaidOf
from wayhome.cases.children.news.waiting import WaitingOf
from wayhome.cases.children.reading.decision import COUNTED, decision_of, last_day
from wayhome.cases.children.reading.exploitation import exploitation, to_be_marked
from wayhome.cases.children.views.looking import looking, show
from wayhome.rules.access import Act
from wayhome.rules.facts import PatternAnswer
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import accepted, language, sent
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.children.reading.decision import Decision
    from wayhome.ui.news import Matter


def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever sees the child reads it; the form is for those who may decide, and of now."""
    seen = looking(request, pk)
    read = decision_of(seen.known, seen.reader)
    said = {
        "seen": seen,
        "known": seen.known,
        "decision": read,
        "counts": _counts(read),
        "exploitation": exploitation(seen.known, seen.reader),
        "to_be_marked": to_be_marked(seen.known),
        "may_decide": bool(seen.may(Act.DECIDE)) and not seen.past,
        "form": None,
    }
    if not seen.may(Act.DECIDE) or seen.past:
        if request.method == "POST":
            raise PermissionDenied
        return show(request, seen, "children/decision.html", said)
    form = DecideOnPatternForm(sent(request), by=seen.user, last=last_day(seen.known.at))

    def act() -> object:
        token = form.cleaned_data["token"]
        return decide_on_pattern(seen.child, form.fact, token=token, by=seen.user, at=now())

    of: list[Matter] = [
        SaidOf(child=seen.child, by=seen.user, kinds=("PatternDecided",)),
        WaitingOf(child=seen.child, by=seen.user, clock=now),
    ]
    if accepted(form, act, of):
        messages.success(request, say(Sentence("decision.saved"), language()))
        if form.fact.answer is PatternAnswer.MARKER_ADDED:
            return redirect("exploitation:state", pk, "marker")
        return redirect("children:child", pk)
    return show(request, seen, "children/decision.html", {**said, "form": form})


def _counts(read: Decision) -> list[dict[str, object]]:
    """The figures beside the pattern; see `ui/counts.html`."""
    said = {"lately": (read.lately, {"within": COUNTED}), "days_since": (read.days_since, {})}
    return [
        {"figure": n, "label": say(Sentence(f"decision.{name}", n=n, **more), language())}
        for name, (n, more) in said.items()
        if n is not None
    ]
