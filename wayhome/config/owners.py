"""Whose each duty is, said of the agencies of this record; of a partnership of both nations where none is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

from wayhome.cases.partners.models import Agency
from wayhome.rules import facts
from wayhome.rules.facts import AgencyKind, Nation
from wayhome.rules.owners import VERSIONS, Condition, Gap, situations
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


class Asked(NamedTuple):
    """The agencies that are asked about. `of_record` False: they stand for a partnership that keeps none here."""

    agencies: Sequence[facts.Agency]
    of_record: bool


#: Two authorities, a force, a home and a provider on one side of the border, an authority and a force on the other.
STANDING_FOR_ANY = tuple(
    facts.Agency(f"{kind}-{n}", kind, nation)
    for n, (kind, nation) in enumerate(
        (
            (AgencyKind.AUTHORITY, Nation.ENGLAND),
            (AgencyKind.AUTHORITY, Nation.ENGLAND),
            (AgencyKind.AUTHORITY, Nation.WALES),
            (AgencyKind.POLICE, Nation.ENGLAND),
            (AgencyKind.POLICE, Nation.WALES),
            (AgencyKind.CHILDRENS_HOME, Nation.ENGLAND),
            (AgencyKind.INTERVIEW_PROVIDER, None),
        )
    )
)


def asked_of(record: Mapping[str, Any]) -> Asked:
    """Of this database, which is not made where there is none yet."""
    is_file = record["ENGINE"].endswith("sqlite3")
    kept = () if is_file and not Path(record["NAME"]).exists() else Agency.objects.order_by("pk")
    agencies = [one.as_fact() for one in kept]
    return Asked(agencies, of_record=True) if agencies else Asked(STANDING_FOR_ANY, of_record=False)


def in_words(asked: Asked, found: Iterable[Gap]) -> Iterator[str]:
    """What was asked, then every gap, those of one reason under one line."""
    whose = "record" if asked.of_record else "standing_for_any"
    n = len(situations(asked.agencies))
    yield say(Sentence(f"owners.asked.{whose}", n=len(asked.agencies), combinations=n))
    alike: dict[tuple[str, Condition], list[str]] = {}
    for gap in found:
        alike.setdefault((gap.why, gap.when), []).append(gap.what)
    for (why, when), what in alike.items():
        yield say(Sentence(f"owners.why.{why}", when=_when(when)))
        yield from (f"  {_named(one)}" for one in what)
    if not alike:
        yield say(Sentence("owners.no_gap"))
    whole = VERSIONS.keys() - set().union(*alike.values())
    for kind in sorted(whole):
        yield say(Sentence("owners.one_version", version=Sentence(f"owners.version.{kind}")))


def _named(what: str) -> str:
    if what in VERSIONS:
        return say(Sentence(f"owners.version.{what}"))
    each = Sentence("owners.each_time")
    return f"{say(Sentence(what, rung=each))} ({what})"


def _when(condition: Condition) -> Sentence:
    if not condition:
        return Sentence("owners.always")
    said = (Sentence(f"owners.field.{field}", value=_value(value)) for field, value in condition)
    all_of_it = reduce(lambda one, other: Sentence("owners.both", one=one, other=other), said)
    return Sentence("owners.whenever", condition=all_of_it)


def _value(value: str) -> Sentence:
    kind, _, nation = value.rpartition(".")
    if not kind:
        return Sentence(f"owners.value.{value}")
    return Sentence("owners.agency", kind=Sentence(f"owners.kind.{kind}"), nation=_value(nation))
