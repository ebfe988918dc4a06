"""A partner's table is read whatever its habits; what cannot be read in it is refused row by row."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.exchange.tables.refused import Refused, shape
from wayhome.exchange.tables.table import Row, Table
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

COLUMNS = ("person_id", "surname", "dob")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "incidents.csv"


def rows(path: Path, content: str | bytes, **asked: tuple[str, ...]) -> list[Row | Refused]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(
        Table.open(path, required=asked.get("required", COLUMNS), optional=asked.get("optional", ())).rows()
    )


def values(found: list[Row | Refused]) -> list[tuple[str, ...]]:
    assert not [one for one in found if isinstance(one, Refused)]
    return [one.values for one in found if isinstance(one, Row)]


def refusal(path: Path, **asked: tuple[str, ...]) -> str:
    with pytest.raises(Refusal) as refused:
        Table.open(path, required=asked.get("required", COLUMNS))
    return say(refused.value.sentence)


TABLE = "person_id,surname,dob\nP1,Zoë,2010-05-03\nP2,D’Arcy,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_table_reads_the_same_in_every_encoding(path: Path, encoding: str) -> None:
    assert values(rows(path, TABLE.encode(encoding))) == [("P1", "Zoë", "2010-05-03"), ("P2", "D’Arcy", "")]


def test_latin_1_is_read(path: Path) -> None:
    assert values(rows(path, "person_id,surname,dob\nP1,Zoë,x\n".encode("latin-1"))) == [("P1", "Zoë", "x")]


def test_an_accent_far_into_a_file_still_tells_its_encoding(path: Path) -> None:
    plain = "".join(f"P{n},Smith,2010-05-03\n" for n in range(120_000))
    found = rows(path, ("person_id,surname,dob\n" + plain + "P,Zoë,\n").encode("cp1252"))

    assert len(found) == 120_001
    assert values(found)[-1] == ("P", "Zoë", "")


def test_one_row_in_another_encoding_is_refused_and_the_rest_is_kept(path: Path) -> None:
    content = (
        "person_id,surname,dob\nP1,Zoë,\nP2,Chloé,\n".encode() + "P3,Zoë,\n".encode("cp1252") + b"P4,Lee,\n"
    )

    *kept, refused, last = rows(path, content)

    assert values([*kept, last]) == [("P1", "Zoë", ""), ("P2", "Chloé", ""), ("P4", "Lee", "")]
    assert isinstance(refused, Refused)
    assert (refused.file, refused.line, refused.field, refused.code) == (
        "incidents.csv",
        4,
        None,
        "row.not_text",
    )


def test_a_row_of_nul_bytes_is_refused(path: Path) -> None:
    first, refused, last = rows(path, b"person_id,surname,dob\nP1,Lee,\nP2,\0\0\0,\nP3,Lee,\n")

    assert values([first, last]) == [("P1", "Lee", ""), ("P3", "Lee", "")]
    assert isinstance(refused, Refused)
    assert (refused.line, refused.code) == (3, "row.not_text")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_table_reads_the_same_with_every_delimiter_and_line_ending(
    path: Path, delimiter: str, ending: str
) -> None:
    content = "person_id,surname,dob\nP1,Lee,\nP2,Ng,2010-05-03\n".replace(",", delimiter).replace(
        "\n", ending
    )

    assert rows(path, content) == [Row(2, ("P1", "Lee", "")), Row(3, ("P2", "Ng", "2010-05-03"))]


def test_a_delimiter_is_told_by_the_columns_not_by_how_often_it_stands_there(path: Path) -> None:
    content = "person_id;notes, remarks, and, more;surname;dob\nP1;a,b,c,d;Lee;\n"

    assert values(rows(path, content)) == [("P1", "Lee", "")]


def test_columns_match_by_case_blanks_and_underscores_in_any_order(path: Path) -> None:
    assert values(rows(path, " DOB ,Person ID,extra,surname\n2010-05-03,P1,x,Lee\n")) == [
        ("P1", "Lee", "2010-05-03")
    ]


def test_an_optional_column_the_file_lacks_is_blank_in_every_row(path: Path) -> None:
    found = rows(path, "surname,person_id\nLee,P1\n", required=("person_id",), optional=("sex", "surname"))

    assert values(found) == [("P1", "", "Lee")]


def test_a_table_of_one_column_gives_tuples_too(path: Path) -> None:
    assert values(rows(path, "person_id\nP1\n", required=("person_id",))) == [("P1",)]


def test_a_row_tells_its_physical_line_across_quoted_newlines_and_blank_lines(path: Path) -> None:
    content = 'person_id,surname,dob\nP1,"Lee\nNg",\n\n,,\n  \nP2,Lee,\n"P3","a\r\nb\n",\nP4,Lee,\n'

    assert [(row.line, row.values[0]) for row in rows(path, content)] == [
        (2, "P1"),
        (7, "P2"),
        (8, "P3"),
        (11, "P4"),
    ]


def test_blank_lines_before_the_header_are_passed_over(path: Path) -> None:
    assert rows(path, "\n\nperson_id,surname,dob\nP1,Lee,\n") == [Row(4, ("P1", "Lee", ""))]


def test_a_ragged_row_is_refused_unless_only_blanks_are_too_many(path: Path) -> None:
    first, second, third = rows(path, "person_id,surname,dob\nP1,Lee\nP2,Lee,2010-05-03,x\nP3,Lee,,,,\n")

    assert isinstance(first, Refused)
    assert (first.line, first.code, dict(first.why.facts)) == (2, "row.ragged", {"values": 2, "columns": 3})
    assert isinstance(second, Refused)
    assert third == Row(4, ("P3", "Lee", ""))


def test_a_quotation_mark_never_closed_costs_its_own_line_alone(path: Path) -> None:
    many = "".join(f"P{n},Lee,2010-05-03\n" for n in range(20_000))
    refused, *kept = rows(path, f'person_id,surname,dob\nP,"Lee,\n{many}')

    assert isinstance(refused, Refused)
    assert (refused.line, refused.code) == (2, "row.quotation_mark")
    assert [one.line for one in kept] == list(range(3, 20_003))


def test_quotation_marks_never_closed_on_many_lines_cost_those_lines_alone(path: Path) -> None:
    body = "".join(f'P{n},"Lee,\n' if n % 3 == 0 else f"P{n},Lee,\n" for n in range(3000))
    found = rows(path, f"person_id,surname,dob\n{body}")

    assert [one.line for one in found] == list(range(2, 3002))
    assert [isinstance(one, Refused) for one in found] == [n % 3 == 0 for n in range(3000)]


def test_a_damaged_line_read_again_is_still_refused(path: Path) -> None:
    content = b'person_id,surname,dob\nP0,"Lee,\nP1,Z\0,\nP2,Ng,\n'

    assert [(one.line, isinstance(one, Refused)) for one in rows(path, content)] == [
        (2, True),
        (3, True),
        (4, False),
    ]


def test_a_mark_inside_plain_text_is_text(path: Path) -> None:
    assert values(rows(path, 'person_id,surname,dob\nP1,Lee "Bo" Ng,\nP2, "Ng, J",\n')) == [
        ("P1", 'Lee "Bo" Ng', ""),
        ("P2", "Ng, J", ""),
    ]


def test_a_header_alone_is_a_table_without_rows(path: Path) -> None:
    assert rows(path, "person_id,surname,dob\n") == []
    assert rows(path, "person_id,surname,dob") == []


def test_missing_columns_are_named_beside_those_found(path: Path) -> None:
    path.write_text("person_id,born\nP1,2010-05-03\n")

    assert refusal(path) == (
        "incidents.csv lacks columns that are needed: surname, dob. It has: person_id, born. "
        "Add them, or check how they are spelt."
    )


def test_a_file_without_a_header_is_refused_without_repeating_its_first_row(path: Path) -> None:
    path.write_text("P1,Jayden,2010-05-03\n")

    assert "names none of the columns expected: person_id, surname, dob" in refusal(path)
    assert "Jayden" not in refusal(path)


def test_a_column_named_twice_is_refused_and_one_nobody_asks_for_is_not(path: Path) -> None:
    path.write_text("person_id,surname,Surname,dob\nP1,Lee,Ng,\n")
    assert "more than one column of the same name: surname" in refusal(path)

    assert values(rows(path, "person_id,note,note,surname,dob\nP1,a,b,Lee,\n")) == [("P1", "Lee", "")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "names none of the columns"),
        (b"PK\x03\x04\x14\x00\x06\x00", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook"),
        (b'"person_id,surname', "names none of the columns"),
        (b"x" * 3_000_000, "not lines of text"),
    ],
)
def test_what_is_not_a_table_is_refused_with_what_to_do(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)

    assert said in refusal(path)
    assert refusal(path).startswith(("incidents.csv", "The first line of incidents.csv"))


def test_a_folder_and_a_missing_file_are_refused(path: Path) -> None:
    assert "is a folder" in refusal(path.parent)
    assert "no file incidents.csv" in refusal(path)


def test_a_file_that_may_not_be_read_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbid)

    assert "may not be read" in refusal(path)


@pytest.mark.parametrize("size", [5_000, 100_000])
def test_memory_does_not_grow_with_the_file(path: Path, size: int) -> None:
    path.write_text("person_id,surname,dob\n" + "P1,Lee,2010-05-03\n" * size)
    tracemalloc.start()
    try:
        assert sum(1 for _ in Table.open(path, required=COLUMNS).rows()) == size
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_shape_counts_and_never_shows() -> None:
    assert say(shape("Jayden 07")) == "6 letters, 2 digits and 1 other mark"


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)


@given(st.lists(st.tuples(CELL.filter(bool), CELL, CELL), max_size=8))
def test_any_quoted_table_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]]
) -> None:
    def quoted(row: tuple[str, ...]) -> str:
        return ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"

    path = tmp_path_factory.mktemp("table") / "any.csv"

    assert values(rows(path, "".join(map(quoted, [COLUMNS, *cells])))) == cells


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_it_fail_or_lose_the_row_after(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    path = tmp_path_factory.mktemp("table") / "noise.csv"

    found = rows(path, b"person_id,surname,dob\n" + noise + b"\nP1,Lee,\n")

    assert any(one[1] == ("P1", "Lee", "") for one in found if isinstance(one, Row))
