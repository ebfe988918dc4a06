"""The same answer, from one process or from many, and with company where a rule asks for it."""

from __future__ import annotations

import csv
import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from wayhome.config import files as partners_files
from wayhome.config.cli import screen
from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.profiles.police.layouts import LAYOUTS
from wayhome.exchange.profiles.police.one_child import read
from wayhome.exchange.register import authority
from wayhome.exchange.screening import questions
from wayhome.exchange.screening.questions import Answer, Question
from wayhome.insight.cores import spread
from wayhome.insight.screening import Totals
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE, RARE, Company, Share
from wayhome.rules.episode import Episode
from wayhome.rules.facts import Nation
from wayhome.rules.finding import Finding, Source, State
from wayhome.rules.rulebook import rulebook

AT = datetime(2026, 3, 1, tzinfo=UTC)
CHILDREN = 120


def table(path: Path, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every tenth child has a row that is refused; 0 and 1 share a phone, and all of them a bus station."""
    table(
        tmp_path / "incidents.csv",
        "incident_id,person_id,last_seen_at,reported_at,returned_at,risk",
        (
            (f"I{n}", f"P{n:03}", "01/02/2026 20:00", f"{n % 28 + 1:02}/02/2026 21:00", back, "medium")
            for n in range(CHILDREN)
            for back in [("12/25/2026 10:00", "", "28/02/2026 10:00")[0 if n % 10 == 5 else 1 + n % 2]]
        ),
    )
    place = ((f"I{n}", "place", "Bus station") for n in range(CHILDREN))
    phone = ((f"I{n}", "phone", f"07700 {900000 + max(n, 1)}") for n in range(CHILDREN))
    table(tmp_path / "contacts.csv", "incident_id,kind,value", (*place, *phone))
    return tmp_path


@pytest.mark.parametrize("every", [True, False])
def test_the_answer_is_the_same_from_one_process_or_many(folder, every):
    sender = Sender.of(authority("E08000032"))
    reading = partial(read, sender)
    question = Question(reading, sender.system, Nation.ENGLAND, AT, every=every, json=True, page=True)

    def asked(processes: int) -> Iterator[Answer]:
        with PoliceFiles(opened(folder, LAYOUTS), sender) as files:
            files.sort()
            children = ((rows, ALONE) for rows in files.unread_children())
            for answer in spread(question.answer, children, size=5, processes=processes):
                files.refuse(answer.not_kept)
                yield answer._replace(not_kept=[])
            yield files.refused  # type: ignore[misc]

    one, many = list(asked(1)), list(asked(2))
    assert one == many
    assert len(one) == CHILDREN / 5 + 1
    # a refused incident refuses its two contacts
    assert Counter(refused.code for refused in one[-1]) == {
        "moment.no_such_month": CHILDREN // 10,
        "police.incident_not_kept": CHILDREN // 10 * 2,
    }
    totals = Totals()
    for answer in one[:-1]:
        totals.include(answer.totals)
    assert totals.children == totals.incidents == CHILDREN - CHILDREN // 10
    assert sum(totals.said.values()) >= sum(len(answer.as_json) for answer in one[:-1]) > 0


#: A rare thing, and who else touched it.
type Joint = tuple[str, tuple[Share, ...]]


class Joined(Alerts):
    """One pattern alone: somebody else touched the same rare thing, which stands in for a decision."""

    def decisions(
        self, then: Chronology, episodes: tuple[Episode, ...], company: Company, as_at: datetime
    ) -> Iterator[tuple[Joint, State]]:
        return ((joint, State.OPEN) for joint in company.items() if joint[1])

    def findings_of(
        self,
        decided: Sequence[tuple[Joint, State]],
        then: Chronology,
        episodes: tuple[Episode, ...],
        as_at: datetime,
    ) -> Iterator[Finding]:
        for (thing, others), state in decided:
            yield Finding(
                child=then.child,
                rule="test.joined",
                state=state,
                since=others[0].happened_at.begins,
                source=Source("A test", "2026"),
                evidence=(thing, *(share.child for share in others)),
            )


@pytest.mark.parametrize("at_once", [256, 5])
def test_a_pattern_sees_who_shares_a_rare_thing_and_not_a_busy_place(folder, monkeypatch, capsys, at_once):
    assert CHILDREN > 2 * RARE
    monkeypatch.setattr(questions, "rulebook", lambda *said: replace(rulebook(*said), alerts=Joined()))
    monkeypatch.setattr(partners_files, "CHILDREN_AT_ONCE", at_once)
    parser = ArgumentParser()
    screen.configure(parser)
    screen.run(parser.parse_args([str(folder), "--as", "police", "--as-at", "2026-03-01", "--json"]))
    found = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["rule"] == "test.joined"]
    by_phone = {one["child"]: one["evidence"] for one in found if one["evidence"][0].startswith("phone:")}
    assert by_phone == {"P000": ["phone:07700900001", "P001"], "P001": ["phone:07700900001", "P000"]}
    # Whoever came early to the bus station shared it while it was still rare; the many who came later did not.
    by_place = {one["child"] for one in found if one["evidence"][0].startswith("place:")}
    assert len(by_place) < CHILDREN / 2


def test_what_is_late_says_who_held_it_on_every_way_out(folder, tmp_path, capsys):
    """A police file cannot say when the authority was told, so both may have held it from nought to all of it."""
    parser, page = ArgumentParser(), tmp_path / "page.html"
    screen.configure(parser)
    words = [str(folder), "--as", "police", "--authority", "E08000032", "--as-at", "2026-03-20"]
    screen.run(parser.parse_args([*words, "--json"]))
    findings = json.loads(capsys.readouterr().out)["findings"]
    late = [one for one in findings if one["rule"] == "england.return_interview"]
    assert late
    for one in late:
        assert [part["agency"] for part in one["held"]] == ["E23000010", "E08000032"]
        assert all(part["hours"] == one["before_owner"] for part in one["held"])
    assert [one for one in findings if one["state"] != "overdue" and "held" in one] == []
    screen.run(parser.parse_args([*words, "--html", str(page)]))
    assert "held by police, then authority: median 0 to" in capsys.readouterr().out
    assert "<th scope=row>england.return_interview<td>police<td>authority" in page.read_text(encoding="utf-8")
