"""An extract that takes over from an earlier one says what one that is made anew says, whatever happened in between.

Each condition on which a child is taken over is left out below in turn, and an example of its own finds that out.
"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings as django
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cases.children.conftest import user
from tests.promises import test_index as indexed
from tests.promises.test_index import contact, few_are_rare, found, of, opened, returned, undone
from tests.saying import ENGLISH, EVENING, FORCE, after, missing, said
from wayhome.cases.children import index
from wayhome.cases.children.actions import add_child, record, relate, seal
from wayhome.cases.children.actions.restricting import lift, restrict
from wayhome.cases.children.models import Child, Event, Restriction
from wayhome.cases.keys.ring import ciphers
from wayhome.cases.partners.models import Agency, User
from wayhome.config.extracts import Made, extract_asked_for
from wayhome.insight.extract import batches, earlier
from wayhome.insight.extract import record as door
from wayhome.insight.extract.earlier import Earlier
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.extract.stamps import STAMPS, Around
from wayhome.rules import event, rulebook
from wayhome.rules.access import RelationKind, RestrictionKind
from wayhome.rules.event import System
from wayhome.rules.facts import (
    CareStatus,
    CareStatusStated,
    IdentityStated,
    MarkersStated,
    PatternAnswer,
    PatternDecided,
)
from wayhome.rules.finding import State
from wayhome.rules.rulebook import Rulebook

pytestmark = pytest.mark.django_db

CHILDREN = 3

FILE = System("file", frozenset({"Missing", "Found", "Returned"}))

#: With a pattern that takes nothing but company.
BOOK = indexed.BOOKS[0]


@dataclass(frozen=True)
class Who:
    """Of whom it is, and who acts: a record is closed by one lead, and opened again by another."""

    children: list[Child]
    by: User
    lead: User
    other_lead: User


type Act = Callable[[Who, float], None]


@dataclass(frozen=True)
class Step:
    """At so many hours after the evening began these acts are done, and the index is refreshed or not; then an
    extract is made, or not.
    """

    at: float
    acts: tuple[Act, ...] = ()
    refresh: bool = True
    extract: bool = True


# Acts, of child 0 to 2


def say(*events: event.Event) -> Act:
    def act(who: Who, at: float) -> None:
        whose = [replace(one, child=who.children[int(one.child)].key) for one in events]
        record(whose, by=who.by, at=after(at))

    return act


def seal_last(child: int) -> Act:
    def act(who: Who, at: float) -> None:
        last = Event.objects.readable().filter(child=who.children[child]).order_by("pk").last()
        if last is not None:
            seal(last, by=who.by, at=after(at))

    return act


def close(child: int) -> Act:
    def act(who: Who, at: float) -> None:
        closed = who.children[child]
        if not Restriction.objects.standing().filter(child=closed).exists():
            restrict(closed, RestrictionKind.WITNESS, "A test", named=(), by=who.lead, at=after(at))

    return act


def open_again(child: int) -> Act:
    def act(who: Who, at: float) -> None:
        for one in Restriction.objects.standing().filter(child=who.children[child]):
            lift(one, "A test", by=who.other_lead, at=after(at))

    return act


def force_joins(who: Who, at: float) -> None:
    """From then on what was due earlier is inherited."""
    Agency.objects.filter(code=FORCE.code).update(joined_at=after(at))


def from_file(child: int, hours: float) -> event.Event:
    return of(child, missing(hours, key="m", told=(), system=FILE))


def marked(child: int, hours: float) -> event.Event:
    return of(child, said(MarkersStated(episode=f"{child}/m", markers=("CSE",)), hours, key="k"))


def decided(child: int, hours: float, *, put_off: bool) -> event.Event:
    day = (after(hours) + timedelta(days=2)).date() if put_off else None
    answer = PatternAnswer.NOT_NOW if put_off else PatternAnswer.SUPPORT_OFFERED
    fact = PatternDecided(
        answer=answer, weighed=(f"{child}/k",), because="A test", decided_by="A test", look_again_on=day
    )
    return of(child, said(fact, hours, key=f"d{hours}"))


def looked_after(child: int, hours: float) -> event.Event:
    return of(child, said(CareStatusStated(status=CareStatus.LOOKED_AFTER), hours, key="l"))


def born(child: int, on: date) -> event.Event:
    return of(child, said(IdentityStated(born=on), -1, key="b"))


# A history


def play(steps: tuple[Step, ...], by: User) -> list[int]:
    """Each extract but the first takes over from the last, and is compared with one that is made anew. How many
    children each took over.
    """
    with undone(), few_are_rare(), rules_of(BOOK), TemporaryDirectory() as folder:
        children = [add_child(by=by, at=EVENING) for _ in range(CHILDREN)]
        for child in children:
            relate(child, by.agency, RelationKind.OWN_AGENCY, because="added", by=by, at=EVENING)
        leads = (user("safeguarding_lead", ENGLISH, name) for name in ("Lead", "Other lead"))
        who = Who(children, by, *leads)
        last, taken_over = None, []
        for n, step in enumerate(steps):
            for act in step.acts:
                act(who, step.at)
            while step.refresh and index.refresh(at=after(step.at)):
                pass
            if step.extract:
                anew = extract(step.at, Path(folder, f"anew-{n}"))
                if last is not None:
                    kept = extract(step.at, Path(folder, f"kept-{n}"), last)
                    assert holds(kept) == holds(anew)
                    assert kept.earlier is not None
                    taken_over.append(kept.earlier.taken_over)
                    anew = kept
                last = anew.extract.folder
        return taken_over


def extract(at: float, into: Path, last: Path | None = None) -> Made:
    into.mkdir()
    asked = Namespace(
        record=True, path=None, profile=None, authority=None, protocol=None, as_at=after(at).isoformat()
    )
    with extract_asked_for(asked, into, last) as made:
        return made


def holds(made: Made) -> dict[str, object]:
    """All of it, in no order; the stamps as well, for the next one."""
    extract = made.extract
    files = {table: pq.read_table(extract.file(table)) for table in TABLES}
    files["stamps"] = stamps_in(extract.folder)
    rows: dict[str, object] = {file: Counter(map(repr, rows.to_pylist())) for file, rows in files.items()}
    return rows | {"about": extract.about, "around": files["stamps"].schema.metadata}


def stamps_in(folder: Path) -> pa.Table:
    cipher, *_ = ciphers("extract", django.SECRET_KEY)
    pieces = map(cipher.decrypt, (folder / STAMPS).read_bytes().splitlines())
    return pa.concat_tables(pq.read_table(pa.BufferReader(piece)) for piece in pieces)


@contextmanager
def rules_of(book: Rulebook) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "book", lambda: book)
        patch.setattr(batches, "rulebook", lambda *_: book)
        yield


HOURS = st.integers(-6, 30)
CHILD = st.integers(0, CHILDREN - 1)
SAYINGS = st.one_of(
    st.builds(opened, CHILD, HOURS),
    st.builds(from_file, CHILD, HOURS),
    st.builds(found, CHILD, HOURS),
    st.builds(returned, CHILD, HOURS),
    st.builds(marked, CHILD, HOURS),
    st.builds(decided, CHILD, HOURS, put_off=st.booleans()),
    st.builds(looked_after, CHILD, HOURS),
    st.builds(contact, CHILD, st.sampled_from("ab"), HOURS, HOURS | st.none()),
    st.builds(contact, CHILD, st.sampled_from("ab"), HOURS).map(indexed.gone),
    st.builds(opened, CHILD, HOURS).map(indexed.gone),
)
ACTS = st.one_of(
    st.lists(SAYINGS, min_size=1, max_size=4).map(lambda events: say(*events)),
    st.builds(seal_last, CHILD),
    st.builds(close, CHILD),
    st.builds(open_again, CHILD),
    st.just(force_joins),
)
STEPS = st.lists(
    st.builds(
        Step,
        st.integers(1, 10) | st.sampled_from([48, 170]),
        st.lists(ACTS, max_size=2).map(tuple),
        st.booleans(),
        st.booleans(),
    ),
    min_size=2,
    max_size=7,
)
BEGUN = Step(0.5, (say(opened(0, 0), contact(0, "a", 0)), say(from_file(1, 0)), say(opened(2, 0))))


def in_turn(drawn: list[Step]) -> tuple[Step, ...]:
    """With times that only go forward, after a beginning, to an extract at the end."""
    steps, at = [BEGUN], BEGUN.at
    for step in drawn:
        at += step.at
        steps.append(replace(step, at=at))
    return (*steps, Step(at + 1, refresh=False))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=STEPS)
def test_taken_over_and_made_anew_it_says_the_same(drawn: list[Step], partnership: User) -> None:
    play(in_turn(drawn), partnership)


# Examples, each with how many are taken over by each extract but the first

QUIET = (Step(1, (say(opened(0, 0)), say(opened(1, 0)))), Step(1.1))
SAID = (Step(1, (say(opened(0, 0), opened(1, 0)),)), Step(1.1, (say(found(0, 1)),), refresh=False))
IN_ONE_LOAD = (Step(1, (say(opened(0, 0)),)), Step(1, (say(found(0, 0.5)),)))
SEALED = (Step(1, (say(opened(0, 0), looked_after(0, 0)),)), Step(1.1, (seal_last(0),)))
COMPANY = (
    Step(1, (say(opened(0, 0), contact(0, "a", 0), opened(1, 0)),)),
    Step(1.1, (say(contact(1, "a", 1)),), refresh=False),
)
CLOCK = (Step(1, (say(opened(0, 0)),)), Step(80, refresh=False))
OF_AGE = (Step(1, (say(opened(0, 0), found(0, 0.5), born(0, date(2008, 1, 13))),)), Step(2), Step(4))
NOT_STATED = (Step(300, (say(from_file(0, 0)),)), Step(301), Step(410))
CLOSED = (
    Step(1, (say(opened(0, 0), opened(1, 0)),)),
    Step(1.1, (close(0),)),
    Step(1.2, (open_again(0),)),
)
JOINED = (Step(100, (say(opened(0, 0), opened(1, 0)),)), Step(101, (force_joins,)))

EXAMPLES = {
    "nothing": (QUIET, [2]),
    "something is said of one": (SAID, [1]),
    "something is said in the next batch of one load": (IN_ONE_LOAD, [0]),
    "something is sealed": (SEALED, [0]),
    "another comes to what a child touched": (COMPANY, [0]),
    "a duty falls due, and nobody has looked": (CLOCK, [0]),
    "a child comes of age, and is not missing": (OF_AGE, [1, 0]),
    "one more thing that a file cannot say falls due": (NOT_STATED, [1, 0]),
    "a record is closed, and opened again": (CLOSED, [1, 1]),
    "a partner begins to record here": (JOINED, [0]),
}


@pytest.mark.parametrize(("history", "taken_over"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_each_example_holds_and_no_more_is_made_anew_than_must_be(
    history: tuple[Step, ...], taken_over: list[int], partnership: User
) -> None:
    assert play(history, partnership) == taken_over


# Each condition left out

_changes_after, _digest, _batches = Rulebook.changes_after, door.digest, Earlier.batches


def _none_is_due(children: list[int]) -> list[tuple[Any, ...]]:
    return [(child, False, *derived) for child, _, *derived in _derived(children=children)]


_derived = door._DERIVED


def _all(stamps: pa.RecordBatch, _: object) -> list[bytes]:
    held: list[bytes] = stamps.column("stamp").to_pylist()
    return held


def _of_what_needs_someone(book: Rulebook, then: Any, company: Any, findings: Any, as_at: Any) -> Any:
    """As the index asks, which holds nothing that is not stated."""
    heard = [one for one in findings if one.state is not State.NOT_STATED]
    return _changes_after(book, then, company, heard, as_at)


def _of_all(self: Earlier) -> Iterator[Any]:
    self._taken = sorted(self._held)
    return _batches(self)


MUTANTS: dict[str, tuple[tuple[Step, ...], Any, str, Any]] = {
    "whose company has changed is taken over": (COMPANY, door, "_DERIVED", _none_is_due),
    "time is taken to change nothing": (CLOCK, earlier, "_lasting", _all),
    "nobody is taken to come of age": (OF_AGE, rulebook, "eighteenth_birthday", lambda _: None),
    "time is taken to change what needs someone alone": (
        NOT_STATED,
        Rulebook,
        "changes_after",
        _of_what_needs_someone,
    ),
    "who is left out now is taken over": (CLOSED, Earlier, "batches", _of_all),
    "a stamp is of the child alone": (SAID, door, "digest", lambda thing: _digest(thing[0])),
    "a stamp forgets when it was derived": (
        SEALED,
        door,
        "digest",
        lambda thing: _digest(thing[:2]),
    ),
    "a stamp forgets what was said last": (
        IN_ONE_LOAD,
        door,
        "digest",
        lambda thing: _digest((thing[0], *thing[2:])),
    ),
    "agencies are taken to stay as they are": (JOINED, Around, "read", lambda _: Around()),
    "what is not stated is not taken over": (NOT_STATED, earlier, "_summed", lambda _: Counter()),
}


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS.keys())
def test_each_way_of_taking_over_wrongly_is_found_out(
    mutant: tuple[tuple[Step, ...], Any, str, Any], partnership: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    history, *wrong = mutant
    monkeypatch.setattr(*wrong)
    with pytest.raises(AssertionError):
        play(history, partnership)
