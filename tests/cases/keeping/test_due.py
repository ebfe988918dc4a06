"""What is due for erasure: whose last day has passed, and nobody else."""

from datetime import date, timedelta

import pytest

from tests.cases.children.conftest import agency
from tests.cases.keeping.conftest import DUE, in_care, sighting
from tests.saying import ENGLISH, FORCE
from wayhome.cases.keeping.due import due_for, kept_of
from wayhome.cases.partners.models import User
from wayhome.rules.guidance import agreed
from wayhome.rules.retention import Unsettled

pytestmark = pytest.mark.django_db


def due(of: object, at: object = DUE) -> list[int]:
    return [one.child for one in due_for(agency(of), at)]  # type: ignore[arg-type]


def test_a_record_is_due_on_the_day_after_its_last(partnership: User) -> None:
    child = in_care(partnership)
    in_care(partnership, "Younger", date(1951, 4, 5))
    in_care(partnership, "Unknown", None)
    assert due(ENGLISH) == [child.pk]
    assert due(ENGLISH, DUE - timedelta(hours=12)) == []


def test_each_agency_is_asked_for_what_it_said_itself(partnership: User) -> None:
    child = in_care(partnership)
    assert due(FORCE) == []
    sighting(child, partnership)
    assert due(FORCE) == []
    assert kept_of(child.pk, agency(FORCE), DUE).unsettled is Unsettled.NOT_AGREED


def test_what_a_partnership_agrees_makes_due_what_no_law_keeps(partnership: User, settings: object) -> None:
    child = in_care(partnership, born=date(2000, 4, 3))
    sighting(child, partnership)
    settings.WAYHOME_PROTOCOL = (agreed.read('version = "x"\npolice_records_kept_years = 8'),)  # type: ignore[attr-defined]
    assert due(FORCE) == []
    assert due(FORCE, DUE + timedelta(days=3000)) == [child.pk]
    assert due(ENGLISH, DUE + timedelta(days=3000)) == []
