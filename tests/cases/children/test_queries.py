"""Queries put together once: the answer is what the same query gives, whatever is given, and is never kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.saying import after
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children.actions import add_child
from wayhome.cases.children.models import Child, Watch
from wayhome.cases.children.queries import Query

pytestmark = pytest.mark.django_db


@pytest.fixture
def children():
    """In the order of their numbers."""
    added = [add_child(by=INSTALLATION, at=after(hours)) for hours in (0, 1, 2)]
    return sorted(added, key=lambda child: child.pk)


#: Made for this file alone: what it has built is kept from test to test, as it is from page to page.
NUMBERED = Query(lambda numbers: Child.objects.filter(pk__in=numbers).order_by("-pk").values_list("pk"))


def test_as_many_are_looked_for_as_are_given(children):
    first, second, third = (child.pk for child in children)
    assert NUMBERED(numbers=[first, third]) == [(third,), (first,)]
    assert NUMBERED(numbers={second}) == [(second,)]
    assert NUMBERED(numbers=(child.pk for child in children)) == [(third,), (second,), (first,)]


def test_an_empty_list_finds_nothing_and_the_next_query_is_not_spoilt(children):
    assert NUMBERED(numbers=[]) == []
    assert NUMBERED(numbers=[children[0].pk]) == [(children[0].pk,)]


def test_the_answer_is_the_databases_each_time(children):
    child = children[0]
    named = Query(lambda forename: Child.objects.filter(forename=forename).values_list("pk"))
    assert named(forename="Amber") == []
    Child.objects.filter(pk=child.pk).update(forename="Amber")
    with CaptureQueriesContext(connection) as asked:
        assert named(forename="Amber") == [(child.pk,)]
    assert len(asked) == 1


def test_moments_and_words_are_given_and_read_as_a_query_does(children):
    Watch.objects.filter(child=children[0]).update(changes_at=after(5), derived_with="one", is_due=False)
    changing = Query(
        lambda at, version: Watch.objects.filter(Q(changes_at__lte=at), derived_with=version).values_list(
            "child", "changes_at", "is_due"
        )
    )
    assert changing(at=after(5), version="one") == [(children[0].pk, after(5), False)]
    assert changing(at=after(5) - timedelta(microseconds=1), version="one") == []
    assert changing(at=after(5), version="o%e") == []


def test_a_percent_sign_in_the_query_itself_is_no_place_for_a_value(children):
    Child.objects.filter(pk=children[0].pk).update(forename="50% of it", surname="Oak")
    named = Query(
        lambda surname: Child.objects.filter(surname=surname, forename__contains="0% o").values_list("pk")
    )
    assert named(surname="Oak") == [(children[0].pk,)]


def test_what_can_have_no_answer_is_not_asked():
    nobody = Query(lambda numbers: Child.objects.none().filter(pk__in=numbers).values_list("pk"))
    with CaptureQueriesContext(connection) as asked:
        assert nobody(numbers=[1]) == []
    assert not asked


def test_a_value_left_out_is_named():
    with pytest.raises(KeyError, match="numbers"):
        NUMBERED()
