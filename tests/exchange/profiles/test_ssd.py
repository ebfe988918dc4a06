"""The standard safeguarding dataset as a source: a midnight is a day, a yes without a time is some time since."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.exchange import actions, register
from wayhome.exchange.batches.counts import Counts
from wayhome.exchange.loading.files import digest_of, load_files
from wayhome.exchange.profiles.named import DATASET
from wayhome.exchange.profiles.source import OneChild
from wayhome.exchange.profiles.ssd.values import code_of, kind_of
from wayhome.exchange.tables.refused import Refused
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import episodes
from wayhome.rules.facts import Answer, MissingFrom, PlacementKind, RecordedAs
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.rulebook import rulebook
from wayhome.ui.wording import say, when

BRADFORD = register.current("E08000032")
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

HEADS = {
    "ssd_missing": "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
    "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted",
    "ssd_person": "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob,pers_upn",
    "ssd_cla_episodes": "clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date",
    "ssd_cla_placement": "clap_cla_placement_id,clap_person_id,clap_cla_placement_start_date,"
    "clap_cla_placement_type,clap_cla_placement_end_date",
}


def written(folder: Path, *missing: str, **others: str) -> Path:
    folder.mkdir(exist_ok=True)
    for table, rows in {"ssd_missing": "\n".join(missing), **others}.items():
        (folder / f"{table}.csv").write_text(f"{HEADS[table]}\n{rows}\n")
    return folder


def told(path: Path) -> tuple[list[OneChild], list[Refused]]:
    with DATASET.of(DATASET.opened(path), BRADFORD) as files:
        return list(files.children()), files.refused


def of_one(path: Path) -> Chronology:
    (child,), _ = told(path)
    return Chronology.of(child.child, child.events)


def state(path: Path, rule: str) -> str:
    chronology = of_one(path)
    of_child = episodes(chronology)
    findings = rulebook((), None).findings_of(chronology, of_child, {}, NOW)
    (found,) = [finding.state.value for finding in findings if finding.rule == rule]
    return found


def test_an_instant_stays_one_and_a_midnight_is_the_whole_day(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "1,7,2026-01-12 21:40:30.000,M,2026-01-13 00:00:00.000,,",
        "2,7,2026-07-01T21:00,A,01/07/2026 23:15,,",
    )
    said = of_one(path).by_kind
    assert [one.happened_at for one in said["Missing"]] == [
        Moment.at(datetime(2026, 1, 12, 21, 40, 30, tzinfo=UTC)),
        Moment.at(datetime(2026, 7, 1, 20, 0, tzinfo=UTC)),
    ]
    assert said["Found"][0].happened_at == Moment.day(date(2026, 1, 13))
    assert [one.happened_assumed for one in said["Found"]] == [False, True]
    assert [one.happened_assumed for one in said["Returned"]] == [True, False]


@pytest.mark.parametrize(
    ("word", "recorded_as"),
    [("M", RecordedAs.MISSING), ("missing", RecordedAs.MISSING), ("a", RecordedAs.AWAY),
     ("Absent", RecordedAs.AWAY), ("Away", RecordedAs.AWAY)],
)  # fmt: skip
def test_the_type_is_a_letter_or_a_word(tmp_path: Path, word: str, recorded_as: RecordedAs) -> None:
    (missing,) = of_one(written(tmp_path, f"1,7,2026-01-12,{word},,,")).by_kind["Missing"]
    assert missing.fact.recorded_as is recorded_as  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answers", "offer", "interview"),
    [
        ("Y,Y", "met", "not_stated"),
        ("Y,N", "met", "not_done"),
        ("Y,", "met", "not_stated"),
        ("Y,NA", "met", "not_stated"),
        ("N,", "due", "not_stated"),
        ("N,N", "due", "not_stated"),
        ("NA,NA", "not_stated", "not_stated"),
        ("NULL,NULL", "not_stated", "not_stated"),
        (",", "not_stated", "not_stated"),
        (",Y", "met", "not_stated"),
    ],
)
def test_a_no_is_due_and_a_blank_is_not_stated(
    tmp_path: Path, answers: str, offer: str, interview: str
) -> None:
    path = written(tmp_path, f"1,7,2026-01-12 21:00,M,2026-01-13 07:00,{answers}")
    assert state(path, "england.return_interview_offer") == offer
    assert state(path, "england.return_interview") == interview


def test_an_offer_without_a_time_is_some_time_since_the_child_was_back(tmp_path: Path) -> None:
    said = of_one(written(tmp_path, "1,7,2026-01-12 21:00,M,2026-01-13 07:00,Y,N")).by_kind
    (offered,), (answered,) = said["InterviewOffered"], said["InterviewAnswered"]
    assert offered.happened_at == answered.happened_at == Moment.since(datetime(2026, 1, 13, 7, tzinfo=UTC))
    assert (answered.fact.answer, answered.fact.spoken_to) == (Answer.DECLINED, None)  # type: ignore[attr-defined]
    assert when(offered.happened_at) == "some time after Tue 13 Jan 2026, 07:00"


def test_an_answer_that_is_none_of_those_agreed_is_raised(tmp_path: Path) -> None:
    path = written(tmp_path, "1,7,2026-01-12 21:00,M,2026-01-13 07:00,X,")
    assert of_one(path).by_kind["Missing"][0].flags == ("unknown_value:miss_missing_rhi_offered",)
    assert state(path, "record.value_not_known") == "unknown"


def test_a_child_is_missing_from_care_where_a_period_of_care_lies_over_the_day(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "1,7,2026-01-12 21:00,M,2026-01-13,,",
        "2,7,2026-03-12 21:00,M,2026-03-13,,",
        ssd_cla_episodes="7,2025-01-01,2025-06-01\n7,2025-06-01,2026-02-01 00:00:00",
        ssd_cla_placement="P1,7,2025-01-01 14:00,U4,2025-06-01\nP2,7,2025-06-01,K2,",
    )
    said = of_one(path).by_kind
    assert [one.fact.missing_from for one in said["Missing"]] == [MissingFrom.CARE, MissingFrom.ELSEWHERE]  # type: ignore[attr-defined]
    assert [one.happened_at for one in said["CareStatusStated"]] == [
        Moment.day(date(2025, 1, 1)),
        Moment.day(date(2026, 2, 1)),
    ]
    assert [one.fact.placement for one in said["Placed"]] == ["foster_home", "childrens_home"]  # type: ignore[attr-defined]
    assert [one.happened_at for one in said["PlacementEnded"]] == [Moment.day(date(2025, 6, 1))]


@pytest.mark.parametrize("kind", PlacementKind)
def test_every_kind_of_placement_is_written_as_it_is_read(kind: PlacementKind) -> None:
    assert kind_of(code_of(kind)) is kind


def test_who_is_in_care_and_was_never_missing_is_told_to_whoever_counts(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "1,7,2026-01-12,M,,,",
        ssd_person="8,Sim,Example,F,2011-01-01,",
        ssd_cla_episodes="8,2025-01-01,",
        ssd_cla_placement="1,8,2025-01-01,K2,\n2,8,2025-13-01,K2,\n3,9,,K2,",
    )
    with DATASET.of(DATASET.opened(path), BRADFORD) as files:
        assert [child.child for child in files.children()] == ["7"]
        (child, not_kept), (of_no_day, _) = [files.read_to_count(rows) for rows in files.unread_in_care()]
    said = Chronology.of(child.child, child.events).by_kind
    assert child.child == "8"
    assert {"IdentityStated", "CareStatusStated", "Placed"} <= set(said)
    assert [(file, line) for file, line, _ in not_kept] == [("ssd_cla_placement.csv", 3)]
    assert (of_no_day.child, of_no_day.rows) == ("9", ())


def test_who_the_child_is_comes_from_the_person_table(tmp_path: Path) -> None:
    path = written(
        tmp_path, "1,7,2026-01-12,M,,,", ssd_person="7,Sam,Null,Female,2011-05-06 00:00:00,A123\n8,Kit,,,,"
    )
    said = of_one(path).by_kind
    identity = said["IdentityStated"][0].fact
    assert (identity.surname, identity.sex, identity.born) == ("Null", "F", date(2011, 5, 6))  # type: ignore[attr-defined]
    assert {(one.fact.scheme, one.fact.value) for one in said["IdentifierStated"]} == {  # type: ignore[attr-defined]
        ("SSD person E08000032", "7"),
        ("UPN", "A123"),
    }


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",7,2026-01-12,M,,,", "miss_table_id"),
        ("1,7,,M,,,", "miss_missing_episode_start_date"),
        ("1,7,12/01/26,M,,,", "miss_missing_episode_start_date"),
        ("1,7,2026-01-12T21:00:00Z,M,,,", "miss_missing_episode_start_date"),
        ("1,7,2026-13-12,M,,,", "miss_missing_episode_start_date"),
        ("1,7,2026-01-12,M,soon,,", "miss_missing_episode_end_date"),
        ("1,7,2026-01-12,Gone,,,", "miss_missing_episode_type"),
        ("1,,2026-01-12,M,,,", "miss_person_id"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_and_the_rest_kept(tmp_path: Path, row: str, field: str) -> None:
    children, refused = told(written(tmp_path, row, "2,8,2026-01-12,M,,,"))
    assert [child.child for child in children] == ["8"]
    assert [(one.file, one.line, one.field) for one in refused] == [("ssd_missing.csv", 2, field)]
    assert say(refused[0].why)


def test_a_number_that_comes_again_says_nothing_more_or_is_refused(tmp_path: Path) -> None:
    row = "1,7,2026-01-12,M,,,"
    (child,), refused = told(written(tmp_path, row, row, "1,7,2026-01-14,M,,,"))
    assert [len(kept.events) > 0 for kept in child.rows] == [True, False]
    assert [(one.line, one.code) for one in refused] == [(4, "ssd.twice")]


def test_what_is_wrong_beside_the_episodes_is_refused_where_it_stands(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "1,7,2026-01-12,M,,,",
        ssd_person="7,Sam,Example,F,May,\n7,Sam,Other,F,,",
        ssd_cla_episodes="7,,2026-01-01\n7,2026-02-01,2026-01-01",
        ssd_cla_placement="P1,7,,K2,\nP2,7,2026-01-01,K2,\nP2,7,2026-01-01,K1,",
    )
    children, refused = told(path)
    assert [(one.file, one.line, one.code) for one in refused] == [
        ("ssd_cla_episodes.csv", 2, "ssd.no_start"),
        ("ssd_cla_episodes.csv", 3, "ssd.ends_first"),
        ("ssd_cla_placement.csv", 2, "ssd.no_start"),
        ("ssd_cla_placement.csv", 4, "ssd.twice"),
        ("ssd_person.csv", 2, "ssd.no_moment"),
        ("ssd_person.csv", 3, "ssd.twice"),
    ]
    assert len(children) == 1


def test_a_folder_without_missing_episodes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ssd_person.csv").write_text(HEADS["ssd_person"])
    with pytest.raises(Refusal):
        DATASET.of(DATASET.opened(tmp_path), None)


def load(path: Path) -> Counts:
    digest = digest_of(DATASET.opened(path))
    into = actions.begin_load("ssd", BRADFORD, digest, by=INSTALLATION, at=NOW, sent_by=DATASET.sent_by)
    return load_files(path, DATASET, into, by=INSTALLATION, at=NOW, tell=lambda counts: None).counts


@pytest.mark.django_db
def test_it_is_loaded_once_and_the_next_extract_ends_what_was_open(tmp_path: Path) -> None:
    this = written(tmp_path / "this", "1,7,2026-01-12 21:00,M,,,", "2,8,2026-01-12,A,2026-01-12,Y,N")
    first, again = load(this), load(this)
    assert (first.children, first.episodes, again.events) == (2, 2, 0)
    following = written(tmp_path / "next", "1,7,2026-01-12 21:00,M,2026-01-14 10:00,Y,Y")
    ended, again = load(following), load(following)
    assert (ended.episodes, ended.events, again.events) == (0, 4, 0)  # found, returned, offered, answered
