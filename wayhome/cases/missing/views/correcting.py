"""Putting right what was said: its next version, and all its versions side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now

from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.showing import show_child
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Episode, Event
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.children.news.said import SaidOf
from wayhome.cases.children.reading.kept_apart import with_words, words_for
from wayhome.cases.children.reading.parts import withheld
from wayhome.cases.missing import actions
from wayhome.cases.missing.comparing import compare
from wayhome.cases.missing.forms.fact import About, FactForm
from wayhome.cases.missing.forms.telling import SealForm
from wayhome.cases.missing.next_steps import CORRECTED_IN
from wayhome.cases.missing.views.asking import event_of, require_page, user_of
from wayhome.cases.missing.views.episode import back_to
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.partners.news import Names
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.rules import event
from wayhome.rules.access import Act
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import accepted, sent


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as it was filled in, to be put right. A version made meanwhile is shown beside it."""
    user = user_of(request)
    row = event_of(user, pk)
    last = _correctable(row, user)
    seen = _seen(request, last)
    form = _form(request, row, last, user)
    if accepted(form, lambda: _act(row, form, user, seen)):
        messages.success(request, "Corrected. What it said before can still be read.")
        return back_to(user, form.about.episode.pk)
    shown = {
        "form": form,
        "row": row,
        "last": last,
        "episode": form.about.episode,
        "title": _title(last),
        "editions": [last],
        "lines": _compared([last], row.child, user) if seen != last.edition else None,
        "corrected_by": _said_by(last, user) if seen != last.edition else "",
    }
    return show_child(request, "missing/correct.html", shown, child=row.child_id, at=now(), event=pk)


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    row = event_of(user, pk)
    editions = _editions(row, user)
    if not editions:
        raise Http404
    shown = {
        "title": _title(editions[-1]),
        "editions": editions,
        "lines": _compared(editions, row.child, user),
        "episode": _episode(editions[-1]),
    }
    return show_child(request, "missing/versions.html", shown, child=row.child_id, at=now(), event=pk)


@grave
def seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes what was said unreadable at once, but for the two leads."""
    user = user_of(request)
    row = event_of(user, pk)
    last = _correctable(row, user)
    about = _episode(last)
    form = SealForm(sent(request))
    of = SaidOf(child=row.child, by=user, keys=(row.key,))
    if accepted(
        form, lambda: actions.seal_and_withdraw(row, form.cleaned_data["reason"], by=user, at=now()), [of]
    ):
        messages.success(
            request,
            "Sealed. Only the two leads who may read sealed entries can open it; one of them reviews it.",
        )
        return back_to(user, about.pk)
    shown = {"form": form, "last": last, "title": _title(last), "episode": about}
    return show_child(request, "missing/seal.html", shown, child=row.child_id, at=now(), event=pk)


def _correctable(row: Event, user: User) -> event.Event:
    """What it says now, for somebody who may put it right and may read the whole of it; else 404."""
    require_page(user, Act.CORRECT, row.child)
    editions = _editions(row, user)
    if not editions or editions[-1].kind not in CORRECTED_IN:
        raise Http404
    if withheld(editions[-1].fact, user.role, tuple(relations_between(user, row.child))) is not None:
        raise Http404
    return editions[-1]


def _editions(row: Event, user: User) -> list[event.Event]:
    said = with_words(chronology_of(row.child), words_for(user, row.child))
    return [one for one in said.editions if one.key == row.key]


def _episode(said: event.Event) -> Episode:
    """The episode it is about, or the first of several; 404 for what is about the child as such, or withdrawn."""
    keys = (said.key,) if said.kind == "Missing" else said.fact.episodes
    episode = Episode.objects.select_related("child").filter(key__in=keys[:1]).first()
    if episode is None:
        raise Http404
    return episode


def _title(said: event.Event) -> Sentence:
    return Sentence(f"facts.kind.{said.kind}")


def _form(request: HttpRequest, row: Event, last: event.Event, user: User) -> FactForm:
    episodes = Episode.objects.filter(child=row.child_id).order_by("number")
    about = About(episode=_episode(last), by=user, at=now(), episodes=tuple(episodes))
    return CORRECTED_IN[last.kind](sent(request), about=about, said=last.fact, happened=last.happened_at)


def _seen(request: HttpRequest, last: event.Event) -> int:
    """The edition that stood on the page that was sent."""
    if request.method != "POST":
        return last.edition
    sent_edition = request.POST.get("edition", "")
    return int(sent_edition) if sent_edition.isdecimal() else 0


def _act(row: Event, form: FactForm, user: User, seen: int) -> None:
    actions.correct(row, form.fact, happened_at=form.moment, by=user, at=now(), expects=seen)


def _said_by(last: event.Event, user: User) -> str:
    """Who made a version, as far as this reader may know."""
    entry = Event.objects.values_list("entry", flat=True).get(key=last.key, edition=last.edition)
    actor, agency = Entry.objects.values_list("actor_id", "agency_code").get(pk=entry)
    return Names([(actor, agency)], user).of(actor, agency)


def _compared(editions: list[event.Event], child: Child, user: User) -> list[object]:
    names = dict(Agency.objects.values_list("code", "name"))
    return list(compare(editions, user.role, tuple(relations_between(user, child)), names))
