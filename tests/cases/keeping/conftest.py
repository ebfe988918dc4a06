"""Two leads of an authority, and a person who was a child in its care a lifetime ago."""

from datetime import UTC, date, datetime

import pytest

from tests.cases.children.conftest import agency, user
from tests.saying import ENGLISH, FORCE, after, missing, said, telling
from wayhome.cases.children import index
from wayhome.cases.children.actions import add_child, record, relate
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User
from wayhome.rules import facts as f
from wayhome.rules.access import RelationKind

#: The day after the 75th birthday of whoever was born on 3 April 1951.
DUE = datetime(2026, 4, 4, 9, 0, tzinfo=UTC)
BORN = date(1951, 4, 3)


@pytest.fixture
def governance(partnership: User) -> User:
    return user("governance_lead", ENGLISH)


@pytest.fixture
def safeguarding(partnership: User) -> User:
    return user("safeguarding_lead", ENGLISH)


def in_care(
    by: User, surname: str = "Lettinggo", born: date | None = BORN, forename: str = "Quillon"
) -> Child:
    """Said by the authority alone: who the child is, in care, missing for an evening, with a friend's phone."""
    child = add_child(by=by, at=after(-1))
    key = f"{surname}{child.pk}"
    identity = f.IdentityStated(forename=forename, surname=surname, born=born)
    contact = f.Contact(contact=f.ContactKind.PHONE, value="07700900123", episode=f"{key}/m")
    told = (telling(FORCE, 2, f"LOG-{key}"), telling(ENGLISH, 1))
    record(
        [
            said(identity, -900, key=f"{key}/i", child=child.key),
            said(
                f.IdentifierStated(scheme="NHS number", value=f"N-{key}"),
                -900,
                key=f"{key}/n",
                child=child.key,
            ),
            said(f.CareStatusStated(status=f.CareStatus.LOOKED_AFTER), -800, key=f"{key}/c", child=child.key),
            said(contact, -700, key=f"{key}/p", child=child.key),
            missing(0, key=f"{key}/m", child=child.key, of=ENGLISH, told=told),
            said(f.Returned(episode=f"{key}/m"), 7, key=f"{key}/r", child=child.key, told=told),
        ],
        by=by,
        at=after(8),
    )
    relate(child, by.agency, RelationKind.OWN_AGENCY, because="added", by=by, at=after(8))
    relate(child, agency(FORCE), RelationKind.OWN_AGENCY, because="report", by=by, at=after(8))
    child.refresh_from_db()
    return child


def sighting(child: Child, by: User) -> None:
    """Something that the force said of the same child."""
    seen = f.Sighting(episode=f"Lettinggo{child.pk}/m", where="The old bus station")
    record([said(seen, 4, key=f"seen{child.pk}", child=child.key, of=FORCE)], by=by, at=after(9))


def refreshed() -> None:
    while index.refresh(at=DUE):
        pass
