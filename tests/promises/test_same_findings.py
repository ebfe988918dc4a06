"""A child's page, the index behind the board and a screening of the same files say the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.promises.codebase import HOUSE
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children import index
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Finding, Identifier
from wayhome.exchange import register
from wayhome.exchange.actions import begin_load
from wayhome.exchange.loading.files import digest_of, load_files
from wayhome.exchange.profiles.named import POLICE_FILES
from wayhome.exchange.simulated import partnership, write_files

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


def loaded(path: Path, at: datetime) -> None:
    into = begin_load(
        "police", register.current(AUTHORITY), digest_of(POLICE_FILES.opened(path)), by=INSTALLATION, at=at
    )
    load_files(path, POLICE_FILES, into, by=INSTALLATION, at=at, tell=lambda _: None)


def in_index() -> Said:
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
    )


def on_pages(at: datetime) -> Said:
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
        for said in index.book().findings(chronology_of(child), {}, at)
        if said.state.value != "not_stated"
    )


def test_of_a_file_with_every_kind_of_fault() -> None:
    everything, needed = screened(FILES, AT)
    loaded(FILES, AT)
    assert needed == in_index()
    assert everything == on_pages(AT)
    assert needed
    assert everything - needed


def test_of_a_simulated_year(tmp_path: Path) -> None:
    extracts = write_files(tmp_path, partnership(AT), seed=7, children=60, whole=True)
    largest = max(extracts, key=lambda extract: (extract.folder / "incidents.csv").stat().st_size)
    everything, needed = screened(largest.folder, AT)
    loaded(largest.folder, AT)
    assert needed == in_index()
    assert everything == on_pages(AT)
