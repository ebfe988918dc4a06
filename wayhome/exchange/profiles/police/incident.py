"""A row of `incidents.csv`, and the events it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from wayhome.exchange.profiles.keys import quoted
from wayhome.exchange.profiles.police.sender import Sender
from wayhome.exchange.profiles.police.words import FOUND_BY, MISSING_FROM, RISK, is_absent, meant
from wayhome.exchange.profiles.values import NotRead, moment_in, no_longer
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import (
    Found,
    FoundBy,
    MarkersStated,
    Missing,
    MissingFrom,
    Returned,
    Risk,
    RiskAssessed,
)
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence

#: Letters in a force's number of an incident or of a child; both stand in the keys of events.
LONGEST_NUMBER = 50


class Incident(NamedTuple):
    """A row whose times could be read. `base` begins the keys of its events; `key` is that of the one that opens
    the episode.

    `began` is when the child was last seen, or when that is not said, when the sender was told. `told` is what
    the sender learned with the report; `at` is when.
    """

    sender: Sender
    child: str
    base: str
    key: str
    line: int
    values: tuple[str, ...]
    began: Moment
    began_assumed: bool
    at: Moment
    told: tuple[Telling, ...]
    returned: Moment | None
    flags: tuple[str, ...]
    return_flags: tuple[str, ...]

    @property
    def identity(self) -> tuple[str, ...]:
        """Names, day of birth, sex, ethnicity and postcode, as written."""
        return self.values[9:]


def read(sender: Sender, child: str, name: str, line: int, values: tuple[str, ...]) -> Incident:
    """`name` is what the row is called: its number, or what stands for one. Raises NotRead."""
    flags: list[str] = []
    return_flags: list[str] = []
    seen = moment_in("last_seen_at", values[2], flags)
    reported = moment_in("reported_at", values[3], flags)
    returned = moment_in("returned_at", values[4], return_flags)
    began = seen or reported
    if began is None:
        raise NotRead("last_seen_at", Sentence("police.no_time"))
    at = reported or began
    no_longer("incident_id", quoted(name), LONGEST_NUMBER)
    no_longer("person_id", quoted(child), LONGEST_NUMBER)
    base = sender.key(child, name)
    return Incident(
        sender=sender,
        child=child,
        base=base,
        key=f"{base}/missing",
        line=line,
        values=values,
        began=began,
        began_assumed=seen is None,
        at=at,
        told=(Telling(sender.speaker, at, reported is not None, name),),
        returned=returned,
        flags=tuple(flags),
        return_flags=tuple(return_flags),
    )


def name_of(values: tuple[str, ...], blank_before: dict[tuple[str, ...], int]) -> str:
    """An incident's own number, or where it is blank its values and which of its equals it is."""
    number = values[0].strip()
    if number:
        return number
    blank_before[values] = blank_before.get(values, 0) + 1
    return f"unnumbered-{digest(values)}-{blank_before[values]}"


def digest(values: tuple[str, ...]) -> str:
    """Names a row by its values without showing them."""
    return blake2b("\x1f".join(values).encode(errors="surrogatepass"), digest_size=8).hexdigest()


def events(incident: Incident) -> Iterator[Event]:
    """What the row says of the episode itself, the event that opens it first."""
    missing_from, risk, found_by = map(
        str.strip, (incident.values[5], incident.values[6], incident.values[8])
    )
    stated = tuple(marker for part in incident.values[7].split(";") if (marker := part.strip()))
    absent = [field for field, text in (("missing_from", missing_from), ("risk", risk)) if is_absent(text)]
    if any(map(is_absent, stated)):
        absent.append("flags")
    yield _missing(incident, "" if "missing_from" in absent else missing_from)
    if absent or risk:
        yield _risk(incident, "" if "risk" in absent else risk, absent)
    if stated:
        fact = MarkersStated(episode=incident.key, markers=stated)
        yield said(incident, "markers", fact, incident.at, incident.told)
    if incident.returned is not None:
        yield from _returned(incident, incident.returned, found_by)


def said(
    incident: Incident,
    what: str,
    fact: Any,
    at: Moment,
    told: tuple[Telling, ...],
    *,
    assumed: bool = False,
    flags: Sequence[str] = (),
) -> Event:
    """An event of this incident; `what` ends its key."""
    sender = incident.sender
    return Event(
        child=incident.child,
        key=f"{incident.base}/{what}",
        fact=fact,
        happened_at=at,
        of=sender.speaker,
        told=told,
        system=sender.system,
        happened_assumed=assumed,
        flags=tuple(flags),
    )


def _missing(incident: Incident, word: str) -> Event:
    flags = list(incident.flags)
    place = meant("missing_from", word, MISSING_FROM, MissingFrom.ELSEWHERE, flags)
    unknown = "unknown_value:missing_from" in flags
    fact = Missing(missing_from=place, force=incident.sender.force, last_seen_where=word if unknown else "")
    return said(
        incident,
        "missing",
        fact,
        incident.began,
        incident.told,
        assumed=incident.began_assumed,
        flags=flags,
    )


def _risk(incident: Incident, word: str, absent: list[str]) -> Event:
    """The level with the report; the file does not say when it was set. A word of the force's own is kept."""
    flags = [f"legacy_absent:{field}" for field in absent]
    level = meant("risk", word, RISK, Risk.OTHER, flags)
    fact = RiskAssessed(episode=incident.key, level=level, rationale=word if level is Risk.OTHER else "")
    return said(incident, "risk", fact, incident.at, incident.told, assumed=True, flags=flags)


def _returned(incident: Incident, returned: Moment, found_by: str) -> Iterator[Event]:
    """`returned_at` stands for found and for arrival; that the child was found only then is assumed."""
    told = (Telling(incident.sender.speaker, returned),)
    flags = list(incident.return_flags)
    by = meant("found_by", found_by, FOUND_BY, FoundBy.OTHER, flags)
    how = found_by if "unknown_value:found_by" in flags else ""
    found = Found(episode=incident.key, by=by)
    yield said(incident, "found", found, returned, told, assumed=True, flags=flags)
    back = Returned(episode=incident.key, how=how)
    yield said(incident, "returned", back, returned, told, flags=incident.return_flags)
