"""A child's pages: what they show to whom, as at now and as at then."""

import logging
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.children.conftest import agency, episode, named, user
from tests.saying import ENGLISH, FORCE, HOME, WELSH, after, said, telling
from tests.sending import submit
from wayhome.cases.children.actions import answer_reason, record, relate, seal
from wayhome.cases.children.models import Child, Event, Relation
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import (
    Found,
    IdentityStated,
    Placed,
    PlacementKind,
    ResponsibleAuthorityStated,
    Returned,
    Risk,
    RiskAssessed,
    Sighting,
)
from wayhome.rules.guidance.protocol import DEFAULT

pytestmark = pytest.mark.django_db

#: How often each tab asks the database: session and user, child, agencies, relations, the child's events,
#: and the entry that it was read.
QUERIES = {"child": 11, "chronology": 10, "duties": 10, "about": 10, "access": 12}
TABS = tuple(QUERIES)


def url(name: str, child: Child, *more: object, **query: str) -> str:
    return reverse(f"children:{name}", args=[child.pk, *more], query=query or None)


def opened(client: Client, who: User, address: str) -> str:
    client.force_login(who)
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def at(hours: float) -> str:
    return after(hours).isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize("tab", TABS)
def test_a_page_needs_sign_in_and_is_not_there_for_who_may_not_see_the_child(
    client: Client, sam: Child, tab: str
) -> None:
    assert client.get(url(tab, sam)).status_code == 302
    for stranger in (user("social_worker", ENGLISH), user("administrator", ENGLISH)):
        client.force_login(stranger)
        assert client.get(url(tab, sam)).status_code == 404
        assert client.get(url(tab, sam, at=at(1))).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "then/",
        "events/1/",
        "state/identity/",
        "state/placement/",
        "allocate/",
        "allocations/1/end/",
    ],
)
def test_what_changes_or_opens_a_child_is_hidden_with_the_child(
    client: Client, sam: Child, address: str
) -> None:
    client.force_login(user("social_worker", ENGLISH))
    for send in (client.get, client.post):
        assert send(url("child", sam) + address).status_code == 404


def test_a_page_of_a_child_carries_no_name_in_its_title(
    client: Client, partnership: User, sam: Child
) -> None:
    for tab in TABS:
        page = opened(client, partnership, url(tab, sam))
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert "Example" in page
        assert "Example" not in title


@pytest.mark.parametrize("tab", TABS)
def test_a_page_asks_as_often_for_many_episodes_as_for_one(
    client: Client, partnership: User, sam: Child, tab: str, django_assert_num_queries
) -> None:
    client.force_login(partnership)
    often = named(partnership, "Often", "Missing")
    events = [event for n in range(40) for event in episode(often, n * 24, f"e{n}")]
    record(events, by=partnership, at=after(40 * 24))
    client.get(url(tab, sam))
    with django_assert_num_queries(QUERIES[tab]):
        assert client.get(url(tab, often)).status_code == 200
    with django_assert_num_queries(QUERIES[tab]):
        assert client.get(url(tab, sam)).status_code == 200


def test_of_two_at_one_time_the_one_stored_later_is_read_first(
    client: Client, partnership: User, sam: Child
) -> None:
    both = [
        said(fact, 30, key=key, child=sam.key, of=FORCE)
        for key, fact in (("z", Found(episode="m")), ("a", Returned(episode="m")))
    ]
    record(both, by=partnership, at=after(31))
    page = opened(client, partnership, url("chronology", sam))
    assert page.index(">Returned<") < page.index(">Found<")


def test_a_long_chronology_is_read_page_by_page(client: Client, partnership: User) -> None:
    often = named(partnership, "Often", "Missing")
    events = [event for n in range(40) for event in episode(often, n * 24, f"e{n}")]
    record(events, by=partnership, at=after(40 * 24))
    first = opened(client, partnership, url("chronology", often))
    last = opened(client, partnership, url("chronology", often, page="5"))
    assert first.count("moj-timeline__item") == 25
    assert last.count("moj-timeline__item") == 40 * 3 + 1 - 4 * 25
    only = opened(client, partnership, url("chronology", often, episode="40"))
    assert only.count("moj-timeline__item") == 3


def test_the_pages_show_who_said_so_and_who_was_told_when(
    client: Client, partnership: User, sam: Child
) -> None:
    page = opened(client, partnership, url("chronology", sam))
    assert "The bus station" in page
    assert f"said by {agency(FORCE).name}" in page
    assert "reference LOG-7" in page


def test_as_known_then_by_an_agency_what_it_was_told_later_is_not_shown(
    client: Client, partnership: User, sam: Child
) -> None:
    def then(hours: float, known_to: str) -> str:
        return opened(client, partnership, url("chronology", sam, at=at(hours), known_to=known_to))

    assert "The bus station" not in then(8, ENGLISH.code)
    assert "The bus station" in then(8, FORCE.code)
    assert "The bus station" in then(9, ENGLISH.code)
    everything = opened(client, partnership, url("chronology", sam, at=at(8)))
    assert "The bus station" in everything


def test_the_page_of_a_past_moment_says_so_and_changes_nothing(
    client: Client, partnership: User, sam: Child
) -> None:
    past = opened(client, partnership, url("child", sam, at=at(8), known_to=ENGLISH.code))
    assert "As at <time" in past
    assert f"as known then by {agency(ENGLISH).name}" in past
    assert "Allocate<" not in past
    now = opened(client, partnership, url("child", sam))
    assert "as known then by" not in now
    assert "Allocate<" in now


def test_a_correction_told_later_leaves_what_was_known_then(
    client: Client, partnership: User, sam: Child
) -> None:
    corrected = Sighting(episode="m", where="The railway station", seen_by="A driver")
    told = (telling(ENGLISH, 12), telling(FORCE, 12))
    record([said(corrected, 4, key="seen", child=sam.key, of=FORCE, told=told)], by=partnership, at=after(12))
    then = opened(client, partnership, url("chronology", sam, at=at(10), known_to=ENGLISH.code))
    assert "The bus station" in then
    assert "railway" not in then
    today = opened(client, partnership, url("chronology", sam))
    assert "The railway station" in today
    assert "1 earlier version" in today
    assert "The bus station" in today


def test_what_was_due_then_is_as_it_was_known_then(client: Client, partnership: User, sam: Child) -> None:
    events = episode(sam, 0, "m")[1:]
    late = telling(ENGLISH, 40)
    record(
        [
            said(one.fact, 6 + n, key=one.key, child=sam.key, of=FORCE, told=(telling(FORCE, 7), late))
            for n, one in enumerate(events)
        ],
        by=partnership,
        at=after(40),
    )
    not_told_yet = opened(client, partnership, url("duties", sam, at=at(30), known_to=ENGLISH.code))
    assert "Missing meeting" in not_told_yet
    assert "return interview" not in not_told_yet
    told = opened(client, partnership, url("duties", sam, at=at(41), known_to=ENGLISH.code))
    assert "Hold the return interview" in told


def test_the_form_leads_to_an_address_of_codes_alone(client: Client, partnership: User, sam: Child) -> None:
    client.force_login(partnership)
    sent = {"moment_day": "12/1/2026", "moment_time": "23:30", "known_to": ENGLISH.code}
    response = client.post(url("then", sam), sent)
    assert response["Location"] == url("child", sam, at="2026-01-12T23:30:00Z", known_to=ENGLISH.code)
    whole_day = client.post(url("then", sam), {"moment_day": "12/1/2026", "moment_time": ""})
    assert whole_day["Location"] == url("child", sam, at="2026-01-13T00:00:00Z")


def test_the_form_opens_with_the_moment_and_the_agency_that_are_being_seen(
    client: Client, partnership: User, sam: Child
) -> None:
    page = opened(client, partnership, url("then", sam, at="2026-01-12T23:30:00Z", known_to=ENGLISH.code))
    assert 'value="12 January 2026"' in page
    assert 'value="23:30"' in page
    assert f'value="{ENGLISH.code}" selected' in page


@pytest.mark.parametrize(
    "past", [{"at": "yesterday"}, {"at": "2999-01-01T00:00:00Z"}, {"known_to": "nobody"}]
)
def test_a_moment_or_agency_that_means_nothing_is_not_there(
    client: Client, partnership: User, sam: Child, past: dict[str, str]
) -> None:
    client.force_login(partnership)
    assert client.get(url("child", sam, **past)).status_code == 404


@pytest.mark.parametrize("past", [{}, {"at": at(10)}, {"at": at(10), "known_to": FORCE.code}])
def test_a_part_withheld_from_a_role_is_withheld_now_and_then(
    client: Client, sam: Child, past: dict[str, str]
) -> None:
    page = opened(client, user("residential_worker", HOME), url("chronology", sam, **past))
    assert "The bus station" not in page
    assert "Withheld from your role" in page


def test_a_sealed_entry_is_shown_as_sealed_and_no_more(client: Client, partnership: User, sam: Child) -> None:
    seal(Event.objects.get(key="seen"), by=partnership, at=after(10))
    for past in ({}, {"at": at(10), "known_to": FORCE.code}):
        page = opened(client, partnership, url("chronology", sam, **past))
        assert "Sealed entry" in page
        assert "The bus station" not in page
        assert "Sighting" not in page


def test_a_finding_opens_to_its_source_and_to_what_it_rests_on(
    client: Client, partnership: User, sam: Child
) -> None:
    page = opened(client, partnership, url("child", sam))
    opening = Event.objects.get(key="m")
    assert url("event", sam, opening.pk) in page
    assert "Rests on" in page
    assert "agreed locally" in page
    assert "Last seen" in opened(client, partnership, url("event", sam, opening.pk))


def test_an_event_of_another_child_is_not_there(client: Client, partnership: User, sam: Child) -> None:
    other = named(partnership, "Other", "Child")
    client.force_login(partnership)
    row = Event.objects.get(key=f"i/{other.pk}").pk
    assert client.get(url("event", sam, row)).status_code == 404


def test_stated_identities_stand_side_by_side_and_the_first_stands(
    client: Client, partnership: User, sam: Child
) -> None:
    other = IdentityStated(forename="Samuel", surname="Example", born=date(2011, 3, 4))
    record([said(other, -9, key="other", child=sam.key, of=FORCE)], by=partnership, at=after(10))
    page = opened(client, partnership, url("about", sam))
    assert page.index(">Sam<") < page.index(">Samuel<")
    assert page.count("Stands<") == 1
    assert "Sam Example" in page.partition("wayhome-identity__name")[2][:200]


def test_an_unallocated_child_is_shown_as_such_until_allocated_through_the_page(
    client: Client, partnership: User, sam: Child
) -> None:
    worker = user("social_worker", ENGLISH, "Sol Worker")
    assert "Unallocated" in opened(client, partnership, url("child", sam))
    client.post(url("allocate", sam), {"who": f"user-{worker.pk}-allocated"})
    page = opened(client, partnership, url("child", sam))
    assert "Unallocated" not in page
    assert "Sol Worker" in page
    held = Relation.objects.get(user=worker)
    submit(client, url("end_allocation", sam, held.pk))
    assert "Unallocated" in opened(client, partnership, url("access", sam))


def test_who_reported_in_person_is_named_only_to_those_who_may_read_who_reported(
    client: Client, partnership: User, sam: Child
) -> None:
    carer = user("foster_carer", ENGLISH, "Robin Caring")
    relate(sam, carer, RelationKind.OWN_REPORT, because="report", by=partnership, at=after(1))
    assert "Robin Caring" in opened(client, partnership, url("access", sam))
    chair = user("panel_chair", ENGLISH)
    relate(sam, chair, RelationKind.ON_AGENDA, because="agenda", by=partnership, at=after(1))
    page = opened(client, chair, url("access", sam))
    assert ("Robin Caring" in page, carer.agency.name in page) == (False, True)


def test_a_tie_that_is_no_allocation_of_ones_own_agency_has_no_page_to_end_it(
    client: Client, partnership: User, sam: Child
) -> None:
    client.force_login(partnership)
    tied = Relation.objects.get(child=sam, agency__code=HOME.code)
    assert client.get(url("end_allocation", sam, tied.pk)).status_code == 404


def test_who_may_not_state_or_allocate_is_told_so(client: Client, sam: Child) -> None:
    client.force_login(user("residential_worker", HOME))
    assert client.get(url("state", sam, "identity")).status_code == 403
    assert client.post(url("allocate", sam), {"who": "user-1-allocated"}).status_code == 403


@pytest.mark.parametrize(
    ("what", "sent", "shown"),
    [
        ("identity", {"forename": "Sammy"}, "Sammy"),
        ("number", {"scheme": "NHS number", "value": "9990001234"}, "9990001234"),
        ("care-status", {"status": "looked_after", "happened_at_day": "1/1/2026"}, "Looked after"),
        ("authority", {"authority": "W-A", "happened_at_day": "1/1/2026"}, "Simulated W-A"),
        (
            "placement",
            {"placement": "foster_home", "host": "W-A", "happened_at_day": "1/1/2026"},
            "Foster home",
        ),
        (
            "placement",
            {"placement": "foster_home", "emergency": "False", "happened_at_day": "1/1/2026"},
            "Made in an emergency",
        ),
    ],
)
def test_what_is_stated_through_a_page_stands_on_the_next(
    client: Client, partnership: User, sam: Child, what: str, sent: dict[str, str], shown: str
) -> None:
    client.force_login(partnership)
    keys = {
        name: agency_key(value) if name in ("authority", "host") else value for name, value in sent.items()
    }
    response = client.post(url("state", sam, what), keys, follow=True)
    assert response.redirect_chain == [(url("about", sam), 302)]
    assert shown in response.content.decode()


def agency_key(code: str) -> str:
    return str(Agency.objects.get(code=code).pk)


def test_a_placement_ends_through_its_page(client: Client, partnership: User, sam: Child) -> None:
    client.force_login(partnership)
    began = {"placement": "foster_home", "happened_at_day": "1/1/2026", "happened_at_time": "12:00"}
    client.post(url("state", sam, "placement"), began)
    key = Event.objects.get(kind="Placed").key
    ended = {"began": key, "happened_at_day": "2/1/2026"}
    page = client.post(url("state", sam, "placement-ended"), ended, follow=True).content.decode()
    assert "to <time" in page.partition("Foster home")[2]


def test_what_is_due_for_a_placement_is_said_not_to_be_done_where_it_is_shown(
    client: Client, partnership: User
) -> None:
    child = named(partnership, "Robin", "Example")
    placed = Placed(placement=PlacementKind.FOSTER_HOME, host=WELSH)
    stated = said(ResponsibleAuthorityStated(authority=ENGLISH), -5, child=child.key)
    record([stated, said(placed, 0, key="p", child=child.key)], by=partnership, at=after(1))
    assert "It will not be done" in opened(client, partnership, url("duties", child))
    what = {"what": "england.host_told_of_placement|p", "happened_at_day": "20/1/2026"}
    typed = {**what, "reason": "It has ended", "decided_by": "A manager"}
    assert client.post(url("state", child, "placement-not-done"), typed).status_code == 302
    waits = opened(client, partnership, url("duties", child))
    assert ("It will not be done" in waits, "Reason given" in waits) == (False, True)
    given = Event.objects.get(kind="NotDone")
    answer_reason(given, True, "", by=user("team_manager", ENGLISH), at=now())
    assert "Not done" in opened(client, partnership, url("duties", child, show="settled"))


def test_what_a_partnership_writes_here_of_a_placement_is_written_on_its_page(
    client: Client, partnership: User, settings: Any
) -> None:
    child = named(partnership, "Robin", "Example")
    placed = Placed(placement=PlacementKind.FOSTER_HOME, host=WELSH)
    stated = said(ResponsibleAuthorityStated(authority=ENGLISH), -5, child=child.key)
    record([stated, said(placed, 0, key="p", child=child.key)], by=partnership, at=after(1))
    assert "Placement out of area approved" not in opened(client, partnership, url("duties", child))
    settings.WAYHOME_PROTOCOL = (replace(DEFAULT, written_here=("england.placement_approved",)),)
    assert "Placement out of area approved" in opened(client, partnership, url("duties", child))
    typed = {"what": "approved_by_officer|p", "happened_at_day": "11/1/2026"}
    assert client.post(url("state", child, "placement-done"), typed).status_code == 302
    assert "Placement out of area approved" not in opened(client, partnership, url("duties", child))
    assert "Placement out of area approved" in opened(
        client, partnership, url("duties", child, show="settled")
    )


def test_a_disputed_age_is_stated_and_resolved_and_shown_in_words(
    client: Client, partnership: User, sam: Child
) -> None:
    client.force_login(partnership)
    words = "Age disputed: treated as a child until that is resolved"
    for shown in (True, False):
        typed = {"reason": "Two assessments differ", "happened_at_day": "13/1/2026"}
        page = client.post(url("state", sam, "age-dispute"), typed, follow=True).content.decode()
        assert (words in page) is shown
        assert "Two assessments differ" in page
    assert [
        one.detail.get("resolved") for one in Event.objects.filter(kind="AgeDisputed").order_by("pk")
    ] == [False, True]


def test_what_is_not_stated_is_asked_for(client: Client, partnership: User, sam: Child) -> None:
    client.force_login(partnership)
    page = client.post(url("state", sam, "care-status"), {}).content.decode()
    assert "There is a problem" in page
    assert "Choose an answer to" in page


def test_every_flag_a_source_sets_is_put_in_words(client: Client, partnership: User, sam: Child) -> None:
    graded = said(RiskAssessed(episode="m", level=Risk.OTHER), 2, child=sam.key)
    marked = replace(graded, flags=("unknown_value:risk", "own_mark:risk"), happened_assumed=True)
    record([marked], by=partnership, at=after(10))
    page = opened(client, partnership, url("chronology", sam))
    assert "not on the agreed list" in page
    assert "Marked by the source: own_mark:risk" in page
    assert "did not give this time" in page


def test_a_relation_is_shown_as_it_was_then(client: Client, partnership: User, sam: Child) -> None:
    relate(sam, agency(HOME), RelationKind.ALLOCATED, because="allocation", by=partnership, at=after(10))
    assert "Allocated" in opened(client, partnership, url("access", sam)).partition("<tbody")[2]
    before = opened(client, partnership, url("access", sam, at=at(9)))
    assert "Allocated" not in before.partition("<tbody")[2].partition("</tbody>")[0]


def test_nothing_of_a_child_is_logged(
    client: Client, partnership: User, sam: Child, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="django.request")
    caplog.set_level(logging.INFO)
    client.force_login(partnership)
    client.post(reverse("children:find"), {"name": "Example"}, follow=True)
    client.get(url("child", sam))
    client.get(url("child", sam, at="nonsense"))
    assert "Example" not in caplog.text
