"""What the simulated councils' own systems hold, read as the dataset that it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.simulated.seen import NOW, SEED
from wayhome.exchange.profiles.named import DATASET
from wayhome.exchange.simulated import partnership, write_dataset
from wayhome.exchange.simulated.record import everyone
from wayhome.rules.chronology import Chronology
from wayhome.rules.doubts import episodes_overlap
from wayhome.rules.episode import episodes
from wayhome.rules.placement import placements, times_in_care

CHILDREN = 400
PARTNERS = partnership(NOW)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[Chronology]:
    said = []
    for folder in write_dataset(tmp_path_factory.mktemp("councils"), PARTNERS, SEED, CHILDREN).values():
        with DATASET.of(DATASET.opened(folder), None) as files:
            files.sort()
            said += [Chronology.of(one.child, one.events) for one in files.children()]
            assert files.refused == []
    return said


def test_every_child_in_care_is_there_and_nobody_else(read: list[Chronology]) -> None:
    in_care = [child for child, _ in everyone(PARTNERS, SEED, CHILDREN) if child.care and child.incidents]
    assert len(read) == len(in_care) > 40
    assert all(times_in_care(child) for child in read)


def test_nothing_lies_ahead(read: list[Chronology]) -> None:
    assert all(child.as_at(NOW) is child for child in read)


def test_it_holds_what_such_systems_hold_in_life(read: list[Chronology]) -> None:
    every = [(child, episodes(child)) for child in read]
    assert any(episode.is_away for _, of_child in every for episode in of_child)
    assert any(list(episodes_overlap(child, of_child)) for child, of_child in every)
    assert any(episode.counted_end is None for _, of_child in every for episode in of_child)
    assert any(len(placements(child)) > 3 for child in read)


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    first, again = (
        [file.read_bytes() for folder in written.values() for file in sorted(folder.iterdir())]
        for written in (write_dataset(tmp_path / name, PARTNERS, SEED, 60) for name in ("a", "b"))
    )
    assert first == again
