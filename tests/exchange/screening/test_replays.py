"""A replay of files: the same from one process or from many, with what was refused left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.profiles.police.layouts import LAYOUTS
from wayhome.exchange.profiles.police.one_child import ChildsRows, read
from wayhome.exchange.screening.replays import Answer, Replaying
from wayhome.exchange.simulated import partnership, write_files
from wayhome.insight.cores import spread
from wayhome.insight.replay.totals import Totals
from wayhome.rules.company import ALONE, Company

AT = datetime(2026, 3, 1, tzinfo=UTC)


def alone(files: PoliceFiles) -> Iterator[tuple[ChildsRows, Company]]:
    return ((rows, ALONE) for rows in files.unread_children())


def test_the_answer_is_the_same_from_one_process_or_many(tmp_path: Path) -> None:
    extracts = write_files(tmp_path, partnership(AT), seed=7, children=200, whole=True)
    largest = max(extracts, key=lambda extract: (extract.folder / "incidents.csv").stat().st_size)
    question = Replaying(partial(read, largest.sender), AT, json=True)

    def asked(processes: int) -> list[Answer]:
        with PoliceFiles(opened(largest.folder, LAYOUTS), largest.sender) as files:
            files.sort()
            return list(spread(question.answer, alone(files), size=3, processes=processes))

    one, many = asked(1), asked(2)
    assert one == many
    totals = Totals()
    for answer in one:
        totals.include(answer.totals)
    per_child = [json.loads(child) for answer in one for child in answer.as_json]
    assert len(per_child) == totals.children > 20
    assert sum(child["first_alert_at"] is not None for child in per_child) == totals.alerted.total() > 0
    assert totals.decisions >= totals.alerted.total()


def test_who_was_missing_only_later_is_not_counted(tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text(
        "incident_id,person_id,last_seen_at,reported_at,returned_at\n"
        "I1,P1,2026-02-01 20:00,2026-02-01 21:00,2026-02-02 09:00\n"
        "I2,P2,2026-04-01 20:00,2026-04-01 21:00,2026-04-02 09:00\n"
        "I3,P3,,,\n"
    )
    sender = Sender.of(None)
    with PoliceFiles(opened(tmp_path, LAYOUTS), sender) as files:
        files.sort()
        answer = Replaying(files.read, AT, json=True).answer(alone(files))
    assert (answer.totals.children, answer.totals.incidents) == (1, 1)
    assert [json.loads(child)["child"] for child in answer.as_json] == ["P1"]
    assert [line for _, line, _ in answer.not_kept] == [4]
