"""The drop folder: taken in once, when its sender is done; what is wrong is refused or left, and no name is told."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.exchange.files import FIRST, OTHER, SECOND, UNREADABLE, police_files
from tests.exchange.uploading import force_and_council, somebody
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Episode
from wayhome.cases.partners.models import Agency
from wayhome.cases.worklist.models import Notice
from wayhome.exchange import jobs
from wayhome.exchange.drops import lying, putting_away, taking
from wayhome.exchange.models import Drop, Load, RefusedRow
from wayhome.exchange.profiles.named import POLICE_FILES

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 2, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    settings.WAYHOME_DROP_FOLDER = str(tmp_path / "drop")  # type: ignore[attr-defined]
    (tmp_path / "drop").mkdir()
    return tmp_path / "drop"


@pytest.fixture(autouse=True)
def council() -> Agency:
    return force_and_council()[1]


@pytest.fixture
def place(root: Path) -> Path:
    place = root / "C-X" / "police"
    place.mkdir(parents=True)
    return place


def seen() -> set[str]:
    return {one.fingerprint for one in taking.look()}


def looked_at_twice() -> None:
    """As the worker does, all of it."""
    jobs.take_in_what_is_still(seen())


def outcomes() -> list[tuple[str, str]]:
    return list(Drop.objects.order_by("pk").values_list("outcome", "reason"))


def put_aside(place: Path, where: str) -> list[str]:
    """The files, and how many reports lie beside them."""
    files = [file.name for file in (place / where).rglob("*") if file.is_file()]
    return sorted("a report" if " number " in name else name for name in files)


def report(place: Path, where: str = "taken") -> str:
    (file,) = (place / where).glob("*.txt")
    return file.read_text()


def test_files_that_lie_together_are_one_extract_loaded_as_an_upload_is(place: Path) -> None:
    police_files(place, FIRST, SECOND, contacts="I1,phone,07700 900123,own")
    looked_at_twice()
    load = Load.objects.get()
    assert (load.state, load.counts["episodes"], load.counts["contacts"]) == ("done", 2, 1)
    assert str(load.asked_by) == "Drop folder"
    assert load.account.agency.code == "P-X"
    assert put_aside(place, "taken") == ["a report", "contacts.csv", "incidents.csv"]
    assert [one.name for one in place.iterdir()] == ["taken"]
    assert {"keep_drop", "begin_load", "finish_load", "clear_drop"} <= set(
        Entry.objects.values_list("verb", flat=True)
    )


def test_what_a_system_writes_beside_its_tables_costs_nobody_the_tables(place: Path) -> None:
    police_files(place, FIRST)
    for name in ("Sam Example.log", "control.txt", "report.txt", "sums.md5"):
        (place / name).write_text("1 row written")
    looked_at_twice()
    assert Load.objects.get().counts["episodes"] == 1
    assert "4 files there bear no name" in report(place)
    assert "Sam" not in report(place)
    assert len(put_aside(place, "taken")) == 6


def test_each_folder_is_an_extract_of_its_own_and_goes_when_it_is_empty(place: Path) -> None:
    police_files(place / "Sam Example", FIRST)
    police_files(place / "2", OTHER)
    looked_at_twice()
    assert Load.objects.count() == Drop.objects.count() == Episode.objects.count() == 2
    assert [one.name for one in place.iterdir()] == ["taken"]


def test_a_force_with_one_council_drops_into_its_own_folder_and_with_two_must_say_which(root: Path) -> None:
    police_files(root / "P-X", FIRST)
    (root / "P-X" / "police").mkdir()
    police_files(root / "P-X" / "police", FIRST)
    (root / "P-X" / "incidents.csv").unlink()
    looked_at_twice()
    assert Load.objects.get().authority.code == "C-X"
    Agency.objects.create(code="C-Y", name="Y", kind="authority", force=Agency.objects.get(code="P-X"))
    looked_at_twice()
    assert "not one council" in Drop.objects.get(outcome="left").reason


def test_what_is_still_being_written_waits(place: Path) -> None:
    police_files(place, FIRST)
    before = seen()
    police_files(place, FIRST, SECOND)
    taking.take_in(before, at=NOW)
    assert not Drop.objects.exists()
    before = seen()
    (place / ".contacts.csv.half").write_text("incident_id")
    taking.take_in(before, at=NOW)
    assert not Drop.objects.exists()
    looked_at_twice()
    assert Load.objects.get().counts["episodes"] == 2


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_look(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    police_files(place, FIRST)
    through = lying.File.chunks

    def written_to(self: object, size: object = None) -> object:
        police_files(place, FIRST, SECOND)
        return through(self, size)  # type: ignore[arg-type]

    monkeypatch.setattr(lying.File, "chunks", written_to)
    looked_at_twice()
    assert not Drop.objects.exists()
    assert not Load.objects.exists()
    assert not any(one.is_dir() for one in (place.parent.parent.parent / "files" / "uploads").iterdir())
    monkeypatch.undo()
    looked_at_twice()
    assert Load.objects.get().counts["episodes"] == 2


def test_the_next_nights_export_is_a_load_of_its_own_also_where_nothing_has_changed(place: Path) -> None:
    for _ in range(2):
        police_files(place, FIRST)
        looked_at_twice()
    assert [load.counts.get("episodes", 0) for load in Load.objects.order_by("pk")] == [1, 0]
    assert Load.objects.latest("pk").counts["unchanged"] == 1


def test_while_it_waits_to_be_loaded_it_lies_where_it_was_and_is_not_taken_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "load_waiting", lambda: None)
    police_files(place, FIRST)
    looked_at_twice()
    looked_at_twice()
    assert (Drop.objects.count(), Load.objects.get().state) == (1, "waiting")
    assert (place / "incidents.csv").exists()


def test_killed_half_way_through_putting_away_the_rest_is_no_new_extract(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    police_files(place, FIRST, contacts="I1,phone,07700 900123,own")
    monkeypatch.setattr(putting_away, "put_away", lambda at: None)
    looked_at_twice()
    drop, aside = Drop.objects.get(), place / "taken" / "half"
    aside.mkdir(parents=True)
    (place / "incidents.csv").rename(aside / "incidents.csv")
    assert not seen()
    monkeypatch.undo()
    looked_at_twice()
    drop.refresh_from_db()
    assert drop.gone_at
    assert Load.objects.count() == 1
    assert put_aside(place, "taken") == ["a report", "contacts.csv", "incidents.csv"]


def test_the_report_has_counts_and_reasons_and_holds_no_name(place: Path) -> None:
    police_files(place / "Sam Example", FIRST, UNREADABLE)
    (place / "Sam Example" / "incidents.csv").rename(place / "Sam Example" / "Kit Model.csv")
    looked_at_twice()
    said = report(place)
    assert "1 missing episode" in said
    assert "1 row refused" in said
    assert "incidents.csv, line 3, last_seen_at: This is not a date" in said
    assert not {name for name in ("Sam", "Example", "Kit", "Model", "yesterday") if name in said}
    assert RefusedRow.objects.get().line == 3


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda place: (place / "Kit.csv").write_text("a,b\n1,2\n"), "file 1"),
        (lambda place: (place / "Kit.csv").write_bytes(b""), "file 1 is empty"),
        (lambda place: (place / "incidents.csv").symlink_to("/etc/passwd"), "a link or a device"),
        (lambda place: os.mkfifo(place / "incidents.csv"), "a link or a device"),
        (lambda place: police_files(place / "x").joinpath("y").mkdir(), "a folder within"),
        (lambda place: [(place / f"{n}.csv").write_text("a") for n in range(4)], "more files than"),
    ],
)
def test_what_must_not_be_opened_or_cannot_be_read_is_refused_and_says_why(
    spoil: object, why: str, place: Path
) -> None:
    spoil(place)  # type: ignore[operator]
    looked_at_twice()
    ((outcome, reason),) = outcomes()
    assert outcome == "refused"
    assert why in reason
    assert reason in report(place, "refused")
    assert "Kit" not in report(place, "refused")
    assert not Load.objects.exists()
    assert {one.name for one in place.iterdir()} <= {"refused", "x"}


def test_a_file_that_is_too_large_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    police_files(place, FIRST)
    monkeypatch.setattr(lying, "LARGEST", 0)
    looked_at_twice()
    ((outcome, reason),) = outcomes()
    assert (outcome, "larger than" in reason) == ("refused", True)


def test_a_file_of_another_account_than_the_folders_or_the_workers_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    police_files(place, FIRST)
    own = next(lying.extracts(place))
    monkeypatch.setattr(lying.os, "getuid", lambda: own.owner + 2)
    others = replace(own, owner=own.owner + 1)
    said = [lying.fault(extract, POLICE_FILES) for extract in (own, others)]
    assert [one and one.key for one in said] == [None, "drop.other_owner"]


def test_a_link_put_in_place_of_a_file_after_it_was_looked_at_is_not_followed(place: Path) -> None:
    police_files(place, FIRST)
    (one,) = next(lying.extracts(place)).files
    secret = place.parent / "secret"
    one.path.rename(secret)
    one.path.symlink_to(secret)
    with pytest.raises((lying.ChangedError, OSError)):
        lying.Opened(one, "incidents.csv")


def test_a_return_is_taken_from_its_own_council_alone(root: Path) -> None:
    rows = "CHILD,DOB,MISSING,MIS_START,MIS_END\n7,01/02/2005,M,01/06/2017,03/06/2017\n"
    for code in ("P-X", "C-X"):
        (root / code / "ssda903").mkdir(parents=True)
        (root / code / "ssda903" / "missing.csv").write_text(rows)
    looked_at_twice()
    assert sorted(outcomes()) == [
        ("refused", "This is handed in by its own council. Ask a coordinator there to do it."),
        ("taken", ""),
    ]


def test_what_is_nobodys_stays_with_one_alarm_and_one_notice_until_it_is_seen_to(
    root: Path, council: Agency
) -> None:
    administrator = somebody(council, "administrator")
    lead, coordinator = somebody(council, "governance_lead"), somebody(council)
    police_files(root / "Sam Example", FIRST)
    police_files(root / "C-X", FIRST)  # not in a folder named by its kind
    for _ in range(3):
        looked_at_twice()
    told = {user: Notice.objects.filter(to=user).count() for user in (administrator, lead, coordinator)}
    assert told == {administrator: 2, lead: 2, coordinator: 1}
    assert (root / "Sam Example" / "incidents.csv").exists()
    assert not any("Sam" in reason for _, reason in outcomes())
    (root / "Sam Example").rename(root.parent / "elsewhere")
    looked_at_twice()
    assert [one.sender for one in Drop.objects.still_there()] == [council]


def test_a_folder_that_cannot_be_read_is_an_alarm(settings: object) -> None:
    settings.WAYHOME_DROP_FOLDER = "/nowhere/at/all"  # type: ignore[attr-defined]
    looked_at_twice()
    assert "cannot be read" in Drop.objects.get().reason


def test_one_senders_folder_that_cannot_be_read_holds_no_other_back(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    police_files(place, FIRST)
    (root / "P-X").mkdir()
    through = lying.lying_in

    def listed(folder: Path) -> list[lying.Lying]:
        if folder.name == "P-X":
            raise PermissionError(folder)
        return through(folder)

    monkeypatch.setattr(lying, "lying_in", listed)
    looked_at_twice()
    assert {(one.outcome, one.sender.code) for one in Drop.objects.all() if one.sender} == {
        ("left", "P-X"),
        ("taken", "C-X"),
    }


def test_a_place_that_is_taken_away_meanwhile_leaves_nothing_to_put_away(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    police_files(place, FIRST)
    monkeypatch.setattr(putting_away, "put_away", lambda at: None)
    looked_at_twice()
    monkeypatch.undo()
    place.rename(place.parent.parent.parent / "elsewhere")
    putting_away.put_away(at=NOW)
    assert not Drop.objects.still_there().exists()


def test_a_fault_of_ours_holds_no_other_back_and_is_tried_again(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    police_files(place / "1 Sam", FIRST)
    police_files(place / "2", OTHER)
    real = taking._take
    monkeypatch.setattr(
        taking, "_take", lambda one, at: 1 / 0 if one.extract.folder.name == "1 Sam" else real(one, at)
    )
    looked_at_twice()
    assert sorted(outcome for outcome, _ in outcomes()) == ["left", "taken"]
    assert "Sam" not in "".join(record.getMessage() for record in caplog.records)
    monkeypatch.undo()
    looked_at_twice()
    assert [one.state for one in Load.objects.all()] == ["done", "done"]
    assert not Drop.objects.still_there().exists()


def test_what_cannot_be_moved_stays_and_is_moved_later(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    police_files(place, FIRST)
    monkeypatch.setattr(putting_away, "put_away", lambda at: None)
    looked_at_twice()
    monkeypatch.undo()

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(self)

    monkeypatch.setattr(Path, "rename", refuse)
    putting_away.put_away(at=NOW)
    monkeypatch.undo()
    assert Drop.objects.still_there().get().outcome == "taken"
    assert (place / "incidents.csv").exists()
    looked_at_twice()
    assert not Drop.objects.still_there().exists()


def test_without_a_folder_nothing_is_looked_for(settings: object) -> None:
    settings.WAYHOME_DROP_FOLDER = None  # type: ignore[attr-defined]
    assert taking.look() == []
    putting_away.put_away(at=NOW + timedelta(days=1))
    jobs.look_into_drop_folder()
    assert not Drop.objects.exists()
