"""The pages by which a record is held and let go."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.children.conftest import user
from tests.cases.keeping import conftest
from tests.cases.keeping.conftest import in_care, sighting
from tests.saying import FORCE
from tests.sending import submit
from wayhome.cases.children.models import Child, Hold
from wayhome.cases.keeping import actions
from wayhome.cases.keeping.models import Certificate
from wayhome.cases.partners.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(partnership: User) -> Child:
    """Born in 1900, so that the clock of whoever runs this has passed the last day."""
    return in_care(partnership, born=conftest.BORN.replace(year=1900))


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(who: User, name: str, *args: object) -> str:
    response = as_(who).get(reverse(f"keeping:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_one_asks_another_types_and_a_certificate_without_a_name_stays(
    child: Child, governance: User, safeguarding: User
) -> None:
    number = child.pk
    assert f"Child {number}" in page(governance, "due")
    submit(as_(governance), reverse("keeping:ask", args=[number]))
    erase = reverse("keeping:erase", args=[number])
    assert "Another lead of your agency confirms it" in page(governance, "kept", number)
    assert "You asked for this yourself" in (
        submit(as_(governance), erase, {"typed": f"erase child {number}"}).content.decode()
    )
    assert "Type exactly" in submit(as_(safeguarding), erase, {"typed": "yes"}).content.decode()
    leads_to = submit(as_(safeguarding), erase, {"typed": f"Erase child {number}"})
    proof = Certificate.objects.get()
    assert leads_to.headers["Location"] == reverse("keeping:certificate", args=[proof.pk])
    shown = page(governance, "certificate", proof.pk)
    assert "6 events" in shown
    assert "Quillon" not in shown
    assert as_(governance).get(reverse("keeping:kept", args=[number])).status_code == 404
    assert f"Child {number}" not in page(governance, "due")


def test_a_hold_is_placed_seen_by_both_leads_and_lifted_by_the_other(
    child: Child, governance: User, safeguarding: User
) -> None:
    submit(as_(governance), reverse("keeping:hold", args=[child.pk]), {"reason": "An inquiry asked for it"})
    held = Hold.objects.get()
    lift = reverse("keeping:lift", args=[child.pk, held.pk])
    assert lift not in page(governance, "kept", child.pk)
    assert lift in page(safeguarding, "kept", child.pk)
    assert "Legal hold" in page(safeguarding, "due")
    submit(as_(safeguarding), lift, {"reason": "It is over"})
    assert not Hold.objects.standing().exists()


def test_another_agency_sees_that_it_is_held_and_not_why(child: Child, governance: User) -> None:
    submit(as_(governance), reverse("keeping:hold", args=[child.pk]), {"reason": "An inquiry asked for it"})
    shown = page(user("governance_lead", FORCE, "Force lead"), "kept", child.pk)
    assert "Legal hold" in shown
    assert "An inquiry" not in shown


def test_for_anybody_else_these_pages_are_not_there(
    child: Child, partnership: User, governance: User
) -> None:
    for name, args in (("due", []), ("kept", [child.pk]), ("ask", [child.pk]), ("certificates", [])):
        assert as_(partnership).get(reverse(f"keeping:{name}", args=args)).status_code == 404


def test_what_another_agency_said_can_be_read_when_what_it_is_about_has_gone(
    child: Child, governance: User, safeguarding: User, partnership: User
) -> None:
    sighting(child, partnership)
    asked = actions.ask_to_erase(child, by=governance, at=now())
    actions.erase(asked, asked.to_type, by=safeguarding, at=now())
    theirs = as_(user("coordinator", FORCE, "Force coordinator"))
    for name in ("child", "chronology", "duties", "about", "access"):
        shown = theirs.get(reverse(f"children:{name}", args=[child.pk]))
        assert shown.status_code == 200, name
        assert "Quillon" not in shown.content.decode()
    assert (
        "The old bus station" in theirs.get(reverse("children:chronology", args=[child.pk])).content.decode()
    )
    assert as_(governance).get(reverse("children:unusual")).status_code == 200
