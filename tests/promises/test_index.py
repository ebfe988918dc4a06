"""The index is never the truth: kept up or rebuilt, it says the same, for any history around now.

A green property alone proves little, so each way of keeping it up wrongly is killed below by an example of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.saying import ENGLISH, EVENING, FORCE, after, missing, said, telling
from wayhome.cases.children import as_said, index
from wayhome.cases.children.actions import add_child, record
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.index import shares
from wayhome.cases.children.models import Child, Episode, Finding, Identifier, Identity, Share, Watch
from wayhome.cases.partners.actions import change_agency
from wayhome.cases.partners.models import Agency as AgencyRow
from wayhome.cases.partners.models import User
from wayhome.rules import company, lasting
from wayhome.rules import rulebook as rules
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Agency,
    Contact,
    ContactKind,
    Found,
    IdentityDecided,
    IdentityStated,
    MarkersStated,
    Nation,
    ResponsibleAuthorityStated,
    Returned,
    Withdrawn,
)
from wayhome.rules.finding import Finding as Said
from wayhome.rules.finding import Source, State
from wayhome.rules.guidance import protocol
from wayhome.rules.guidance.protocol import Protocol
from wayhome.rules.rulebook import Rulebook, rulebook

pytestmark = pytest.mark.django_db

CHILDREN = 4


class InCompany(Alerts):
    """Every pattern, and one that needs no episode: somebody else touched the same rare thing, and was told of."""

    def findings(
        self, then: Chronology, episodes: tuple[rules.Episode, ...], company: Company, as_at: datetime
    ) -> Iterator[Said]:
        yield from super().findings(then, episodes, company, as_at)
        for thing, shared in sorted(company.items()):
            told = [share for share in shared if any(t.at.begins <= as_at for t in share.told)]
            if told:
                yield Said(
                    child=then.child,
                    rule="test.in_company",
                    state=State.OPEN,
                    since=told[0].happened_at.begins,
                    evidence=tuple(share.event for share in told),
                    source=Source("A test", "today"),
                    rung=thing,
                )


def with_company(book: Rulebook, version: str) -> Rulebook:
    assert book.alerts is not None
    return replace(book, alerts=InCompany(book.alerts.agreed), version=version)


BOOKS = (
    with_company(rulebook(), "one"),
    with_company(rulebook((Protocol(version="two", meetings_at=(timedelta(hours=6),)),)), "two"),
)


@dataclass(frozen=True)
class Step:
    """At so many hours after the evening began, say these events under that book, or let time pass. `agencies` become
    known as they stand there first.
    """

    at: float
    events: tuple[Event, ...] = ()
    book: int = 0
    refresh: bool = False
    agencies: tuple[Agency, ...] = ()


def play(steps: tuple[Step, ...], by: User, books: tuple[Rulebook, ...] = BOOKS) -> None:
    """Plays a history, refreshes to quiet, and compares what was kept up with what is built anew."""
    with undone(), few_are_rare():
        children = [add_child(by=by, at=EVENING) for _ in range(CHILDREN)]
        for step in steps:
            for one in step.agencies:
                become(one, by, after(step.at))
            events = [replace(one, child=children[int(one.child)].key) for one in step.events]
            record(events, by=by, at=after(step.at), rules=books[step.book])
            if step.refresh:
                until_quiet(step, books)
        until_quiet(steps[-1], books)
        kept_up = snapshot()
        remember_nothing()
        for _ in index.rebuild(at=after(steps[-1].at), by_rules=books[steps[-1].book]):
            pass
        assert kept_up == snapshot()


def become(known: Agency, by: User, at: datetime) -> None:
    """It began by then at the latest."""
    joined_at = min(known.joined_at, at) if known.joined_at else None
    row = AgencyRow.objects.get(code=known.code)
    stays = {"name": row.name, "force": row.force, "host_authority": row.host_authority}
    change_agency(row, nation=known.nation, joined_at=joined_at, **stays, by=by, at=at)


def remember_nothing() -> None:
    """As a process that has just begun: of values that are read anew, no clock has said anything either."""
    as_said._reader.cache_clear()


def until_quiet(step: Step, books: tuple[Rulebook, ...] = BOOKS) -> None:
    for _ in range(20):
        if not index.refresh(at=after(step.at), by_rules=books[step.book]):
            return
    raise AssertionError("the index never comes to rest")


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def few_are_rare() -> Iterator[None]:
    """Two make a thing common, so that four children can cross the threshold both ways; and of each child so much is
    said that what its clocks said is kept.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(company, "RARE", 2)
        patch.setattr(company, "EARLIEST", 2)
        patch.setattr(rules, "MANY", 0)
        if shares.REACH > 5:
            patch.setattr(shares, "REACH", 5)
        shares._of_each.cache_clear()  # how far it reaches is put in SQL once
        yield
    shares._of_each.cache_clear()


def snapshot() -> dict[str, list[Any]]:
    """All that the index holds, without the row keys and the time of deriving."""
    derived = {
        Finding: [
            *("child", "rule", "state", "episode", "rung", "since", "due_begins", "due_ends"),
            *("owner", "inherited", "reason_given"),
        ],
        Episode: ["pk", *Episode.DERIVED],
        Watch: ["child", "changes_at", "is_due", "derived_with", "editions_of_agencies"],
        Share: ["thing", "child", "event", "happened_begins", "happened_ends", "is_first", "recorded_at"],
        Identity: ["child", "event", "plain", "sounds", "born"],
        Identifier: ["child", "scheme", "value"],
        Child: ["pk", "forename", "surname", "born", "sex"],
    }
    rows = {
        model.__name__: sorted(map(repr, model.objects.values_list(*fields)))
        for model, fields in derived.items()
    }
    rows["evidence"] = sorted(map(repr, Finding.objects.values_list("child", "rule", "rung", "evidence")))
    rows["told"] = sorted(map(repr, Share.objects.values_list("thing", "child", "told")))
    return rows


# Things to say, of child 0 to 3, near each other in time so that they meet


def of(child: int, event: Event) -> Event:
    return replace(event, child=str(child), key=f"{child}/{event.key}")


def opened(child: int, hours: float) -> Event:
    told = (telling(FORCE, hours, "LOG"), telling(ENGLISH, hours + 1))
    return of(child, missing(hours, key="m", told=told))


def found(child: int, hours: float) -> Event:
    return of(child, said(Found(episode=f"{child}/m"), hours, key="f"))


def returned(child: int, hours: float) -> Event:
    return of(child, said(Returned(episode=f"{child}/m"), hours, key="r"))


def contact(child: int, thing: str, hours: float, told: float | None = None) -> Event:
    fact = Contact(contact=ContactKind.PHONE, value=thing, episode=f"{child}/m")
    return of(child, said(fact, hours, key="c", told=(telling(FORCE, hours if told is None else told),)))


def named(child: int, name: str, hours: float, key: str = "n") -> Event:
    return of(child, said(IdentityStated(forename=name, surname="Example"), hours, key=key))


def decided(child: int, key: str, hours: float) -> Event:
    both = (f"{child}/n", f"{child}/o")
    fact = IdentityDecided(stands=f"{child}/{key}", among=both, reason="A test", decided_by="A test")
    return of(child, said(fact, hours, key="d"))


def gone(event: Event) -> Event:
    return replace(event, fact=Withdrawn(reason="A test"))


HOURS = st.integers(-6, 30)
CHILD = st.integers(0, CHILDREN - 1)
SAYINGS = st.one_of(
    st.builds(opened, CHILD, HOURS),
    st.builds(found, CHILD, HOURS),
    st.builds(returned, CHILD, HOURS),
    st.builds(contact, CHILD, st.sampled_from("abc"), HOURS, HOURS | st.none()),
    st.builds(contact, CHILD, st.sampled_from("abc"), HOURS).map(gone),
    st.builds(named, CHILD, st.sampled_from(["Sam", "Alex"]), HOURS, st.sampled_from("no")),
    st.builds(named, CHILD, st.just("Sam"), HOURS, st.sampled_from("no")).map(gone),
    st.builds(decided, CHILD, st.sampled_from("no"), HOURS),
)
AGENCIES = st.builds(
    replace,
    st.sampled_from([ENGLISH, FORCE]),
    nation=st.sampled_from([*Nation, None]),
    joined_at=st.none() | HOURS.map(after),
)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 10),
        st.lists(SAYINGS, max_size=4),
        st.integers(0, 1),
        st.booleans(),
        st.lists(AGENCIES, max_size=1),
    ),
    min_size=1,
    max_size=6,
)


def in_turn(drawn: list[tuple[int, list[Event], int, bool, list[Agency]]]) -> tuple[Step, ...]:
    """Steps whose times only go forward."""
    steps, at = [], 0
    for hours, events, book, refresh, agencies in drawn:
        at += hours
        steps.append(Step(at, tuple(events), book, refresh, tuple(agencies)))
    return tuple(steps)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=STEPS)
def test_kept_up_and_rebuilt_it_says_the_same(drawn: list[Any], partnership: User) -> None:
    play(in_turn(drawn), partnership)


LENGTHS = st.sampled_from([0.25, 1, 6, 24, 72, 200]).map(lambda hours: timedelta(hours=hours))
PROTOCOLS = st.builds(
    Protocol,
    version=st.just("drawn"),
    police_told_within=LENGTHS,
    authority_told_of_missing_within=LENGTHS,
    meetings_at=st.sets(LENGTHS, min_size=1).map(lambda rungs: tuple(sorted(rungs))),
    meetings_then_every=st.none() | st.just(timedelta(hours=30)),
    director_told_within=st.none() | LENGTHS,
    long_term_reviews_at=st.none() | st.just((timedelta(hours=48),)),
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=STEPS, before=PROTOCOLS, since=PROTOCOLS)
def test_a_protocol_that_changes_is_taken_up_as_by_a_rebuild(
    drawn: list[Any], before: Protocol, since: Protocol, partnership: User
) -> None:
    books = tuple(with_company(rulebook((one,)), protocol.named((one,))) for one in (before, since))
    steps = in_turn(drawn)
    play((*steps, Step(steps[-1].at, book=1)), partnership, books)


# Examples, each of which kills one way of keeping it up wrongly

COMPANY = (Step(1, (contact(0, "a", 0),)), Step(2, (contact(1, "a", 1),)))
CLOCK = (Step(1, (opened(0, 0), found(0, 0.5), returned(0, 1))), Step(80))
AHEAD = (Step(1, (opened(0, 5),)), Step(9))
TOLD_AHEAD = (Step(1, (contact(0, "a", 0), contact(1, "a", 0.5, told=6))), Step(9))
AMENDED = (Step(1, (contact(0, "a", 0), contact(1, "a", 1))), Step(3, (contact(1, "b", 1),)))
CROSSED = (
    Step(5, (contact(1, "a", 1), contact(2, "a", 2))),
    Step(6, (contact(0, "a", 0),)),
)
DECIDED = (
    Step(1, (named(0, "Sam", 0), named(0, "Alex", 0.5, "o"))),
    Step(2, (decided(0, "o", 2),)),
    Step(3, (gone(named(0, "Alex", 0.5, "o")),)),
)
NEW_RULES = (Step(1, (opened(0, 0),)), Step(2, book=1))
JOINED = replace(FORCE, joined_at=after(70))
LATER = (Step(80, (opened(0, 0),), refresh=True), Step(80, agencies=(JOINED,)))
SAID_AS_IT_WAS = (Step(80, agencies=(JOINED,), refresh=True), Step(80, (opened(0, 0),)))

BEGUN = replace(ENGLISH, joined_at=after(200))
MARKED = (
    of(0, said(ResponsibleAuthorityStated(authority=ENGLISH), 0, key="a")),
    *(opened(0, 0), found(0, 0.5), returned(0, 1)),
    of(0, said(MarkersStated(episode="0/m", markers=("CSE",)), 1, key="s")),
)
BORN = of(0, said(IdentityStated(forename="Sam", surname="Example", born=date(2008, 1, 30)), 0, key="b"))
REVIEWED = (Step(210, agencies=(BEGUN,)), Step(300, MARKED), Step(800))
OF_AGE = (Step(210, agencies=(BEGUN,)), Step(300, (*MARKED, BORN)), Step(600))

EXAMPLES = {
    "company": COMPANY,
    "clock": CLOCK,
    "an event dated ahead": AHEAD,
    "a telling dated ahead": TOLD_AHEAD,
    "an amended share": AMENDED,
    "a threshold crossed": CROSSED,
    "an identity that was decided on is withdrawn": DECIDED,
    "new rules": NEW_RULES,
    "an agency that joins later": LATER,
    "an agency of which is said what it was": SAID_AS_IT_WAS,
    "a decision that was left to nobody is asked for on its day of review": REVIEWED,
    "a child about whom nobody has decided comes of age": OF_AGE,
}


@pytest.mark.parametrize("history", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_each_example_holds(history: tuple[Step, ...], partnership: User) -> None:
    play(history, partnership)


def _nobody(*_: object, **__: object) -> None:
    return None


def _nothing(_: Company) -> tuple[datetime, ...]:
    return ()


def _never_by_time(rows: Any, at: datetime, derived_with: str) -> Any:
    return rows.filter(is_due=True)


def _none(agencies: Any) -> Any:
    return agencies.none().values_list("edition")


def _but_for_reviews(findings: Iterable[Said], as_at: datetime) -> Iterator[datetime]:
    return lasting.changes_of([replace(one, turns_at=None) for one in findings], as_at)


def _as_it_was(_: Partnership, said: Event) -> Event:
    return said


MUTANTS = {
    "company is never made due": (COMPANY, shares, "make_due", _nobody),
    "clocks are ignored": (CLOCK, type(Watch.objects.all()), "due", _never_by_time),
    "what is dated ahead never begins": (AHEAD, Chronology, "turns_after", _nobody),
    "a telling dated ahead never begins": (TOLD_AHEAD, rules, "turns_of", _nothing),
    "only what is shared now is looked at": (AMENDED, shares, "make_due", None),
    "those over the threshold are not woken": (CROSSED, shares, "REACH", 1),
    "new rules wake nobody": (NEW_RULES, type(Watch.objects.all()), "due", _never_by_time),
    "an agency that changes wakes nobody": (LATER, type(AgencyRow.objects.all()), "editions", _none),
    "an agency is taken as whoever speaks has it": (SAID_AS_IT_WAS, Partnership, "as_known", _as_it_was),
    "a day of review wakes nobody": (REVIEWED, rules, "changes_of", _but_for_reviews),
    "nobody comes of age": (OF_AGE, rules, "eighteenth_birthday", _nobody),
}


@pytest.mark.parametrize(("history", "where", "what", "wrong"), MUTANTS.values(), ids=MUTANTS.keys())
def test_each_way_of_keeping_it_up_wrongly_is_found_out(
    history: tuple[Step, ...],
    where: Any,
    what: str,
    wrong: Any,
    partnership: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if wrong is None:
        wrong = _without_what_went(shares.make_due)
    monkeypatch.setattr(where, what, wrong)
    with pytest.raises(AssertionError):
        play(history, partnership)


def _without_what_went(make_due: Any) -> Any:
    return lambda near, gone, fresh, derived: make_due(near, set(), fresh, derived)


def test_what_is_shared_is_written_for_everyone_before_anybodys_company_is_gathered(
    partnership: User,
) -> None:
    with undone(), few_are_rare():
        children = [add_child(by=partnership, at=EVENING) for _ in range(CHILDREN)]
        for step in COMPANY:
            events = [replace(one, child=children[int(one.child)].key) for one in step.events]
            record(events, by=partnership, at=after(step.at), rules=BOOKS[0])
        until_quiet(COMPANY[-1])
        kept = snapshot()
        assert kept["Finding"]
        Share.objects.all().delete()
        Finding.objects.all().delete()
        for _ in index.rebuild(at=after(COMPANY[-1].at), by_rules=BOOKS[0]):
            pass
        assert snapshot() == kept


def test_who_comes_to_a_thing_beyond_everybodys_reach_wakes_nobody(
    partnership: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "REACH", 3)
    with undone(), few_are_rare():
        children = [add_child(by=partnership, at=EVENING) for _ in range(CHILDREN)]
        until_quiet(Step(9))

        def woken(child: int, hours: float) -> set[int]:
            """Whom it wakes that the child came to it then."""
            event = replace(contact(child, "a", hours), child=children[child].key)
            record([event], by=partnership, at=after(9), rules=BOOKS[0])
            due = set(Watch.objects.filter(is_due=True).values_list("child", flat=True))
            until_quiet(Step(9))
            return {place for place, one in enumerate(children) if one.pk in due}

        assert [woken(0, 1), woken(1, 2), woken(2, 3)] == [set(), {0}, {0, 1}]
        assert woken(3, 4) == set()


def test_what_the_index_of_an_earlier_release_did_not_know_is_shared_wakes_company(partnership: User) -> None:
    with undone(), few_are_rare():
        children = [add_child(by=partnership, at=EVENING) for _ in range(CHILDREN)]
        for step in COMPANY:
            events = [replace(one, child=children[int(one.child)].key) for one in step.events]
            record(events, by=partnership, at=after(step.at), rules=BOOKS[0])
        derived_last = max(children[:2], key=lambda child: child.pk)
        Share.objects.filter(child=derived_last).delete()
        while index.refresh(at=after(3), by_rules=BOOKS[1], limit=1):
            pass
        kept_up = snapshot()
        for _ in index.rebuild(at=after(3), by_rules=BOOKS[1]):
            pass
        assert kept_up == snapshot()
        assert len(Finding.objects.filter(rule="test.in_company")) == 2


def test_who_derives_with_an_agency_as_it_was_leaves_the_child_due(partnership: User) -> None:
    """As where one process read the agencies, another changed one, and the first wrote what it had derived."""
    with undone():
        child = add_child(by=partnership, at=EVENING)
        until_quiet(Step(80))
        reads = Partnership()
        assert reads.agencies
        become(JOINED, partnership, after(80))
        index.derive(read([child.pk], reads).chronologies, reads, at=after(80), by_rules=BOOKS[0])
        assert Watch.objects.due(after(80), index.version(BOOKS[0])).filter(child=child).exists()
        until_quiet(Step(80))
        assert not Watch.objects.due(after(80), index.version(BOOKS[0])).exists()


def test_of_everybody_who_is_due_those_who_are_not_back_come_first(partnership: User) -> None:
    with undone():
        first, last = sorted(
            (add_child(by=partnership, at=EVENING) for _ in range(2)), key=lambda one: one.pk
        )
        record([replace(opened(0, 0), child=last.key)], by=partnership, at=after(1), rules=BOOKS[0])
        until_quiet(Step(1))
        become(JOINED, partnership, after(1))
        derived = list[int]()
        while index.refresh(at=after(1), by_rules=BOOKS[0], limit=1):
            due = Watch.objects.due(after(1), index.version(BOOKS[0])).values_list("child", flat=True)
            derived += {first.pk, last.pk}.difference(due, derived)
        assert derived == [last.pk, first.pk]
