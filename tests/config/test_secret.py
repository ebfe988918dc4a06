"""The key that signs sessions is made once, and only its owner can read it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wayhome.config import cli
from wayhome.config.needed import must_be_given
from wayhome.config.secret import secret_key


def test_a_key_is_made_on_first_use_and_read_from_then_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "var" / "secret_key"
    first = secret_key(file)
    assert "WAYHOME_SECRET_KEY is not set: a key was made" in capsys.readouterr().err
    assert len(first) > 50
    assert secret_key(file) == first
    assert capsys.readouterr().err == ""


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    secret_key(file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_all_who_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(secret_key, [tmp_path / "secret_key"] * 40))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("given", ["", "too short to be a secret"])
def test_a_service_does_not_start_without_a_key_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, given: str
) -> None:
    monkeypatch.setenv("WAYHOME_SECRET_KEY", given)
    assert cli.main([command]) == cli.COULD_NOT_RUN
    assert "WAYHOME_SECRET_KEY must be set" in capsys.readouterr().err


def test_a_service_that_others_reach_says_where_its_mail_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: object
) -> None:
    settings.HTTPS = True  # type: ignore[attr-defined]
    monkeypatch.delenv("WAYHOME_EMAIL_URL", raising=False)
    must_be_given()
    assert "WAYHOME_EMAIL_URL is not set" in capsys.readouterr().err


@pytest.mark.parametrize("previous", ["too short to be a secret", "a key of today " * 4])
def test_a_key_of_before_that_can_be_none_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], previous: str
) -> None:
    monkeypatch.setenv("WAYHOME_SECRET_KEY", "a key of today " * 4)
    monkeypatch.setenv("WAYHOME_SECRET_KEY_PREVIOUS", previous)
    assert cli.main(["serve"]) == cli.COULD_NOT_RUN
    said = capsys.readouterr().err
    assert "WAYHOME_SECRET_KEY_PREVIOUS is the secret that WAYHOME_SECRET_KEY took the place of" in said
    assert previous not in said
