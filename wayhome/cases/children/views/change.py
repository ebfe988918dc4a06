"""Saying something of a child as such, and giving the child's case to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now

from wayhome.cases.children.actions import decide_identity as decide
from wayhome.cases.children.actions.allocation import allocate as allocate_child
from wayhome.cases.children.actions.allocation import end_allocation as end
from wayhome.cases.children.actions.allocation import ever_given
from wayhome.cases.children.actions.reasons import answer_reason as answer
from wayhome.cases.children.actions.reasons import gave
from wayhome.cases.children.actions.statements import state as state_fact
from wayhome.cases.children.actions.statements import tell_host as tell
from wayhome.cases.children.forms.allocate import AllocateForm
from wayhome.cases.children.forms.deciding import DecideIdentityForm
from wayhome.cases.children.forms.in_care import NotDoneInCareForm, NoticeInCareForm
from wayhome.cases.children.forms.reasons import AnswerReasonForm
from wayhome.cases.children.forms.statement import (
    AgeDisputedForm,
    AuthorityForm,
    CareStatusForm,
    HostToldForm,
    IdentifierForm,
    IdentityForm,
    PlacedForm,
    PlacementEndedForm,
    StatementForm,
)
from wayhome.cases.children.models import Event
from wayhome.cases.children.news.given import given_out
from wayhome.cases.children.news.said import SaidOf
from wayhome.cases.children.news.told import ToldOf
from wayhome.cases.children.reading.story import entry_of
from wayhome.cases.children.views.looking import changing, show
from wayhome.rules.access import Act
from wayhome.rules.facts import NotDone
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import ConfirmForm, accepted, sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.partners.models import User

STATEMENTS: Mapping[str, type[StatementForm]] = {
    "identity": IdentityForm,
    "number": IdentifierForm,
    "age-dispute": AgeDisputedForm,
    "care-status": CareStatusForm,
    "authority": AuthorityForm,
    "placement": PlacedForm,
    "placement-ended": PlacementEndedForm,
    "placement-done": NoticeInCareForm,
    "placement-not-done": NotDoneInCareForm,
}
"""By the word in their address."""


def state(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    asked = STATEMENTS.get(what)
    if asked is None:
        raise Http404
    seen = changing(request, pk, asked.act)
    form = asked(sent(request), known=seen.known, names=seen.reader.names)

    def act() -> object:
        at, moment = now(), form.moment
        said = {"happened_at": moment or Moment.at(at), "token": form.cleaned_data["token"]}
        return state_fact(seen.child, form.fact, **said, by=seen.user, at=at)

    of = SaidOf(child=seen.child, by=seen.user, kinds=asked.beside or (asked.kind.__name__,))
    if accepted(form, act, [of]):
        return redirect("children:about", pk)
    return show(request, seen, "children/state.html", {"form": form, "seen": seen}, what=what)


def decide_identity(request: HttpRequest, pk: int) -> HttpResponse:
    seen = changing(request, pk, Act.CORRECT)
    form = DecideIdentityForm(sent(request), known=seen.known, reader=seen.reader)

    def act() -> object:
        return decide(seen.child, form.fact, token=form.cleaned_data["token"], by=seen.user, at=now())

    of = SaidOf(child=seen.child, by=seen.user, kinds=("IdentityStated", "IdentityDecided"))
    if accepted(form, act, [of]):
        return redirect("children:about", pk)
    return show(request, seen, "children/state.html", {"form": form, "seen": seen}, what="which-identity")


def answer_reason(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A reason why something will not be done, for somebody else to agree to, or not."""
    seen = changing(request, pk, Act.SETTLE)
    held = get_object_or_404(Event.objects.visible_to(seen.user).filter(child=pk), pk=row)
    given = seen.known.standing.get(held.key)
    if given is None or not isinstance(given.fact, NotDone):
        raise Http404
    form = AnswerReasonForm(sent(request))
    of = [
        SaidOf(child=seen.child, by=seen.user, keys=(held.key,)),
        SaidOf(child=seen.child, by=seen.user, kinds=("NotDoneAnswered",), episode=given.fact.covers[0]),
    ]
    if accepted(form, lambda: answer(held, **form.cleaned_data, by=seen.user, at=now()), of):
        return redirect("children:duties", pk)
    reason = entry_of(given, seen.known, seen.reader)
    said = {"form": form, "seen": seen, "reason": reason, "not_theirs": _not_theirs(held, seen.user)}
    return show(request, seen, "children/answer_reason.html", said, event=row)


def tell_host(request: HttpRequest, pk: int) -> HttpResponse:
    seen = changing(request, pk, Act.STATE)
    form = HostToldForm(sent(request), known=seen.known, names=seen.reader.names)
    of = ToldOf(child=seen.child, by=seen.user, kinds=("Placed",))
    if accepted(form, lambda: tell(seen.child, **form.cleaned_data, by=seen.user, at=now()), [of]):
        return redirect("children:about", pk)
    return show(request, seen, "children/state.html", {"form": form, "seen": seen}, what="host-told")


def allocate(request: HttpRequest, pk: int) -> HttpResponse:
    seen = changing(request, pk, Act.ALLOCATE)
    form = AllocateForm(sent(request), by=seen.user)
    of = given_out(seen.child, seen.user)

    def act() -> object:
        who, tie = form.chosen
        return allocate_child(seen.child, who, tie=tie, by=seen.user, at=now())

    if accepted(form, act, [of]):
        return redirect("children:access", pk)
    return show(request, seen, "children/allocate.html", {"form": form, "seen": seen})


def end_allocation(request: HttpRequest, pk: int, relation: int) -> HttpResponse:
    seen = changing(request, pk, Act.ALLOCATE)
    held = get_object_or_404(
        ever_given(seen.child, seen.user).select_related("child", "user", "team"), pk=relation
    )
    form = ConfirmForm(sent(request))
    if accepted(form, lambda: end(held, by=seen.user, at=now()), [given_out(seen.child, seen.user)]):
        return redirect("children:access", pk)
    said = {"holder": held.user or held.team, "seen": seen, "form": form}
    return show(request, seen, "children/end_allocation.html", said)


def _not_theirs(reason: Event, user: User) -> Sentence | None:
    """Why somebody else answers this reason; None: this person may."""
    if reason.of_id != user.agency_id:
        return Sentence("children.reason_of_another_agency")
    return Sentence("children.own_reason") if gave(reason, user) else None
