"""Rows read back as the rules see them: each child's chronology, as one value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from wayhome.cases.children import models
from wayhome.cases.children.as_said import EVENT, TELLING, Read, Row, reader
from wayhome.cases.children.queries import Query
from wayhome.cases.partners.models import Agency
from wayhome.rules import detail, event, facts
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import Withdrawn


class Partnership:
    """The agencies and systems that rows refer to, read once for one piece of work."""

    @cached_property
    def agencies(self) -> dict[int, facts.Agency]:
        return {agency.pk: agency.as_fact() for agency in self._rows}

    @cached_property
    def names(self) -> dict[str, str]:
        """What agencies are called, by code."""
        return {agency.code: agency.name for agency in self._rows}

    @cached_property
    def by_code(self) -> dict[str, facts.Agency]:
        return {agency.code: agency for agency in self.agencies.values()}

    @cached_property
    def keys(self) -> dict[str, int]:
        """Row keys of agencies, by code."""
        return {agency.code: key for key, agency in self.agencies.items()}

    @cached_property
    def editions(self) -> int:
        """How often what is known of any was changed, as these very rows have it: see `Watch.editions_of_agencies`."""
        return sum(agency.edition for agency in self._rows)

    @cached_property
    def systems(self) -> dict[int, event.System]:
        return {system.pk: system.as_rules() for system in models.System.objects.all()}

    @property
    def reader(self) -> Read:
        """How rows are read that refer to these."""
        return reader(self.agencies, self.systems)

    @cached_property
    def _keys_of_systems(self) -> dict[event.System, int]:
        return {system: key for key, system in self.systems.items()}

    @cached_property
    def _rows(self) -> list[Agency]:
        return list(Agency.objects.all())

    def as_known(self, said: event.Event) -> event.Event:
        """With its agencies as they are known here: whoever says it may have read them before one was changed."""
        named = (said.of, *(telling.to for telling in said.told), *detail.agencies(said.fact))
        if all(self._known(one).known == one.known for one in named):
            return said
        told = tuple(replace(telling, to=self._known(telling.to)) for telling in said.told)
        fact = detail.with_agencies(said.fact, self._known)
        return replace(said, of=self._known(said.of), told=told, fact=fact)

    def _known(self, said: facts.Agency) -> facts.Agency:
        """One that is not here stays as it was said, for whoever stores it to refuse."""
        return self.by_code.get(said.code, said)

    def system_key(self, system: event.System) -> int:
        """The row key of a system, which is stored when it first speaks."""
        known = self._keys_of_systems.get(system)
        if known is not None:
            return known
        says = None if system.says is None else sorted(system.says)
        row, _ = models.System.objects.update_or_create(name=system.name, defaults={"says": says})
        self.systems[row.id], self._keys_of_systems[system] = system, row.id
        return row.id


_OF_EDITION, _OF_TELLING = ("id", "seal", *EVENT), ("event", *TELLING)

_EDITIONS = Query(lambda children: models.Event.objects.filter(child__in=children).values_list(*_OF_EDITION))
_TELLINGS = Query(
    lambda children: (
        models.Telling.objects.filter(event__child__in=children).order_by("pk").values_list(*_OF_TELLING)
    )
)

#: Of some kinds alone; what withdraws one of them is of a kind of its own.
_EDITIONS_OF = Query(
    lambda children, kinds: models.Event.objects.filter(child__in=children, kind__in=kinds).values_list(
        *_OF_EDITION
    )
)
_TELLINGS_OF = Query(
    lambda children, kinds: (
        models.Telling.objects.filter(event__child__in=children, event__kind__in=kinds)
        .order_by("pk")
        .values_list(*_OF_TELLING)
    )
)

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
    keys = list(children)
    editions = _EDITIONS(children=keys)
    return _reading(keys, editions, _TELLINGS(children=keys) if editions else [], partnership)


def read_of(children: Iterable[int], kinds: Iterable[str], partnership: Partnership) -> dict[int, Chronology]:
    """The same in facts of some kinds alone, without what was sealed: for a list, and never for the rules."""
    keys, of = list(children), [*kinds, Withdrawn.__name__]
    editions = _EDITIONS_OF(children=keys, kinds=of)
    told = _TELLINGS_OF(children=keys, kinds=of) if editions else []
    return _reading(keys, editions, told, partnership).chronologies


def _reading(
    children: Iterable[int], editions: Iterable[Row], tellings: Iterable[Row], partnership: Partnership
) -> Reading:
    said: dict[int, list[event.Event]] = {child: [] for child in children}
    rows: dict[Edition, int] = {}
    sealed: set[Edition] = set()
    told, read_row = _by_event(tellings), partnership.reader
    for row in editions:
        key, seal, child = row[:3]
        one = read_row(row[2:], tuple(told.get(key, ())))
        said[child].append(one)
        rows[one.key, one.edition] = key
        if seal is not None:
            sealed.add((one.key, one.edition))
    whole = {child: Chronology.of(str(child), events) for child, events in said.items()}
    return Reading(whole, rows, frozenset(sealed))


def _by_event(tellings: Iterable[Row]) -> Mapping[int, list[Row]]:
    """By the row of their event, in the order in which they were recorded."""
    told: dict[int, list[Row]] = defaultdict(list)
    for row in tellings:
        told[row[0]].append(row[1:])
    return told


def chronology_of(child: models.Child) -> Chronology:
    """One child's chronology, for a page; without what was sealed."""
    return read([child.pk], Partnership()).chronologies[child.pk]
