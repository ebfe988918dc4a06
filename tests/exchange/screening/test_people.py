"""What children share is gathered from a part of their rows, and is what all of their rows say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from wayhome.exchange.profiles.named import POLICE_FILES
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.screening.people import Shares
from wayhome.exchange.simulated import partnership, write_files


def agree(folder: Path) -> int:
    """How many shares both ways give."""
    with PoliceFiles(POLICE_FILES.opened(folder), Sender.of(None)) as files:
        files.sort()
        part = Shares(files.read_shared)(files.unread_sharing())
        assert part == Shares(files.read)(files.unread_children())
    return len(part)


def test_of_a_simulated_year(tmp_path: Path) -> None:
    at = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
    extracts = write_files(tmp_path, partnership(at), seed=7, children=200, whole=True)
    assert sum(agree(extract.folder) for extract in extracts) > 100


@pytest.mark.parametrize("again", ["2026-01-05 23:00", "not a time"])
def test_of_a_number_that_comes_again_and_a_mother(tmp_path: Path, again: str) -> None:
    header = "incident_id,person_id,last_seen_at,reported_at,returned_at\n"
    rows = f"I1,P1,2026-01-05 21:00,2026-01-05 22:00,\nI1,P1,{again},{again},\n"
    (tmp_path / "incidents.csv").write_text(header + rows)
    around = "I1,phone,07700 900123,\nI1,phone,07700 900456,Mother\nI1,place,,\nI9,place,4 Example Court,\n"
    (tmp_path / "contacts.csv").write_text("incident_id,kind,value,role\n" + around)
    assert agree(tmp_path) == 1
