"""A table's columns are renewed together, with the blind index of each, or not at all."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from wayhome.cases.keys import UnreadableError, blind_index, columns, decrypt, encrypt

OLD, NEW = ("old " * 20, "new " * 20)

RENEW = columns("number", "note", number_index="number")


@pytest.fixture
def row(settings):
    """As a row is that was written under the old key, read after it was replaced."""
    settings.SECRET_KEY = OLD
    written = SimpleNamespace(
        number=encrypt("07700 900123"), note="", number_index=blind_index("07700 900123")
    )
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    return written


def test_all_that_changed_is_named_and_an_empty_column_stays_empty(row, settings) -> None:
    assert set(RENEW(row)) == {"number", "number_index"}
    settings.SECRET_KEY_FALLBACKS = []
    assert (decrypt(row.number), row.note) == ("07700 900123", "")
    assert row.number_index == blind_index("07700 900123")


def test_renewed_once_there_is_nothing_more_to_do(row) -> None:
    RENEW(row)
    assert set(RENEW(row)) == set()


def test_a_row_of_which_one_column_cannot_be_read_is_left_whole(row) -> None:
    row.note = "what no key has encrypted"
    before = dict(vars(row))
    with pytest.raises(UnreadableError):
        RENEW(row)
    assert vars(row) == before
