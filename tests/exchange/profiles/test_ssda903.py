"""An annual return as a source: every period an incident, days as days, and silence where it cannot speak."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children.models import Child, Event
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange import actions, register
from wayhome.exchange.loading.files import Outcome, digest_of, load_files, preview
from wayhome.exchange.profiles.named import RETURN
from wayhome.exchange.profiles.source import OneChild
from wayhome.exchange.profiles.ssda903 import ReturnFiles, opened_return
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import AgencyKind, Missing, RecordedAs
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

FAKE = Path(__file__).parents[2] / "data" / "ssda903"
BRADFORD = register.current("E08000032")
NOW = datetime(2018, 6, 1, 9, 0, tzinfo=UTC)

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


def folder(tmp_path: Path, missing: str, header: str = "", episodes: str = "") -> Path:
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "missing.csv").write_text(f"{MISSING}{missing}\n")
    (tmp_path / "header.csv").write_text(f"{HEADER}{header}\n")
    (tmp_path / "episodes.csv").write_text(f"{EPISODES}{episodes}\n")
    return tmp_path


def told(path: Path) -> tuple[list[OneChild], ReturnFiles]:
    with ReturnFiles.of(opened_return(path), BRADFORD) as files:
        return list(files.children()), files


def of_one(path: Path) -> Chronology:
    (child,), _ = told(path)
    return Chronology.of(child.child, child.events)


def test_every_period_of_the_fake_return_is_an_incident() -> None:
    children, files = told(FAKE)
    said = [event.fact for child in children for event in child.events if isinstance(event.fact, Missing)]
    assert (len(children), len(said), files.refused) == (39, 43, [])
    assert sum(fact.recorded_as is RecordedAs.AWAY for fact in said) == 24


def test_one_missing_was_found_that_day_and_one_away_returned(tmp_path: Path) -> None:
    path = folder(tmp_path, "7,01/02/2005,M,01/06/2017,03/06/2017\n7,01/02/2005,a,05/07/2017,05/07/2017")
    said = of_one(path).by_kind
    assert [one.happened_at for one in said["Missing"]] == [
        Moment.day(date(2017, 6, 1)),
        Moment.day(date(2017, 7, 5)),
    ]
    assert [(one.happened_assumed) for one in said["Found"]] == [False, True]
    assert [(one.happened_assumed) for one in said["Returned"]] == [True, False]
    assert {telling.stated for one in said["Missing"] for telling in one.told} == {False}


def test_rows_with_equal_values_are_kept_apart(tmp_path: Path) -> None:
    row = "7,01/02/2005,M,01/06/2017,03/06/2017"
    assert len(of_one(folder(tmp_path, f"{row}\n{row}")).by_kind["Missing"]) == 2


def test_next_years_return_ends_the_period_that_this_years_left_open(tmp_path: Path) -> None:
    before = of_one(folder(tmp_path / "before", "7,01/02/2005,M,20/03/2018,"))
    after = of_one(folder(tmp_path / "after", "7,01/02/2005,M,20/03/2018,03/04/2018"))
    assert before.by_kind["Missing"][0].key == after.by_kind["Missing"][0].key
    assert "Found" not in before.by_kind


def test_care_and_placements_are_those_of_the_episodes(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        "7,01/02/2005,M,01/06/2017,",
        episodes="7,01/04/2016,S,C2,N1,U1,PR1,30/06/2016,X1,,,,1\n"
        "7,30/06/2016,L,C2,N1,U1,PR1,01/09/2016,X1,,,,1\n"
        "7,01/09/2016,P,C2,N1,K2,PR1,01/06/2017,E8,,,,2",
    )
    said = of_one(path).by_kind
    assert [one.fact.placement for one in said["Placed"]] == ["foster_home", "childrens_home"]  # type: ignore[attr-defined]
    assert [one.happened_at for one in said["PlacementEnded"]] == [
        Moment.day(date(2016, 9, 1)),
        Moment.day(date(2017, 6, 1)),
    ]
    assert [one.fact.status for one in said["CareStatusStated"]] == ["looked_after", "not_looked_after"]  # type: ignore[attr-defined]


def test_a_short_break_is_a_placement_of_its_own(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        "7,01/02/2005,M,01/06/2017,",
        episodes="7,01/04/2016,S,V3,N1,U1,PR1,04/04/2016,E8,,,,1\n"
        "7,01/05/2016,S,V4,N1,U1,PR1,01/06/2016,X1,,,,1\n"
        "7,01/06/2016,L,C2,N1,U1,PR1,,,,,,1",
    )
    placed = of_one(path).by_kind["Placed"]
    assert [one.fact.short_breaks for one in placed] == [True, True, None]  # type: ignore[attr-defined]


def test_who_is_in_care_and_was_never_missing_is_told_to_whoever_counts_and_to_nobody_else(
    tmp_path: Path,
) -> None:
    path = folder(
        tmp_path,
        "7,01/02/2005,M,01/06/2017,",
        header="8,2,03/03/2006,WBRI,\n9,1,04/04/2006,WBRI,",
        episodes="7,01/04/2016,S,C2,N1,U1,PR1,,,,,,1\n"
        "8,01/04/2016,S,C2,N1,K2,PR1,,,,,,1\n"
        "10,no day,S,C2,N1,K2,PR1,,,,,,1",
    )
    children, files = told(path)
    assert [child.child for child in children] == ["7"]
    assert files.lists_in_care
    others = [files.read_to_count(rows) for rows in files.unread_in_care()]
    [(child, _), (of_no_day, _)] = sorted(others, key=lambda each: not each[0].rows)
    said = Chronology.of(child.child, child.events).by_kind
    assert (child.child, set(said)) == (
        "8",
        {"IdentifierStated", "ResponsibleAuthorityStated", "IdentityStated", "CareStatusStated", "Placed"},
    )
    assert (of_no_day.child, of_no_day.rows) == ("10", ())


def test_whoever_has_no_period_that_can_be_read_is_in_care_all_the_same(tmp_path: Path) -> None:
    path = folder(tmp_path, "7,01/02/2005,M,no day,", episodes="7,01/04/2016,S,C2,N1,U1,PR1,,,,,,1")
    _, files = told(path)
    [(child, not_kept)] = [files.read_to_count(rows) for rows in files.unread_children()]
    assert "Placed" in Chronology.of(child.child, child.events).by_kind
    assert [(file, line) for file, line, _ in not_kept] == [("missing.csv", 2)]


def test_a_return_without_its_episodes_does_not_say_who_is_in_care(tmp_path: Path) -> None:
    path = folder(tmp_path, "7,01/02/2005,M,01/06/2017,")
    (path / "episodes.csv").unlink()
    _, files = told(path)
    assert not files.lists_in_care
    assert list(files.unread_in_care()) == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("K1", "secure"),
        ("H5", "supported_accommodation"),
        ("P1", "with_parents"),
        ("p2", "independent"),
        ("A6", "for_adoption"),
        ("U6", "foster_home"),
        ("R1", "other"),
        ("", "other"),
    ],
)
def test_codes_of_placements(tmp_path: Path, code: str, kind: str) -> None:
    episodes = f"7,01/04/2016,S,C2,N1,{code},PR1,30/06/2016,E8,,,,1"
    (placed,) = of_one(folder(tmp_path, "7,01/02/2005,M,01/06/2016,", episodes=episodes)).by_kind["Placed"]
    assert placed.fact.placement == kind  # type: ignore[attr-defined]


def test_a_child_who_moved_to_another_home_of_the_kind_was_placed_again(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        "7,01/02/2005,M,01/06/2017,",
        episodes="7,01/04/2016,S,C2,N1,K2,PR1,30/06/2016,X1,,,,\n7,30/06/2016,p,C2,N1,K2,PR1,,,,,,",
    )
    assert len(of_one(path).by_kind["Placed"]) == 2


@pytest.mark.parametrize(
    ("code", "sex"), [("1", "M"), ("2", "F"), ("F", "F"), ("m", "M"), ("u", "U"), ("9", "")]
)
def test_sex_is_read_as_old_and_new_returns_code_it(tmp_path: Path, code: str, sex: str) -> None:
    path = folder(tmp_path, "7,01/02/2005,M,01/06/2017,", header=f"7,{code},01/02/2005,WBRI,A123")
    (identity,) = of_one(path).by_kind["IdentityStated"]
    assert (identity.fact.sex, identity.fact.born) == (sex, date(2005, 2, 1))  # type: ignore[attr-defined]


def test_another_day_of_birth_stands_beside_the_headers(tmp_path: Path) -> None:
    path = folder(tmp_path, "7,02/02/2005,M,01/06/2017,", header="7,1,01/02/2005,WBRI,")
    assert len(of_one(path).by_kind["IdentityStated"]) == 2


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("7,01/02/2005,M,31/02/2017,", "MIS_START"),
        ("7,01/02/2005,M,,", "MIS_START"),
        ("7,01/02/2005,M,01/06/2017,2017-06-03", "MIS_END"),
        ("7,01/02/2005,,01/06/2017,", "MISSING"),
        (",01/02/2005,M,01/06/2017,", "CHILD"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_and_the_rest_kept(tmp_path: Path, row: str, field: str) -> None:
    children, files = told(folder(tmp_path, f"{row}\n8,01/02/2005,M,01/06/2017,"))
    assert [child.child for child in children] == ["8"]
    assert [(one.line, one.field) for one in files.refused] == [(2, field)]
    assert say(files.refused[0].why)


def test_a_folder_without_missing_periods_is_refused(tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_text(HEADER)
    with pytest.raises(Refusal):
        ReturnFiles.of(opened_return(tmp_path), None)


def load(path: Path) -> Outcome:
    into = actions.begin_load(
        "ssda903", BRADFORD, digest_of(RETURN.opened(path)), by=INSTALLATION, at=NOW, sent_by=RETURN.sent_by
    )
    return load_files(path, RETURN, into, by=INSTALLATION, at=NOW, tell=lambda counts: None)


@pytest.mark.django_db
def test_a_return_is_loaded_by_its_council_once_however_often() -> None:
    would = preview(FAKE, RETURN, BRADFORD, at=NOW, tell=lambda counts: None).counts
    first, again = load(FAKE).counts, load(FAKE).counts
    assert (first.children, first.episodes, first.rows) == (39, 43, 43)
    assert would == first
    assert (again.events, again.unchanged) == (0, 43)
    assert Child.objects.count() == 39
    assert User.objects.get(is_system=True).agency == Agency.objects.get(kind=AgencyKind.AUTHORITY)
    assert set(Event.objects.values_list("of__code", flat=True)) == {"E08000032"}


@pytest.mark.django_db
def test_the_xml_form_and_the_csv_form_are_one_source(tmp_path: Path) -> None:
    folder(tmp_path, "7,01/02/2005,M,01/06/2017,", header="7,1,01/02/2005,WBRI,")
    load(tmp_path)
    (tmp_path / "return.xml").write_text(
        "<EXPSSDA903><CHILD><HEADER><CHILDID>7</CHILDID><SEX>1</SEX><DOB>01/02/2005</DOB><ETHNIC>WBRI</ETHNIC>"
        "<AMISSING><MISSING>M</MISSING><MIS_START>01/06/2017</MIS_START></AMISSING></HEADER></CHILD></EXPSSDA903>"
    )
    assert load(tmp_path / "return.xml").counts.events == 0
