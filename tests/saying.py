"""Short ways to say things in tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wayhome.rules.event import OWN, Event, System, Telling
from wayhome.rules.facts import Agency, AgencyKind, Fact, Missing, MissingFrom, Nation
from wayhome.rules.moment import Moment

#: A winter's evening, so that London's clock shows UTC.
EVENING = datetime(2026, 1, 12, 21, 0, tzinfo=UTC)

ENGLISH = Agency("E-A", AgencyKind.AUTHORITY, Nation.ENGLAND)
WELSH = Agency("W-A", AgencyKind.AUTHORITY, Nation.WALES)
FORCE = Agency("E-P", AgencyKind.POLICE, Nation.ENGLAND)
WELSH_FORCE = Agency("W-P", AgencyKind.POLICE, Nation.WALES)
HOME = Agency("oak-house", AgencyKind.CHILDRENS_HOME, Nation.ENGLAND)


def after(hours: float = 0) -> datetime:
    """So many hours after that evening began."""
    return EVENING + timedelta(hours=hours)


def telling(to: Agency, hours: float, reference: str = "") -> Telling:
    return Telling(to, Moment.at(after(hours)), reference=reference)


def said(
    fact: Fact,
    hours: float = 0,
    *,
    key: str = "",
    child: str = "1",
    of: Agency = ENGLISH,
    told: tuple[Telling, ...] | None = None,
    system: System = OWN,
    edition: int = 1,
) -> Event:
    """An event that happened so many hours after the evening began, told to its own agency at once."""
    return Event(
        child=child,
        key=key or f"{type(fact).__name__}/{hours:g}",
        fact=fact,
        happened_at=Moment.at(after(hours)),
        of=of,
        told=(Telling(of, Moment.at(after(hours))),) if told is None else told,
        system=system,
        edition=edition,
    )


def missing(hours: float = 0, *, key: str = "m", force: Agency | None = FORCE, **more: object) -> Event:
    """The event that opens an episode; `more` goes to `said`."""
    fact = Missing(missing_from=MissingFrom.CHILDRENS_HOME, force=force)
    return said(fact, hours, key=key, **more)  # type: ignore[arg-type]
