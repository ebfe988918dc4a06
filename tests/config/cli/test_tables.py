"""`wayhome tables`, as a person types it."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.config.cli.from_files import DATA, wayhome
from tests.config.cli.record import record
from tests.insight.tables.made import episode, extract
from wayhome.insight.extract import rows

__all__ = ["record"]

BRADFORD = ("--authority", "E08000032")

#: Two children: one three times within a year and offered twice; one before and after the clocks change in spring.
INCIDENTS = """\
incident_id,person_id,last_seen_at,reported_at,returned_at,missing_from,risk,flags,sex
I1,P1,2025-06-05 20:00,2025-06-05 21:00,2025-06-06 09:00,home,high,CSE,F
I2,P1,2025-06-12 20:00,2025-06-12 21:00,2025-06-13 09:00,care,medium,,F
I3,P1,2025-07-19 20:00,2025-07-19 21:30,,home,medium,,F
I4,P2,2026-03-27 10:00,2026-03-27 11:00,2026-03-27 12:00,home,low,,M
I5,P2,2026-04-07 20:00,2026-04-07 21:00,2026-04-08 09:00,home,low,,M
"""
INTERVIEWS = """\
incident_id,offered_at,accepted,held_at
I1,2025-06-06 12:00,Y,2025-06-09 09:00
I2,2025-06-13 12:00,N,
I4,2026-03-27 13:00,Y,2026-03-30 13:00
I5,,,2026-04-11 09:01
"""
#: Four children: one turns 18 on the fortieth day after and is missing once more at 18; of one the year of birth is
#: mistyped; of one nobody can read the day of birth; and one is a child throughout.
NEARLY_18 = """\
incident_id,person_id,last_seen_at,reported_at,returned_at,dob
I1,P1,2023-06-05 20:00,2023-06-05 21:00,2023-06-06 09:00,2005-07-16
I2,P1,2023-08-05 20:00,2023-08-05 21:00,2023-08-06 09:00,2005-07-16
I3,P2,2023-06-05 20:00,2023-06-05 21:00,2023-06-06 09:00,1912-07-16
I4,P2,2023-06-12 20:00,2023-06-12 21:00,2023-06-13 09:00,1912-07-16
I5,P3,2023-06-05 20:00,2023-06-05 21:00,2023-06-06 09:00,16/7
I6,P3,2023-06-12 20:00,2023-06-12 21:00,2023-06-13 09:00,16/7
I7,P4,2023-06-05 20:00,2023-06-05 21:00,2023-06-06 09:00,2010-07-16
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "incidents.csv").write_text(INCIDENTS)
    (tmp_path / "interviews.csv").write_text(INTERVIEWS)
    return tmp_path


def answer(path: Path, *words: object, named: str = "police", code: int = 0) -> dict:
    done = wayhome("tables", path, "--as", named, *BRADFORD, "--json", *words)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def exact(path: Path, *words: object, named: str = "police", code: int = 0) -> dict:
    return answer(path, "--internal", *words, named=named, code=code)


def test_a_police_file_in_exact_numbers(folder):
    said = exact(folder)
    assert [name for name, block in said.items() if block is None] == [
        "cla_missing",
        "cla_away",
        "in_care",
        "reasons",
        "crossovers",
        "ever_missing",
        "decisions",
        "compared",
    ]
    assert (said["police"]["incidents"], said["police"]["children"]) == (5, 2)
    assert said["police"]["by"]["exploitation"]["Marked"]["incidents"] == 1
    assert (said["interviews"]["offered"], said["interviews"]["held"]) == (3, 3)
    repeats = said["repeats"]
    assert (repeats["share_after_first"], repeats["children_with_2plus_share"]) == (0.6, 1.0)
    assert repeats["incidents_of_those_share"] == 1.0
    long = said["long_term"]  # I3 was never found, and 19 July to 31 March are 255 days
    assert (long["children"], long["still_missing"]) == (1, 1)
    assert long["by"]["how_long"]["182 to 272 days"]["incidents"] == 1
    assert repeats["bands"] == {"1": 0, "2": 1, "3-4": 1, "5-9": 0, "10-49": 0, "50-99": 0, "100+": 0}


def test_72_elapsed_hours_are_in_time_and_a_minute_more_is_not_across_a_change_of_clocks(folder):
    # I1: 72 hours to the minute. I4: 73 hours on the wall are 72 elapsed, in the night in which an hour is skipped.
    # I5: a minute more.
    assert exact(folder)["interviews"]["within_72_hours"] == 2


def test_of_one_year_what_began_in_it(folder):
    said = exact(folder, "--year", "2025/26")
    assert (said["police"]["incidents"], said["repeats"]["incidents"], said["interviews"]["held"]) == (
        4,
        4,
        2,
    )
    assert exact(folder, "--year", "2019/20")["police"]["incidents"] == 0


def test_an_annual_return_in_exact_numbers():
    said = exact(DATA / "ssda903", named="ssda903")
    missing = said["cla_missing"]
    assert (missing["children"], missing["incidents"], missing["mean"]) == (19, 19, 1.0)
    assert sum(line["children"] for line in missing["by"]["sex"].values()) == 19
    assert sum(line["incidents"] for line in missing["by"]["duration"].values()) == 19
    assert (said["cla_away"]["children"], said["cla_away"]["incidents"]) == (21, 24)
    assert (said["police"], said["interviews"]) == (None, None)


def test_of_all_in_care_is_counted_where_a_source_lists_them(folder):
    """Whoever has a placement on a day of the year that is no short break; of 465 children some episode is one."""
    said = exact(DATA / "ssda903", "--year", "2017/18", named="ssda903")
    assert (said["in_care"]["children"], said["in_care"]["at_31_march"]) == (1896, 1201)
    assert exact(folder)["in_care"] is None


def test_nobody_is_followed_beyond_the_18th_birthday_of_a_file_or_of_the_record(record, tmp_path):
    (tmp_path / "incidents.csv").write_text(NEARLY_18)
    record.begin()
    code, _, error = record.run("load", str(tmp_path), "--as", "police", *BRADFORD)
    assert code == 0, error
    code, out, error = record.run("tables", "--record", "--internal", "--json")
    assert code == 0, error
    of_the_record = json.loads(out)
    for said in (exact(tmp_path), of_the_record):
        following = said["next_episode"]
        assert (following["incidents"], following["children"]) == (7, 4)
        assert (following["again"], following["children_again"]) == (2, 2)
        assert [one["not_followed"] for one in following["by"]["days"].values()] == [1, 0, 1, 0, 0]


def test_an_extract_that_was_written_before_says_the_same(folder, tmp_path):
    wayhome("extract", folder, "--as", "police", *BRADFORD, "--out", tmp_path / "extract")
    again = exact(tmp_path / "extract", named="extract")
    assert again == exact(folder)


def test_what_is_printed_withholds_what_is_small_unless_exact_numbers_are_asked_for(folder):
    said = answer(folder)
    assert said["police"]["children"] is None
    assert {line["incidents"] for line in said["police"]["by"]["risk"].values()} == {None}
    missing = answer(DATA / "ssda903", named="ssda903")["cla_missing"]
    assert (missing["children"], missing["incidents"], missing["more_than_once"]) == (20, 20, 0)
    assert answer(DATA / "ssda903", "--policy", "dfe", named="ssda903")["cla_missing"]["children"] == 20


def test_what_is_published_is_what_is_printed(folder, tmp_path):
    said = exact(folder, "--out", tmp_path / "published")
    for table in ("police", "interviews", "repeats", "next_episode", "long_term", "duties"):
        with (tmp_path / "published" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                printed = (
                    said[table] if line["by"] == "all" else said[table]["by"][line["by"]][line["category"]]
                )
                number = printed[line["number"]]
                assert line["value"] == ("" if number is None else str(number))


def test_they_are_published_into_a_new_folder_whole_or_not_at_all(folder, tmp_path):
    answer(folder, "--year", "2025/26", "--out", tmp_path / "published")
    names = {file.name for file in (tmp_path / "published").iterdir()}
    assert {"tables.ods", "tables.xlsx", "police.csv", "csv-metadata.json"} <= names
    done = wayhome("tables", folder, "--as", "police", "--out", tmp_path / "published")
    assert (done.returncode, done.stdout) == (2, "")


def published(into: Path, boys: int) -> Path:
    """An extract of so many boys and of seven girls, each missing once."""
    into.mkdir()
    names = [(f"{sex}{n}", sex) for sex, of_each in (("M", boys), ("F", 7)) for n in range(of_each)]
    held = extract(
        into,
        children=[rows.Child(name, sex, None) for name, sex in names],
        episodes=[episode(name, age=14, risk="low") for name, _ in names],
    )
    (into / "extract.json").write_text(json.dumps(asdict(held.about)))
    return into


def test_what_an_earlier_release_of_the_year_withheld_stays_so(tmp_path):
    """Of boys there were two, and girls are withheld beside them; since then there are eight."""
    then, now = published(tmp_path / "then", 2), published(tmp_path / "now", 8)
    words = ("tables", now, "--as", "extract", "--json", "--year", "2025/26")
    alone = json.loads(wayhome(*words).stdout)["police"]["by"]["sex"]
    beside = json.loads(wayhome(*words, "--before", then).stdout)["police"]["by"]["sex"]
    assert (alone["Females"]["children"], alone["Males"]["children"]) == (5, 10)
    assert beside["Females"]["children"] is None
    done = wayhome(*words, "--before", then, "--out", tmp_path / "published")
    assert done.returncode == 0, done.stderr


def test_what_the_first_of_several_releases_withheld_stays_so_in_all(tmp_path):
    """Of the second alone girls would be shown, and were not: the first had withheld them. So the manual has it."""
    first, second = published(tmp_path / "first", 2), published(tmp_path / "second", 8)
    words = ("tables", published(tmp_path / "third", 13), "--as", "extract", "--json", "--year", "2025/26")

    def girls(*before: Path) -> int | None:
        done = wayhome(*words, *(word for one in before for word in ("--before", one)))
        return json.loads(done.stdout)["police"]["by"]["sex"]["Females"]["children"]

    assert (girls(), girls(second), girls(first, second)) == (5, 5, None)
    done = wayhome(*words, "--before", first, "--before", second, "--out", tmp_path / "published")
    assert done.returncode == 0, done.stderr


def test_of_more_than_one_authority_looked_after_children_are_counted_by_area(tmp_path):
    held = extract(
        tmp_path,
        episodes=[
            episode(f"{code}-{n}", care="looked_after", authority=code)
            for code, children in (("E08000032", 3), ("E09000007", 2))
            for n in range(children)
        ],
    )
    (tmp_path / "extract.json").write_text(json.dumps(asdict(held.about)))
    done = wayhome("tables", tmp_path, "--as", "extract", "--internal", "--json", "--year", "2025/26")
    by = json.loads(done.stdout)["cla_missing"]["by"]
    assert by["region"]["London"]["children"] == 2
    assert by["authority"]["E08000032 Bradford"]["incidents"] == 3


def test_a_year_that_is_published_of_england_is_printed_beside_it():
    said = exact(DATA / "ssda903", "--year", "2018/19", named="ssda903")["compared"]
    assert {one["england"] for one in said["rates"] if one["rate"] == "mean"} == {6.2}
    done = wayhome("tables", DATA / "ssda903", "--as", "ssda903", *BRADFORD, "--year", "2018/19")
    assert "this source beside England as published (release of 2023)" in done.stdout
    assert exact(DATA / "ssda903", named="ssda903")["compared"] is None


def test_rows_that_were_refused_are_said_and_the_rest_is_counted():
    said = exact(DATA / "police", code=1)
    assert said["police"]["incidents"] == 4
    assert said["refused"][0]["file"]


def test_as_text_each_table_says_what_it_is(folder):
    done = wayhome("tables", folder, "--as", "police", "--internal", "--year", "2025/26")
    assert done.returncode == 0
    assert "Incidents of missing children, and the children, as police record them (2025/26)" in done.stdout
    assert "looked after who were" not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--year", "2098/99"), "begins on"),
        (("--before", "nowhere"), "give --year"),
        (("--before", "nowhere", "--year", "2025/26"), "no extract"),
        (("--year", "2025"), "two years that follow each other"),
        (("--year", "2025/27"), "two years that follow each other"),
        (("--as", "extract"), "no extract in that folder"),
        (("--record",), "PATH with --as"),
        (("--engine", "spark"), "wayhome[national]"),
    ],
)
def test_what_cannot_be_asked_says_why(folder, words, said):
    done = wayhome("tables", folder, *(("--as", "police") if "--as" not in words else ()), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_of_a_year_that_is_not_over_nobody_is_said_to_be_missing_longer_than_is_known(folder):
    # I3 is missing since 19 July: 12 days by the last of July
    said = exact(folder, "--year", "2025/26", "--as-at", "2025-08-01")["long_term"]
    assert said["children"] == 0
    assert (
        exact(folder, "--year", "2025/26", "--as-at", "2025-08-16 12:00")["long_term"]["still_missing"] == 1
    )
