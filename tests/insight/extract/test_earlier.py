"""An earlier extract, as the next one takes over from it: whom it holds still, and all of their rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from cryptography.fernet import Fernet

from tests.insight.extract.test_folder import ASKED
from tests.saying import after, missing
from wayhome.insight.extract.batches import Batch
from wayhome.insight.extract.earlier import Earlier
from wayhome.insight.extract.folder import Extract, write
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.extract.stamps import Around, Stamping
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import OWN
from wayhome.rules.refusal import Refusal

CIPHER = Fernet(Fernet.generate_key())

AROUND = Around.of(["a council", "a force"])


def stamp(number: str) -> bytes:
    return number.encode().rjust(16, b".")


def still_missing(number: str) -> tuple[Chronology, dict]:
    return Chronology.of(number, [missing(child=number)]), {}


def written(into: Path, *numbers: str) -> Extract:
    """A child in each batch."""
    return write_stamped((ASKED.answer_stamped([(stamp(one), *still_missing(one))]) for one in numbers), into)


def write_stamped(batches: Iterable[Batch], into: Path) -> Extract:
    into.mkdir()
    stamping = Stamping(AROUND, CIPHER.encrypt)
    return write(batches, into, system=OWN, as_at=ASKED.as_at, rules="rules-1", stamping=stamping)


def earlier(
    extract: Extract, hours: float = 1000, around: Around = AROUND, cipher: Fernet = CIPHER
) -> Earlier:
    return Earlier(extract, around=around, as_at=after(hours), decrypt=cipher.decrypt)


def holds(extract: Extract, **more: object) -> bool:
    return earlier(extract, **more).holds(stamp("1"))


def test_of_whom_it_holds_every_row_comes_over_and_of_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setattr("wayhome.insight.extract.folder.AT_ONCE", 2)
    held = earlier(written(tmp_path / "whole", *"12345"))
    assert [held.holds(stamp(one)) for one in "24x"] == [True, True, False]
    assert (held.taken_over, held.anew) == (2, 1)
    parts, kept = written(tmp_path / "parts", *"24"), write_stamped(held.batches(), tmp_path / "kept")
    assert kept.about == parts.about
    for table in TABLES:
        assert pq.read_table(kept.file(table)).equals(pq.read_table(parts.file(table))), table
    again = earlier(kept)
    assert [again.holds(stamp(one)) for one in "124"] == [False, True, True]


def test_it_holds_nobody_once_time_has_changed_anything(tmp_path):
    extract = written(tmp_path / "whole", "1")
    next_meeting = (17 + 4 * 7) * 24
    assert [holds(extract, hours=next_meeting - 0.1), holds(extract, hours=next_meeting)] == [True, False]


def test_more_may_stand_around_and_nothing_may_be_gone(tmp_path):
    extract = written(tmp_path / "whole", "1")
    assert holds(extract, around=Around(AROUND | Around.of(["a school"])))
    assert not holds(extract, around=Around.of(["a council", "a force that joined"]))


def test_under_another_key_it_holds_nobody(tmp_path):
    assert not holds(written(tmp_path / "whole", "1"), cipher=Fernet(Fernet.generate_key()))


@pytest.mark.parametrize(
    ("hours", "stamped", "why"), [(999, True, "extract.after_later"), (1000, False, "extract.no_stamps")]
)
def test_what_says_nothing_of_the_moment_asked_for_is_refused(tmp_path, hours, stamped, why):
    extract = written(tmp_path / "whole", "1")
    if not stamped:
        extract = write([], tmp_path, system=OWN, as_at=ASKED.as_at, rules="rules-1")
    with pytest.raises(Refusal) as refused:
        earlier(extract, hours=hours)
    assert refused.value.sentence.key == why
