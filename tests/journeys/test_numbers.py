"""An analyst reads what the record comes to, follows a number down to how it was made, and takes a workbook home."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.utils.timezone import now
from openpyxl import load_workbook

from tests.journeys.samples import user
from tests.journeys.seat import Seat
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child
from wayhome.insight.actions import keep_numbers
from wayhome.insight.numbers.authorities import authorities
from wayhome.insight.numbers.counting import numbers
from wayhome.insight.tables import police
from wayhome.insight.tables.counts import Cell, Counts

pytestmark = pytest.mark.django_db(transaction=True)


def count() -> Counts:
    """What the analyst's authority comes to in the year that runs."""
    at, own = now(), user("analyst").agency.code
    counted = numbers(at, settings.WAYHOME_PROTOCOL, [own], authorities())
    keep_numbers(counted, by=INSTALLATION, at=at)
    return next(
        one.counts
        for one in counted.each
        if one.agency == own and one.counts.table is police.TABLE and not one.counts.period.is_over
    )


def test_an_analyst_follows_a_number_down_to_how_it_was_made(seat: Seat, tmp_path: Any) -> None:
    counts = count()
    females = counts.cells[Cell("sex", "Females", "children")]
    assert females
    seat.sign_in("analyst", begins_on="Numbers of")
    seat.sees("Numbers of")
    seat.reads("As they may be published", "so far")
    seat.follow("Your agency, exact")
    seat.reads("Whoever knows the children may know them by these")
    seat.sees("Numbers of")
    seat.follow("Incidents of missing children")
    seat.sees("Incidents of missing children")
    drawn = seat.page.locator("svg.wayhome-bar").first.bounding_box()
    assert drawn is not None
    assert drawn["width"] > 50
    seat.follow("Females")
    seat.sees("How “Females” was made")
    row = seat.page.get_by_role("row", name="Children children with")
    assert row.get_by_role("cell").first.inner_text().split()[-1] == f"{females}"
    seat.page.locator("summary", has_text="The query, in SQL").click()
    seat.reads("GROUP BY", "under pseudonyms")
    names = {name for name in Child.objects.values_list("surname", flat=True) if name}
    assert names
    seat.reads_nothing_of(*names)
    seat.follow("The table")
    seat.follow("All numbers")
    with seat.page.expect_download() as download:
        seat.page.get_by_role("link", name="(Excel)").last.click()
    download.value.save_as(tmp_path / "numbers.xlsx")
    lines = load_workbook(tmp_path / "numbers.xlsx")["police"].iter_rows(values_only=True)
    assert ("Sex", "Females", females) in [line[:3] for line in lines]
    assert Entry.objects.filter(verb="download_numbers").count() == 1


def test_a_chair_reads_by_authority_how_far_chance_goes_and_how_a_number_was_made(seat: Seat) -> None:
    count()
    authority = user("analyst").agency.name
    seat.sign_in("panel-chair")
    seat.open("insight:numbers")
    seat.sees("Numbers of")
    seat.follow("The whole partnership")
    seat.sees("Numbers of the whole partnership")
    seat.follow("By authority")
    seat.sees("Children looked after who were missing from placement, by authority")
    seat.reads("Numbers of the whole partnership", "Outside the partnership", "How far chance alone goes")
    assert seat.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    seat.follow(authority)
    seat.sees(f"{authority}” was made")
    seat.reads("the authority responsible when an incident began", "Out of")
    seat.follow("The table")
    seat.sees("Children looked after who were missing from placement, by authority")


def test_whoever_may_not_read_them_is_not_shown_the_way(on_a_phone: Seat) -> None:
    count()
    on_a_phone.sign_in("duty")
    assert on_a_phone.page.get_by_role("link", name="Numbers", exact=True).count() == 0
    on_a_phone.open("insight:numbers")
    on_a_phone.sees("not found")
