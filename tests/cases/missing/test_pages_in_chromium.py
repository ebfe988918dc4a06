"""The pages of a report and an episode as a person meets them at a desk and on a phone, with axe."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser import assert_accessible
from tests.cases.children.test_pages_in_chromium import show
from tests.cases.missing.conftest import reported, say
from tests.cases.missing.test_first_hour_page import again, search
from tests.cases.missing.test_report_pages import add_child, answer_all, begin
from wayhome.cases.children.models import Episode
from wayhome.cases.missing import actions
from wayhome.cases.missing.answers import PAGES
from wayhome.cases.missing.next_steps import STEPS
from wayhome.cases.partners.models import User
from wayhome.rules import facts

#: Steps whose pages differ in shape: a note, radios with hints, optional times, words asked only once, a warning.
SHAPES = {"risk", "whereabouts", "sighting", "returned", "not-done", "notice", "serious-event", "found-dead"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_report(client: Client, duty: User) -> list[str]:
    client.force_login(duty)
    draft = begin(client)
    add_child(client, draft)
    answer_all(client, draft)
    named = ("report_children", "report_add_child", "report_check", "report_discard")
    return [
        reverse("missing:report"),
        *(reverse(f"missing:{name}", args=[draft.pk]) for name in named),
        *(reverse("missing:report_page", args=[draft.pk, page.slug]) for page in PAGES if page.form),
    ]


@pytest.fixture
def of_episode(client: Client, duty: User, episode: Episode) -> list[str]:
    """An episode with something withheld, corrected and sealed, and the pages on which more may be said."""
    client.force_login(duty)
    sighting = facts.Sighting(episode=episode.key, where="Stand 4")
    row = say(episode, sighting, hours=3, by=duty)
    actions.seal_and_withdraw(
        say(episode, sighting, hours=3, by=duty), "It was about another child", by=duty, at=row.recorded_at
    )
    return [
        reverse("missing:episode", args=[episode.pk]),
        reverse("missing:first_hour", args=[episode.pk]),
        reverse("missing:tell_police", args=[episode.pk]),
        reverse("missing:tell_agency", args=[episode.pk]),
        *(reverse(f"missing:{name}", args=[row.pk]) for name in ("correct", "versions", "seal")),
        *(reverse("missing:say", args=[episode.pk, step.slug]) for step in STEPS if step.slug in SHAPES),
    ]


def test_the_pages_are_accessible_at_a_desk(
    desktop_page: Page, client: Client, of_report: list[str], of_episode: list[str]
) -> None:
    for address in (*of_report, *of_episode):
        show(desktop_page, client.get(address))
        assert_accessible(desktop_page)


def test_the_pages_are_accessible_on_a_phone_and_never_wider_than_it(
    phone_page: Page, client: Client, of_report: list[str], of_episode: list[str]
) -> None:
    for address in (*of_report, *of_episode):
        show(phone_page, client.get(address))
        assert phone_page.evaluate("document.documentElement.scrollWidth") == 390, address
        assert_accessible(phone_page)


def test_the_first_hour_card_fits_one_sheet_however_much_was_said(
    desktop_page: Page, client: Client, duty: User
) -> None:
    long = " ".join(["Whatever a tired person writes who leaves nothing out."] * 70)
    one = reported(duty, hours=900)
    for n, found_by in enumerate(facts.FoundBy):
        words = {"place": f"{n} {long}"[:200], "where": long, "would_help": long}
        search(one, found_by, hours=898 - 100 * n, by=duty, **words)
        one = again(one.child, duty, hours=800 - 100 * n, medication=long)
    client.force_login(duty)
    show(desktop_page, client.get(reverse("missing:first_hour", args=[one.pk])))
    sheets = re.findall(rb"/Type\s*/Page\b", desktop_page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) == 1
