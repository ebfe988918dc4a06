"""After an erasure nothing of the child is left but the proof: every table is looked at, found by walking them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ForeignKey, Q

from tests.cases.children.conftest import user
from tests.cases.keeping.conftest import DUE, in_care, refreshed
from tests.promises.test_index import snapshot
from tests.saying import ENGLISH, WELSH, WELSH_FORCE, after, said
from wayhome.cases.children import index
from wayhome.cases.children.actions import hold, lift, record
from wayhome.cases.children.actions.restricting import restrict
from wayhome.cases.children.models import Child, Event
from wayhome.cases.emergency.actions import open_record
from wayhome.cases.keeping import actions, erasing
from wayhome.cases.missing.actions import review_seal, seal_and_withdraw
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners.models import User
from wayhome.cases.sharing.actions import agree, propose, share
from wayhome.cases.worklist.models import Notice
from wayhome.rules import facts as f
from wayhome.rules.access import RestrictionKind
from wayhome.rules.moment import day_of

pytestmark = pytest.mark.django_db

#: What only this child's record says.
MARKS = ("Quillon", "Lettinggo", "N-Lettinggo", "LOG-Lettinggo", "Stand 4", "Nobody may know", "nobody knows")


@pytest.fixture
def child(partnership: User) -> Child:
    """A child of whom every table that can lead to one holds something."""
    child = in_care(partnership)
    seen = f.Sighting(episode=f"Lettinggo{child.pk}/m", where="Stand 4")
    record([said(seen, 5, key=f"Lettinggo{child.pk}/s", child=child.key)], by=partnership, at=after(9))
    seal_and_withdraw(Event.objects.get(kind="Sighting"), "Nobody may know", by=partnership, at=after(10))
    lead = user("governance_lead", ENGLISH, "reviews")
    review_seal(Event.objects.get(kind="Withdrawn"), upheld=True, by=lead, at=after(10))
    report = Event.objects.get(kind="Missing")
    for about in ({"report": report}, {"child": child}):
        Notice.objects.create(
            to=partnership, channel="mail", reason="late", rule="x", since=after(1), made_at=after(1), **about
        )
    Draft.objects.create(
        by=partnership, opened=[report.pk], begun_at=after(8), saved_at=after(8), finished_at=after(8)
    )
    open_record(child, "Seen at our door", hours=1, by=user("social_worker", WELSH), at=after(10))
    shared(child, partnership)
    restrict(child, RestrictionKind.REFUGE, "Nobody knows", named=(), by=partnership, at=after(10))
    kept = f.Sighting(episode=f"Lettinggo{child.pk}/m", where="Stand 5")
    record([said(kept, 6, key=f"Lettinggo{child.pk}/k", child=child.key)], by=partnership, at=after(11))
    known = {"children": {"known": [child.pk], "added": []}}
    Draft.objects.create(by=partnership, answers=known, begun_at=after(9), saved_at=after(9))
    return child


def shared(child: Child, by: User) -> None:
    """With a force that has nothing else to do with the child."""
    one, two = user("governance_lead", ENGLISH, "one"), user("governance_lead", WELSH_FORCE, "two")
    agreement = propose(
        two.agency, reference="x", purpose="x", begins=day_of(after(9)), ends=None, by=one, at=after(9)
    )
    agree(agreement, by=two, at=after(9))
    share(child, agreement, "Nobody knows", until=day_of(after(30)), by=by, at=after(10))


def test_nothing_is_left_of_a_child_whose_record_was_erased(child: Child, partnership: User) -> None:
    friend = in_care(partnership, "Friend", forename="Wren")
    number = child.pk
    erase(child)
    assert left_of(number) == []
    assert Event.objects.filter(child=friend).count() == 6
    refreshed()
    kept_up = snapshot()
    for _ in index.rebuild(at=DUE):
        pass
    assert kept_up == snapshot()


def test_before_it_every_table_that_can_lead_to_a_child_led_to_this_one(child: Child) -> None:
    """So that a table to come is looked at too, and one that is empty proves nothing."""
    asked(child)
    assert set[str]().union(*in_which_tables().values()) == set(MARKS)
    assert [model.__name__ for model, path in leading_to_a_child() if not held(model, path, child.pk)] == []


@pytest.mark.parametrize("mutant", ["_delete_around", "_leave_out_of_drafts", "let_go"])
def test_what_is_not_erased_is_noticed(mutant: str, child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    number = child.pk
    monkeypatch.setattr(erasing, mutant, lambda *_: None)
    try:
        with transaction.atomic():
            erase(child)
    except IntegrityError:
        return
    assert left_of(number) != []


def asked(child: Child) -> object:
    governance, safeguarding = user("governance_lead", ENGLISH), user("safeguarding_lead", ENGLISH)
    lift(hold(child, "nobody knows", by=governance, at=DUE), "nobody knows", by=safeguarding, at=DUE)
    return actions.ask_to_erase(child, by=governance, at=DUE)


def erase(child: Child) -> None:
    request = asked(child)
    words = f"erase child {child.pk}"
    actions.erase(request, words, by=User.objects.get(role="safeguarding_lead"), at=DUE)  # type: ignore[arg-type]


def left_of(number: int) -> list[object]:
    """What is still there: marks by table, tables that lead to the child, and reports that name it by number."""
    drafts = [(draft.opened, draft.answers.get("children", {}).get("known")) for draft in Draft.objects.all()]
    return [
        *in_which_tables().items(),
        *(model.__name__ for model, path in leading_to_a_child() if held(model, path, number)),
        *(draft for draft in drafts if any(draft)),
    ]


def leading_to_a_child() -> Iterator[tuple[type[models.Model], str]]:
    """Every model with a path of foreign keys to a child, and the path; several paths come one by one."""
    for model in apps.get_models():
        yield from ((model, path) for path in paths(model, ()))


def paths(model: type[models.Model], been: tuple[type[models.Model], ...]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model not in (*been, model):
            to = field.related_model
            if to is Child:
                yield field.name
            yield from (f"{field.name}__{further}" for further in paths(to, (*been, model)))


def held(model: type[models.Model], path: str, number: int) -> bool:
    return bool(model._default_manager.filter(Q(**{path: number})).exists())


def in_which_tables() -> dict[str, set[str]]:
    """The marks of the child found anywhere in the database, by table."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            text = "\n".join(map(str, cursor.fetchall()))
            if marks := {mark for mark in MARKS if mark in text}:
                found[table] = marks
    return found
