"""Numbers by authority: who is shown them, what is withheld, how far chance goes, and the same in a file."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.cases.worklist.night import user
from tests.insight.numbers.conftest import NOW, browser
from tests.insight.numbers.test_pages import OF_AGENCY, page, readers, row
from tests.insight.tables.made import about
from tests.saying import ENGLISH
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.config.tabulated import as_json
from wayhome.insight.actions import keep_numbers
from wayhome.insight.models import Count, Counting
from wayhome.insight.numbers.asked import Asked
from wayhome.insight.numbers.authorities import authorities
from wayhome.insight.numbers.counting import Counted, Numbers
from wayhome.insight.tables import looked_after
from wayhome.insight.tables.areas import AUTHORITY, ELSEWHERE, NATION, Authority, among_partners
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.declared import NOT_STATED
from wayhome.insight.tables.listed import printed
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL
from wayhome.rules.access import ROLES, Act

pytestmark = pytest.mark.django_db

ADDRESS = "/numbers/cla_missing/by-authority/"

SIX = among_partners(
    Authority(code, name, nation=nation)
    for code, name, nation in (
        ("E1", "Ashford Vale", "England"),
        ("E2", "Birchester", "England"),
        ("E3", "Coldbeck", "England"),
        ("E4", "Dunmere", "England"),
        ("W1", "Glynfelin", "Wales"),
        ("W2", "Tregarth", "Wales"),
    )
)

#: Children, those missing more than once, and incidents; of Dunmere far more of them again and again.
LINES = {
    "E1 Ashford Vale": (52, 21, 90),
    "E2 Birchester": (38, 14, 61),
    "E3 Coldbeck": (41, 17, 70),
    "E4 Dunmere": (60, 52, 300),
    "W1 Glynfelin": (33, 13, 55),
    "W2 Tregarth": (27, 11, 44),
    NOT_STATED: (9, 6, 20),
}


def kept(lines: dict[str, tuple[int, int, int]] = LINES) -> Counting:
    """As if it had been counted by night, of the year that runs: so that what is small is small where a test says."""
    said = replace(about({"children": 260}), as_at=NOW.isoformat())
    period = Period.year(NOW.date().replace(year=2027, month=3, day=31), said.day)
    nations = {one.category: one.nation for one in SIX.values()}
    rows = [(AUTHORITY, name, *line, 0) for name, line in lines.items()]
    for nation in ("England", "Wales", NOT_STATED):
        of_it = [line for name, line in lines.items() if (nations.get(name) or NOT_STATED) == nation]
        rows.append((NATION, nation, *map(sum, zip(*of_it, strict=True)), 0))
    whole = (*map(sum, zip(*lines.values(), strict=True)), 0)
    rows += [(ALL, ALL, *whole), *((by.name, NOT_STATED, *whole) for by in looked_after.MISSING.breakdowns)]
    each = [Counted(None, Counts.of(printed(looked_after.MISSING, SIX), period, rows))]
    return keep_numbers(Numbers(said, each, SIX), by=INSTALLATION, at=NOW)


def test_whoever_reads_numbers_is_shown_them_and_for_nobody_else_are_they_there(partnership):
    kept()
    for role in sorted(ROLES):
        kind = min(ROLES[role].agency_kinds)
        if kind in OF_AGENCY:
            shown = page(role, ADDRESS, OF_AGENCY[kind])
            assert (shown != "404") is (role in readers(Act.READ_NUMBERS)), role


def test_each_authority_stands_by_its_name_with_its_code_in_no_order_of_numbers(partnership):
    kept()
    shown = page("panel_chair", ADDRESS)
    assert row(shown, "Dunmere") == ["60", "50", "300", "0", "5.0"]
    codes = re.findall(r">([EW]\d)<", shown.partition("By nation")[0])
    assert codes == [code for code in SIX if code]
    assert row(shown.partition("By nation")[2], "Wales")[:3] == ["60", "25", "100"]


def test_what_no_authority_is_stated_of_is_shown_and_where_there_is_nothing_of_it_that_is_said(partnership):
    kept()
    assert row(page("analyst", ADDRESS), NOT_STATED)[:1] == ["10"]
    assert "the authority is stated" not in page("analyst", ADDRESS)
    kept({name: line for name, line in LINES.items() if name != NOT_STATED})
    assert "the authority is stated" in page("analyst", ADDRESS)


def test_one_that_is_none_of_the_partnerships_is_outside_of_it(partnership):
    kept({**LINES, ELSEWHERE: (12, 5, 20)})
    assert row(page("analyst", ADDRESS), ELSEWHERE)[:3] == ["10", "5", "20"]


def test_beside_each_share_stands_where_chance_alone_would_keep_it(partnership):
    kept()
    shown = page("analyst", ADDRESS).partition("How far chance alone goes")[2]
    assert row(shown, "Dunmere") == ["60", "83%", "40% to 65%"]
    lines = {name: line for line in shown.split("<tr")[1:] for name in LINES if f">{name[3:]}<" in line}
    beyond = {name for name, line in lines.items() if "beyond" in line}
    assert beyond == {"E4 Dunmere"}
    assert shown.count('class="full"') == 1
    assert NOT_STATED not in shown


def test_of_few_authorities_nothing_is_drawn_and_of_none_it_is_said(partnership):
    few = {name: line if name[1] in "1 " else (1, 1, 1) for name, line in LINES.items()}
    kept(few)
    assert "<polyline" not in page("analyst", ADDRESS)
    kept(dict.fromkeys(LINES, (2, 1, 3)))
    shown = page("analyst", ADDRESS)
    assert "nothing to hold against chance" in shown
    assert set(row(shown, "Birchester")) == {"withheld"}


def test_an_authority_of_few_is_withheld_and_its_nation_that_another_would_take_itself_from(partnership):
    kept({**LINES, "W2 Tregarth": (3, 1, 4)})
    shown = page("analyst", ADDRESS)
    assert set(row(shown, "Tregarth")) == {"withheld"}
    assert row(shown.partition("By nation")[2], "Wales")[0] == "withheld"


def test_whatever_is_asked_for_they_are_the_whole_partnerships_and_never_exact(partnership):
    kept()
    before = Entry.objects.count()
    assert row(page("analyst", f"{ADDRESS}?whose=exact"), "Ashford Vale")[0] == "50"
    assert Entry.objects.count() == before


def test_how_a_number_was_made_leads_back_and_says_out_of_how_many(partnership):
    kept()
    made = page(
        "analyst", "/numbers/cla_missing/how-it-was-made/?whose=all&by=authority&category=W1+Glynfelin"
    )
    assert row(made, "Children") == ["35", "260", "10"]
    assert ADDRESS in made
    assert "the authority responsible when an incident began" in made


def test_page_file_and_json_give_the_same_numbers(partnership):
    counting = kept({**LINES, "W2 Tregarth": (3, 1, 4)})
    asked = Asked.of(user("analyst", ENGLISH), counting, {"whose": "all"})
    block = as_json(asked.tables())["cla_missing"]["by"][AUTHORITY]
    answer = browser("analyst").get("/numbers/tables.xlsx?whose=all&year=2027")
    sheet = load_workbook(BytesIO(answer.content))["cla_missing"].iter_rows(values_only=True)
    rows = {line[1]: line[2:] for line in sheet if line[0] == "Authority"}
    shown = page("analyst", ADDRESS)
    names = {one.category: one.name for one in SIX.values()}
    for category, numbers in block.items():
        of_page = row(shown, names.get(category, category))
        assert of_page == ["withheld" if n is None else f"{n:,}" for n in numbers.values()], category
        assert rows[category] == tuple("[c]" if n is None else n for n in numbers.values()), category


@pytest.mark.parametrize(("extension", "begins"), [("pdf", b"%PDF"), ("ods", b"PK")])
def test_the_bulletin_and_the_open_workbook_are_given_with_authorities_in_them(
    partnership, extension, begins
):
    kept({**LINES, "W2 Tregarth": (3, 1, 4)})
    answer = browser("panel_chair").get(f"/numbers/tables.{extension}?whose=all&year=2027")
    assert (answer.status_code, answer.content[: len(begins)]) == (200, begins)


def test_the_whole_of_a_year_is_the_same_on_the_page_of_years_and_on_its_own(partnership):
    counting = kept({**LINES, "W2 Tregarth": (3, 1, 4)})
    asked = Asked.of(user("analyst", ENGLISH), counting, {"whose": "all"})
    wholes, figures = (of("cla_missing", asked.ends) for of in (asked.wholes, asked.figures))
    assert wholes is not None
    assert figures is not None
    assert next(wholes.lines()) == next(figures.lines())
    assert wholes != figures


def test_tables_that_are_not_by_authority_and_a_partnership_of_one_have_no_such_page(partnership):
    counting = kept()
    assert page("analyst", "/numbers/police/by-authority/") == "404"
    assert page("analyst", "/numbers/nothing/by-authority/") == "404"
    assert "By authority" in page("analyst", "/numbers/?whose=all")
    Counting.objects.filter(pk=counting.pk).update(authorities=counting.authorities[:1])
    assert page("analyst", ADDRESS) == "404"
    assert "By authority" not in page("analyst", "/numbers/?whose=all")


def test_by_night_the_partnerships_tables_are_counted_by_its_authorities_and_an_agencys_own_are_not(counting):
    assert {name: one.nation for name, one in authorities().items()} == {
        "E-A": "England",
        "W-A": "Wales",
        "": "",
    }
    counted = Counted(
        None, Count.objects.get(agency=None, table="cla_missing", ends__year=2027).as_counts(counting)
    )
    assert {cell.category for cell in counted.counts.cells if cell.breakdown == AUTHORITY} == {
        "E-A Simulated E-A",
        "W-A Simulated W-A",
        ELSEWHERE,
    }
    own = Count.objects.get(agency__code="E-A", table="cla_missing", ends__year=2027).as_counts(counting)
    assert AUTHORITY not in {cell.breakdown for cell in own.cells}
