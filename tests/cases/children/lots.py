"""Children's numbers in tests: drawn by lot as ever, and the same lots each time, so that a failure comes back."""

from random import Random

import pytest

from wayhome.cases.children.actions import adding


@pytest.fixture(autouse=True)
def the_same_lots_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "randbelow", Random(7).randrange)
