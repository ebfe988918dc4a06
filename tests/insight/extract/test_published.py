"""Which extracts may be named as those of which the same was published before."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tests.insight.tables.made import extract
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.published import published_before
from wayhome.rules.refusal import Refusal


def written(into: Path, as_at: str, of: str = "wayhome") -> Extract:
    into.mkdir()
    about = replace(extract(into).about, as_at=f"{as_at}T12:00:00+00:00", of=of)
    (into / "extract.json").write_text(json.dumps(asdict(about)))
    return Extract(into, about)


@pytest.fixture
def now(tmp_path: Path) -> Extract:
    """With two before it, as at April and May; one as at the same day as this; and one of another source."""
    written(tmp_path / "april", "2026-04-01")
    written(tmp_path / "may", "2026-05-01")
    written(tmp_path / "june", "2026-06-01")
    written(tmp_path / "police", "2026-05-01", of="police")
    return written(tmp_path / "now", "2026-06-01")


def before(now: Extract, *names: str) -> list[str]:
    return [one.folder.name for one in published_before(now, [now.folder.parent / name for name in names])]


@pytest.mark.parametrize("names", [(), ("may",), ("april", "may"), ("april", "june")])
def test_those_published_before_are_told_in_their_order(now, names):
    assert before(now, *names) == [*names]


@pytest.mark.parametrize(
    ("names", "refused"),
    [
        (("april", "may", "now/../april"), "extract.before_twice"),
        (("april", "now"), "extract.before_twice"),
        (("police", "may"), "extract.before_of_another"),
        (("may", "april"), "extract.before_later"),
        (("nowhere",), "extract.none"),
    ],
)
def test_what_was_not_published_before_this_is_refused(now, names, refused):
    with pytest.raises(Refusal) as why:
        before(now, *names)
    assert why.value.sentence.key == refused


def test_one_as_at_a_later_moment_than_what_is_counted_is_refused(now):
    with pytest.raises(Refusal) as why:
        published_before(Extract.opened(now.folder.parent / "april"), [now.folder.parent / "may"])
    assert why.value.sentence.key == "extract.before_later"
