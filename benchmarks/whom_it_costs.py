"""What it costs whom if forces mark boys less than girls: in a simulated partnership, beside one that marks them alike.

    python -m benchmarks.whom_it_costs [CHILDREN] [SEED]        default 4,000 and 2

How many of the children exploited in truth are asked about by their second and fourth episode, of each sex and more, by
what needs somebody's mark and by what needs none. docs/explanation/how-early.md says where the difference in marks was
published, and what these figures can and cannot show.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings

from benchmarks.how_early import NOW, ON_MARKS, exploited_in, people
from wayhome.exchange.simulated import partnership, write_files
from wayhome.exchange.simulated.marking import BOYS_UNSEEN, SEEN_ALIKE, Marking
from wayhome.insight.replay.coverage import NOT_STATED, Who
from wayhome.insight.replay.one_child import replayed
from wayhome.rules.alerts import Alerts
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.episode import Episode
from wayhome.rules.guidance import patterns as of
from wayhome.rules.guidance.patterns import USUALLY_OPEN
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.guidance.readings import is_from_care

#: What needs nobody's mark, and what of it asks for a decision only where a partnership says so.
NEEDS_NO_MARK = tuple(rule for rule in USUALLY_OPEN if rule not in ON_MARKS)
BESIDES = (of.MISSING_AGAIN_SOON.rule, of.SHORT_ABSENCES.rule)

#: Which patterns ask for a decision, each as a protocol of its own.
PROTOCOLS: Mapping[str, tuple[str, ...]] = {
    "marks alone": tuple(sorted(ON_MARKS)),
    "default protocol": USUALLY_OPEN,
    "default, and again within weeks": (*USUALLY_OPEN, *BESIDES),
    "what needs no mark": (*NEEDS_NO_MARK, *BESIDES),
}
ALERTS = {name: Alerts((replace(DEFAULT, patterns_that_open=rules),)) for name, rules in PROTOCOLS.items()}

READINGS: Mapping[str, Marking] = {
    "girls and boys marked alike": SEEN_ALIKE,
    "boys exploited as girls are, and marked less": BOYS_UNSEEN,
}


@dataclass(slots=True)
class Reached:
    """Of children exploited in truth, by group: those with so many episodes, and those asked about by that one."""

    children: Counter[tuple[str, int]] = field(default_factory=Counter)
    reached: Counter[tuple[str, int]] = field(default_factory=Counter)
    asked: int = 0

    def add(self, groups: tuple[str, ...], first: int | None, began: int) -> None:
        for group in groups:
            for episode in (2, 4):
                if began >= episode:
                    self.children[group, episode] += 1
                    self.reached[group, episode] += first is not None and first <= episode

    def share(self, group: str, episode: int) -> float:
        return self.reached[group, episode] / self.children[group, episode]


def main(children: int = 4000, seed: int = 2) -> None:
    settings.configure(USE_I18N=False, TIME_ZONE="Europe/London")
    for said, marking in READINGS.items():
        with tempfile.TemporaryDirectory() as folder:
            extracts = write_files(Path(folder), partnership(NOW, marking), seed, children, whole=True)
            ways, incidents = measured(people(extracts), exploited_in(Path(folder)))
        print(f"\n{said}: {incidents:,} incidents")
        for line in lines(ways, incidents):
            print(line)


def measured(
    everyone: Iterator[tuple[Chronology, tuple[Episode, ...], Company]], exploited: Mapping[str, bool]
) -> tuple[dict[str, Reached], int]:
    """What each protocol reaches, and of how many incidents."""
    ways, incidents = {name: Reached() for name in ALERTS}, 0
    for then, of_child, company in everyone:
        incidents += len(of_child)
        groups = groups_of(then, of_child)
        for name, alerts in ALERTS.items():
            one = replayed(then, of_child, company, alerts, NOW)
            ways[name].asked += one.decisions
            if exploited[then.child]:
                ways[name].add(groups, one.first_alert.episode if one.first_alert else None, len(of_child))
    return ways, incidents


def groups_of(then: Chronology, of_child: tuple[Episode, ...]) -> tuple[str, ...]:
    """As the files state them."""
    who = Who.of(then, of_child[0])
    care = any(is_from_care(episode.opened_by.fact) for episode in of_child)
    stated = "ethnicity not stated" if who.ethnicity == NOT_STATED else "ethnicity stated"
    return who.sex, "in care" if care else "not in care", stated


def lines(ways: Mapping[str, Reached], incidents: int) -> Iterator[str]:
    counted = next(iter(ways.values())).children
    groups = sorted({group for group, _ in counted} - {NOT_STATED})
    yield f"{'by the 2nd, by the 4th':34}" + "".join(f"{group:>22}" for group in groups) + f"{'per 100':>9}"
    for name, way in ways.items():
        cells = (f"{way.share(group, 2):.0%} {way.share(group, 4):.0%}" for group in groups)
        yield f"{name:34}{''.join(f'{cell:>22}' for cell in cells)}{100 * way.asked / incidents:>9.1f}"
    yield f"{'children':34}" + "".join(
        f"{f'{counted[group, 2]} {counted[group, 4]}':>22}" for group in groups
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
