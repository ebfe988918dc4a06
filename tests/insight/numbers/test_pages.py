"""Pages of numbers: who is shown whose, exact or as published, how each was made, and what is kept of it."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.cases.worklist.night import user
from tests.insight.numbers.conftest import NOW, browser
from tests.saying import ENGLISH, FORCE, WELSH
from wayhome.cases.audit.models import Entry
from wayhome.config.tabulated import as_json
from wayhome.insight.models import Count
from wayhome.insight.numbers.asked import Asked, Whose
from wayhome.insight.numbers.shown import called
from wayhome.insight.tables import police
from wayhome.insight.tables.control import PUBLISHED, controlled
from wayhome.rules.access import ROLES, Act
from wayhome.rules.facts import Agency, AgencyKind
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.patterns import PATTERNS
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

pytestmark = pytest.mark.django_db

OF_AGENCY = {AgencyKind.AUTHORITY: ENGLISH, AgencyKind.POLICE: FORCE}


def page(role: str, address: str, of: Agency = ENGLISH) -> str:
    answer = browser(role, of).get(address)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def row(shown: str, label: str) -> list[str]:
    """The numbers beside a heading."""
    line = next(part for part in shown.split("<tr")[1:] if re.search(rf">\s*{re.escape(label)}[<\s]", part))
    return re.findall(r"numeric[^>]*>([^<]*)</td>", line)


def readers(act: Act) -> set[str]:
    return {role for role, one in ROLES.items() if act in one.acts}


def test_the_roles_that_read_numbers_are_those_that_were_agreed():
    assert readers(Act.READ_EXACT_NUMBERS) == {"coordinator", "team_manager", "analyst", "governance_lead"}
    assert readers(Act.READ_NUMBERS) - readers(Act.READ_EXACT_NUMBERS) == {"panel_chair", "safeguarding_lead"}


def test_nobody_else_is_shown_a_page_of_them(counting):
    addresses = ("/numbers/", "/numbers/police/", "/numbers/police/how-it-was-made/", "/numbers/tables.ods")
    for role in sorted(set(ROLES) - readers(Act.READ_NUMBERS)):
        kind = min(ROLES[role].agency_kinds)
        if kind in OF_AGENCY:
            assert {page(role, address, OF_AGENCY[kind]) for address in addresses} == {"404"}
    assert page("analyst", "/numbers/") != "404"


def test_before_anybody_counted_the_page_says_so_and_there_is_no_other(partnership):
    assert "Nobody has counted yet" in page("analyst", "/numbers/")
    assert page("analyst", "/numbers/police/") == "404"


def test_what_is_not_asked_for_as_exact_is_as_it_may_be_published(counting):
    shown = page("analyst", "/numbers/police/")
    assert row(shown, "Children") == ["10"]
    assert row(shown, "More than once") == ["withheld"]
    assert row(page("analyst", "/numbers/police/?whose=exact"), "Children") == ["9"]
    assert row(page("analyst", "/numbers/police/?whose=exact"), "More than once") == ["1"]


@pytest.mark.parametrize("role", ["panel_chair", "safeguarding_lead"])
def test_exact_numbers_are_neither_offered_nor_given_to_who_may_not_see_them(counting, role):
    shown = page(role, "/numbers/police/?whose=exact")
    assert row(shown, "Children") == ["10"]
    assert "whose=exact" not in page(role, "/numbers/")
    assert "Exact numbers" not in shown
    made = page(role, "/numbers/police/how-it-was-made/?whose=exact")
    assert row(made, "More than once") == ["withheld"]
    assert "it is fewer than 5, or a number that is" in made


def test_the_partnerships_are_never_exact_and_no_other_agencys_are_shown(counting):
    shown = page("analyst", "/numbers/police/?whose=all", WELSH)
    assert row(shown, "Children") == ["10"]
    assert row(shown, "More than once") == ["withheld"]
    assert row(page("analyst", "/numbers/police/?whose=exact", WELSH), "Children") == ["1"]
    others = Count.objects.visible_to(user("analyst", WELSH)).exclude(agency=None)
    assert set(others.values_list("agency__code", flat=True)) == {WELSH.code}


def test_each_page_of_exact_numbers_is_entered_and_no_other(counting):
    before = Entry.objects.count()
    page("analyst", "/numbers/police/")
    page("analyst", "/numbers/?whose=all")
    assert Entry.objects.count() == before
    page("analyst", "/numbers/?whose=exact")
    page("analyst", "/numbers/police/how-it-was-made/?whose=exact&by=sex&category=Males")
    whole, made = Entry.objects.filter(verb="read_exact_numbers").order_by("pk")
    assert (whole.subject, whole.detail) == ("agency:E-A", {"page": "years", "table": "all", "year": 2027})
    assert (made.subject, made.detail) == ("agency:E-A", {"page": "made", "table": "police", "year": 2027})


def test_how_a_number_was_made_says_what_it_counts_out_of_how_many_and_why_it_is_withheld(counting):
    made = page("analyst", "/numbers/police/how-it-was-made/?whose=exact&by=sex&category=Males")
    assert row(made, "Children") == ["2", "withheld", "10", "–"]
    assert "more than nobody, and fewer than 5" in made
    assert "incidents that began in the period" in made
    assert "By sex as stated of the child." in made
    assert "Not checked against the original" in made
    assert "GROUP BY" in made
    assert "under pseudonyms" in made
    assert "Ottilie" not in made


def test_what_is_withheld_beside_a_small_number_is_told_apart_from_it(counting):
    made = page("analyst", "/numbers/police/how-it-was-made/?whose=exact&by=sex&category=Females")
    assert row(made, "Children")[:2] == ["7", "withheld"]
    assert "neither nobody nor fewer than 5" in made


def test_a_rule_is_called_by_what_it_asks_for_and_by_what_the_manual_calls_it(counting):
    shown = page("analyst", "/numbers/duties/?whose=exact")
    assert "Hold the return interview" in shown
    assert "england.return_interview<" in shown
    made = page("analyst", "/numbers/duties/how-it-was-made/?by=rule&category=england.return_interview")
    assert "How “Hold the return interview” was made" in made


def test_every_rule_can_be_called_so():
    assert all(called(one.rule) != one.rule for one in (*CLOCKS, *PATTERNS))
    assert called("Not stated") == "Not stated"


def test_what_is_worked_out_of_others_says_of_which(counting):
    of_whole = page("analyst", "/numbers/police/how-it-was-made/")
    assert "Worked out of other numbers of this line as they are shown: incidents, children." in of_whole
    in_time = page("analyst", "/numbers/next_episode/how-it-was-made/?by=days&category=Within+7+days")
    assert "Worked out of numbers of this line and of others" in in_time


@pytest.mark.parametrize(
    "address",
    [
        "police/how-it-was-made/?by=sex&category=Elsewhere",
        "police/how-it-was-made/?by=nothing&category=Males",
        "nothing/how-it-was-made/",
        "nothing/",
        "tables.csv",
    ],
)
def test_what_is_not_there_is_not_found(counting, address):
    assert page("analyst", f"/numbers/{address}") == "404"


@pytest.mark.parametrize(
    "said", ["year=1999", "year=x", "whose=nobody", "year=2027&year=2026", "whose=&year="]
)
def test_a_word_that_is_none_is_as_if_not_said(counting, said):
    assert "Your agency" in page("analyst", f"/numbers/police/?{said}")


def test_page_and_command_give_the_same_numbers(counting):
    """By the same control, of the same counts: every number of the JSON stands on the page."""
    analyst = user("analyst", ENGLISH)
    asked = Asked.of(analyst, counting, {"whose": Whose.OWN.value})
    block = as_json(asked.tables())["police"]
    of_sex = page("analyst", "/numbers/police/").partition("By sex")[2]
    for category, numbers in block["by"]["sex"].items():
        told = [None if n in ("withheld", "none") else n for n in row(of_sex, category)]
        assert told == [None if n is None else f"{n:,}" for n in numbers.values()], category


def test_a_workbook_holds_what_the_page_shows_and_says_of_whom(counting):
    client = browser("analyst")
    answer = client.get("/numbers/tables.xlsx?whose=exact&year=2027")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="numbers-exact-2026-27.xlsx"'
    book = load_workbook(BytesIO(answer.content))
    cover = [cell.value for cell in book["Cover"]["A"]]
    assert "Of Simulated E-A." in cover
    assert any(str(line).startswith("EXACT NUMBERS") for line in cover)
    [whole] = [line for line in book["police"].iter_rows(values_only=True) if line[:2] == ("All", "All")]
    assert whole[2:5] == (9, 11, 1)
    entry = Entry.objects.get(verb="download_numbers")
    assert entry.detail == {"whose": "exact", "year": 2027, "format": "xlsx"}


def test_a_published_workbook_gives_no_small_number_and_is_of_the_partnership(counting):
    answer = browser("panel_chair").get("/numbers/tables.ods?whose=all&year=2027")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_a_workbook_from_which_a_number_could_be_worked_out_is_not_given(counting, monkeypatch):
    def refuse(*_: object) -> None:
        raise Refusal(Sentence("release.worked_out", table="police", n=2))

    monkeypatch.setattr("wayhome.insight.numbers.taken_home.refuse_what_can_be_worked_out", refuse)
    answer = browser("analyst").get("/numbers/tables.ods", follow=True)
    assert "Nothing is published" in answer.content.decode()
    assert not Entry.objects.filter(verb="download_numbers").exists()


def test_as_many_questions_of_the_record_however_many_years_and_agencies(counting, django_assert_num_queries):
    client = browser("analyst")
    client.get("/numbers/")
    with django_assert_num_queries(4):
        client.get("/numbers/")


def test_what_is_published_is_what_the_control_leaves(counting):
    asked = Asked.of(user("analyst", ENGLISH), counting, {})
    counts = asked.counts[police.TABLE.name, asked.ends]
    assert asked.figures("police", asked.ends) == controlled(counts, PUBLISHED)
    assert NOW.date() == asked.about.day
