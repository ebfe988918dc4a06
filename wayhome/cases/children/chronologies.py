"""Rows read back as the rules see them: each child's chronology, as one value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from wayhome.cases.children import models
from wayhome.cases.partners.models import Agency
from wayhome.rules import event, facts
from wayhome.rules.chronology import Chronology


class Partnership:
    """The agencies and systems that rows refer to, read once for one piece of work."""

    @cached_property
    def agencies(self) -> dict[int, facts.Agency]:
        return {agency.pk: agency.as_fact() for agency in Agency.objects.all()}

    @cached_property
    def by_code(self) -> dict[str, facts.Agency]:
        return {agency.code: agency for agency in self.agencies.values()}

    @cached_property
    def keys(self) -> dict[str, int]:
        """Row keys of agencies, by code."""
        return {agency.code: key for key, agency in self.agencies.items()}

    @cached_property
    def systems(self) -> dict[int, event.System]:
        return {system.pk: system.as_rules() for system in models.System.objects.all()}

    def system_key(self, system: event.System) -> int:
        """The row key of a system, which is stored when it first speaks."""
        for key, known in self.systems.items():
            if known == system:
                return key
        says = None if system.says is None else sorted(system.says)
        row, _ = models.System.objects.update_or_create(name=system.name, defaults={"says": says})
        self.systems[row.pk] = system
        return row.pk


#: The key of an event and the number of its edition.
Edition = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """Chronologies by child, with what was sealed; and the row keys of editions."""

    whole: dict[int, Chronology]
    rows: dict[Edition, int]
    sealed: frozenset[Edition]

    def readable(self, chronology: Chronology) -> Chronology:
        """Without what was sealed."""
        if not self.sealed:
            return chronology
        open_to_all = (e for e in chronology.editions if (e.key, e.edition) not in self.sealed)
        return Chronology.of(chronology.child, open_to_all)

    @property
    def chronologies(self) -> dict[int, Chronology]:
        return {child: self.readable(one) for child, one in self.whole.items()}


def read(children: Iterable[int], partnership: Partnership) -> Reading:
    """All that was said of these children, by their row keys."""
    wanted = list(children)
    rows = list(models.Event.objects.filter(child__in=wanted).order_by("key", "edition"))
    sealed = models.Seal.objects.filter(event__child__in=wanted).values_list("event__key", "event__edition")
    told = _tellings(rows, partnership)
    said: dict[int, list[event.Event]] = {child: [] for child in wanted}
    for row in rows:
        said[row.child_id].append(
            row.as_rules(
                told[row.pk],
                partnership.by_code,
                partnership.agencies[row.of_id],
                partnership.systems[row.system_id],
            )
        )
    return Reading(
        {child: Chronology.of(str(child), events) for child, events in said.items()},
        {(row.key, row.edition): row.pk for row in rows},
        frozenset(sealed),
    )


def chronology_of(child: models.Child) -> Chronology:
    """One child's chronology, for a page; without what was sealed."""
    return read([child.pk], Partnership()).chronologies[child.pk]


def _tellings(rows: list[models.Event], partnership: Partnership) -> dict[int, list[event.Telling]]:
    told: dict[int, list[event.Telling]] = defaultdict(list)
    if rows:
        children = {row.child_id for row in rows}
        tellings = models.Telling.objects.filter(event__child__in=children).order_by("pk")
        for telling in tellings:
            told[telling.event_id].append(telling.as_rules(partnership.agencies[telling.to_id]))
    return told
