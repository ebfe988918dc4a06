"""A partnership in the database that matches the agencies of `tests.saying`."""

import pytest

from tests.saying import ENGLISH, FORCE, HOME, WELSH, WELSH_FORCE
from wayhome.cases.partners.models import Agency, User


@pytest.fixture
def partnership(db: None) -> User:
    """The five agencies; gives back the English authority's coordinator."""
    for agency in (ENGLISH, WELSH, FORCE, WELSH_FORCE, HOME):
        Agency.objects.create(
            code=agency.code, name=f"Simulated {agency.code}", kind=agency.kind.value, nation=agency.nation
        )
    return User.objects.create(
        email="coordinator@example.org",
        full_name="Simulated Coordinator",
        agency=Agency.objects.get(code=ENGLISH.code),
        role="coordinator",
    )
