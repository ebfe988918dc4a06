"""Files handed in on a page: kept apart and under no name of theirs, loaded once, and then gone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from tests.exchange.files import FIRST, OTHER, SECOND
from tests.exchange.uploading import NOW, contacts, force_and_council, incidents, somebody
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Episode, Event
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange import jobs
from wayhome.exchange.loading import uploads, waiting
from wayhome.exchange.loading.lock import turn
from wayhome.exchange.models import Load
from wayhome.exchange.profiles.mapping.reading import read
from wayhome.exchange.profiles.named import POLICE_FILES, Profile
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "uploads"


@pytest.fixture
def council() -> Agency:
    return force_and_council()[1]


@pytest.fixture
def colleague(council: Agency) -> User:
    return somebody(council)


def folders(files: Path) -> list[Path]:
    return [one for one in files.iterdir() if one.is_dir()]


def test_files_wait_privately_under_the_names_of_their_tables(
    files: Path, council: Agency, colleague: User
) -> None:
    sent = [incidents(FIRST, name="Sam Example.csv"), contacts("I1,phone,07700 900123,own", name="2.csv")]
    load = uploads.receive(sent, council, profile="police", by=colleague, at=NOW)
    (folder,) = folders(files)
    assert (folder.name, load.state) == (load.upload, "waiting")
    assert sorted(file.name for file in folder.iterdir()) == ["contacts.csv", "incidents.csv"]
    assert folder.stat().st_mode & 0o077 == 0


def test_the_worker_loads_them_as_the_senders_account_and_removes_them(
    files: Path, council: Agency, colleague: User
) -> None:
    load = uploads.receive([incidents(FIRST, OTHER)], council, profile="police", by=colleague, at=NOW)
    jobs.load_waiting()
    load.refresh_from_db()
    assert (load.state, load.counts["episodes"], load.asked_by) == ("done", 2, colleague)
    assert folders(files) == []
    by_verb = dict(Entry.objects.values_list("verb", "actor_id"))
    assert (by_verb["begin_load"], by_verb["finish_load"]) == (colleague.pk, colleague.pk)
    assert by_verb["load"] == load.account_id != colleague.pk


def test_the_same_files_handed_in_twice_are_one_load(files: Path, council: Agency, colleague: User) -> None:
    first = uploads.receive([incidents(FIRST)], council, profile="police", by=colleague, at=NOW)
    second = uploads.receive(
        [incidents(FIRST)], council, profile="police", by=somebody(council, "team_manager"), at=NOW
    )
    assert first == second
    assert len(folders(files)) == 1


def test_the_same_tables_by_another_mapping_are_another_load(council: Agency, colleague: User) -> None:
    columns = ("incident_id", "person_id", "last_seen_at", "reported_at", "returned_at")
    whole = 'onto = "police"\nleft_out = ["*"]\n[incidents]\n' + "".join(
        f'{one} = "{one}"\n' for one in columns
    )
    loads = [
        uploads.receive(
            [incidents(FIRST)], council, profile="mapping", mapping=read(text), by=colleague, at=NOW
        )
        for text in (whole, whole, whole + 'risk = "risk"\n')
    ]
    assert [loads[0] == load for load in loads] == [True, True, False]
    waiting.discard(loads[0].upload)
    jobs.load_waiting()
    assert [Load.objects.get(pk=load.pk).state for load in loads] == ["stopped", "stopped", "done"]


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ([SimpleUploadedFile("empty.csv", b"")], "table.empty"),
        ([SimpleUploadedFile("march.xlsx", b"PK\x03\x04 and more")], "table.is_a_workbook"),
        ([SimpleUploadedFile("other.csv", b"a,b\n1,2\n")], "table.no_header"),
        ([incidents(FIRST), incidents(OTHER, name="again.csv")], "upload.two_of_a_kind"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused_and_nothing_is_kept(
    sent: list, key: str, files: Path, council: Agency, colleague: User
) -> None:
    with pytest.raises(Refusal) as refused:
        uploads.receive(sent, council, profile="police", by=colleague, at=NOW)
    assert (refused.value.sentence.key, refused.value.field) == (key, "extract")
    assert folders(files) == []
    assert not Load.objects.exists()


def test_a_load_whose_files_are_gone_is_stopped_and_says_so_until_they_are_handed_in_again(
    files: Path, council: Agency, colleague: User
) -> None:
    load = uploads.receive([incidents(FIRST)], council, profile="police", by=colleague, at=NOW)
    waiting.discard(load.upload)
    jobs.load_waiting()
    load.refresh_from_db()
    assert (load.state, bool(load.stopped)) == ("stopped", True)
    again = uploads.receive([incidents(FIRST)], council, profile="police", by=colleague, at=NOW)
    jobs.load_waiting()
    again.refresh_from_db()
    assert (again.pk, again.state) == (load.pk, "done")


def test_one_that_fails_again_and_again_is_given_up_and_holds_no_other_back(
    monkeypatch: pytest.MonkeyPatch, files: Path, council: Agency, colleague: User
) -> None:
    bad = uploads.receive([incidents(FIRST)], council, profile="police", by=colleague, at=NOW)
    good = uploads.receive(
        [incidents(OTHER)], council, profile="police", by=colleague, at=NOW + timedelta(minutes=1)
    )
    through = uploads.load_files

    def faulty(path: Path, profile: Profile, into: Load, **more: object) -> object:
        return 1 / 0 if into.pk == bad.pk else through(path, profile, into, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(uploads, "load_files", faulty)
    jobs.load_waiting.call_local(LastTry())
    assert [Load.objects.get(pk=one.pk).state for one in (bad, good)] == ["stopped", "done"]
    assert folders(files) == []


class LastTry:
    retries = 0


def test_only_one_at_a_time_loads(council: Agency, colleague: User) -> None:
    load = uploads.receive([incidents(FIRST)], council, profile="police", by=colleague, at=NOW)
    with turn("loading") as is_ours:
        jobs.load_waiting()
        load.refresh_from_db()
        assert (is_ours, load.state) == (True, "waiting")
    jobs.look_for_uploads()
    load.refresh_from_db()
    assert load.state == "done"


def test_files_that_no_load_waits_for_are_removed_in_an_hour(
    files: Path, council: Agency, colleague: User
) -> None:
    waited_for = uploads.receive([incidents(FIRST)], council, profile="police", by=colleague, at=NOW).upload
    old, new = (waiting.keep([one], POLICE_FILES.named) for one in (incidents(SECOND), incidents(OTHER)))
    for name in (waited_for, old):
        os.utime(files / name, ((now() - timedelta(hours=2)).timestamp(),) * 2)
    waiting.discard_strays({waited_for}, before=now() - jobs.STRAY_AFTER)
    assert sorted(one.name for one in folders(files)) == sorted([waited_for, new])


def test_what_is_handed_in_says_the_same_as_what_the_command_loads(council: Agency, colleague: User) -> None:
    uploads.receive([incidents(FIRST, SECOND)], council, profile="police", by=colleague, at=NOW)
    jobs.load_waiting()
    assert set(Event.objects.values_list("system__name", flat=True)) == {"police:P-X"}
    assert list(Episode.objects.order_by("number").values_list("authority__code", flat=True)) == ["C-X"] * 2
