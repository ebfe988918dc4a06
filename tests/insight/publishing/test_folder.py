"""A release on disk: the same numbers in every format, each with what whoever reads it must know."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from odfdo import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.insight.tables.made import YEAR, counted, episode, extract
from wayhome.config.areas import areas
from wayhome.insight.extract import rows
from wayhome.insight.publishing import as_pdf
from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.folder import publish
from wayhome.insight.publishing.naming import plain
from wayhome.insight.publishing.reading import parts
from wayhome.insight.publishing.sheets import NOT_APPLICABLE, WITHHELD, sheets
from wayhome.insight.tables import duties, looked_after, police, repeats
from wayhome.insight.tables.areas import by_area
from wayhome.insight.tables.control import DFE, PUBLISHED, controlled
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.listed import tables_of
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL
from wayhome.rules.disclosure import SmallNumbers
from wayhome.rules.recording import as_a_whole
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> list[Figures]:
    """Of 43 children, three of them girls: the others' number is withheld with theirs."""
    names = [f"child-{n}" for n in range(43)]
    held = extract(
        tmp_path_factory.mktemp("extract"),
        children=[rows.Child(name, "F" if n < 3 else "M", "=1+1") for n, name in enumerate(names)],
        episodes=[episode(name, care="looked_after", age=14, placement="foster_home") for name in names],
    )
    return [controlled(counted(held, table)) for table in (looked_after.MISSING, police.TABLE, repeats.TABLE)]


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return Release(extract(tmp_path).about, "year to 31 March 2026", PUBLISHED, refused=7)


@pytest.fixture
def folder(tmp_path: Path, release: Release, figures: list[Figures]) -> Path:
    publish(release, figures, tmp_path / "out")
    return tmp_path / "out"


def of_xlsx(folder: Path) -> dict[str, list[list[object]]]:
    book = load_workbook(folder / "tables.xlsx")
    return {page.title: [[cell for cell in row if cell is not None] for row in page.values] for page in book}


def of_ods(folder: Path) -> dict[str, list[list[object]]]:
    def plain(value: object) -> object:
        return value if value is None or isinstance(value, str) else float(value)  # type: ignore[arg-type]

    return {
        table.name: [[plain(value) for value in row.get_values()] for row in table.traverse()]
        for table in Document(folder / "tables.ods").body.get_tables()
    }


def test_both_workbooks_hold_the_same(folder):
    excel = {
        name: [[cell if isinstance(cell, str) else float(cell) for cell in row] for row in lines]  # type: ignore[arg-type]
        for name, lines in of_xlsx(folder).items()
    }
    assert of_ods(folder) == excel


def test_the_cover_says_of_what_as_at_when_how_complete_and_what_was_withheld(folder):
    said = " ".join(str(cell) for line in of_xlsx(folder)["Cover"] for cell in line)
    for words in (
        "year to 31 March 2026",
        "rules-1",
        "no number: 7",
        "1 to 4 are withheld",
        "rounded to 5",
        "[c]",
    ):
        assert words in said
    assert [line[0] for line in of_xlsx(folder)["Cover"]][-3:] == ["cla_missing", "police", "repeats"]


def test_every_number_has_its_meaning_in_the_notes(folder, figures):
    told = {(line[0], line[1]) for line in of_xlsx(folder)["Notes"][2:]}
    for one in figures:
        assert (one.table.name, "Source of the definitions") in told
        for measure in one.table.measures:
            assert (one.table.name, plain(measure.name)) in told


def test_no_cell_is_empty_and_a_symbol_says_why_there_is_no_number(folder, release, figures):
    for sheet in sheets(release, figures):
        assert all(len(row) == len(sheet.headings) and None not in row for row in sheet.rows)
    lines = {tuple(line[:2]): line[2:] for line in of_xlsx(folder)["cla_missing"][3:]}
    assert lines["All", "All"][:3] == [45, 0, 45]
    assert lines["Sex", "Females"] == [WITHHELD, *[NOT_APPLICABLE] * 4]
    assert lines["Sex", "Males"][0] == WITHHELD
    assert lines["Age", "Under 1 year"][2] == 0


def read(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def test_each_file_of_values_says_what_the_workbook_says(folder):
    told = {(line["by"], line["category"], line["number"]): line for line in read(folder / "cla_missing.csv")}
    assert told["all", "all", "children"]["value"] == "45"
    assert (told["sex", "Females", "children"]["value"], told["sex", "Females", "children"]["symbol"]) == (
        "",
        WITHHELD,
    )


def test_a_rule_is_called_by_what_it_asks_for_and_told_apart_by_its_name(tmp_path, release):
    """Two nations may ask for the same in the same words."""
    rule = "england.return_interview"
    cells = {Cell(ALL, ALL, "asked"): 40, Cell("rule", rule, "asked"): 40}
    publish(release, [Figures(duties.TABLE, YEAR, cells)], tmp_path / "out")
    words = say(as_a_whole(rule))
    assert words != rule
    [*_, line] = of_xlsx(tmp_path / "out")["duties"]
    assert line[:3] == ["Rule", f"{words} ({rule})", 40]
    page = (tmp_path / "out" / "tables.html").read_text(encoding="utf-8")
    assert f"<th scope=row>{words}<" in page
    assert rule not in page
    [whole, of_rule] = read(tmp_path / "out" / "duties.csv")
    assert (whole["category"], of_rule["category"]) == ("all", rule)


def test_the_metadata_describe_every_file_and_its_columns(folder):
    said = json.loads((folder / "csv-metadata.json").read_text())
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    for table in said["tables"]:
        columns = [column["name"] for column in table["tableSchema"]["columns"]]
        first = next(read(folder / table["url"]))
        assert list(first) == columns
        keys = [
            tuple(line[key] for key in table["tableSchema"]["primaryKey"])
            for line in read(folder / table["url"])
        ]
        assert len(keys) == len(set(keys))


def test_a_years_looked_after_children_stand_in_the_departments_layout(folder):
    lines = list(read(folder / "cla_missing_as_published.csv"))
    assert {(line["geographic_level"], line["country_name"]) for line in lines} == {("Not national", "")}
    told = {line["characteristic"]: line["number"] for line in lines}
    assert (told["Females"], told["Total incidents"]) == ("c", "45")


def test_of_more_than_one_authority_there_is_a_file_in_the_layout_for_authorities(tmp_path, release):
    told_of = areas(["E08000032", "E09000007"])
    held = extract(
        tmp_path,
        episodes=[
            episode(f"{code}-{n}", care="looked_after", authority=code) for code in told_of for n in range(40)
        ],
    )
    with opened(held) as engine:
        told = [engine.counts(one, YEAR) for one in tables_of(held.about, told_of)]
    publish(replace(release, areas=told_of), [controlled(one) for one in told], tmp_path / "out")
    lines = list(read(tmp_path / "out" / "cla_missing_by_area_as_published.csv"))
    assert {line["geographic_level"] for line in lines} == {
        "Not national",
        "Part of a region",
        "Local authority",
    }
    bradford = {line["CLA_group"]: line["number"] for line in lines if line["la_name"] == "Bradford"}
    assert len(bradford) == 13
    assert bradford["Children who had a missing incident during the year"] == "40"
    assert bradford["Children looked after during the year"] == "x"
    assert bradford["Number of away from placement without authorisation incidents during the year"] == "0"


def test_of_one_authority_there_is_none(folder):
    assert not (folder / "cla_missing_by_area_as_published.csv").exists()


@pytest.mark.parametrize(
    ("small", "words"),
    [(DFE, "those of an authority are not rounded"), (PUBLISHED, "all others are rounded")],
)
def test_the_cover_says_how_numbers_of_an_authority_are_rounded(tmp_path, small, words):
    said = Release(extract(tmp_path).about, "everything", small).lines()
    assert any(words in line for line in said)


def test_the_page_says_the_same_and_has_no_bar_for_what_is_withheld(folder):
    page = (folder / "tables.html").read_text()
    by_sex = page.partition("<caption>By sex")[2].partition("</table>")[0]
    assert by_sex.count("<td class=number>[c]") == 2
    assert "bar" not in by_sex
    by_age = page.partition("<caption>By age")[2].partition("</table>")[0]
    assert by_age.count('class="bar"') == 1
    assert "<td class=number>45" in by_age
    assert "<script" not in page


def test_a_year_that_is_published_of_england_stands_beside_it_on_the_page_and_in_a_file(tmp_path, release):
    began = date(2022, 6, 1)
    held = extract(
        tmp_path, episodes=[episode(f"x-{n}", began_on=began, care="looked_after") for n in range(40)]
    )
    year = Period.year(date(2023, 3, 31), today=date.max)
    publish(release, [controlled(counted(held, looked_after.MISSING, year))], tmp_path / "out")
    said = json.loads((tmp_path / "out" / "compared.json").read_text())
    assert "release of 2023" in said["england"]
    mean = next(one for one in said["rates"] if one["rate"] == "mean")
    assert (mean["here"], mean["england"]) == (1.0, 6.4)
    page = (tmp_path / "out" / "tables.html").read_text()
    assert "<td class=number>1<td class=number>6.4" in page
    assert "better or worse" in page
    ages = page.partition("Age: 10 to 15 years")[2].partition("</tr>")[0]
    assert "<td class=number>–<td class=number>0.4373" in ages


def test_five_areas_are_drawn_against_their_size_with_the_same_in_a_table(tmp_path, release):
    codes = ["E08000032", "E08000033", "E08000034", "E08000035", "E08000036"]
    held = extract(
        tmp_path,
        episodes=[
            episode(f"{code}-{n}", number, days=1, care="looked_after", authority=code)
            for place, code in enumerate(codes)
            for number, children in ((1, 40), (2, 10 + 6 * place))
            for n in range(children)
        ],
    )
    table = by_area(looked_after.MISSING, areas(codes))
    publish(release, [controlled(counted(held, table))], tmp_path / "out")
    page = (tmp_path / "out" / "tables.html").read_text()
    drawing = page.partition("<svg")[2].partition("</svg>")[0]
    marks = drawing.count("<circle") + drawing.count("<rect")
    assert marks == 5
    label = drawing.partition('aria-label="')[2].partition('"')[0]
    assert "The same stands in the table below" in label
    rows = page.partition("Where it lies")[2].partition("</table>")[0]
    assert rows.count("<tr>") == 5
    assert [rows.find(code) for code in codes] == sorted(rows.find(code) for code in codes)
    assert rows.count("beyond what chance alone") == drawing.count("<rect") > 0


def test_of_one_authority_nothing_is_drawn(folder):
    assert "<svg" not in (folder / "tables.html").read_text()


def test_of_another_year_nothing_stands_beside_england(folder):
    assert not (folder / "compared.json").exists()
    assert "beside England" not in (folder / "tables.html").read_text()


def test_each_part_of_the_page_has_a_name_of_its_own(folder):
    page = (folder / "tables.html").read_text()
    names = re.findall(r'role="region" tabindex="0" aria-label="([^"]+)"', page)
    assert len(names) > 20
    assert len(set(names)) == len(names)
    assert page.count("<main>") == 1


def test_the_bulletin_says_the_same_and_can_be_read_aloud(folder, figures):
    bulletin = PdfReader(folder / "tables.pdf")
    root = bulletin.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en-GB")
    words = " ".join(page.extract_text() for page in bulletin.pages)
    words = " ".join(words.split())
    assert "As at Mon 1 Jun 2026" in words
    assert f"Females {WITHHELD} Males {WITHHELD}" in words
    for one in figures:
        assert f"{one.table.says}, year to 31 March 2026" in words
        for part in parts(one):
            for line in part.lines:
                assert " ".join((line.name, *line.numbers)) in words


def test_what_looks_like_markup_is_printed_as_it_is(tmp_path, release, figures):
    one = figures[0]
    said = "#strong[x] $1$ *y* _z_ // @ref"
    named = replace(one, table=replace(one.table, says=said))
    as_pdf.write(release, [named], tmp_path / "tables.pdf")
    pages = PdfReader(tmp_path / "tables.pdf").pages
    assert said in " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_forces_year_stands_by_the_tables_of_the_annual_reports_and_what_is_not_held_is_said(folder):
    book = {
        table.name: [values for row in table.traverse() if (values := list(row.get_values()))]
        for table in Document(folder / "police_annual_tables.ods").body.get_tables()
    }
    listed = [row[0] for row in book["Cover"] if row[0] in book]
    assert listed == [name for name in book if name not in ("Cover", "Not held")]
    assert ["A1 to A3", "Calls"] in [row[:2] for row in book["Not held"]]
    by_age_and_sex = {row[0]: row[-1] for row in book["C4 Age and sex"]}
    assert by_age_and_sex["12 to 17, females"] == by_age_and_sex["12 to 17, males"] == WITHHELD
    assert float(by_age_and_sex["12 to 17, sex not stated"]) == 0
    incidents = next(row for row in book["B1 Incidents and individuals"] if row[0] == "All")
    assert float(incidents[1]) == 45
    assert any(
        row[0] == "Incidents: incidents that began in the period."
        for row in book["E5 How long, from the report un"]
    )


def test_without_figures_of_police_there_is_no_such_book(tmp_path, release, figures):
    publish(release, figures[:1], tmp_path / "care")
    assert not (tmp_path / "care" / "police_annual_tables.ods").exists()


def test_exact_numbers_say_on_the_cover_that_they_are(tmp_path, figures):
    exact = Release(extract(tmp_path).about, "everything", None)
    assert any(line.startswith("EXACT NUMBERS") for line in exact.lines())


def test_numbers_that_give_one_away_are_not_published(tmp_path, release, figures):
    """Of 43, 40 are shown and the others withheld: by nothing but a fault in what withholds."""
    missing = figures[0]
    of_sex = {cell: n for cell, n in missing.shown.items() if cell.breakdown == "sex"}
    assert set(of_sex.values()) == {None}
    males = next(cell for cell in of_sex if cell.category == "Males")
    exact = replace(release, small=SmallNumbers(to_nearest=1, nought_shown=True))
    given_away = replace(missing, shown={**missing.shown, males: 40})
    with pytest.raises(Refusal) as refused:
        publish(exact, [given_away], tmp_path / "not")
    assert refused.value.sentence.key == "release.worked_out"
    assert not (tmp_path / "not").exists()


def test_nothing_is_written_over(folder, release, figures):
    before = sorted(file.name for file in folder.iterdir())
    with pytest.raises(Refusal):
        publish(release, figures, folder)
    assert sorted(file.name for file in folder.iterdir()) == before
