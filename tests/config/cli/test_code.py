"""Codes are said for the demonstration's people, from its own record, and from no other."""

from pathlib import Path

import pytest
from django.test import override_settings

from tests.signing_in import code_of, equip
from wayhome.cases.partners.models import User
from wayhome.config.cli import code, main

DUTY = "duty@demo.wayhome.example"


@pytest.fixture
def demonstration(tmp_path: Path, partnership: User, settings, monkeypatch: pytest.MonkeyPatch) -> User:
    """The record under test taken for the demonstration's."""
    settings.DEMONSTRATION = Path(settings.DATABASES["default"]["NAME"])
    monkeypatch.setattr(Path, "exists", lambda _: True)
    User.objects.update(email=DUTY)
    return equip(User.objects.get())


def test_it_says_what_the_app_shows_now(demonstration: User, capsys: pytest.CaptureFixture[str]) -> None:
    before = code_of(demonstration)
    assert main(["code", DUTY]) == 0
    assert capsys.readouterr().out.strip() in (before, code_of(demonstration))  # one ends every half minute


@pytest.mark.parametrize("email", ["nobody@demo.wayhome.example", "someone@council.example"])
def test_somebody_who_is_not_simulated_has_none(
    demonstration: User, email: str, capsys: pytest.CaptureFixture[str]
) -> None:
    User.objects.update(email="someone@council.example")
    assert main(["code", email]) == 2
    assert "nobody of that address" in capsys.readouterr().err


@pytest.mark.django_db
@override_settings(WAYHOME_SIMULATED=True)
def test_another_record_gives_out_none_though_it_says_it_is_simulated(
    partnership: User, capsys: pytest.CaptureFixture[str]
) -> None:
    User.objects.update(email=DUTY)
    equip(User.objects.get())
    assert main(["code", DUTY]) == 2
    said = capsys.readouterr()
    assert "demonstration alone" in said.err
    assert said.out == ""


def test_its_help_says_for_whom_it_is() -> None:
    assert "demonstration alone" in (code.__doc__ or "")
