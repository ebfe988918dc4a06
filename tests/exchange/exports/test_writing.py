"""Export then import is identity: what the dataset holds comes back as it was, and what it cannot hold is counted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.simulated.seen import NOW, SEED
from wayhome.exchange import register
from wayhome.exchange.exports.form import dataset
from wayhome.exchange.exports.writing import Exported, export
from wayhome.exchange.profiles.named import DATASET, POLICE_FILES, RETURN, Profile
from wayhome.exchange.profiles.police import PoliceFiles
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.profiles.ssd import LAYOUTS
from wayhome.exchange.profiles.ssd.layouts import WRITTEN
from wayhome.exchange.simulated import partnership, write_files
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.refusal import Refusal
from wayhome.ui.spreadsheet import guarded, unguarded

FAKE = Path(__file__).parents[2] / "data" / "ssda903"
BRADFORD = register.current("E08000032")
OWN = dataset(BRADFORD.code)

type Said = dict[str, list[Event]]


def said(files: Source) -> Said:
    with files:
        files.sort()
        told = {child.child: sorted(child.events, key=lambda event: event.key) for child in files.children()}
        assert files.refused == []
    return told


def read(path: Path, profile: Profile = DATASET) -> Said:
    return said(profile.of(profile.opened(path), BRADFORD))


def written(children: Said, into: Path) -> Exported:
    pairs = ((child, Chronology.of(child, events)) for child, events in children.items())
    return export(pairs, into, OWN)


def test_every_table_has_its_columns_in_the_datasets_own_order(tmp_path: Path) -> None:
    written({}, tmp_path / "out")
    heads = {file.name: next(csv.reader(file.open())) for file in (tmp_path / "out").iterdir()}
    assert heads == {file: list(columns) for file, columns in WRITTEN.items()}
    assert heads["ssd_missing.csv"][3] == "miss_missing_episode_type"
    assert all(set(layout.columns) <= set(WRITTEN[layout.file]) for layout in LAYOUTS)


def test_a_return_written_as_the_dataset_comes_back_as_the_same_episodes(tmp_path: Path) -> None:
    of_return = read(FAKE, RETURN)
    exported = written(of_return, tmp_path / "once")
    once = read(tmp_path / "once")
    again = written(once, tmp_path / "again")
    assert read(tmp_path / "again") == once
    assert exported.rows["ssd_missing.csv"] == again.rows["ssd_missing.csv"] == 43
    assert (exported.lost, again.lost) == ({}, {})
    for kind in ("Missing", "Found", "Returned", "CareStatusStated", "Placed", "PlacementEnded"):
        assert times(once, kind) == times(of_return, kind), kind


def times(children: Said, kind: str) -> list[tuple[object, ...]]:
    events = (event for of_child in children.values() for event in of_child if event.kind == kind)
    return sorted((event.child, event.happened_at, event.happened_assumed) for event in events)


def test_a_simulated_partnerships_history_comes_back_as_it_was_written(tmp_path: Path) -> None:
    for n, extract in enumerate(write_files(tmp_path, partnership(NOW), SEED, 150)):
        of_police = said(PoliceFiles(POLICE_FILES.opened(extract.folder), extract.sender))
        exported = written(of_police, tmp_path / f"once {n}")
        once = read(tmp_path / f"once {n}")
        again = written(once, tmp_path / f"again {n}")
        assert read(tmp_path / f"again {n}") == once
        assert (again.lost, again.rows) == ({}, exported.rows)
        assert exported.lost["other"] > 0
        assert times(once, "Missing") == times(of_police, "Missing")


#: Half an hour apart, over the days on which the clocks change, and midnights.
_WHEN = st.one_of(
    st.integers(0, 96).map(lambda n: datetime(2026, 3, 28) + timedelta(minutes=30 * n)),  # noqa: DTZ001
    st.integers(0, 96).map(lambda n: datetime(2026, 10, 24) + timedelta(minutes=30 * n, seconds=n % 3)),  # noqa: DTZ001
)
_MOMENT = st.builds(lambda at, form: at.strftime(form), _WHEN, st.sampled_from(
    ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.000", "%d/%m/%Y %H:%M", "%Y-%m-%d", "%Y-%m-%d 00:00:00.000"]))  # fmt: skip
_ANSWER = st.sampled_from(["Y", "N", "NA", "NULL", "", "y", "?", "maybe"])
_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="=+-@'\",;\n"), max_size=8)


@st.composite
def datasets(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    """A few children with whatever the dataset may hold of them."""
    children = ["1", "a/b%2F", "=1+1"]
    missing = st.fixed_dictionaries({
        "miss_person_id": st.sampled_from(children),
        "miss_missing_episode_start_date": _MOMENT,
        "miss_missing_episode_type": st.sampled_from(["M", "A", "Away", "missing"]),
        "miss_missing_episode_end_date": st.one_of(st.just(""), _MOMENT),
        "miss_missing_rhi_offered": _ANSWER,
        "miss_missing_rhi_accepted": _ANSWER,
    })  # fmt: skip
    person = st.fixed_dictionaries({
        "pers_forename": _WORDS,
        "pers_surname": _WORDS,
        "pers_sex": st.sampled_from(["M", "female", "2", "", "=x", "NULL"]),
        "pers_ethnicity": _WORDS,
        "pers_dob": st.dates(date(2008, 1, 1), date(2015, 1, 1)).map(str),
        "pers_upn": st.sampled_from(["", "A1", "NULL"]),
    })  # fmt: skip
    spell = st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 40)))
    march = date(2026, 3, 1)
    in_care = [
        care(
            str(march + timedelta(begins)), "" if length is None else str(march + timedelta(begins + length))
        )
        | {"clae_person_id": child}
        for child in children
        for begins, length in draw(st.lists(spell, max_size=3))
    ]
    placement = st.fixed_dictionaries({
        "clap_person_id": st.sampled_from(children),
        "clap_cla_placement_start_date": _MOMENT,
        "clap_cla_placement_type": st.sampled_from(["K1", "K2", "H5", "U4", "P1", ""]),
        "clap_cla_placement_end_date": st.one_of(st.just(""), _MOMENT),
    })  # fmt: skip
    return {
        "ssd_missing.csv": numbered("miss_table_id", draw(st.lists(missing, min_size=1, max_size=5))),
        "ssd_person.csv": [{"pers_person_id": child, **draw(person)} for child in children],
        "ssd_cla_episodes.csv": in_care,
        "ssd_cla_placement.csv": numbered("clap_cla_placement_id", draw(st.lists(placement, max_size=3))),
    }


def numbered(column: str, rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return [{column: f"@{n}/%", **row} for n, row in enumerate(rows)]


def sent(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Path:
    for file, rows in tables.items():
        with (folder / file).open("w", newline="", encoding="utf-8") as written_to:
            table = csv.DictWriter(written_to, WRITTEN[file], restval="")
            table.writeheader()
            table.writerows({name: guarded(cell) for name, cell in row.items()} for row in rows)
    return folder


def episode(number: str, began: str, ended: str = "", offered: str = "") -> dict[str, str]:
    values = (number, "7", began, "M", ended, offered, "")
    return dict(zip(WRITTEN["ssd_missing.csv"], values, strict=True))


def care(began: str, ceased: str) -> dict[str, str]:
    return {
        "clae_person_id": "7",
        "clae_cla_episode_start_date": began,
        "clae_cla_episode_ceased_date": ceased,
    }


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param({"ssd_missing.csv": [episode("1", "2026-03-29 01:30:00", "2026-03-29 01:45:00")]}, id="skipped"),
        pytest.param({"ssd_missing.csv": [episode("1", "2026-10-25 01:30:00", "2026-10-25 02:15:00")]}, id="repeated"),
        pytest.param({"ssd_missing.csv": [episode("1", "2026-01-12 21:40:05.250", "2026-01-13")]}, id="fractions"),
        pytest.param({"ssd_missing.csv": [episode("1", "2026-01-12", "", "N"), episode("2", "2026-01-14")]}, id="no"),
        pytest.param({"ssd_missing.csv": [episode("1", "2026-01-12", "", "maybe")]}, id="none of those agreed"),
        pytest.param({"ssd_missing.csv": [episode("1", "2026-01-14 09:00", "2026-01-12")]}, id="found before"),
        pytest.param({"ssd_missing.csv": [episode("2", "2026-01-14"), episode("1", "2026-01-12")]}, id="any order"),
        pytest.param({"ssd_missing.csv": [episode("a/b%2F", "2026-01-12")]}, id="a slash in a number"),
        pytest.param({"ssd_missing.csv": [episode("1", "2026-02-12")],
                      "ssd_cla_episodes.csv": [care("2025-01-01", "2025-02-01"), care("2026-01-01", "2026-03-01"),
                                               care("2026-04-01", "")]}, id="twice in care"),
        pytest.param({"ssd_missing.csv": [episode("1", "2026-01-12")],
                      "ssd_person.csv": [{"pers_person_id": "7", "pers_forename": "'=1", "pers_surname": "=1",
                                          "pers_dob": "2011-05-06", "pers_ethnicity": "WBRI\n, \"x\""}]}, id="formula"),
    ],
)  # fmt: skip
def test_what_could_easily_change_does_not(tmp_path: Path, tables: dict[str, list[dict[str, str]]]) -> None:
    events = read(sent(tmp_path, tables))
    assert events
    assert written(events, tmp_path / "out").lost == {}
    assert read(tmp_path / "out") == events


def test_no_cell_begins_like_a_formula(tmp_path: Path) -> None:
    person = {"pers_person_id": "7", "pers_forename": "=1", "pers_surname": "@x", "pers_dob": ""}
    tables = {"ssd_missing.csv": [episode("1", "2026-01-12")], "ssd_person.csv": [person]}
    written(read(sent(tmp_path, tables)), tmp_path / "out")
    (row,) = csv.DictReader((tmp_path / "out" / "ssd_person.csv").open(newline=""))
    assert (row["pers_forename"], row["pers_surname"]) == ("'=1", "'@x")


@settings(deadline=None)  # the disk takes its time
@given(tables=datasets())
def test_any_dataset_comes_back_as_the_same_events(tables: dict[str, list[dict[str, str]]]) -> None:
    with TemporaryDirectory() as folder:
        events = read(sent(Path(folder), tables))
        exported = written(events, Path(folder) / "out")
        assert read(Path(folder) / "out") == events
        assert exported.lost == {}


@given(st.text(max_size=6), st.sampled_from(["", "=", "'", "'=", "+1", "-2.5", "-x", "@", "''-"]))
def test_what_is_guarded_comes_back_and_no_formula_is_written(rest: str, begins: str) -> None:
    value = begins + rest
    assert unguarded(guarded(value)) == value
    assert guarded(value)[:1] not in ("=", "@")


def test_a_figure_is_not_guarded() -> None:
    assert [guarded(value) for value in ("-12", "+1.5", "-x", "=1")] == ["-12", "+1.5", "'-x", "'=1"]


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, Chronology]]:
        yield "1", Chronology.of("1", [])
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        export(broken(), tmp_path / "out", OWN)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    written({}, tmp_path / "out")
    with pytest.raises(Refusal, match="not_empty"):
        written({}, tmp_path / "out")
    with pytest.raises(Refusal, match="no_parent"):
        written({}, tmp_path / "nowhere" / "out")


def test_what_the_dataset_has_no_place_for_is_counted(tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text(
        "incident_id,person_id,surname,postcode,last_seen_at,reported_at,returned_at,missing_from,risk\n"
        "I1,P1,Example,ZZ1 1AA,2026-01-12 00:00,2026-01-12 22:00,2026-01-13 07:30,school,high\n"
    )
    (tmp_path / "interviews.csv").write_text(
        "incident_id,offered_at,held_at,accepted\nI1,2026-01-13 10:00,2026-01-14 10:00,Y\n"
    )
    exported = written(read(tmp_path, POLICE_FILES), tmp_path / "out")
    assert exported.lost == {"time": 1, "place": 1, "interview": 2, "postcode": 1, "other": 2}
