"""A child with a past: placed, missing, found, and missing again tonight."""

from datetime import date

import pytest

from tests.saying import ENGLISH, EVENING, FORCE, HOME, after, missing, said, telling
from wayhome.cases.children.actions import add_child, record, relate
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import facts
from wayhome.rules.access import RelationKind
from wayhome.rules.event import Event
from wayhome.rules.facts import Found, IdentityStated, ResponsibleAuthorityStated, Returned, Sighting


def agency(of: facts.Agency) -> Agency:
    return Agency.objects.get(code=of.code)


def user(role: str, of: facts.Agency, name: str = "") -> User:
    name = name or role
    return User.objects.create(
        email=f"{name}@{of.code.lower()}.example".replace(" ", "."),
        full_name=name,
        agency=agency(of),
        role=role,
    )


def named(by: User, forename: str, surname: str, born: date | None = None, hours: float = -5) -> Child:
    """A child whom the coordinator's authority knows by this name."""
    child = add_child(by=by, at=EVENING)
    identity = IdentityStated(forename=forename, surname=surname, born=born)
    record([said(identity, hours, key=f"i/{child.pk}", child=child.key)], by=by, at=after(hours))
    relate(child, by.agency, RelationKind.OWN_AGENCY, because="added", by=by, at=after(hours))
    return child


def episode(child: Child, hours: float, key: str) -> list[Event]:
    """Missing for six hours, known to police and the authority at once."""
    told = (telling(FORCE, hours + 1, f"LOG-{key}"), telling(ENGLISH, hours + 1))
    return [
        missing(hours, key=key, child=child.key, of=FORCE, told=told),
        said(Found(episode=key), hours + 6, key=f"{key}/found", child=child.key, of=FORCE, told=told),
        said(Returned(episode=key), hours + 7, key=f"{key}/returned", child=child.key, of=FORCE, told=told),
    ]


@pytest.fixture
def sam(partnership: User) -> Child:
    """Sam went missing that evening. A sighting at the fourth hour was told to the authority at the ninth only."""
    child = named(partnership, "Sam", "Example", date(2011, 4, 3))
    for other in (FORCE, HOME):
        relate(child, agency(other), RelationKind.OWN_AGENCY, because="report", by=partnership, at=after(-5))
    at_once = (telling(FORCE, 1, "LOG-7"), telling(ENGLISH, 1))
    sighting = Sighting(episode="m", where="The bus station", seen_by="A driver")
    record(
        [
            said(ResponsibleAuthorityStated(authority=ENGLISH), -5, child=child.key),
            missing(0, child=child.key, of=FORCE, told=at_once),
            said(
                sighting,
                4,
                key="seen",
                child=child.key,
                of=FORCE,
                told=(telling(FORCE, 4), telling(ENGLISH, 9)),
            ),
        ],
        by=partnership,
        at=after(9),
    )
    child.refresh_from_db()
    return child
