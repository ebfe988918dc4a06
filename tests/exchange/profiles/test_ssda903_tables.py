"""A return as it was sent: by the names of its files, or as XML; what is none is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from wayhome.exchange.profiles.ssda903.tables import opened_return, read_return
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

FAKE = Path(__file__).parents[2] / "data" / "ssda903"

CHILD = """<EXPSSDA903><CHILD><HEADER><CHILDID>7</CHILDID><SEX>1</SEX><DOB>01/01/2005</DOB>
<AMISSING><MISSING>M</MISSING><MIS_START>01/06/2017</MIS_START><MIS_END/></AMISSING>
<AMISSING><MISSING>a</MISSING><MIS_START>01/07/2017</MIS_START><MIS_END>02/07/2017</MIS_END></AMISSING></HEADER>
<EPISODE><DECOM>01/04/2016</DECOM><PL>U1</PL><DEC/><REC>X1</REC></EPISODE></CHILD></EXPSSDA903>
"""


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as one:
        read_return(opened_return(path))
    return say(one.value.sentence)


def test_every_row_of_the_fake_return_is_read_and_other_files_are_named() -> None:
    read = read_return(opened_return(FAKE))
    assert {name: len(rows) for name, rows in read.tables.items()} == {
        "Header": 2675,
        "Episodes": 5050,
        "Missing": 43,
        "OC3": 53,
        "UASC": 132,
    }
    assert "fake_903.xml" in {file.name for file in read.folder.unread}
    assert read.refused == ()


def test_the_xml_form_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "return.xml").write_text(CHILD)
    read = read_return(opened_return(tmp_path / "return.xml"))
    assert [dict(row.values) for row in read.tables["Missing"]] == [
        {"CHILD": "7", "DOB": "01/01/2005", "MISSING": "M", "MIS_START": "01/06/2017", "MIS_END": ""},
        {
            "CHILD": "7",
            "DOB": "01/01/2005",
            "MISSING": "A",
            "MIS_START": "01/07/2017",
            "MIS_END": "02/07/2017",
        },
    ]
    assert read.tables["Episodes"][0].values["PLACE"] == "U1"
    assert read.tables["Missing"][1].line == 3


def test_the_fake_xml_is_read_whole() -> None:
    read = read_return(opened_return(FAKE / "fake_903.xml"))
    assert {name: len(rows) for name, rows in read.tables.items()} == {
        "Header": 253,
        "Episodes": 459,
        "Missing": 6,
        "OC3": 6,
        "UASC": 12,
    }


def test_a_folder_with_the_xml_form_alone_is_that_form(tmp_path: Path) -> None:
    (tmp_path / "March.XML").write_text(CHILD)
    (tmp_path / "notes.txt").write_text("nothing")
    read = read_return(opened_return(tmp_path))
    assert (len(read.tables["Missing"]), read.files["Missing"]) == (2, "March.XML")
    assert [file.name for file in read.folder.unread] == ["notes.txt"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<EXPSSDA903><CHILD></EXPSSDA903>", "goes wrong at line 1"),
        ("<ROOT/>", "EXPSSDA903"),
        ("", "breaks off"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><EXPSSDA903>&a;</EXPSSDA903>', "entities"),
    ],
)
def test_what_is_no_return_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "return.xml").write_text(text)
    assert said in refused(tmp_path / "return.xml")


def test_a_folder_without_a_return_says_what_is_looked_for(tmp_path: Path) -> None:
    assert "missing.csv" in refused(tmp_path)


def test_a_file_without_a_column_names_it(tmp_path: Path) -> None:
    (tmp_path / "missing.csv").write_text("CHILD,DOB,MISSING,MIS_START\n7,01/01/2005,M,01/06/2017\n")
    assert "MIS_END" in refused(tmp_path)


def test_a_row_that_is_torn_is_refused_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    head = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
    (tmp_path / "missing.csv").write_text(f"{head}7,01/01/2005,M\n8,01/01/2005,M,01/06/2017,\n")
    read = read_return(opened_return(tmp_path))
    assert [one.line for one in read.refused] == [2]
    assert [(row.place, row.line) for row in read.tables["Missing"]] == [(1, 3)]
