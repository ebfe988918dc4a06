"""Nothing reaches anybody whom the rules do not open it to: every role, through every tie, at every address there is.

The record holds a word of its own in every field of every fact, found by walking them; what stands in an answer
(the page, the part of it, its headers, a file, a refusal) is compared with `rules.access`.

So that it stays short, a run tries one address of each route for each role, tied and not tied, another one each time;
ties that open the same are tried once; and every address is tried by somebody who may do everything but read what only
some roles read. WAYHOME_FUZZING=long tries every address through every tie.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import now
from pytest_django.plugin import DjangoDbBlocker

from tests.promises.addresses import in_turn, naming, others, unlisted
from tests.promises.asking import BY_NUMBER, HTMX, TAKES_IN_ONLY, Asker, Some, kept
from tests.promises.filling import filled
from tests.promises.sentinels import PARTS
from tests.promises.test_routes import ROUTES
from tests.promises.watched import Ties, Watched, watched
from wayhome.cases.children.actions import relate
from wayhome.cases.children.models import Child, Event, Restriction
from wayhome.cases.children.models.child import ChildQuerySet, OfChildQuerySet
from wayhome.cases.children.reading import parts
from wayhome.cases.partners.models import Agency
from wayhome.rules.access import OF_NO_CHILD, ROLES, Act, Opens, RelationKind, Role, may, may_see_part
from wayhome.rules.facts import AgencyKind, Part
from wayhome.rules.guidance.protocol import Protocol
from wayhome.ui.news import MARK

pytestmark = pytest.mark.django_db

EVERYTHING = os.environ.get("WAYHOME_FUZZING") == "long"

type Asks = Callable[[str], Asker]

OWN: Ties = (RelationKind.OWN_AGENCY,)

REAL = tuple(ROLES)

#: Whoever sees a child reads these: pages take it for granted, and a role that did not could not be let in.
TAKEN_FOR_GRANTED = {Part.IDENTITY, Part.EPISODE}

#: What some roles read and others do not.
WITHHELD = frozenset(part for part in PARTS.values() if part) - TAKEN_FOR_GRANTED


def all_but(*withheld: Part) -> Role:
    """May do everything to the children of the agency, and read all but this."""
    opens = Opens(frozenset(Act) - OF_NO_CHILD, frozenset(Part) - set(withheld))
    key = {0: "all", 1: f"all_but_{''.join(withheld)}"}.get(len(withheld), "all_but_what_is_withheld")
    authority = frozenset({AgencyKind.AUTHORITY})
    return Role(
        key=key, title=key, does="", agency_kinds=authority, apart=OF_NO_CHILD, through={OWN[0]: opens}
    )


ALL, ALL_BUT = all_but(), all_but(*sorted(WITHHELD))


@pytest.fixture(scope="module", autouse=True)
def made_up_roles() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for role in (ALL, ALL_BUT, *map(all_but, WITHHELD)):
            patch.setitem(ROLES, role.key, role)
        yield


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Watched]:
    """Made once: whoever asks leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield watched(now() - timedelta(seconds=1))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def tried(record: Watched) -> tuple[dict[str, dict[str, object]], frozenset[str]]:
    """By whoever may do everything: forms that are taken, and routes that answer with a part of a page."""
    with transaction.atomic():
        whole = Asker(record, ALL.key)
        with record.tied(whole.user, OWN):
            found = _forms_taken(whole, record), _parted(whole, record)
        transaction.set_rollback(True)
    return found


@pytest.fixture
def asker(record: Watched, tried: tuple[dict[str, dict[str, object]], frozenset[str]]) -> Asks:
    return lambda role: Asker(record, role, *tried)


def test_every_route_is_walked() -> None:
    assert unlisted() == set()


@pytest.mark.parametrize("role", REAL)
def test_whoever_sees_a_child_reads_who_it_is_and_how_the_episode_stands(role: str) -> None:
    seen = [kind for kind in RelationKind if may(role, Act.SEE, [kind])]
    assert all(may_see_part(role, part, [kind]) for kind in seen for part in TAKEN_FOR_GRANTED)


def test_the_lists_hold_what_each_tie_opens_to_each_role(record: Watched, asker: Asks) -> None:
    for role in REAL:
        user = asker(role).user
        for ties in [(), *((kind,) for kind in RelationKind)]:
            with record.tied(user, ties):
                seen = {record.child.child.pk} if may(role, Act.SEE, ties) else set()
                assert {one.pk for one in Child.objects.visible_to(user)} == seen
                assert {*Event.objects.visible_to(user).values_list("child", flat=True)} == seen


def test_nobody_is_shown_what_the_rules_do_not_open(
    record: Watched, asker: Asks, record_property: Callable[[str, object], None]
) -> None:
    askers, ways, faults = [asker(role) for role in REAL], 0, []
    for one in askers:
        faults += one.faults_elsewhere(some(ways))
        for ties in ways_in(one.role):
            faults += one.faults(ties, some(ways), sends=EVERYTHING or not may(one.role, Act.SEE, ties))
            ways += 1
    answers = sum(one.answers for one in askers)
    counted = f"{answers} answers to {len(REAL)} roles in {ways} ways, at {len(ROUTES)} routes"
    record_property("no leaks", f"{counted}, for {len(record.parts)} words of {len(WITHHELD) + 2} parts")
    assert faults == []
    assert answers >= len(REAL) * len(ROUTES)


def test_a_restricted_record_is_as_if_there_were_none_to_whoever_is_not_named(asker: Asks) -> None:
    ties = tuple(kind for kind in RelationKind if kind is not RelationKind.BREAK_GLASS)
    roles = [role for role in REAL if not ROLES[role].answers]
    assert [
        fault for n, role in enumerate(roles) for fault in asker(role).faults_where_restricted(ties, some(n))
    ] == []


@pytest.mark.parametrize(
    "role", [ALL_BUT, *(map(all_but, sorted(WITHHELD)) if EVERYTHING else ())], ids=lambda it: it.key
)
def test_whoever_may_do_everything_is_not_shown_what_they_may_not_read(role: Role, asker: Asks) -> None:
    one = asker(role.key)
    assert one.faults(OWN) == []
    assert one.faults_of_the_stranger(OWN) == []


def test_a_search_beyond_says_whom_to_ask_and_not_a_word_of_the_record(
    record: Watched, asker: Asks, settings: Any
) -> None:
    settings.WAYHOME_PROTOCOL = (Protocol(search_beyond=REAL),)
    authority = Agency.objects.get(code="authority")
    report = {"because": "report", "by": record.recorder, "at": record.at}
    relate(record.child.child, authority, OWN[0], **report)
    elsewhere = [role for role in REAL if AgencyKind.AUTHORITY not in ROLES[role].agency_kinds]
    askers = [asker(role) for role in elsewhere]
    restricted = [one.faults_of_searches() for one in askers]
    Restriction.objects.filter(child=record.child.child).delete()
    answers = [one.faults_of_searches() for one in askers]
    assert [fault for faults, _ in (*restricted, *answers) for fault in faults] == []
    assert [told for _, told in restricted] == [set()] * len(elsewhere)
    assert [told for _, told in answers] == [{record.child.child.key}] * len(elsewhere)


def test_every_word_is_there_to_be_read(record: Watched, asker: Asks) -> None:
    whole = asker(ALL.key)
    assert whole.faults(OWN) == []
    apart = {record.child.sealed, record.child.apart}
    assert {record.says(word) for word in {*record.parts, *apart} - whole.read} == set()


def the_gate_bypassed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(parts, "_reason", lambda field, fact, role, relations: None)


def every_child_listed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ChildQuerySet, "visible_to", lambda self, user, part=None: self)


def every_episode_listed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(OfChildQuerySet, "visible_to", lambda self, user: self)


def noticed(asker: Asks) -> list[str]:
    """By a school, tied and, if nothing is found so, not tied."""
    one = asker("school_safeguarding_lead")
    return one.faults(OWN, some(0), sends=False) or one.faults((), some(0), sends=False)


def test_without_a_mutant_none_is_noticed(asker: Asks) -> None:
    assert noticed(asker) == []


@pytest.mark.parametrize("mutate", [the_gate_bypassed, every_child_listed, every_episode_listed])
def test_a_mutant_that_leaks_is_noticed(
    mutate: Callable[[pytest.MonkeyPatch], None], asker: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutate(monkeypatch)
    assert noticed(asker) != []


def some(turn: int) -> Some:
    return iter if EVERYTHING else partial(in_turn, turn=turn)


def ways_in(role: str) -> Iterator[Ties]:
    """One tie for each that opens other parts, the one that opens most; and one that opens nothing."""
    through: dict[object, list[RelationKind]] = {}
    for kind in RelationKind:
        opens = ROLES[role].through.get(kind, Opens(frozenset()))
        acts = opens.acts & set(BY_NUMBER)
        through.setdefault((acts, opens.parts) if acts else None, []).append(kind)
    for kinds in through.values():
        some = kinds if EVERYTHING else [max(kinds, key=lambda kind: len(_acts(role, kind)))]
        yield from ((kind,) for kind in some)


def _acts(role: str, kind: RelationKind) -> frozenset[Act]:
    opens = ROLES[role].through.get(kind)
    return opens.acts if opens else frozenset()


def _forms_taken(whole: Asker, record: Watched) -> dict[str, dict[str, object]]:
    taken, before = {}, kept()
    for at in naming(whole.keys(record.child)):
        shown = whole.browser.get(at.url)
        form = shown.context and shown.context.get("form")
        mark = getattr(form, MARK, "") or (shown.context or {}).get(MARK, "")
        body = {**(filled(form, record.at) if form else {}), "edition": "1", MARK: mark}
        with transaction.atomic():
            whole.browser.post(at.url, body)
            if kept() != before or shown.status_code == TAKES_IN_ONLY:
                taken[at.shape] = body
            transaction.set_rollback(True)
    assert kept() == before, "a page that was only opened changed the record"
    return taken


def _parted(whole: Asker, record: Watched) -> frozenset[str]:
    addresses = [*naming(whole.keys(record.child)), *others(whole.around())]
    return frozenset(
        at.route for at in in_turn(addresses, 0) if _is_part(whole.browser.get(at.url, headers=HTMX))
    )


def _is_part(answer: Any) -> bool:
    said = answer.content.decode(errors="replace")
    return answer.status_code == 200 and "text/html" in answer.headers["Content-Type"] and "<html" not in said
