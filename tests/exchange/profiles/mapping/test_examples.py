"""The examples that come with the program read the files they are written for, with simulated children."""

from __future__ import annotations

from pathlib import Path

import pytest

from wayhome.exchange.profiles.mapping import examples
from wayhome.exchange.profiles.mapping.reading import read
from wayhome.exchange.profiles.named import by_mapping
from wayhome.exchange.register import authority
from wayhome.rules.chronology import Chronology

MAPPED = Path(__file__).parents[3] / "data" / "mapped"


@pytest.mark.parametrize(
    ("name", "unmapped", "refused", "said"),
    [
        (
            "council",
            ("Locality",),
            [5, 6],
            {"Missing": 3, "Returned": 2, "Contact": 2, "InterviewOffered": 2, "InterviewHeld": 1},
        ),
        ("police_export", (), [4, 5], {"Missing": 2, "Returned": 1}),
    ],
)
def test_an_example_reads_its_file(
    name: str, unmapped: tuple[str, ...], refused: list[int], said: dict[str, int]
) -> None:
    profile, path = by_mapping(read(examples.text(name))), MAPPED / f"{name}.csv"
    with profile.of(profile.opened(path), authority("E08000032")) as files:
        files.sort()
        told = [Chronology.of(child.child, child.events).by_kind for child in files.children()]
    assert {kind: sum(len(of_child.get(kind, ())) for of_child in told) for kind in said} == said
    assert [one.line for one in files.refused] == refused
    assert files.folder.unmapped.get(path.name, ()) == unmapped


def test_every_example_is_listed_and_tried_here() -> None:
    assert set(examples.NAMES) == {file.stem for file in MAPPED.glob("*.csv")}
