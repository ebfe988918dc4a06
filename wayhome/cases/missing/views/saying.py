"""Saying something of an episode: one view for every kind of fact, and one for each telling outside."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from wayhome.cases.audit.showing import show_child
from wayhome.cases.children.models import Episode
from wayhome.cases.children.news.said import SaidOf
from wayhome.cases.children.news.told import ToldOf
from wayhome.cases.missing import actions
from wayhome.cases.missing.forms.fact import About, FactForm
from wayhome.cases.missing.forms.returning import ReturnedForm
from wayhome.cases.missing.forms.telling import AgencyToldForm, PoliceToldForm
from wayhome.cases.missing.next_steps import BY_SLUG, ENDS_A_SEARCH, Step, offered
from wayhome.cases.missing.reading import EpisodeRead, read_episode
from wayhome.cases.missing.views.asking import require_page, user_of
from wayhome.cases.missing.views.episode import back_to, episode_of
from wayhome.cases.partners.models import User
from wayhome.cases.partners.training import lacks_training
from wayhome.rules.access import Act
from wayhome.rules.episode import Standing
from wayhome.rules.facts import AgencyKind, Returned
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import accepted, language, sent
from wayhome.ui.wording import say as in_words


def say(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    user, at = user_of(request), now()
    one = episode_of(user, pk)
    read = read_episode(one, by=user, at=at)
    step = _step(slug, read, user)
    form = step.form(sent(request), about=_about(read, user))
    of = SaidOf(child=one.child, by=user, kinds=form.beside or (step.kind,), episode=one.key)
    if accepted(form, lambda: _act(one, form, user), [of]):
        kept, said = (messages.INFO, "said_of_a_death") if step.is_grave else (messages.SUCCESS, "said")
        messages.add_message(request, kept, in_words(Sentence(f"missing.{said}"), language()))
        return back_to(user, pk)
    note = in_words(Sentence(f"missing.note.{step.note}"), language()) if step.note else ""
    shown = {
        "form": form,
        "step": step,
        "episode": one,
        "note": note,
        "barred": lacks_training(step.kind, user, at),
        "police_must_hear": step.kind in ENDS_A_SEARCH and user.agency.kind != AgencyKind.POLICE,
    }
    return show_child(request, "missing/say.html", shown, child=one.child_id, at=at, episode=pk, what=slug)


def tell_police(request: HttpRequest, pk: int) -> HttpResponse:
    user, at = user_of(request), now()
    one = episode_of(user, pk)
    require_page(user, Act.TELL_POLICE, one.child)
    form = PoliceToldForm(sent(request), initial={"at": Moment.at(at.replace(second=0, microsecond=0))})
    of = ToldOf(child=one.child, by=user, kinds=("Missing",))
    if accepted(form, lambda: actions.tell_police(one, form.told(), by=user, at=at), [of]):
        return redirect("missing:episode", pk)
    shown = {"form": form, "episode": one}
    return show_child(request, "missing/tell_police.html", shown, child=one.child_id, at=at, episode=pk)


def tell_agency(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    one = episode_of(user, pk)
    require_page(user, Act.SEARCH, one.child)
    form = AgencyToldForm(sent(request), standing=Standing(one.standing))
    of = ToldOf(child=one.child, by=user, kinds=("Missing", "Found", "Returned"))
    if accepted(form, lambda: actions.tell_agency(one, **form.cleaned_data, by=user, at=now()), [of]):
        return redirect("missing:episode", pk)
    shown = {"form": form, "episode": one}
    return show_child(request, "missing/tell_agency.html", shown, child=one.child_id, at=now(), episode=pk)


def _step(slug: str, read: EpisodeRead, user: User) -> Step:
    """The page is there for whoever may say such a thing; what has moved on meanwhile is refused by the act."""
    step = BY_SLUG.get(slug)
    may_say = step is not None and any(
        step in offered(standing, user.role, read.reader.relations) for standing in Standing
    )
    if step is None or not may_say:
        raise Http404
    return step


def _about(read: EpisodeRead, user: User) -> About:
    return About(
        episode=read.row,
        by=user,
        at=read.at,
        episodes=tuple(Episode.objects.filter(child=read.row.child_id).order_by("number")),
        findings=tuple(read.findings),
        facts=tuple(event.fact for event in read.told.events),
    )


def _act(one: Episode, form: FactForm, user: User) -> None:
    said = {"happened_at": form.moment, "by": user, "at": now(), "token": form.cleaned_data["token"]}
    if isinstance(form, ReturnedForm) and isinstance(form.fact, Returned):
        actions.return_child(one, form.fact, form.decided, **said)
    else:
        actions.say(one, form.fact, **said)
