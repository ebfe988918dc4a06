"""The key that signs sessions is made once, and only its owner can read it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from wayhome.config.secret import secret_key


def test_a_key_is_made_on_first_use_and_read_from_then_on(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret_key"
    first = secret_key(file)
    assert len(first) > 50
    assert secret_key(file) == first


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    secret_key(file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_all_who_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(secret_key, [tmp_path / "secret_key"] * 40))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
