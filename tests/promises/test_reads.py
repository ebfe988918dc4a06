"""Whatever page shows a child, who opened it is kept: one entry, about that child or that list, and no name in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils.html import escape
from django.utils.timezone import now

from tests.journeys.samples import FILES, NOWHERE, TAKE_IN_ONLY, Sample, gathered, signed_in, user
from tests.journeys.seat import PASSWORD
from tests.promises.test_routes import ROUTES
from wayhome.cases.audit import showing
from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Entry
from wayhome.cases.children import index
from wayhome.cases.children.models import Child, Episode, Event, Relation
from wayhome.cases.emergency.models import Opening
from wayhome.cases.keeping.models import Certificate
from wayhome.exchange.models import Load
from wayhome.exchange.simulated.demonstration import demonstrate

#: What is a reading. All but the first are acts of their own, which say more.
READINGS = {"read", "find_children", "read_sealed", "copy_out", "export_history", "export_unusual"}

SHOWS_NO_CHILD = {
    "404": "nothing is there",
    "account_.*": "how one gets in, and back in",
    "children:find": "a form; what it finds has a page of its own",
    "children:add": "a form; who may be the same child is shown only once it was sent",
    "children:histories": "a form, which asks for a child by a number",
    "children:then": "asks for a moment and an agency, and leads to the record",
    "emergency:open": "a form; a child who is named there has pages of their own",
    "exchange:copy_out": "a button; the text is shown once it was pressed, and is an act of its own",
    "exchange:drops": "files, by the names their senders gave them",
    "exchange:load": "counts, and the places of rows that were refused",
    "exchange:loads": "counts",
    "exchange:paste": "a form",
    "exchange:refused": "the places of rows that were refused; that it was taken home is kept as an act",
    "exchange:upload": "a form",
    "insight:.*": "numbers; that exact ones were read, or a workbook taken home, is kept as an act of its own",
    "mfa_.*": "how one proves who one is",
    "missing:report": "when a report was begun, and its first question",
    "missing:report_add_child": "a form",
    "missing:report_discard": "when a report was begun",
    "missing:report_page": "one question of a report that this person is writing",
    "openid_connect_.*": "the way to a provider of sign-in, and back",
    "partners:(?!use$|use_csv).*": "agencies, teams, users, their training, rotas, and two pages to read",
    "sharing:(agreements|agreement|propose)": "what agencies have agreed, which names no child",
    "usersessions_list": "where one is signed in",
    "worklist:gaps": "rotas",
    "worklist:gaps_in_recording": "counts of what agencies recorded",
}
"""Routes, as patterns, that leave no entry, each with the reason."""


@cache
def client(who: str) -> Client:
    return signed_in(who, PASSWORD)


@pytest.fixture
def samples(db: None, settings: Any) -> list[tuple[str, Sample]]:
    client.cache_clear()
    settings.WAYHOME_SIMULATED = True
    for _ in demonstrate(at=now(), children=4, password=PASSWORD):
        pass
    while index.refresh(at=now()):
        pass
    refused = (
        ("exchange:refused", ("coordinator", reverse("exchange:refused", args=[load.pk])))
        for load in Load.objects.all()
    )
    duty = user("duty")
    child = Episode.objects.filter(authority=duty.agency).latest("since").child_id
    taken = (
        ("children:history_csv", ("governance", reverse("children:history_csv", args=[child]))),
        ("children:unusual_csv", ("governance", reverse("children:unusual_csv"))),
        ("partners:use_csv", ("governance", reverse("partners:use_csv", args=[duty.pk]))),
    )
    return [*gathered(client), *refused, *taken]


def test_a_page_that_shows_a_child_leaves_one_entry_about_that_child(
    samples: list[tuple[str, Sample]],
) -> None:
    assert {name for name, _ in samples} | TAKE_IN_ONLY | FILES >= set(ROUTES)
    names, parts = names_of_children()
    faults = [
        f"{name} as {who or 'nobody'}, {address}: {fault}"
        for name, (who, address) in samples
        for fault in faults_in(name, who, address, names, parts)
    ]
    assert faults == []


def test_no_page_is_listed_that_is_not_there() -> None:
    there = [*ROUTES, "404"]
    assert [
        listed for listed in SHOWS_NO_CHILD if not any(re.fullmatch(listed, name) for name in there)
    ] == []


def names_of_children() -> tuple[set[str], set[str]]:
    """As they stand on a page, and their parts in lower case."""
    names = {escape(child.name) for child in Child.objects.exclude(forename="", surname="")}
    return names, {part.lower() for name in names for part in name.split()}


def test_a_page_that_leaves_none_too_many_or_a_wrong_one_is_noticed(
    samples: list[tuple[str, Sample]], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, (who, address) = next(one for one in samples if one[0] == "children:child")
    names, parts = names_of_children()
    a_name = next(part for part in sorted(parts) if re.fullmatch("[a-z]+", part))

    def faults(keeps: Callable[..., object]) -> list[str]:
        monkeypatch.setattr(showing, "enter", keeps)
        return list(faults_in(name, who, address, names, parts))

    def twice(*said: Any, **more: Any) -> None:
        enter(*said, **more)
        enter(*said, **more)

    def with_(**wrong: Any) -> Callable[..., object]:
        return lambda verb, **said: enter(verb, **{**said, **wrong})

    assert faults(enter) == []
    for mutant in (lambda *_, **__: None, twice, with_(subject="child:0"), with_(detail={"said": a_name})):
        assert faults(mutant) != []
    assert faults(with_(by=user("administrator"))) != []


def faults_in(name: str, who: str, address: str, names: set[str], parts: set[str]) -> Iterator[str]:
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    answer = client(who).get(address)
    left = list(Entry.objects.filter(pk__gt=last))
    read = [entry for entry in left if entry.verb in READINGS]
    shown = answer.content.decode(errors="replace")
    shows = answer.status_code == 200 and any(child in shown for child in names)
    is_listed = any(re.fullmatch(listed, name) for listed in SHOWS_NO_CHILD)
    if shows and is_listed:
        yield "shows a child, and is listed as a page that shows none"
    if is_listed and read:
        yield "leaves an entry, and is listed as a page that leaves none"
    if shows and len(read) != 1:
        yield f"shows a child and leaves {len(read)} entries"
    if not is_listed and answer.status_code == 200 and not read:
        yield "leaves no entry, and is not listed with a reason"
    for entry in read:
        yield from faults_of(entry, who, address)
    yield from (
        f"its entry holds a name: {said}"
        for entry in left
        for said in strings(entry)
        if names_in(said, parts)
    )


def faults_of(entry: Entry, who: str, address: str) -> Iterator[str]:
    if entry.actor_id != user(who).pk:
        yield "its entry is somebody else's"
    child = child_in(address)
    if child is not None and entry.subject != f"child:{child}":
        yield f"its entry is about {entry.subject}, not about child {child}"
    if child is None and entry.subject_kind not in {"list", "user", "agency"}:
        yield f"its entry is about {entry.subject}, though it is a list"


def child_in(address: str) -> int | None:
    """The child whose page it is."""
    if address == NOWHERE:
        return None
    match = resolve(urlsplit(address).path)
    of: dict[str, Callable[[int], int]] = {
        r"children/(?:history/)?<int:pk>": int,
        r"exploitation/<int:pk>|keeping/<int:pk>": int,
        r"keeping/certificates/<int:pk>": lambda pk: Certificate.objects.get(pk=pk).child,
        r"missing/<int:pk>|files/copy-out/": lambda pk: Episode.objects.get(pk=pk).child_id,
        r"emergency/reviews/<int:pk>": lambda pk: Opening.objects.get(pk=pk).relation.child_id,
        r"sharing/children/<int:pk>": int,
        r"sharing/shares/": lambda relation: Relation.objects.get(pk=relation).child_id,
        r"missing/(?:events|sealed)/<int:pk>": lambda pk: Event.objects.get(pk=pk).child_id,
    }
    return next(
        (
            find(next(iter(match.kwargs.values())))
            for route, find in of.items()
            if re.match(route, match.route)
        ),
        None,
    )


def strings(entry: Entry) -> Iterator[str]:
    yield entry.subject_id
    yield from (str(value) for value in entry.detail.values())


def names_in(said: str, parts: set[str]) -> set[str]:
    return set(re.split(r"[^a-z]+", said.lower())) & parts
