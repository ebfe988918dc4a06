"""A worker that is killed in the middle of an upload: the next one carries on, and nothing is lost or doubled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.config.cli.record import Record, record
from tests.exchange.files import year

__all__ = ["record"]

#: Hands the files of a folder in, as the page does.
HAND_IN = """
import sys
from pathlib import Path
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange.loading.uploads import receive
files = [SimpleUploadedFile(file.name, file.read_bytes()) for file in Path(sys.argv[1]).iterdir()]
receive(files, Agency.objects.get(kind="authority"), profile="police", by=User.objects.get(), at=now())
"""

EVENTS = "SELECT key, edition, kind, detail, happened_begins FROM children_event ORDER BY key, edition"
TOLD = "SELECT e.key, t.to_id, t.at_begins FROM children_telling t JOIN children_event e ON e.id = t.event_id"
FOUND = "SELECT rule, state, episode, rung, due_ends FROM children_finding"


def held(record: Record) -> list[list[tuple[object, ...]]]:
    return [sorted(record.ask(question), key=str) for question in (EVENTS, TOLD, FOUND)]


def test_killed_in_the_middle_the_next_worker_finishes_it(record: Record, tmp_path: Path) -> None:
    files = year(tmp_path / "files", children=200, each=5)
    undisturbed = Record(tmp_path / "undisturbed")
    undisturbed.begin()
    record.begin()
    first = year(tmp_path / "first", children=1, each=1)
    for one in (record, undisturbed):  # makes the partners and the sender's account
        one.run("load", str(first), "--as", "police", "--authority", "E08000032")
    undisturbed.run("load", str(files), "--as", "police", "--authority", "E08000032")
    hand_in(record, files)
    killed = record.start("worker")
    wait_for(record, "SELECT count(*) > 20 FROM children_child")
    killed.kill()
    killed.communicate()
    assert record.ask("SELECT count(*) FROM children_child")[0][0] < 200  # type: ignore[operator]
    next_one = record.start("worker")
    wait_for(record, "SELECT count(*) = 2 FROM exchange_load WHERE finished_at IS NOT NULL")
    wait_for_none(record.folder / "var" / "wayhome.files" / "uploads")
    next_one.terminate()
    next_one.communicate(timeout=30)
    assert held(record) == held(undisturbed)


#: A worker whose two looks into the drop folder are a second apart, and that kills itself as hard as can be when it
#: comes to a place; with none, it goes on.
WATCHING = """
import os, signal, sys
import django
django.setup()
from wayhome.exchange import jobs
from wayhome.exchange.drops import actions, putting_away, taking
jobs.STILL_FOR = 1
room, name = (os.environ["DIES_AT"] + " ").split(" ")[:2]
if room:
    there = {"taking": taking, "actions": actions, "putting_away": putting_away}[room]
    setattr(there, name, lambda *more, **named: os.kill(os.getpid(), signal.SIGKILL))
from wayhome.config.cli import main
sys.exit(main(["worker"]))
"""


#: What is put into the drop folder.
DROPPED = {"children": 20, "each": 3}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """With the partners and the sender's account, which a first load makes."""
    return _loaded(tmp_path_factory.mktemp("begun"), children=1, each=1)


@pytest.fixture(scope="module")
def undisturbed(begun: Record, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What comes of it when nobody is killed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copytree(begun.folder, folder / "clone")
    return _loaded(folder, **DROPPED)


def _loaded(folder: Path, *, children: int, each: int) -> Record:
    loaded = Record(folder / "clone")
    if not loaded.file.exists():
        loaded.begin()
    files = year(folder / "files", children=children, each=each)
    loaded.run("load", str(files), "--as", "police", "--authority", "E08000032")
    return loaded


@pytest.mark.parametrize(
    "place",
    [
        "taking receive",
        "actions keep_drop",
        "putting_away put_away",
        "putting_away report",
        "actions clear_drop",
    ],
)
def test_killed_anywhere_on_the_way_from_the_drop_folder_it_is_taken_in_once(
    record: Record, begun: Record, undisturbed: Record, tmp_path: Path, place: str
) -> None:
    shutil.copytree(begun.folder, record.folder, dirs_exist_ok=True)
    files, dropped = year(tmp_path / "files", **DROPPED), tmp_path / "drop"
    place_of_theirs = dropped / "E08000032" / "police"
    place_of_theirs.parent.mkdir(parents=True)
    files.rename(place_of_theirs)
    watching = {"program": WATCHING, "WAYHOME_DROP_FOLDER": str(dropped)}
    killed = record.start(**watching, DIES_AT=place)
    killed.communicate(timeout=60)
    assert killed.returncode == -9
    next_one = record.start(**watching, DIES_AT="")
    wait_for(record, "SELECT count(*) = 1 FROM exchange_drop WHERE gone_at IS NOT NULL")
    next_one.terminate()
    next_one.communicate(timeout=30)
    assert record.ask("SELECT count(*) FROM exchange_load")[0][0] == 2
    assert held(record) == held(undisturbed)
    put_aside = sorted(file.name for file in place_of_theirs.rglob("*.csv"))
    assert put_aside == ["contacts.csv", "incidents.csv", "interviews.csv"]
    assert len(list((place_of_theirs / "taken").glob("*.txt"))) == 1


def hand_in(record: Record, files: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "WAYHOME_DATABASE_URL"}
    subprocess.run(
        [sys.executable, "-c", HAND_IN, str(files)],
        cwd=record.folder,
        env=environment | {"DJANGO_SETTINGS_MODULE": "wayhome.config.settings"},
        check=True,
    )


def wait_for(record: Record, question: str) -> None:
    for _ in range(1200):
        if record.ask(question)[0][0]:
            return
        time.sleep(0.05)
    raise AssertionError(f"never came true: {question}")


def wait_for_none(folder: Path) -> None:
    for _ in range(100):
        if not any(one.is_dir() for one in folder.iterdir()):
            return
        time.sleep(0.05)
    raise AssertionError("the files are still there")
