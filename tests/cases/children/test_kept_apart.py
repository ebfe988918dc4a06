"""Where a child at a protected address is: kept apart as it is recorded, encrypted, and read by those named alone."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import user
from tests.saying import ENGLISH, FORCE, after, said, telling
from wayhome.cases.children.actions import record
from wayhome.cases.children.actions.restricting import lift, restrict
from wayhome.cases.children.chronologies import Partnership, chronology_of, read
from wayhome.cases.children.models import Child, Event, KeptWords, Restriction
from wayhome.cases.children.reading.kept_apart import words_for
from wayhome.cases.partners.models import User
from wayhome.config.keys import everything, rotate
from wayhome.rules.access import RestrictionKind
from wayhome.rules.event import Event as Said
from wayhome.rules.facts import (
    Contact,
    ContactKind,
    Fact,
    IdentityStated,
    KeptApart,
    Sighting,
    locating,
    put_back,
)

pytestmark = pytest.mark.django_db

PLACE = "The refuge at 1 Example Street"


@pytest.fixture
def restricted(sam: Child, partnership: User) -> Restriction:
    return restrict(sam, RestrictionKind.REFUGE, "A reason", named=(), by=partnership, at=after(10))


def seen(child: Child, where: str = PLACE, key: str = "kept", hours: float = 10) -> Said:
    told = (telling(FORCE, hours), telling(ENGLISH, hours))
    return said(
        Sighting(episode="m", where=where, seen_by="A worker"),
        hours,
        key=key,
        child=child.key,
        of=FORCE,
        told=told,
    )


def stored(key: str) -> list[dict[str, object]]:
    return list(Event.objects.filter(key=key).order_by("edition").values_list("detail", flat=True))


def test_the_place_is_in_no_table_in_words(sam: Child, restricted: Restriction, partnership: User) -> None:
    record([seen(sam)], by=partnership, at=after(11))
    (detail,) = stored("kept")
    kept = KeptWords.objects.get()
    assert detail["where"] == {"kept": kept.token}
    assert "Example" not in kept.sealed
    assert kept.of.code == FORCE.code


def test_only_those_named_and_leads_read_it(
    client: Client, sam: Child, restricted: Restriction, partnership: User
) -> None:
    record([seen(sam)], by=partnership, at=after(11))
    address = reverse("children:chronology", args=[sam.pk])
    for reader, may in (
        (partnership, True),
        (user("safeguarding_lead", ENGLISH, "Lead"), True),
        (user("safeguarding_lead", FORCE, "Police lead"), True),
        (user("duty_worker", ENGLISH, "Not named"), False),
        (user("coordinator", FORCE, "Police"), False),
    ):
        client.force_login(reader)
        page = client.get(address).content.decode()
        assert (PLACE in page) is may, reader
        assert ("Kept apart, because the child is" in page) is not may, reader
        assert "The bus station" in page, "what was said before stays as it was"


def test_a_barred_lead_does_not_read_it(sam: Child, partnership: User) -> None:
    lead = user("safeguarding_lead", ENGLISH, "Lead")
    restrict(sam, RestrictionKind.REFUGE, "A reason", named=(), barred=[lead], by=partnership, at=after(10))
    record([seen(sam)], by=partnership, at=after(11))
    assert words_for(lead, sam) == {}
    assert Child.objects.visible_to(lead).filter(pk=sam.pk).exists()


def test_a_file_sent_again_says_nothing_new(sam: Child, restricted: Restriction, partnership: User) -> None:
    record([seen(sam)], by=partnership, at=after(11))
    again = record([seen(sam)], by=partnership, at=after(12))
    assert (len(again.editions), again.unchanged) == (0, 1)
    earlier = seen(sam, "The bus station", key="before", hours=9)
    restricted.delete()
    record([earlier], by=partnership, at=after(13))
    restrict(sam, RestrictionKind.REFUGE, "A reason", named=(), by=partnership, at=after(14))
    again = record([earlier, seen(sam)], by=partnership, at=after(15))
    assert (len(again.editions), again.unchanged) == (0, 2)
    assert stored("before")[0]["where"] == "The bus station"


def test_another_place_is_the_next_edition_and_kept_apart_too(
    sam: Child, restricted: Restriction, partnership: User
) -> None:
    record([seen(sam)], by=partnership, at=after(11))
    record([seen(sam, "2 Example Street")], by=partnership, at=after(12))
    tokens = [one["where"]["kept"] for one in stored("kept")]  # type: ignore[index]
    assert len(set(tokens)) == 2
    assert set(words_for(partnership, sam).values()) == {PLACE, "2 Example Street"}


def test_lifted_it_is_read_by_whoever_may_read_places_and_new_ones_are_not_kept_apart(
    sam: Child, restricted: Restriction, partnership: User
) -> None:
    record([seen(sam)], by=partnership, at=after(11))
    police = user("coordinator", FORCE, "Police")
    assert words_for(police, sam) == {}
    lift(restricted, "They have moved", by=user("safeguarding_lead", ENGLISH, "Lead"), at=after(12))
    assert list(words_for(police, sam).values()) == [PLACE]
    record([seen(sam, "A park", key="later", hours=12)], by=partnership, at=after(13))
    assert stored("later")[0]["where"] == "A park"


def test_no_rule_and_no_index_has_the_words(sam: Child, restricted: Restriction, partnership: User) -> None:
    home = Contact(contact=ContactKind.PLACE, value=PLACE, episode="m")
    record(
        [
            said(home, 10, key="place", child=sam.key, of=FORCE),
            said(IdentityStated(postcode="ZZ1 1ZZ"), 10, key="i2", child=sam.key),
        ],
        by=partnership,
        at=after(11),
    )
    everything = str(chronology_of(sam).editions) + str(list(sam.shares.values_list("thing", flat=True)))
    assert "Example Street" not in everything
    assert "ZZ1 1ZZ" not in everything
    assert words_for(partnership, sam).keys() == set(KeptWords.objects.values_list("token", flat=True))


@pytest.mark.parametrize(
    ("fact", "fields"),
    [
        (Sighting(episode="m", where=PLACE, seen_by="A worker"), {"where"}),
        (Contact(contact=ContactKind.PHONE, value="01632 960001", role="The office"), {"value", "role"}),
        (Contact(contact=ContactKind.PERSON, value="A friend", role="Friend"), set()),
        (IdentityStated(forename="Sam", born=date(2011, 4, 3), postcode="ZZ1 1ZZ"), {"postcode"}),
        (Sighting(episode="m", where=KeptApart("a token"), seen_by="A worker"), set()),
    ],
)
def test_what_locates_a_child(fact: Fact, fields: set[str]) -> None:
    assert locating(fact).keys() == fields


def test_it_is_opened_by_its_token_alone() -> None:
    fact = Sighting(episode="m", where=KeptApart("one"), seen_by="A worker")
    assert put_back(fact, {"one": PLACE}) == Sighting(episode="m", where=PLACE, seen_by="A worker")
    assert put_back(fact, {"other": PLACE}) is fact


def test_a_rebuild_reads_the_same(sam: Child, restricted: Restriction, partnership: User) -> None:
    record([seen(sam)], by=partnership, at=after(11))
    sightings = read([sam.pk], Partnership()).whole[sam.pk].by_kind["Sighting"]
    assert isinstance(sightings[-1].fact, Sighting)
    assert isinstance(sightings[-1].fact.where, KeptApart)


def test_the_key_is_replaced_and_a_file_sent_again_still_says_nothing_new(
    sam: Child, restricted: Restriction, partnership: User, settings: Any
) -> None:
    record([seen(sam)], by=partnership, at=after(11))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another " * 8
    assert record([seen(sam)], by=partnership, at=after(12)).unchanged == 1
    (kept,) = [table for table in everything() if table.name == "words"]
    assert sum(found.before for found in rotate(kept, at=after(13))) == 1
    settings.SECRET_KEY_FALLBACKS = []
    assert list(words_for(partnership, sam).values()) == [PLACE]
    assert record([seen(sam)], by=partnership, at=after(14)).unchanged == 1
