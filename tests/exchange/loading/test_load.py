"""A partner's files in the record: nothing lost, nothing doubled, nobody kept waiting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.exchange.files import FIRST, OTHER, SECOND, UNREADABLE, police_files, year
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.children import index
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Episode, Event, Finding, Identifier, Relation, Telling, Watch
from wayhome.cases.partners.actions import create_agency, create_user
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange import actions, register
from wayhome.exchange.batches.counts import Counts
from wayhome.exchange.loading.files import Outcome, digest_of, load_files, preview
from wayhome.exchange.models import Load
from wayhome.exchange.profiles.named import POLICE_FILES
from wayhome.exchange.profiles.source import OneChild
from wayhome.rules.facts import RiskAssessed
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

BRADFORD = register.current("E08000032")
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def load(path: Path, at: datetime = NOW) -> Outcome:
    into = actions.begin_load(
        "police", BRADFORD, digest_of(POLICE_FILES.opened(path)), by=INSTALLATION, at=at
    )
    return load_files(path, POLICE_FILES, into, by=INSTALLATION, at=at, tell=lambda counts: None)


def said() -> list[tuple[object, ...]]:
    """All that was said and told, without when it was stored or under which keys of rows."""
    events = Event.objects.order_by("key", "edition").values_list("key", "edition", "kind", "detail", "flags")
    told = Telling.objects.order_by("event__key", "event__edition", "to__code", "at_begins")
    return [*events, *told.values_list("event__key", "event__edition", "to__code", "at_begins")]


def indexed() -> list[tuple[object, ...]]:
    """All that was derived, but for when."""
    found = Finding.objects.order_by("child", "rule", "episode", "rung", "since", "evidence")
    return [
        *found.values_list("child", "rule", "state", "episode", "rung", "due_ends", "evidence", "inherited"),
        *Episode.objects.order_by("key").values_list(
            "key", "child", "number", "standing", "authority", "force"
        ),
        *Watch.objects.order_by("child").values_list("child", "changes_at", "is_due", "derived_with"),
        *Child.objects.order_by("pk").values_list("pk", "forename", "surname", "born"),
        *Identifier.objects.order_by("child", "value").values_list("child", "scheme", "value"),
    ]


def test_a_load_counts_what_it_created(tmp_path: Path) -> None:
    files = police_files(
        tmp_path,
        FIRST,
        SECOND,
        OTHER,
        contacts="I1,phone,07700 900123,friend",
        interviews="I1,2026-01-14,Y,2026-01-15\nI3,,,",
    )
    created = load(files).counts
    assert (created.children, created.episodes, created.interviews, created.contacts) == (2, 3, 1, 1)
    assert created.events == Event.objects.count()
    assert created.unchanged == 0


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    files = police_files(tmp_path, FIRST, SECOND, OTHER, interviews="I1,2026-01-14,Y,2026-01-15\nI3,,,")
    load(files)
    before, entries = said(), Entry.objects.filter(verb="load").count()
    again = load(files, NOW + timedelta(days=1)).counts
    assert again == Counts(unchanged=5)
    assert said() == before
    assert Entry.objects.filter(verb="load").count() == entries


def test_a_file_that_corrects_itself_changes_nothing_when_it_is_sent_again(tmp_path: Path) -> None:
    corrected = FIRST.replace("medium", "high")
    load(police_files(tmp_path, FIRST, corrected))
    (child,) = Child.objects.all()
    levels = [e.fact for e in chronology_of(child).editions if isinstance(e.fact, RiskAssessed)]
    assert [fact.level.value for fact in levels] == ["medium", "high"]
    before = said()
    assert load(tmp_path).counts.events == 0
    assert said() == before


def test_a_later_file_adds_to_the_same_child_and_corrects_what_it_says_anew(tmp_path: Path) -> None:
    load(police_files(tmp_path / "may", FIRST))
    later = load(police_files(tmp_path / "june", FIRST.replace("medium", "high"), SECOND)).counts
    assert (later.children, later.episodes, later.rows, later.unchanged) == (0, 1, 2, 0)
    assert Child.objects.count() == 1
    assert Event.objects.filter(kind="RiskAssessed", key__contains="I1").count() == 2


def test_a_child_is_known_by_what_was_said_even_after_its_number_was_withdrawn_from_the_index(
    tmp_path: Path,
) -> None:
    load(police_files(tmp_path / "may", FIRST))
    Identifier.objects.all().delete()
    load(police_files(tmp_path / "june", FIRST, SECOND))
    assert Child.objects.count() == 1


def test_on_an_empty_record_the_partners_and_the_account_are_made(tmp_path: Path) -> None:
    load(police_files(tmp_path, FIRST))
    council, force = Agency.objects.get(kind="authority"), Agency.objects.get(kind="police")
    assert (council.code, council.name, council.force, council.joined_at) == (
        "E08000032",
        "Bradford",
        force,
        NOW,
    )
    account = User.objects.get()
    assert (account.is_system, account.agency) == (True, force)
    assert set(Entry.objects.filter(verb="load").values_list("actor_id", flat=True)) == {account.pk}


def test_what_fell_due_before_the_agency_joined_is_inherited(tmp_path: Path) -> None:
    load(police_files(tmp_path, FIRST))
    interview = Finding.objects.get(rule="england.return_interview")
    assert (interview.state, interview.inherited) == ("overdue", True)


def test_on_a_record_with_partners_a_stranger_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    create_agency("E08000035", "Leeds", "authority", nation="england", by=INSTALLATION, at=NOW)
    files = police_files(tmp_path, FIRST)
    with pytest.raises(Refusal) as refused:
        load(files)
    assert refused.value.sentence.key == "load.not_a_partner"
    with pytest.raises(Refusal):
        preview(files, POLICE_FILES, BRADFORD, at=NOW, tell=lambda counts: None)
    assert Agency.objects.count() == 1


def test_the_sender_and_the_responsible_authority_may_see_the_children(tmp_path: Path) -> None:
    load(police_files(tmp_path, FIRST))
    council = Agency.objects.get(kind="authority")
    worker = create_user(
        council, email="w@example.org", full_name="A Worker", role="duty_worker", by=INSTALLATION, at=NOW
    )
    assert Child.objects.visible_to(worker).count() == 1
    ties = Relation.objects.values_list("agency__kind", "kind", "because")
    assert set(ties) == {("authority", "own_agency", "file"), ("police", "own_agency", "file")}


def test_a_tie_that_a_person_ended_is_not_made_again_by_a_file(tmp_path: Path) -> None:
    load(police_files(tmp_path / "may", FIRST))
    Relation.objects.update(until=NOW)
    load(police_files(tmp_path / "june", FIRST, SECOND), NOW + timedelta(days=30))
    assert Relation.objects.count() == 2


def test_a_refused_row_is_kept_with_its_load_and_the_rest_is_loaded(tmp_path: Path) -> None:
    outcome = load(police_files(tmp_path, FIRST, UNREADABLE))
    assert (outcome.counts.episodes, len(outcome.refused)) == (1, 1)
    row = Load.objects.get().refused.get()
    assert (row.file, row.line, row.field) == ("incidents.csv", 3, "last_seen_at")
    assert "yesterday" not in row.reason
    assert "Kit" not in row.reason


def test_a_preview_says_what_a_load_then_creates_and_writes_nothing(tmp_path: Path) -> None:
    files = year(tmp_path, children=7, each=3)
    would = preview(files, POLICE_FILES, BRADFORD, at=NOW, tell=lambda counts: None).counts
    assert not Agency.objects.exists()
    assert not Event.objects.exists()
    assert load(files).counts == would


def test_a_preview_of_files_that_are_held_would_change_nothing(tmp_path: Path) -> None:
    load(police_files(tmp_path, FIRST, OTHER))
    assert preview(tmp_path, POLICE_FILES, BRADFORD, at=NOW, tell=lambda counts: None).counts == Counts(
        unchanged=2
    )


def interrupted(children: Iterator[OneChild], after: int) -> Iterator[OneChild]:
    for number, child in enumerate(children):
        if number == after:
            raise KeyboardInterrupt
        yield child


def test_a_load_that_was_interrupted_is_finished_by_the_next_and_counted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = year(tmp_path, children=30, each=2)
    through = actions.in_turns
    with monkeypatch.context() as broken:
        broken.setattr(actions, "in_turns", lambda children: through(interrupted(children, 11)))
        with pytest.raises(KeyboardInterrupt):
            load(files)
    assert 0 < Child.objects.count() < 30
    assert Load.objects.unfinished().exists()
    rest = load(files, NOW + timedelta(hours=1)).counts
    whole = Load.objects.get()
    assert rest.children < 30
    assert (whole.counts["children"], whole.counts["episodes"], whole.counts["unchanged"]) == (30, 60, 0)
    assert Event.objects.filter(edition__gt=1).count() == 0
    assert Episode.objects.count() == 60


def test_a_batch_is_kept_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "relate_each", lambda *words, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(police_files(tmp_path, FIRST))
    assert not Event.objects.exists()
    assert not Child.objects.exists()


def test_the_index_rebuilt_is_the_index_as_it_was_kept(tmp_path: Path) -> None:
    files = year(tmp_path, children=12, each=4)
    load(files)
    kept = indexed()
    assert [*index.rebuild(at=NOW)][-1] == 12
    assert indexed() == kept
