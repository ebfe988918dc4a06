"""Reporting a missing child, page by page."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from tests.cases.missing.conftest import People, agency, ago, reported
from tests.saying import ENGLISH, FORCE, HOME, WELSH
from tests.sending import marked, submit
from wayhome.cases.children.models import Child, Episode, Event
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners.models import User

pytestmark = pytest.mark.django_db


def when(field: str, hours: float) -> dict[str, str]:
    """What a person types into the two boxes of a moment."""
    at = localtime(ago(hours))
    return {f"{field}_day": f"{at:%d/%m/%Y}", f"{field}_time": f"{at:%H:%M}"}


def begin(client: Client, told: bool = False) -> Draft:
    client.post(reverse("missing:report"), {"told": str(told)})
    return Draft.objects.latest("pk")


def answer(client: Client, draft: Draft, **pages: dict[str, str]) -> None:
    for slug, typed in pages.items():
        sent = submit(client, reverse("missing:report_page", args=[draft.pk, slug.replace("_", "-")]), typed)
        assert sent.status_code == 302, sent.context["form"].errors


def answer_all(client: Client, draft: Draft, **other: dict[str, str]) -> None:
    """Every page after the child, for a child missing from the home."""
    pages = {
        "call": {"told_now": "False"},
        "from": {"missing_from": "childrens_home"},
        "place": {"place": str(agency(HOME).pk)},
        "responsible": {"authority": str(agency(ENGLISH).pk), "force": str(agency(FORCE).pk)},
        "last_seen": {**when("last_seen_at", 3), "last_seen_by": "A night worker"},
        "whereabouts": {"thought_to_be": "The bus station"},
        "circumstances": {"circumstances": "Left upset.", "medication": "Inhaler"},
        "reported_by": {"reported_by": "A worker, 01632 960123"},
    }
    answer(client, draft, **{**pages, **other})


def add_child(client: Client, draft: Draft, forename: str = "Robin") -> None:
    typed = {"forename": forename, "surname": "Example", "born": "27/03/2011"}
    assert client.post(reverse("missing:report_add_child", args=[draft.pk]), typed).status_code == 302


def send(client: Client, draft: Draft):
    return submit(client, reverse("missing:report_check", args=[draft.pk]))


@pytest.fixture
def home(client: Client, worker: User) -> Client:
    client.force_login(worker)
    return client


def test_the_first_question_is_whether_police_have_been_told(home: Client) -> None:
    page = home.get(reverse("missing:report"))
    assert list(page.context["form"].fields) == ["told"]
    assert "Have police been told?" in page.content.decode()


def test_no_leads_to_a_page_that_says_to_call_and_yes_to_what_they_were_told(home: Client) -> None:
    sent = home.post(reverse("missing:report"), {"told": "False"}, follow=True)
    page = sent.content.decode()
    assert "Wayhome is not a way to call police" in page
    assert "tel:999" in page
    assert "tel:101" in page
    sent = home.post(reverse("missing:report"), {"told": "True"}, follow=True)
    assert set(sent.context["form"].fields) == {"force", "at", "reference"}


def test_a_whole_report_opens_an_episode_and_empties_its_answers(home: Client, people: People) -> None:
    draft = begin(home)
    add_child(home, draft)
    answer_all(home, draft)
    assert "Front" not in str(home.get(reverse("missing:report_check", args=[draft.pk])).content)
    sent = send(home, draft)
    assert sent.url == reverse("missing:reported", args=[draft.pk])
    episode = Episode.objects.get()
    assert episode.child.name == "Robin Example"
    assert episode.child in Child.objects.visible_to(people("coordinator", FORCE))
    assert not episode.police_told
    draft.refresh_from_db()
    assert (draft.answers, draft.opened) == ({}, [episode.pk])
    assert "POLICE NOT TOLD" in home.get(sent.url).content.decode()


def test_answers_are_kept_as_they_are_given_and_shown_again(home: Client) -> None:
    draft = begin(home)
    add_child(home, draft)
    answer(home, draft, last_seen={**when("last_seen_at", 3), "last_seen_by": "A night worker"})
    again = home.get(reverse("missing:report_page", args=[draft.pk, "last-seen"])).content.decode()
    assert "A night worker" in again
    begun = home.get(reverse("missing:report")).context["begun"]
    assert [one.draft.pk for one in begun] == [draft.pk]


def test_a_report_goes_on_from_the_first_page_that_waits(home: Client) -> None:
    draft = begin(home)
    add_child(home, draft)
    check = home.get(reverse("missing:report_check", args=[draft.pk]))
    assert check.context["waits"].slug == "call"
    assert "Report as missing" not in check.content.decode()
    assert send(home, draft).status_code == 200
    assert not Episode.objects.exists()


def test_it_says_whom_the_report_reaches_or_that_it_reaches_nobody(home: Client) -> None:
    draft = begin(home)
    add_child(home, draft)
    answer_all(home, draft)
    check = reverse("missing:report_check", args=[draft.pk])
    assert "Seen at once by Simulated E-P, Simulated E-A" in home.get(check).content.decode()
    answer(home, draft, responsible={"authority": "", "force": ""})
    assert "This reaches nobody outside your agency" in home.get(check).content.decode()


def test_pressed_twice_it_is_one_report(home: Client) -> None:
    draft = begin(home)
    add_child(home, draft)
    answer_all(home, draft)
    first, second = send(home, draft), send(home, draft)
    assert first.url == second.url
    assert Episode.objects.count() == 1


def test_several_children_make_an_episode_each_and_share_the_report(home: Client) -> None:
    draft = begin(home)
    add_child(home, draft, "Robin")
    add_child(home, draft, "Sam")
    answer_all(home, draft)
    send(home, draft)
    details = [event.detail for event in Event.objects.filter(kind="Missing")]
    assert len(details) == 2
    assert details[0]["report"] == details[1]["report"]


def test_a_child_is_found_by_post_and_no_name_stands_in_an_address(home: Client, worker: User) -> None:
    child = reported(worker).child
    draft = begin(home)
    url = reverse("missing:report_children", args=[draft.pk])
    found = home.post(url, {"name": "robin"}).context["found"]
    assert [match.child for match in found] == [child]
    assert home.get(url, {"name": "robin"}).context["found"] is None


def test_a_child_of_others_is_not_found_and_cannot_be_taken(
    client: Client, people: People, worker: User
) -> None:
    child = reported(worker).child
    client.force_login(people("duty_worker", WELSH))
    draft = begin(client)
    url = reverse("missing:report_children", args=[draft.pk])
    assert client.post(url, {"name": "robin"}).context["found"] == []
    assert client.post(reverse("missing:report_take_child", args=[draft.pk, child.pk])).status_code == 404


def test_a_child_missing_already_is_refused_with_the_way_to_that_episode(home: Client, worker: User) -> None:
    episode = reported(worker)
    draft = begin(home)
    home.post(reverse("missing:report_take_child", args=[draft.pk, episode.child_id]))
    answer_all(home, draft)
    sent = send(home, draft)
    assert sent.context["refused"].key == "missing.already_missing"
    assert f'href="{reverse("missing:episode", args=[episode.pk])}"' in sent.content.decode()
    draft.refresh_from_db()
    assert draft.finished_at is None


def test_a_child_may_be_taken_out_again(home: Client, worker: User) -> None:
    child = reported(worker).child
    draft = begin(home)
    add_child(home, draft)
    home.post(reverse("missing:report_take_child", args=[draft.pk, child.pk]))
    home.post(reverse("missing:report_leave_out", args=[draft.pk, child.pk]))
    home.post(
        reverse("missing:report_leave_out_added", args=[draft.pk, 0]),
        marked(home, reverse("missing:report_children", args=[draft.pk])),
    )
    draft.refresh_from_db()
    assert draft.answers["children"] == {"added": [], "known": []}


def test_a_blank_reference_is_allowed_and_police_are_still_not_told(home: Client) -> None:
    draft = begin(home, told=True)
    add_child(home, draft)
    told = {"force": str(agency(FORCE).pk), **when("at", 2), "reference": ""}
    answer(home, draft, told=told)
    pages = answer_pages_without_call()
    answer(home, draft, **pages)
    send(home, draft)
    assert not Episode.objects.get().police_told


def answer_pages_without_call() -> dict[str, dict[str, str]]:
    return {
        "from": {"missing_from": "family_home"},
        "responsible": {"authority": "", "force": ""},
        "last_seen": when("last_seen_at", 3),
        "whereabouts": {},
        "circumstances": {},
        "reported_by": {"reported_by": "A parent"},
    }


def test_a_reference_makes_it_told_and_what_is_not_known_is_left_open(home: Client) -> None:
    draft = begin(home, told=True)
    add_child(home, draft)
    answer(home, draft, told={"force": str(agency(FORCE).pk), **when("at", 2), "reference": "LOG-9"})
    answer(home, draft, **answer_pages_without_call())
    send(home, draft)
    episode = Episode.objects.get()
    assert episode.police_told
    assert (episode.force, episode.authority) == (None, None)


def test_between_two_times_is_kept_as_wide_as_it_was_said(home: Client) -> None:
    draft = begin(home)
    add_child(home, draft)
    answer_all(home, draft, last_seen={**when("last_seen_at", 5), **when("last_seen_until", 3)})
    send(home, draft)
    event = Event.objects.get(kind="Missing")
    assert (event.happened_ends - event.happened_begins).total_seconds() == 2 * 3600


def test_a_time_still_to_come_is_refused_in_words(home: Client) -> None:
    draft = begin(home)
    add_child(home, draft)
    answer_all(home, draft, last_seen=when("last_seen_at", -30))
    assert send(home, draft).context["refused"].key == "missing.dated_ahead"
    assert not Child.objects.exists()


def test_a_draft_is_its_writers_alone(client: Client, people: People, worker: User) -> None:
    client.force_login(worker)
    draft = begin(client)
    client.force_login(people("registered_manager", HOME))
    names = ("report_check", "report_children", "report_add_child", "report_discard", "reported")
    pages = [reverse(f"missing:{name}", args=[draft.pk]) for name in names]
    assert {client.get(page).status_code for page in pages} == {404}
    assert client.get(reverse("missing:report")).context["begun"] == []


def test_a_draft_that_is_deleted_leaves_nothing(home: Client) -> None:
    draft = begin(home)
    add_child(home, draft)
    submit(home, reverse("missing:report_discard", args=[draft.pk]))
    assert not Draft.objects.exists()


def test_who_may_not_report_finds_no_page(client: Client, people: People) -> None:
    client.force_login(people("administrator"))
    assert client.get(reverse("missing:report")).status_code == 404


def test_what_was_not_asked_yet_is_not_said_to_be_unknown(home: Client) -> None:
    draft = begin(home)
    answer(home, draft, whereabouts={"thought_to_be": ""})
    page = home.get(reverse("missing:report_check", args=[draft.pk])).content.decode()
    value_of = dict(re.findall(r'__key">([^<]+)</dt>\s*<dd class="[^"]*">(.*?)</dd>', page))
    assert value_of["Who is missing"] == "Not answered yet"
    assert value_of["Who saw the child then?"] == "Not answered yet"
    assert "Not known" in value_of["Where might the child be now?"]


def test_who_has_just_called_police_finds_the_time_filled_in(home: Client) -> None:
    draft = begin(home)
    answer(home, draft, call={"told_now": "True"})
    page = home.get(reverse("missing:report_page", args=[draft.pk, "told"])).content.decode()
    assert f'value="{localtime(Draft.objects.get().saved_at):%H:%M}"' in page


def test_who_says_police_knew_already_is_asked_when(home: Client) -> None:
    draft = begin(home, told=True)
    page = home.get(reverse("missing:report_page", args=[draft.pk, "told"])).content.decode()
    assert 'name="at_time"' in page
    assert 'name="at_time" value=' not in page
