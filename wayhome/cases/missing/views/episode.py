"""One episode: how it stands, what is due, what was said, and what may be said next."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from wayhome.cases.audit.showing import show_child
from wayhome.cases.children.models import Episode
from wayhome.cases.missing import actions
from wayhome.cases.missing.forms.ending import has_open_duties, notices_asked
from wayhome.cases.missing.next_steps import CORRECTED_IN, Step, offered
from wayhome.cases.missing.reading import EpisodeRead, read_episode
from wayhome.cases.missing.views.asking import user_of
from wayhome.cases.partners.models import User
from wayhome.rules.access import Act, RelationKind, may
from wayhome.rules.ages import age_on, is_age_disputed
from wayhome.rules.episode import Standing
from wayhome.rules.facts import ReturnDecided
from wayhome.rules.guidance import uk
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

TURNED_18 = uk.STILL_MISSING_AT_18.rule


def episode(request: HttpRequest, pk: int) -> HttpResponse:
    user, at = user_of(request), now()
    read = read_episode(episode_of(user, pk), by=user, at=at)
    shown = {
        **in_identity_bar(read),
        "owner": read.row.authority or read.row.force,
        "is_disputed": is_age_disputed(read.known.chronology),
        "turned_18": any(one.rule == TURNED_18 and one.needs_someone for one in read.findings),
        "steps": _grouped(_offered(read, user)),
        "may": _acts(read, user),
        "corrected_in": CORRECTED_IN,
        "unsafe": _unsafe(read),
    }
    return show_child(request, "missing/episode.html", shown, child=read.row.child_id, at=at, episode=pk)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    try:
        actions.acknowledge(episode_of(user, pk), by=user, at=now())
    except Refusal as refusal:
        messages.warning(request, say(refusal.sentence, language()))
    else:
        messages.success(request, "You have acknowledged this report. Everyone working on it can see that.")
    return redirect("missing:episode", pk)


def episode_of(user: User, pk: int) -> Episode:
    """An episode this person may see, with what every page of it shows, or 404."""
    visible = Episode.objects.visible_to(user).select_related("child", "force", "authority")
    return get_object_or_404(visible, pk=pk)


def in_identity_bar(read: EpisodeRead) -> dict[str, object]:
    """The episode and how it stands, above every page that has read it."""
    return {
        "read": read,
        "episode": read.row,
        "standing": _words(f"standing.{read.told.standing}"),
        "risk": _words(f"risk.{read.told.risk or 'not_assessed'}"),
        "age": age_on(day_of(read.at), read.row.child.born) if read.row.child.born else None,
    }


def back_to(user: User, pk: int) -> HttpResponse:
    """To the episode; or, where an act has ended it or this person's part in it, to the first page."""
    if Episode.objects.visible_to(user).filter(pk=pk).exists():
        return redirect("missing:episode", pk)
    return redirect("/")


def _offered(read: EpisodeRead, user: User) -> list[Step]:
    findings = tuple(read.findings)
    steps = offered(read.told.standing, user.role, read.reader.relations)
    asked = {"NotDone": has_open_duties(findings), "NoticeGiven": any(notices_asked(findings, user))}
    return [step for step in steps if asked.get(step.kind, True)]


def _grouped(steps: list[Step]) -> list[tuple[Sentence, list[Step]]]:
    """By group, in the order in which they stand in the table."""
    in_groups = groupby(steps, key=lambda step: step.group)
    return [(Sentence(f"missing.group.{group}"), list(ones)) for group, ones in in_groups]


def _words(key: str) -> str:
    return say(Sentence(key), language())


def _acts(read: EpisodeRead, user: User) -> dict[str, bool]:
    """What else this person may do here, besides saying something."""
    standing = read.told.standing
    own = user.agency.as_fact()
    awaited = any(one.owner in (own, None) and one.needs_someone for one in read.acknowledgements)
    runs = standing not in (Standing.CLOSED, Standing.FOUND_DEAD)
    return {
        "acknowledge": awaited and _may(user, Act.ACKNOWLEDGE, read.reader.relations),
        "tell_police": read.told.is_open
        and not read.told.police_told
        and _may(user, Act.TELL_POLICE, read.reader.relations),
        "tell_agency": runs and _may(user, Act.SEARCH, read.reader.relations),
        "correct": _may(user, Act.CORRECT, read.reader.relations),
        "settle": _may(user, Act.SETTLE, read.reader.relations),
        "read_sealed": _may(user, Act.READ_SEALED, read.reader.relations),
    }


def _may(user: User, act: Act, relations: Collection[RelationKind]) -> bool:
    return bool(may(user.role, act, relations))


def _unsafe(read: EpisodeRead) -> ReturnDecided | None:
    """The last decision on a return, where it was that it is not safe."""
    decided = read.told.last("ReturnDecided")
    fact = decided.fact if decided is not None else None
    return fact if isinstance(fact, ReturnDecided) and not fact.safe else None
