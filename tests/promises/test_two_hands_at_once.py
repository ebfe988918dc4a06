"""Both press the button at the same moment: one is saved, and the other is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.forms import BaseForm
from django.urls import reverse
from django.utils.timezone import now

from tests.promises.halves import Ready
from tests.promises.hands import EVERYTHING, Hands
from tests.saying import WELSH
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Event
from wayhome.cases.partners.actions import create_team
from wayhome.cases.partners.models import User
from wayhome.rules.access import ROLES
from wayhome.ui import forms

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ready(partnership: User, monkeypatch: pytest.MonkeyPatch) -> Ready:
    """Where whoever has looked for news takes their time before they save."""
    monkeypatch.setitem(ROLES, EVERYTHING.key, EVERYTHING)
    looks = forms._is_behind

    def looks_slowly(form: BaseForm, of: Any) -> bool:
        found = looks(form, of)
        time.sleep(0.5)
        return found

    monkeypatch.setattr(forms, "_is_behind", looks_slowly)
    return Ready(partnership)


def pressed_at_once(hands: list[Hands], urls: list[str], typed: list[dict[str, Any]]) -> list[int]:
    ready = Barrier(len(hands))

    def press(one: Hands, url: str, body: dict[str, Any]) -> int:
        try:
            ready.wait()
            return int(one.send(url, body).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(hands)) as together:
        return sorted(together.map(press, hands, urls, typed))


def of_an_episode(ready: Ready) -> tuple[str, list[Hands], Callable[[], int]]:
    url = reverse("missing:say", args=[ready.episode().pk, "sighting"])
    return url, [Hands("First"), Hands("Second")], Event.objects.filter(kind="Sighting").count


def of_somebodys_team(ready: Ready) -> tuple[str, list[Hands], Callable[[], int]]:
    worker = ready.who("duty_worker")
    create_team(worker.agency, "Nights", "duty_desk", by=ready.coordinator, at=now())
    url = reverse("partners:change_team", args=[worker.pk])
    hands = [Hands("First", "administrator"), Hands("Second", "administrator")]
    return url, hands, User.objects.filter(pk=worker.pk, team__isnull=False).count


def of_an_agency(ready: Ready) -> tuple[str, list[Hands], Callable[[], int]]:
    url = reverse("partners:change_agency", args=[WELSH.code])
    hands = [Hands("First", "administrator"), Hands("Second", "administrator")]
    return url, hands, Entry.objects.filter(verb="change_agency").count


@pytest.mark.parametrize("matter", [of_an_episode, of_somebodys_team, of_an_agency])
def test_one_is_saved_and_the_other_is_asked(matter: Callable[..., Any], ready: Ready) -> None:
    url, hands, saved = matter(ready)
    typed = [one.open(url, one.name) for one in hands]
    assert pressed_at_once(hands, [url] * len(hands), typed) == [200, 302]
    assert saved() == 1


def test_two_administrators_who_take_the_role_from_each_other_leave_one(ready: Ready) -> None:
    hands = [Hands("First", "administrator"), Hands("Second", "administrator")]
    urls = [reverse("partners:change_role", args=[other.user.pk]) for other in reversed(hands)]
    typed = [one.open(url) | {"role": "duty_worker"} for one, url in zip(hands, urls, strict=True)]
    assert pressed_at_once(hands, urls, typed) == [200, 302]
    assert User.objects.filter(role="administrator").count() == 1
