"""What the rows of one child say of the child: number, authority, and every identity that was stated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wayhome.exchange.profiles.police.incident import Incident, digest
from wayhome.exchange.profiles.police.words import SEX, meant
from wayhome.exchange.tables.moments import read_day
from wayhome.exchange.tables.refused import Unreadable
from wayhome.rules.event import Event
from wayhome.rules.facts import Fact, IdentifierStated, IdentityStated, ResponsibleAuthorityStated

#: Letters that the record keeps of a name, and of a word for a sex that is on no list.
LONGEST_NAME, LONGEST_SEX = 120, 20


def of_child(first: Incident) -> Iterator[Event]:
    """Said once a child, with the child's first incident: the number, and who the reader says is responsible."""
    sender = first.sender
    yield _said(first, "number", IdentifierStated(scheme=sender.scheme, value=first.child))
    if sender.named:
        yield _said(
            first, "authority", ResponsibleAuthorityStated(authority=sender.authority), of=sender.authority
        )


def identity(incident: Incident) -> Event | None:
    """The identity as this row states it, under a key that each different statement has to itself."""
    written = tuple(map(str.strip, incident.identity))
    if not any(written):
        return None
    forename, surname, dob, sex, ethnicity, postcode = written
    flags: list[str] = []
    fact = IdentityStated(
        forename=_named("forename", forename, flags),
        surname=_named("surname", surname, flags),
        born=_born(dob, flags),
        sex=meant("sex", sex, SEX, sex[:LONGEST_SEX], flags),
        ethnicity=ethnicity,
        postcode=postcode,
    )
    return _said(incident, f"identity/{digest(written)}", fact, flags=tuple(flags))


def _named(field: str, name: str, flags: list[str]) -> str:
    """Nor does what is no name, such as the rest of the file after a quotation mark that is not closed."""
    if len(name) <= LONGEST_NAME:
        return name
    flags.append(f"unknown_value:{field}")
    return ""


def _born(dob: str, flags: list[str]) -> date | None:
    """A day of birth that cannot be read costs nobody the row: the child counts, and somebody is asked."""
    if not dob:
        return None
    try:
        return read_day(dob)
    except Unreadable:
        flags.append("unknown_value:dob")
        return None


def _said(
    incident: Incident, what: str, fact: Fact, *, of: object = None, flags: tuple[str, ...] = ()
) -> Event:
    sender = incident.sender
    return Event(
        child=incident.child,
        key=f"{sender.key(incident.child)}/{what}",
        fact=fact,
        happened_at=incident.at,
        of=sender.authority if of is sender.authority else sender.speaker,
        told=incident.told,
        system=sender.system,
        flags=flags,
    )
