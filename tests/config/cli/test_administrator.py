"""The first administrator comes in by a link that works once, and by no password of ours."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist.desks import desks, empty
from wayhome.config.cli import main
from wayhome.rules.duties import is_inherited
from wayhome.rules.moment import Moment

pytestmark = pytest.mark.django_db

EMAIL, PASSWORD = "ada@council.example", "a lantern in the hall"
OURS = ("--agency", "E08000032", "--agency-name", "Bradford", "--kind", "authority")


def link(said: str) -> str:
    return next(line for line in said.splitlines() if line.startswith("http")).split("8000", 1)[1]


def choose_a_password(client: Client, address: str) -> None:
    form = client.get(address, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})


def test_in_an_empty_record_the_agency_and_its_administrator_are_made(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["administrator", EMAIL, "--name", "Ada", *OURS]) == 0
    made = User.objects.get()
    assert (made.email, made.full_name, made.role, made.agency.name) == (
        EMAIL,
        "Ada",
        "administrator",
        "Bradford",
    )
    assert not made.has_usable_password()
    assert [entry.actor_id for entry in Entry.objects.filter(verb="create_user")] == [None]
    assert "works once" in capsys.readouterr().out


def test_what_fell_due_before_the_agency_was_added_is_inherited_and_all_later_is_its_own() -> None:
    before = Moment.at(timezone.now())
    main(["administrator", EMAIL, *OURS])
    added = Agency.objects.get()
    assert is_inherited(before, added.as_fact())
    assert not is_inherited(Moment.at(timezone.now()), added.as_fact())


def test_until_somebody_is_on_its_rota_the_agency_that_was_added_is_a_desk_with_nobody_at_it() -> None:
    main(["administrator", EMAIL, *OURS])
    at = timezone.now()
    assert [desk.code for desk in empty(desks(at), at)] == ["E08000032"]


@pytest.mark.parametrize("joined_at", [None, datetime(2026, 3, 2, 9, tzinfo=UTC)])
def test_an_agency_that_is_there_keeps_its_beginning(joined_at: datetime | None, partnership: User) -> None:
    Agency.objects.filter(pk=partnership.agency_id).update(joined_at=joined_at)
    assert main(["administrator", EMAIL, "--agency", partnership.agency.code]) == 0
    assert Agency.objects.get(pk=partnership.agency_id).joined_at == joined_at


def test_the_link_leads_to_a_password_once_and_on_to_a_second_factor(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["administrator", EMAIL, *OURS])
    way_in = link(capsys.readouterr().out)
    choose_a_password(client, way_in)
    client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})
    assert client.get("/").headers["Location"] == reverse("mfa_activate_totp")
    assert "no longer works" in Client().get(way_in, follow=True).content.decode()


def test_the_link_is_too_old_after_an_hour(
    client: Client, capsys: pytest.CaptureFixture[str], settings
) -> None:
    main(["administrator", EMAIL, *OURS])
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "no longer works" in client.get(link(capsys.readouterr().out), follow=True).content.decode()


def test_the_only_agency_there_is_needs_no_name(partnership: User) -> None:
    User.objects.all().delete()
    Agency.objects.exclude(pk=partnership.agency_id).delete()
    assert main(["administrator", EMAIL]) == 0
    assert User.objects.get().agency_id == partnership.agency_id


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([EMAIL], "5 agencies"),
        ([EMAIL, "--agency", "nowhere"], "no such agency"),
        (["coordinator@example.org", *OURS], "has an account"),
        (["not an address"], "no e-mail address"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_made(
    partnership: User, words: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (User.objects.count(), Agency.objects.count())
    assert main(["administrator", *words]) == 2
    assert why in capsys.readouterr().err
    assert (User.objects.count(), Agency.objects.count()) == before
