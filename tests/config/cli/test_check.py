"""`wayhome check`, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.config.cli.from_files import wayhome
from wayhome.config import cli

FAKE = Path(__file__).parents[2] / "data" / "ssda903"


def check(*words: object, path: Path = FAKE) -> tuple[int, str, str]:
    done = wayhome("check", path, "--as", "ssda903", "--year", "2017/18", *words)
    return done.returncode, done.stdout, done.stderr


def test_one_object_and_nothing_else() -> None:
    code, out, _ = check("--json")
    assert code == cli.RAN
    assert json.loads(out)["findings"]["574"] == {"Missing": [35]}


def test_a_person_is_told_the_lines_and_where_the_words_differ() -> None:
    _, out, err = check()
    assert "574: No period starts while one is open" in out
    assert "1 row: line 37 of missing.csv" in out
    assert "every child without an episode" in out
    assert "Not run, for want of a table: 576" in out
    assert "Left unread: fake_903.xml" in err


def test_by_the_words() -> None:
    _, out, _ = check("--by", "text", "--json")
    assert json.loads(out)["findings"]["581"] == {}


def test_a_file_that_is_mapped_onto_a_return_is_checked_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "our.toml").write_text(
        'onto = "ssda903"\n[missing]\nCHILD = "Id"\nDOB = "Born"\nMISSING = { constant = "M" }\n'
        'MIS_START = "From"\nMIS_END = "To"\n'
    )
    (tmp_path / "table.csv").write_text("Id,Born,From,To\n7,2005-02-01,2017-06-03,2017-06-01\n")
    sent = tmp_path / "table.csv"
    assert json.loads(check("--as", tmp_path / "our.toml", "--json", path=sent)[1])["findings"]["567"] == {
        "Missing": [0]
    }
    code, out, err = check("--as", "police", path=sent)
    assert (code, out) == (cli.COULD_NOT_RUN, "")
    assert "only a return" in err


def test_a_year_that_is_none_is_refused() -> None:
    code, out, err = check("--year", "2018")
    assert (code, out) == (cli.COULD_NOT_RUN, "")
    assert "such as 2017/18" in err


def test_rows_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "missing.csv").write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\n7,01/01/2005,M\n")
    code, out, _ = check(path=tmp_path)
    assert code == cli.SOME_REFUSED
    assert "refused: missing.csv, line 2" in out
