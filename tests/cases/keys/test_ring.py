"""The newest key writes, every key that is given reads, and none reads what another use has written."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import given
from hypothesis import strategies as st

from wayhome.cases.keys import Ring, UnreadableError, ring

OLD, NEW, OTHER = ("old " * 20, "new " * 20, "other " * 20)
WORDS = "07700 900123"

RING = Ring("a use of tests")


@pytest.fixture
def keys(settings):
    def give(newest, *before):
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = newest, list(before)

    give(OLD)
    return give


@given(st.text())
def test_what_was_encrypted_is_read_again(text: str) -> None:
    assert RING.decrypt(RING.encrypt(text)) == text


def test_encrypted_twice_a_text_looks_different() -> None:
    assert RING.encrypt(WORDS) != RING.encrypt(WORDS)


def test_a_key_of_before_still_reads(keys) -> None:
    kept = RING.encrypt(WORDS)
    keys(NEW, OLD)
    assert RING.decrypt(kept) == WORDS


def test_the_newest_key_writes(keys) -> None:
    keys(NEW, OLD)
    kept = RING.encrypt(WORDS)
    keys(NEW)
    assert RING.decrypt(kept) == WORDS


def test_a_key_that_is_gone_is_said_without_what_was_encrypted(keys) -> None:
    kept = RING.encrypt(WORDS)
    keys(NEW)
    with pytest.raises(UnreadableError, match="WAYHOME_SECRET_KEY_PREVIOUS") as raised:
        RING.decrypt(kept)
    assert kept not in str(raised.value)


@pytest.mark.parametrize("spoilt", ["", "no token at all", "gAAAA", "Zoë"])
def test_what_is_no_token_is_unreadable(spoilt: str) -> None:
    with pytest.raises(UnreadableError):
        RING.decrypt(spoilt)


def test_one_changed_letter_is_noticed() -> None:
    kept = RING.encrypt(WORDS)
    with pytest.raises(UnreadableError):
        RING.decrypt(kept[:40] + ("A" if kept[40] != "A" else "B") + kept[41:])


def test_no_use_reads_what_another_has_encrypted() -> None:
    with pytest.raises(UnreadableError):
        Ring("another use").decrypt(RING.encrypt(WORDS))


def test_renewed_it_needs_the_newest_key_alone(keys) -> None:
    kept = RING.encrypt(WORDS)
    keys(NEW, OLD)
    renewed = RING.renewed(kept)
    assert RING.renewed(renewed) == renewed
    keys(NEW)
    assert RING.decrypt(renewed) == WORDS
    with pytest.raises(UnreadableError):
        RING.renewed(kept)


def test_a_blind_index_is_the_same_each_time_and_differs_by_text_use_and_key(keys) -> None:
    index = RING.blind_index(WORDS)
    assert index == RING.blind_index(WORDS)
    assert len(index) == 64
    others = {RING.blind_index("07700 900124"), Ring("another use").blind_index(WORDS)}
    keys(NEW)
    assert index not in others | {RING.blind_index(WORDS)}


def test_while_a_key_is_replaced_one_asks_by_the_index_under_each(keys) -> None:
    before = RING.blind_index(WORDS)
    keys(NEW, OLD)
    assert RING.blind_indexes(WORDS) == [RING.blind_index(WORDS), before]


def test_a_better_cipher_takes_over_as_a_new_key_does(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = RING.encrypt(WORDS)
    before, better = ring.ciphers, Better()
    monkeypatch.setattr(ring, "ciphers", lambda use, secret: (better, *before(use, secret)))
    assert RING.decrypt(kept) == WORDS
    assert RING.renewed(kept).startswith("better:")
    assert RING.decrypt(RING.renewed(kept)) == WORDS


class Better:
    """Only its tokens look different."""

    def __init__(self) -> None:
        self._inner = Fernet(Fernet.generate_key())

    def encrypt(self, data: bytes) -> bytes:
        return b"better:" + self._inner.encrypt(data)

    def decrypt(self, token: bytes) -> bytes:
        if not token.startswith(b"better:"):
            raise InvalidToken
        return self._inner.decrypt(token.removeprefix(b"better:"))
