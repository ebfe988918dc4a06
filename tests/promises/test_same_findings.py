"""A child's page, the index behind the board, a screening and a replay of the same files say the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.promises.codebase import HOUSE
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children import index
from wayhome.cases.children.models import Child, Finding, Identifier
from wayhome.cases.children.reading.known import known_of
from wayhome.cases.partners.models import Agency
from wayhome.exchange import register
from wayhome.exchange.actions import begin_load
from wayhome.exchange.loading.files import digest_of, load_files
from wayhome.exchange.profiles.named import POLICE_FILES
from wayhome.exchange.simulated import partnership, write_files
from wayhome.insight.extract.record import chronologies
from wayhome.insight.replay.inquiry import Inquired, inquired
from wayhome.rules import finding
from wayhome.rules.alerts import Alerts
from wayhome.rules.guidance.patterns import ALERT, DECISION

pytestmark = pytest.mark.django_db

AUTHORITY = "E08000032"
WAYHOME = [sys.executable, "-c", "import sys; from wayhome.config.cli import main; sys.exit(main())"]
FILES = HOUSE / "tests" / "data" / "police"

#: A day after the files' last incident, so that some of it is due, some overdue and some settled.
AT = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)

Said = Counter[tuple[str, ...]]


def screened(path: Path, at: datetime) -> tuple[Said, Said]:
    """What `wayhome screen --all` says: all of it, and what of it needs someone. Never what was not stated."""
    words = ["screen", str(path), "--as", "police", "--authority", AUTHORITY, "--as-at", at.isoformat()]
    all_of_it = []
    for more in (["--all"], []):
        ran = subprocess.run([*WAYHOME, *words, "--json", *more], capture_output=True, text=True, check=False)
        said = json.loads(ran.stdout)["findings"]
        all_of_it.append(
            Counter(
                (f["child"], f["rule"], f["state"], f["since"], f["due_at"] or "", f["rung"]) for f in said
            )
        )
    return all_of_it[0], all_of_it[1]


def replayed(path: Path, at: datetime) -> tuple[dict[str, tuple[str, int, str] | None], int]:
    """What `wayhome replay` says: of each child the first alert that opens a decision, and how many there are."""
    words = ["replay", str(path), "--as", "police", "--authority", AUTHORITY, "--as-at", at.isoformat()]
    ran = subprocess.run([*WAYHOME, *words, "--json"], capture_output=True, text=True, check=False)
    said = json.loads(ran.stdout)
    first = ("first_alert_at", "first_alert_episode", "rule")
    of = {one["child"]: tuple(one[key] for key in first) for one in said["per_child"]}
    return {child: said if said[0] else None for child, said in of.items()}, said["decisions"]


def inquiries(at: datetime) -> dict[str, Inquired]:
    """The record gone through again."""
    numbers = {str(child): value for child, value in Identifier.objects.values_list("child", "value")}
    said = (inquired(*one, Alerts(), at, None) for one in chronologies(by=INSTALLATION, at=at))
    return {numbers[one.one.child]: one for one in said if one is not None}


def agrees_with_the_record(path: Path, at: datetime) -> None:
    from_files, decisions = replayed(path, at)
    said = inquiries(at)
    first = {number: one.one.first_alert for number, one in said.items()}
    assert from_files == {
        number: (alert.at.isoformat(), alert.episode, alert.rule) if alert else None
        for number, alert in first.items()
    }
    assert decisions == sum(one.one.decisions for one in said.values()) > 0


def agrees_with_pages_of_the_past(at: datetime) -> int:
    """As each agency knew it: its page first shows a decision at that moment. How many were looked at."""
    looked = 0
    for one in inquiries(at).values():
        child = Child.objects.get(pk=one.one.child)
        for code, known in one.knew.items():
            by, alert = Agency.objects.get(code=code), known.first_alert
            if alert is not None:
                looked += 1
                assert asks(child, alert.at, by)
            assert not asks(child, alert.at - timedelta(microseconds=1) if alert else at, by)
    return looked


def asks(child: Child, at: datetime, by: Agency) -> bool:
    return DECISION.rule in {finding.rule for finding in known_of(child, at=at, by=by).findings}


def loaded(path: Path, at: datetime) -> None:
    into = begin_load(
        "police", register.current(AUTHORITY), digest_of(POLICE_FILES.opened(path)), by=INSTALLATION, at=at
    )
    load_files(path, POLICE_FILES, into, by=INSTALLATION, at=at, tell=lambda _: None)
    while index.refresh(at=at):  # who was loaded first has had company since
        pass


def in_index(left: bool = False) -> Said:
    """What needs someone; else what is `left` to nobody, of which a file cannot say that nobody has decided."""
    numbers = dict(Identifier.objects.values_list("child", "value"))
    return Counter(
        (
            numbers[row.child_id],
            row.rule,
            row.state,
            row.since.isoformat(),
            row.due_ends.isoformat() if row.due_ends else "",
            row.rung,
        )
        for row in Finding.objects.all()
        if (row.state == "not_stated") is left
    )


def on_pages(at: datetime, left: bool = False) -> Said:
    """All that is said; else what is `left` to nobody."""
    numbers = dict(Identifier.objects.values_list("child", "value"))
    return Counter(
        (
            numbers[child.pk],
            said.rule,
            said.state.value,
            said.since.isoformat(),
            said.due.ends.isoformat() if said.due else "",
            said.rung,
        )
        for child in Child.objects.all()
        for said in known_of(child, at=at).findings
        if (_is_left(said) if left else said.state.value != "not_stated")
    )


def _is_left(said: finding.Finding) -> bool:
    return said.rule.startswith(ALERT) and said.inherited


def test_of_a_file_with_every_kind_of_fault() -> None:
    everything, needed = screened(FILES, AT)
    loaded(FILES, AT)
    assert needed == in_index()
    assert everything == on_pages(AT)
    assert needed
    assert everything - needed
    agrees_with_the_record(FILES, AT)


def test_of_a_simulated_year(tmp_path: Path) -> None:
    extracts = write_files(tmp_path, partnership(AT), seed=7, children=60, whole=True)
    largest = max(extracts, key=lambda extract: (extract.folder / "incidents.csv").stat().st_size)
    everything, needed = screened(largest.folder, AT)
    loaded(largest.folder, AT)
    assert needed == in_index()
    assert everything == on_pages(AT)
    assert in_index(left=True) == on_pages(AT, left=True)
    assert in_index(left=True)
    agrees_with_the_record(largest.folder, AT)
    assert agrees_with_pages_of_the_past(AT) > 5
