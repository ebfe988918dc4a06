"""A fact is read again as it was written, now and from every release before."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from tests.saying import ENGLISH, FORCE, HOME, WELSH, WELSH_FORCE
from wayhome.rules.detail import read, with_agencies, write
from wayhome.rules.facts import KINDS, Agency, Fact
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal

AGENCIES = {agency.code: agency for agency in (ENGLISH, WELSH, FORCE, WELSH_FORCE, HOME)}
STORED = Path(__file__).parent.parent / "data/events"

instants = st.integers(0, 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
moments = st.tuples(instants, instants).map(lambda ends: Moment(min(ends), max(ends)))

BY_HINT: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    bool: st.booleans(),
    int: st.integers(1, 9),
    date: st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    Moment: moments,
    Agency: st.sampled_from(list(AGENCIES.values())),
    tuple[str, ...]: st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3).map(tuple),
    type(None): st.none(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    if hint in BY_HINT:
        return BY_HINT[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    return st.one_of(*map(values, get_args(hint)))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Any fact that may be said."""
    kind = draw(st.sampled_from(list(KINDS.values())))
    hints = get_type_hints(kind)
    said = {field.name: draw(values(hints[field.name])) for field in fields(kind)}
    # Keys of episodes and the like have no default, and are never blank.
    assume(all(said[field.name] != "" for field in fields(kind) if field.default is MISSING))
    try:
        return kind(**said)
    except Refusal:
        reject()


@given(facts())
def test_what_is_written_reads_the_same(fact: Fact) -> None:
    stored = json.loads(json.dumps(write(fact)))
    assert read(type(fact).__name__, fact.version, stored, AGENCIES) == fact


@given(facts())
def test_its_agencies_become_as_they_are_known_as_if_it_were_read_anew(fact: Fact) -> None:
    known = {
        code: replace(agency, joined_at=datetime(2026, 1, 1, tzinfo=UTC)) for code, agency in AGENCIES.items()
    }
    anew = read(type(fact).__name__, fact.version, write(fact), known)
    # Agencies of one code are equal, whatever is known of them: in words they are not.
    assert repr(with_agencies(fact, lambda agency: known[agency.code])) == repr(anew)


def test_every_kind_that_may_be_said_can_be_read() -> None:
    def below(kind: type[Fact]) -> set[str]:
        return {kind.__name__}.union(*map(below, kind.__subclasses__()))

    assert set(KINDS) == below(Fact) - {"Fact", "OfEpisode", "OfEpisodes"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_version_of_every_kind_has_a_stored_example(kind: str) -> None:
    versions = range(1, KINDS[kind].version + 1)
    assert [version for version in versions if not (STORED / f"{kind}.{version}.json").exists()] == []


@pytest.mark.parametrize("example", sorted(STORED.glob("*.json")), ids=lambda file: file.stem)
def test_what_was_stored_stays_readable(example: Path) -> None:
    named = re.fullmatch(r"(\w+)\.(\d+)", example.stem)
    assert named
    kind, version = named[1], int(named[2])
    detail = json.loads(example.read_text(encoding="utf-8"))
    fact = read(kind, version, detail, AGENCIES)
    if version == KINDS[kind].version:
        assert write(fact) == detail


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_newest_example_holds_every_field(kind: str) -> None:
    newest = json.loads((STORED / f"{kind}.{KINDS[kind].version}.json").read_text(encoding="utf-8"))
    assert set(newest) == set(KINDS[kind].__dataclass_fields__) - {"version"}


def test_blanks_are_not_written() -> None:
    assert write(KINDS["Enquiry"](episode="m")) == {"episode": "m"}  # type: ignore[call-arg]
    assert write(KINDS["InterviewHeld"](covers=("m",))) == {"covers": ["m"]}  # type: ignore[call-arg]
    assert write(KINDS["MarkersStated"](episode="m", markers=())) == {"episode": "m", "markers": []}  # type: ignore[call-arg]


def test_a_kind_field_or_agency_this_release_does_not_know_is_no_fact() -> None:
    with pytest.raises(KeyError):
        read("Nonsense", 1, {}, AGENCIES)
    with pytest.raises(KeyError):
        read("FoundDead", 1, {"episode": "m", "mood": "x"}, AGENCIES)
    with pytest.raises(KeyError):
        read("ResponsibleAuthorityStated", 1, {"authority": "E-Z"}, AGENCIES)
