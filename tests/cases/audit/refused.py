"""Each test is an hour of its own: what another was refused is not counted with what this one is."""

import pytest

from wayhome.cases.audit.refusals import TALLY


@pytest.fixture(autouse=True)
def nobody_was_refused_before() -> None:
    TALLY.forget()
