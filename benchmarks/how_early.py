"""How early patterns see children who are being exploited in truth, and what it costs: in a simulated partnership.

    python -m benchmarks.how_early [CHILDREN] [SEED]        default 4,000 and 2

The police files of three years are written, with the truth apart, and gone through as `wayhome replay` does. *By the
second episode* means: of the children exploited in truth who had two or more, those first asked about before anybody
knew of a third. docs/explanation/how-early.md says what these figures can and cannot show.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from wayhome.exchange.profiles.named import POLICE_FILES
from wayhome.exchange.profiles.police import PoliceFiles
from wayhome.exchange.screening.company import Sharing
from wayhome.exchange.screening.people import Shares, chronologies
from wayhome.exchange.simulated import Extract, partnership, write_files
from wayhome.insight.replay.one_child import replayed
from wayhome.insight.replay.thresholds import THRESHOLDS
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, company_as_at
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.guidance import patterns as of
from wayhome.rules.guidance.patterns import USUALLY_OPEN
from wayhome.rules.guidance.protocol import DEFAULT

#: The end of the simulated history: the same for everybody, or the figures would not be.
NOW = datetime(2026, 11, 27, tzinfo=UTC)

#: What rests on a mark that somebody else has made already.
ON_MARKS = {of.EXPLOITATION_MARKED.rule, of.EXPLOITATION_GRADED_LOW.rule, of.TRAFFICKED_MISSING.rule}

#: Which patterns ask for a decision, each as a protocol of its own.
PROTOCOLS: Mapping[str, tuple[str, ...]] = {
    "default protocol": USUALLY_OPEN,
    "default without anybody's marks": tuple(rule for rule in USUALLY_OPEN if rule not in ON_MARKS),
    "missing again soon alone": (of.MISSING_AGAIN_SOON.rule,),
}


@dataclass(slots=True)
class Way:
    """One way of asking somebody to look. `early` counts children exploited in truth, by how many episodes."""

    name: str
    asked: int = 0
    children: int = 0
    not_exploited: int = 0
    by_second: int = 0
    by_fourth: int = 0

    def add(self, times: int, first: int | None, began: int, *, exploited: bool) -> None:
        """`first` is at which of the child's `began` episodes somebody was first asked to look; None: never."""
        self.asked += times
        self.children += first is not None
        self.not_exploited += first is not None and not exploited
        self.by_second += exploited and began >= 2 and first is not None and first <= 2
        self.by_fourth += exploited and began >= 4 and first is not None and first <= 4


def main(children: int = 4000, seed: int = 2) -> None:
    settings.configure(USE_I18N=False, TIME_ZONE="Europe/London")
    with tempfile.TemporaryDirectory() as folder:
        extracts = write_files(Path(folder), partnership(NOW), seed, children, whole=True)
        for line in measured(extracts, exploited_in(Path(folder))):
            print(line)


def measured(extracts: list[Extract], exploited: Mapping[str, bool]) -> Iterator[str]:
    alerts = {
        name: Alerts((replace(DEFAULT, patterns_that_open=rules),)) for name, rules in PROTOCOLS.items()
    }
    ways = {name: Way(name) for name in (*alerts, *THRESHOLDS)}
    incidents = n = innocent = two = four = 0
    for then, of_child, company in people(extracts):
        is_exploited, began = exploited[then.child], len(of_child)
        n, incidents = n + 1, incidents + began
        innocent += not is_exploited
        two += is_exploited and began >= 2
        four += is_exploited and began >= 4
        for name, by in alerts.items():
            one = replayed(then, of_child, company, by, NOW)
            first = one.first_alert.episode if one.first_alert else None
            ways[name].add(one.decisions, first, began, exploited=is_exploited)
        for name, fires in THRESHOLDS.items():
            numbers = list(fires([episode.opened_by.happened_at.begins for episode in of_child]))
            ways[name].add(len(numbers), min(numbers, default=None), began, exploited=is_exploited)
    yield f"{n:,} children, {incidents:,} incidents; {n - innocent:,} children exploited in truth"
    yield f"{'':32} {'per 100':>8} {'of all':>8} {'of those':>12} {'by 2nd':>8} {'by 4th':>8}"
    yield f"{'':32} {'incid.':>8} {'children':>8} {'not expl.':>12} {f'of {two}':>8} {f'of {four}':>8}"
    for way in ways.values():
        yield (
            f"{way.name:32} {100 * way.asked / incidents:>8.1f} {way.children / n:>8.0%}"
            f" {way.not_exploited / innocent:>12.0%} {way.by_second / two:>8.0%} {way.by_fourth / four:>8.0%}"
        )


def people(extracts: list[Extract]) -> Iterator[tuple[Chronology, tuple[Episode, ...], Company]]:
    for extract in extracts:
        opened = PoliceFiles(POLICE_FILES.opened(extract.folder), extract.sender)
        with opened as files, closing(Sharing()) as sharing:
            files.sort()
            sharing.hold(Shares(files.read_shared)(files.unread_sharing()))
            together = sharing.with_company(files.unread_children())
            for whole, company in chronologies(files.read, together, []):
                then = whole.as_at(NOW)
                yield then, episodes(then), company_as_at(company, NOW)


def exploited_in(folder: Path) -> Mapping[str, bool]:
    """Of each child by the force's number, the truth, which lies beside the files."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["person_id"]: "1" in (row["sexually_exploited"], row["criminally_exploited"])
            for row in csv.DictReader(file)
        }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
