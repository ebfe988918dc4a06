"""From pasted words to a report that was confirmed, once; and from a report to words that can be pasted."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.partnership import partnership
from tests.cases.missing.conftest import agency, ago, duty, episode, people, reported, worker
from tests.saying import ENGLISH, FORCE, HOME
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child, Episode, Event, Identifier
from wayhome.cases.missing import actions as missing
from wayhome.cases.missing.models import Draft
from wayhome.cases.missing.reading import read_episode
from wayhome.cases.missing.reports import PoliceTold
from wayhome.cases.partners.models import User
from wayhome.exchange.notifications.actions import copy_out
from wayhome.exchange.notifications.forms import NotificationForm
from wayhome.exchange.notifications.pasted import take_apart
from wayhome.exchange.notifications.values import read
from wayhome.exchange.notifications.writing import parts_of
from wayhome.rules import facts
from wayhome.rules.moment import LONDON, Moment

__all__ = ["duty", "episode", "partnership", "people", "worker"]

PASTE, CHECK = "exchange:paste", "exchange:paste_check"


#: Of last night, so that no time in a notification is ahead; and once, so that pasted again it says the same.
SEEN, TOLD = (ago(hours).astimezone(LONDON) for hours in (6, 5))


def notification(**more: str) -> str:
    lines = {
        "Incident No": "0457",
        "Name": "Wren Exampleton",
        "Date of birth": "27/03/2011",
        "Police force": f"Simulated {FORCE.code}",
        "Reported": f"{TOLD:%d/%m/%Y %H:%M}",
        "Last seen": f"{SEEN:%d/%m/%Y %H:%M}",
        "Missing from": "children's home",
        "Risk": "high",
        "Officer": "PC 123",
        **more,
    }
    return "\n".join(f"{label}: {value}" for label, value in lines.items())


class Desk:
    """A person's browser, in which what the page shows is sent back as it stands, but for what they change."""

    def __init__(self, who: User) -> None:
        self.browser = Client()
        self.browser.force_login(who)

    def paste(self, text: str) -> NotificationForm:
        self.answer = self.browser.post(reverse(PASTE), {"text": text})
        return self.answer.context["checked"]

    def confirm(self, form: NotificationForm, **changed: str) -> str:
        sent: dict[str, object] = {}
        for field in form:
            value = field.value()
            parts = (
                field.field.widget.decompress(value) if hasattr(field.field.widget, "decompress") else None
            )
            if parts is not None:
                sent |= {
                    f"{field.html_name}_{part}": typed
                    for part, typed in zip(("day", "time"), parts, strict=True)
                }
            else:
                prepared = field.field.prepare_value(value)
                sent[field.html_name] = "" if prepared is None else prepared
        self.answer = self.browser.post(reverse(CHECK), sent | changed)
        return self.answer.headers.get("Location", "")

    @property
    def page(self) -> str:
        return unescape(self.answer.content.decode())


@pytest.fixture
def desk(duty: User) -> Desk:
    return Desk(duty)


def test_it_is_shown_back_and_nothing_is_kept_until_it_is_confirmed(desk: Desk) -> None:
    desk.paste(notification())
    assert "Officer: PC 123" in desk.page
    assert "Wren" in desk.page
    assert not Child.objects.exists()
    assert not Draft.objects.exists()
    assert "Wren" not in str(list(Entry.objects.values_list("detail", "subject_id")))
    assert (
        "no-cache" in desk.answer.headers["Cache-Control"]
        or "no-store" in desk.answer.headers["Cache-Control"]
    )


def test_confirmed_it_is_a_report_like_any_other(desk: Desk, duty: User) -> None:
    opened = desk.confirm(desk.paste(notification()), forename="Wrenna")
    made = Episode.objects.get()
    assert opened == reverse("missing:episode", args=[made.pk])
    assert (made.child.name, made.risk, made.police_told) == ("Wrenna Exampleton", "high", True)
    assert {"report_missing", "take_down", "say_RiskAssessed"} <= set(
        Entry.objects.values_list("verb", flat=True)
    )
    fact = Event.objects.get(kind="Missing").detail
    assert fact["circumstances"] == "Officer: PC 123"
    assert set(Event.objects.values_list("of__code", flat=True)) == {ENGLISH.code}


def test_the_same_incident_pasted_again_is_told_with_what_differs_and_doubles_nothing(desk: Desk) -> None:
    desk.confirm(desk.paste(notification()))
    form = desk.paste(notification(Risk="low", Clothing="a grey coat"))
    assert "held already" in desk.page
    assert [(one.label, one.pasted, one.held) for one in desk.answer.context["differs"]] == [
        ("Clothing", "a grey coat", ""),
        ("Risk", "Low", "High"),
    ]
    assert "Confirm, and report" not in desk.page
    desk.confirm(form)
    assert "held already" in desk.page
    assert Episode.objects.count() == 1


def test_a_button_pressed_twice_without_a_number_asks_who_it_is_rather_than_doubling(desk: Desk) -> None:
    form = desk.paste(notification(**{"Incident No": ""}))
    assert desk.confirm(form)
    assert not desk.confirm(form)
    assert "Is it one of these children?" in desk.page
    assert Child.objects.count() == 1


def test_a_child_who_is_missing_already_is_not_reported_again(desk: Desk, duty: User) -> None:
    held = reported(duty, name="Wren")
    form = desk.paste(notification(Name="Wren Example"))
    assert "Wren Example, born 27 Mar 2011: Missing" in desk.page
    assert not desk.confirm(form, child=str(held.child_id))
    assert reverse("missing:episode", args=[held.pk]) in desk.page
    assert reverse("missing:tell_police", args=[held.pk]) in desk.page
    assert Episode.objects.count() == 1


def test_another_spelling_and_the_forces_number_stand_beside_what_was_stated(desk: Desk, duty: User) -> None:
    held = reported(duty, name="Wren", hours=60)
    Episode.objects.filter(pk=held.pk).update(standing="returned")
    form = desk.paste(notification(**{"Name": "Wren Exampel", "Person ID": "P77"}))
    assert desk.confirm(form, child=str(held.child_id))
    assert Child.objects.count() == 1
    assert Identifier.objects.get().value == "P77"
    assert held.child.identities.count() == 2


def test_an_identity_that_says_less_or_in_other_letters_is_no_other(desk: Desk, duty: User) -> None:
    held = reported(duty, name="Wren", hours=60)
    Episode.objects.filter(pk=held.pk).update(standing="returned")
    form = desk.paste(notification(**{"Name": "WREN EXAMPLE", "Date of birth": ""}))
    assert desk.confirm(form, child=str(held.child_id))
    assert held.child.identities.count() == 1


def test_an_incident_sealed_because_it_was_another_childs_is_taken_down_again(desk: Desk, duty: User) -> None:
    desk.confirm(desk.paste(notification()))
    wrong = Episode.objects.get()
    row = Event.objects.get(key=wrong.key, edition=1)
    missing.seal_and_withdraw(row, "It was about another child", by=duty, at=ago(0))
    assert desk.confirm(desk.paste(notification(Name="Linnet Sample", **{"Date of birth": "01/02/2010"})))
    assert Episode.objects.get().child.name == "Linnet Sample"


def test_what_is_held_where_the_person_may_not_look_is_refused_and_not_shown(
    desk: Desk, people: object
) -> None:
    desk.confirm(desk.paste(notification()))
    elsewhere = Desk(people("duty_worker", ENGLISH))  # type: ignore[operator]
    Child.objects.get().relations.all().delete()
    form = elsewhere.paste(notification())
    assert "not open to you" in elsewhere.page
    elsewhere.confirm(form)
    assert Episode.objects.count() == 1


def test_what_cannot_be_read_is_told_at_its_field_and_kept_on_the_page(desk: Desk) -> None:
    form = desk.paste(notification(**{"Last seen": "yesterday evening"}))
    assert "Last seen: yesterday evening" in form.initial["circumstances"]
    assert not desk.confirm(form)
    assert "Last seen: yesterday evening" in desk.page
    assert "There is a problem" in desk.page


def test_for_roles_that_take_no_notification_down_the_page_is_not_there(people: object) -> None:
    for role, of in (("residential_worker", HOME), ("social_worker", ENGLISH), ("governance_lead", ENGLISH)):
        browser = Desk(people(role, of)).browser  # type: ignore[operator]
        assert browser.get(reverse(PASTE)).status_code == 404
        assert browser.post(reverse(CHECK), {}).status_code == 404


# ── copied out ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def whole(duty: User) -> Episode:
    """A report of which every field is filled, over several lines where it may be."""
    told = PoliceTold(
        force=agency(FORCE), at=Moment.at(ago(4).replace(second=0, microsecond=0)), reference="LOG-7"
    )
    one = reported(duty, police=told)
    row = Event.objects.get(key=one.key)
    fact = facts.Missing(
        missing_from=facts.MissingFrom.CHILDRENS_HOME,
        recorded_as=facts.RecordedAs.AWAY,
        force=FORCE,
        place=HOME,
        last_seen_by="Ezekiel, keyworker",
        last_seen_where="The front door\nof the home",
        thought_to_be="Name: not a label, but a line\n\nThe park",
        with_whom="Kit",
        phone="07700 900123",
        clothing="A grey coat",
        circumstances="Left after a call.\nRisk: she said she would be back.",
        medication="Inhaler",
        reported_by="Philippa, 01632 960000",
    )
    seen = Moment.between(ago(9).replace(second=0, microsecond=0), ago(8).replace(second=0, microsecond=0))
    missing.correct(row, fact, happened_at=seen, by=duty, at=ago(3), expects=1)
    risk = facts.RiskAssessed(episode=one.key, level=facts.Risk.HIGH, rationale="Not known\nwhere")
    missing.say(one, risk, happened_at=Moment.at(ago(3)), by=duty, at=ago(3))
    return Episode.objects.select_related("child", "force", "authority").get(pk=one.pk)


def test_what_is_copied_out_is_pasted_in_as_the_same(whole: Episode, duty: User) -> None:
    pasted = take_apart(copy_out(whole, by=duty, at=ago(0)))
    values = read(pasted)
    assert (pasted.rest, pasted.aside) == ([], [])
    told = read_episode(whole, by=duty, at=ago(0)).told
    fact, opened = told.missing, told.opened_by
    for field in (
        "recorded_as",
        "missing_from",
        "last_seen_by",
        "with_whom",
        "phone",
        "reported_by",
        "medication",
    ):
        assert values[field] == getattr(fact, field)
    for field in ("last_seen_where", "circumstances", "clothing", "thought_to_be"):
        assert values[field] == getattr(fact, field)
    assert (values["last_seen_at"].begins, values["last_seen_until"].ends) == (
        opened.happened_at.begins,
        opened.happened_at.ends,
    )
    assert (values["reference"], values["force"].code, values["place"].code) == (
        "LOG-7",
        FORCE.code,
        HOME.code,
    )
    assert (values["authority"].code, values["level"]) == (ENGLISH.code, "high")
    assert values["rationale"] == "Not known\nwhere"
    assert (values["forename"], values["surname"], str(values["born"])) == ("Robin", "Example", "2011-03-27")


def test_pasting_what_was_copied_out_finds_nothing_that_differs(
    whole: Episode, desk: Desk, duty: User
) -> None:
    desk.paste(copy_out(whole, by=duty, at=ago(0)))
    assert desk.answer.context["held"] == whole
    assert desk.answer.context["differs"] == []


def test_what_the_reader_may_not_read_is_left_out_and_named(whole: Episode, people: object) -> None:
    worker = people("residential_worker", HOME)  # type: ignore[operator]
    text = copy_out(whole, by=worker, at=ago(0))
    assert "front door" not in text
    assert "07700" not in text
    assert "A grey coat" in text
    assert text.splitlines()[-1].startswith("Withheld from this copy: Last seen where, Might be")
    assert take_apart(text).rest == []
    read_again = {part.field for part in parts_of(read_episode(whole, by=worker, at=ago(0))) if part.withheld}
    assert {"last_seen_where", "thought_to_be", "phone", "with_whom"} <= read_again


def test_that_it_was_disclosed_is_kept_and_only_when_it_was_shown(whole: Episode, desk: Desk) -> None:
    address = reverse("exchange:copy_out", args=[whole.pk])
    assert "Police reference: LOG-7" not in desk.browser.get(address).content.decode()
    assert not Entry.objects.filter(verb="copy_out").exists()
    assert "Police reference: LOG-7" in desk.browser.post(address).content.decode()
    assert Entry.objects.get(verb="copy_out").subject == f"child:{whole.child_id}"


def test_an_episode_that_a_person_may_not_see_is_not_copied(whole: Episode, people: object) -> None:
    stranger = Desk(people("governance_lead", ENGLISH))  # type: ignore[operator]
    assert stranger.browser.post(reverse("exchange:copy_out", args=[whole.pk])).status_code == 404
