"""A file is given to the installation's own scanner before anything else is done with it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.files import FIRST
from tests.exchange.uploading import NOW, force_and_council, incidents, somebody
from wayhome.exchange.loading import uploads
from wayhome.exchange.loading.scanner import scan
from wayhome.exchange.models import Load
from wayhome.rules.refusal import Refusal

#: Finds something in whatever holds this word.
HARMFUL = "EICAR"
SCANNER = f"{sys.executable} -c \"import sys; sys.exit('{HARMFUL}' in sys.stdin.read())\""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "sent").write_text(f"a file with {HARMFUL}")
    return tmp_path / "sent"


@pytest.mark.django_db
def test_a_file_in_which_the_scanner_finds_something_is_refused_and_not_kept(
    tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT, settings.WAYHOME_VIRUS_SCANNER = tmp_path, SCANNER
    council = force_and_council()[1]

    def hand_in(row: str) -> Load:
        sent = [incidents(row, name="tonight.csv")]
        return uploads.receive(sent, council, profile="police", by=somebody(council), at=NOW)

    with pytest.raises(Refusal) as refused:
        hand_in(FIRST.replace("I1", HARMFUL))
    assert (refused.value.sentence.key, refused.value.sentence.facts["file"]) == (
        "upload.harmful",
        "tonight.csv",
    )
    assert not Load.objects.exists()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_file_in_which_nothing_is_found_is_taken(file: Path, settings: Any) -> None:
    settings.WAYHOME_VIRUS_SCANNER = SCANNER
    file.write_text("a file")
    scan(file, "a file")


def test_without_a_scanner_nothing_is_asked(file: Path, settings: Any) -> None:
    settings.WAYHOME_VIRUS_SCANNER = None
    scan(file, "a file")


@pytest.mark.parametrize(
    "scanner", ["/nowhere/clamdscan -", f"{sys.executable} -c 'import sys; sys.exit(2)'"]
)
def test_where_the_scanner_does_not_answer_nothing_is_taken_in(
    file: Path, settings: Any, scanner: str
) -> None:
    settings.WAYHOME_VIRUS_SCANNER = scanner
    with pytest.raises(Refusal) as refused:
        scan(file, "a file")
    assert refused.value.sentence.key == "upload.not_scanned"
