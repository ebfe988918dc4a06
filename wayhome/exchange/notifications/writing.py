"""A report as its reader may have it, field by field: to copy out, and to lay beside what was pasted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from wayhome.cases.children.reading.parts import readable
from wayhome.cases.missing.reading import EpisodeRead
from wayhome.exchange.notifications.labels import LABELS, WITHHELD, written
from wayhome.exchange.notifications.values import write
from wayhome.rules.facts import AgencyKind, Fact, IdentifierStated, Risk
from wayhome.rules.moment import Moment, day_of
from wayhome.ui.forms import language
from wayhome.ui.wording import say


class Part(NamedTuple):
    """One field's words; `withheld` says why there are none for this reader."""

    field: str
    words: str
    withheld: str = ""


class Difference(NamedTuple):
    label: str
    pasted: str
    held: str


def copy_of(read: EpisodeRead) -> str:
    """Lines of `label: value` in a fixed order. A value's further lines are indented, so that it is read back whole."""
    parts = {part.field: part for part in parts_of(read)}
    there = [parts[field] for field in LABELS if field in parts]
    lines = [f"{written(one.field)}: {_indented(one.words)}" for one in there if one.words]
    withheld = ", ".join(written(one.field) for one in there if one.withheld)
    return "\n".join([*lines, *([f"{WITHHELD}: {withheld}"] if withheld else [])]) + "\n"


def differences(pasted: Mapping[str, Any], read: EpisodeRead) -> Iterator[Difference]:
    """Where a notification says something, and the record something else, or nothing."""
    held = {part.field: part for part in parts_of(read)}
    for field in LABELS:
        words, ours = write(pasted.get(field)), held.get(field, Part(field, ""))
        if words and words != ours.words:
            yield Difference(written(field), words, ours.withheld or ours.words)


def parts_of(read: EpisodeRead) -> Iterator[Part]:
    opened = read.told.opened_by
    yield from _times(opened.happened_at)
    yield from _of_fact(read.told.missing, read)
    yield from _of_fact(read.known.identity, read)
    police = [one for one in opened.told if one.to.kind is AgencyKind.POLICE and one.stated]
    for told in sorted(police, key=lambda one: not one.reference)[:1]:
        yield Part("reference", told.reference)
        yield Part("at", write(told.at))
    for event in read.known.chronology.events:
        if isinstance(event.fact, IdentifierStated) and event.fact.scheme.startswith("police person id"):
            yield Part("number", event.fact.value)
    if read.row.authority is not None:
        yield Part("authority", read.row.authority.name)
    risk = read.told.last("RiskAssessed")
    if risk is not None:
        yield from _of_fact(risk.fact, read)


def _of_fact(fact: Fact, read: EpisodeRead) -> Iterator[Part]:
    """Through the gate of every page, with its values written so that they can be read back."""
    for said in readable(fact, read.reader.role, read.reader.relations, read.reader.names):
        if said.field not in LABELS or getattr(fact, said.field) is Risk.OTHER:
            continue  # that level is no more than a source's own word for it, which stands in the reasons
        withheld = say(said.withheld, language()) if said.withheld else ""
        yield Part(said.field, "" if withheld else write(getattr(fact, said.field)), withheld)


def _times(happened: Moment) -> Iterator[Part]:
    """Last seen: an instant, a day, or the earliest and the latest it can have been."""
    if happened.is_instant or happened == Moment.day(day_of(happened.begins)):
        yield Part("last_seen_at", write(happened))
    else:
        yield Part("last_seen_at", write(Moment.at(happened.begins)))
        yield Part("last_seen_until", write(Moment.at(happened.ends)))


def _indented(words: str) -> str:
    return "\n  ".join(words.splitlines())
