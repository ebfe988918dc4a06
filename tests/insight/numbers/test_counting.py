"""All that is counted by night: the same numbers as the command gives, of whom they are, kept once and entered once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.insight.numbers.conftest import NOW, YEARS, browser, count, missing
from tests.saying import ENGLISH, FORCE, HOME, WELSH
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import relate
from wayhome.cases.children.actions.restricting import restrict
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import Agency, User
from wayhome.insight.actions import keep_numbers
from wayhome.insight.extract.batches import Extracting
from wayhome.insight.extract.folder import write
from wayhome.insight.extract.pseudonyms import Pseudonyms
from wayhome.insight.extract.record import chronologies
from wayhome.insight.models import Count, Counting
from wayhome.insight.numbers.counting import numbers
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.listed import BY_NAME, TABLES
from wayhome.insight.tables.periods import Period
from wayhome.rules.access import RelationKind, RestrictionKind
from wayhome.rules.event import OWN
from wayhome.rules.facts import Agency as OfAgency

pytestmark = pytest.mark.django_db

#: A record does not list everybody in care.
OF_A_RECORD = sum(not table.of_all_in_care for table in TABLES)


def whole(table: str, agency: OfAgency | None, year: int = 2027) -> dict[str, int]:
    counting = Counting.objects.newest()
    assert counting is not None
    code = agency.code if agency else None
    kept = Count.objects.get(table=table, ends__year=year, agency__code=code)
    counts = kept.as_counts(counting)
    assert counts is not None
    return {cell.measure: n for cell, n in counts.cells.items() if cell.breakdown == "all"}


def test_every_table_is_counted_year_by_year_of_the_partnership_and_of_each_authority_and_force(children):
    count()
    assert Count.objects.count() == OF_A_RECORD * YEARS * (1 + 4)
    assert not Count.objects.filter(agency__code=HOME.code).exists()
    assert whole("police", None)["children"] == 10
    assert whole("police", ENGLISH) == {"children": 9, "incidents": 11, "more_than_once": 1}
    assert whole("police", FORCE) == {"children": 9, "incidents": 11, "more_than_once": 1}
    assert whole("police", WELSH) == {"children": 1, "incidents": 1, "more_than_once": 0}
    assert whole("police", ENGLISH, 2026) == {"children": 0, "incidents": 0, "more_than_once": 0}


def test_each_number_is_what_the_tables_count_in_an_extract_of_the_record(
    children, partnership, tmp_path: Path
):
    counting = count()
    asked = Extracting(Pseudonyms(b"another key"), NOW)
    batches = [asked.answer(list(chronologies(by=partnership, at=NOW)))]
    extract = write(batches, tmp_path, system=OWN, as_at=NOW, rules=counting.as_about().rules)
    for kept in Count.objects.select_related("agency"):
        with opened(extract, kept.agency and kept.agency.code) as engine:
            counted = engine.counts(
                (BY_NAME if kept.agency else counting.tables)[kept.table],
                Period.year(kept.ends, extract.about.day),
            )
        assert kept.as_counts(counting) == counted


def test_a_second_night_takes_the_place_of_the_first(counting, children, partnership):
    missing(partnership, "M", [3], ENGLISH, FORCE)
    again = count()
    assert [one.pk for one in Counting.objects.all()] == [again.pk]
    assert set(Count.objects.values_list("counting", flat=True)) == {again.pk}
    assert whole("police", ENGLISH)["children"] == 10


def test_a_night_is_one_entry_that_names_no_child(children):
    count()
    [entry] = Entry.objects.filter(verb="count_numbers")
    assert (entry.subject, entry.at) == ("partnership:numbers", NOW)
    assert entry.detail == {"tables": OF_A_RECORD * YEARS * 5, "children": 10}
    assert not Entry.objects.filter(verb="extract").exists()


def test_a_child_whose_record_is_restricted_to_people_by_name_is_in_no_number(children, partnership):
    child = max(Child.objects.all(), key=lambda one: one.episodes.count())
    lead = User.objects.create(
        email="lead@e-a.example", full_name="Lead", agency=partnership.agency, role="safeguarding_lead"
    )
    relate(child, partnership.agency, RelationKind.OWN_AGENCY, because="added", by=partnership, at=NOW)
    restrict(child, RestrictionKind.STAFF_FAMILY, "A relative works here", named=[lead], by=lead, at=NOW)
    count()
    assert whole("police", ENGLISH) == {"children": 8, "incidents": 8, "more_than_once": 0}


def test_a_number_that_was_asked_otherwise_is_not_shown_until_it_is_counted_anew(counting):
    Count.objects.filter(table="police").update(query="SELECT 1")
    shown = browser("analyst").get("/numbers/").content.decode()
    assert "Incidents of missing children, and the children" not in shown
    assert "Children by how often they were missing" in shown
    assert browser("analyst").get("/numbers/police/").status_code == 404


def test_numbers_of_an_agency_that_is_gone_meanwhile_are_left_out(children):
    gone = Agency.objects.create(code="gone", name="Gone", kind="authority")
    counted = numbers(NOW, (), ["E-A", "gone"])
    gone.delete()
    keep_numbers(counted, by=INSTALLATION, at=NOW)
    assert set(Count.objects.values_list("agency__code", flat=True)) == {None, "E-A"}


def test_numbers_that_nobody_counted_since_are_said_to_be_old(counting, monkeypatch):
    assert "whether its worker runs" not in browser("analyst").get("/numbers/").content.decode()
    monkeypatch.setattr("wayhome.insight.views.now", lambda: NOW + timedelta(days=3))
    assert "whether its worker runs" in browser("analyst").get("/numbers/").content.decode()
