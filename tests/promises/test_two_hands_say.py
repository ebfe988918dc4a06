"""Two people who say the same kind of thing of one episode, or of one child: both are kept, the second knowingly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import now

from tests.promises.halves import Ready
from tests.promises.hands import EVERYTHING, MINE, THEIRS, Hands
from tests.saying import ENGLISH, WELSH
from wayhome.cases.children.actions import state
from wayhome.cases.children.actions.restricting import restrict
from wayhome.cases.children.models import Episode, Event
from wayhome.cases.children.views.change import STATEMENTS
from wayhome.cases.missing.actions import return_child, say
from wayhome.cases.missing.next_steps import STEPS, Step
from wayhome.cases.partners.models import User
from wayhome.rules.access import ROLES, RestrictionKind
from wayhome.rules.episode import Standing
from wayhome.rules.facts import (
    CareStatus,
    CareStatusStated,
    Closed,
    Found,
    Placed,
    PlacementKind,
    ResponsibleAuthorityStated,
    Returned,
    ReturnedTo,
)
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.moment import Moment
from wayhome.ui.news import MARK

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(partnership: User, monkeypatch: pytest.MonkeyPatch) -> Hands:
    monkeypatch.setitem(ROLES, EVERYTHING.key, EVERYTHING)
    return Hands("First")


@pytest.fixture
def second(first: Hands) -> Hands:
    return Hands("Second")


def ago(hours: float) -> Moment:
    return Moment.at(now() - timedelta(hours=hours))


def found(one: Episode, by: User) -> None:
    say(one, Found(episode=one.key), happened_at=ago(3), by=by, at=now())


def returned(one: Episode, by: User) -> None:
    found(one, by)
    fact = Returned(episode=one.key, to=ReturnedTo.HOSPITAL)
    return_child(one, fact, None, happened_at=ago(2), by=by, at=now())


def closed(one: Episode, by: User) -> None:
    returned(one, by)
    say(one, Closed(episode=one.key), happened_at=ago(1), by=by, at=now())


#: How an episode comes to stand so; the first that lets a step be said is taken.
WAYS: dict[Standing, Callable[[Episode, User], None]] = {
    Standing.MISSING: lambda one, by: None,
    Standing.FOUND: found,
    Standing.RETURNED: returned,
    Standing.CLOSED: closed,
}


def standing_for(step: Step) -> Callable[[Episode, User], None]:
    return next(way for standing, way in WAYS.items() if step.may_follow(standing))


def both_say_it(first: Hands, second: Hands, url: str, kind: str) -> None:
    """Both have the page open; the first saves, the second is shown it, and then saves as well or is told why not."""
    theirs, mine = first.open(url, THEIRS), second.open(url, MINE)
    before = Event.objects.filter(kind=kind).count()
    assert first.send(url, theirs).status_code == 302
    back = second.send(url, mine)
    assert back.status_code == 200
    assert Event.objects.filter(kind=kind).count() == before + 1, "the second was not asked"
    news, page = back.context["form"].news, back.content.decode()
    assert {one.who for one in news} == {f"{first.name}, {first.user.agency.name}"}
    for line in news[-1].lines:
        assert escape(line.words).replace("\n", "<br>") in page
    if MINE in mine.values():
        assert MINE in page
        assert THEIRS in page
    again = second.send(url, {**mine, MARK: back.context["form"].mark})
    if again.status_code == 302:
        assert Event.objects.filter(kind=kind).count() == before + 2
        said = [str(one.detail) for one in Event.objects.filter(kind=kind).order_by("pk")][-2:]
        assert MINE not in mine.values() or (THEIRS in said[0] and MINE in said[1])
    else:  # the record has moved on by what the first said: the words are still there
        assert again.context["form"].errors
        assert MINE not in mine.values() or MINE in again.content.decode()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_of_an_episode(step: Step, first: Hands, second: Hands, partnership: User) -> None:
    one = Ready(partnership).episode()
    standing_for(step)(one, partnership)
    both_say_it(first, second, reverse("missing:say", args=[one.pk, step.slug]), step.kind)


@pytest.mark.parametrize("what", STATEMENTS)
def test_of_a_child(what: str, first: Hands, second: Hands, partnership: User, settings: Any) -> None:
    settings.WAYHOME_PROTOCOL = (replace(DEFAULT, written_here=("england.placement_approved",)),)
    child = Ready(partnership).child
    facts = (
        ResponsibleAuthorityStated(authority=ENGLISH),
        CareStatusStated(status=CareStatus.LOOKED_AFTER),
        *[Placed(placement=PlacementKind.FOSTER_HOME, host=WELSH)] * 2,
    )
    for fact in facts:
        state(child, fact, happened_at=ago(100), by=partnership, at=now())
    both_say_it(
        first, second, reverse("children:state", args=[child.pk, what]), STATEMENTS[what].kind.__name__
    )


def test_what_the_second_may_not_read_is_only_said_to_have_been_said(first: Hands, partnership: User) -> None:
    """A place that is kept apart stands in the news of those whom the restriction names, and of nobody else."""
    second, one = Hands("Second", "duty_worker"), Ready(partnership).episode()
    said = {"named": [first.user], "by": partnership, "at": now()}
    restrict(one.child, RestrictionKind.REFUGE, "In a refuge", **said)  # type: ignore[arg-type]
    url = reverse("missing:say", args=[one.pk, "sighting"])
    theirs, mine = first.open(url, "A driver") | {"where": "Stand 4"}, second.open(url, MINE)
    first.saves(url, theirs)
    page = second.send(url, mine).content.decode()
    assert first.name in page
    assert "Withheld" in page
    assert "Stand 4" not in page
