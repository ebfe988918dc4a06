"""The file outside the record: one line for each latest seal, whole or completed, and compared to the letter."""

import json
from pathlib import Path

import pytest

from tests.cases.audit.hand import AT, by_hand, entries
from wayhome.cases.audit.models import AuditSeal
from wayhome.cases.audit.seals.anchor import anchor, line
from wayhome.cases.audit.seals.anchored import compare, signed_before
from wayhome.cases.audit.seals.sealing import seal
from wayhome.cases.audit.seals.standing import heads
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "anchor.jsonl"


def sealed() -> None:
    entries(1)
    seal(at=AT)


def line_of(number: int) -> bytes:
    (head,) = heads(AuditSeal.objects.filter(number=number))
    assert head
    return line(head)


def test_each_line_is_one_object_that_says_what_its_seal_says(file):
    sealed()
    assert anchor(file) == 1
    said = json.loads(file.read_text())
    one = AuditSeal.objects.get()
    assert (said["number"], said["first"], said["last"], said["entries"]) == (1, one.first, one.last, 1)
    assert (said["digest"], said["sealed_at"]) == (one.digest, "2026-03-01 21:40:00.000000")
    assert said["signature"]


def test_the_latest_seal_is_added_once(file):
    for _ in range(2):
        sealed()
        assert anchor(file)
        assert anchor(file) is None
    assert file.read_bytes() == line_of(1) + line_of(2)
    assert compare(file) == (2, 2, False, None)


def test_where_nothing_is_sealed_nothing_is_anchored(file):
    assert anchor(file) is None
    assert file.read_bytes() == b""


def test_what_was_sealed_and_not_anchored_is_anchored_the_next_time(file):
    sealed()
    sealed()
    assert anchor(file) == 2
    assert file.read_bytes() == line_of(2)


def test_a_line_cut_short_anywhere_is_said_and_completed(file):
    sealed()
    anchor(file)
    sealed()
    whole = line_of(1) + line_of(2)
    for cut in range(len(line_of(1)) + 1, len(whole)):
        file.write_bytes(whole[:cut])
        assert compare(file) == (1, 1, True, None)
        anchor(file)
        assert file.read_bytes() == whole


def test_a_line_cut_short_is_completed_before_a_later_one_is_added(file):
    sealed()
    file.write_bytes(line_of(1)[:-9])
    sealed()
    assert anchor(file) == 2
    assert file.read_bytes() == line_of(1) + line_of(2)


def test_what_begins_no_line_of_this_record_is_not_built_upon(file):
    sealed()
    file.write_bytes(b'{"number": 1, "form": 2')
    assert compare(file).fault == ("not_signed", 1, None)
    with pytest.raises(Refusal, match="contradicts"):
        anchor(file)
    assert file.read_bytes() == b'{"number": 1, "form": 2'


def test_an_anchor_that_is_ahead_of_the_record_is_not_added_to(file):
    sealed()
    sealed()
    anchor(file)
    by_hand("DELETE FROM audit_seal WHERE number = 2")
    with pytest.raises(Refusal, match="contradicts"):
        anchor(file)


def test_a_doubled_line_is_found(file):
    sealed()
    file.write_bytes(line_of(1) * 2)
    assert compare(file).fault == ("doubled", 2, 1)


def test_a_line_that_another_key_signed_is_found(file, settings):
    sealed()
    anchor(file)
    settings.SECRET_KEY = "another server's"
    assert compare(file).fault == ("not_signed", 1, None)


def test_a_line_that_the_key_of_before_signed_agrees_until_that_key_is_taken_away(file, settings):
    sealed()
    anchor(file)
    first = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the one that took its place", [first]
    sealed()
    assert anchor(file) == 2
    assert compare(file) == (2, 2, False, None)
    assert signed_before(file) == 1
    settings.SECRET_KEY_FALLBACKS = []
    assert compare(file).fault == ("not_signed", 1, None)


def test_a_line_that_was_begun_under_the_key_of_before_is_completed_under_it(file, settings):
    sealed()
    whole, first = line_of(1), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the one that took its place", [first]
    file.write_bytes(whole[:-9])
    anchor(file)
    assert file.read_bytes() == whole


def test_a_line_in_which_anything_was_changed_is_found(file):
    sealed()
    whole = line_of(1)
    for at in range(len(whole) - 1):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert compare(file).fault, at


@pytest.mark.parametrize("text", [b"\n", b"[]\n", b"{}\n", b'{"signature": 3}\n', b"\xff\n", b"null\n"])
def test_what_is_no_line_is_found(file, text):
    file.write_bytes(text)
    assert compare(file).fault == ("not_signed", 1, None)


def test_a_file_that_cannot_be_written_or_read_is_said(tmp_path):
    for ask in (anchor, compare):
        with pytest.raises(Refusal, match=r"seals\.anchor\.un(writ|read)able"):
            ask(tmp_path / "gone" / "anchor")
