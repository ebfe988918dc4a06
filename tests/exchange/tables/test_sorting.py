"""Rows sorted on disk."""

import pytest

from wayhome.exchange.tables.sorting import Following, Sorting


@pytest.fixture
def sorting():
    held = Sorting()
    yield held
    held.close()


def test_rows_come_back_by_key_and_in_the_order_of_their_lines(sorting):
    sorting.hold("seen", [("b", None, 4, "w"), ("a", None, 3, "z"), ("b", None, 2, "x")])
    assert list(sorting.by_key("seen")) == [("a", [(3, "z")]), ("b", [(2, "x"), (4, "w")])]


def test_rows_that_name_another_row_come_under_its_key(sorting):
    sorting.hold("incidents", [("sam", "I1", 2, ""), ("sam", "I2", 3, ""), ("alex", "I3", 4, "")])
    sorting.hold("contacts", [("I3", None, 2, "x"), ("I2", None, 3, "y"), ("I1", None, 4, "z")])
    assert list(sorting.by_key_of("contacts", "incidents")) == [
        ("alex", [(2, "x")]),
        ("sam", [(3, "y"), (4, "z")]),
    ]


def test_a_name_two_keys_share_gives_the_row_to_both(sorting):
    sorting.hold("incidents", [("sam", "I1", 2, ""), ("alex", "I1", 3, ""), ("sam", "I1", 4, "")])
    sorting.hold("contacts", [("I1", None, 2, "")])
    assert list(sorting.by_key_of("contacts", "incidents")) == [("alex", [(2, "")]), ("sam", [(2, "")])]


def test_rows_that_name_no_other_row_are_astray(sorting):
    sorting.hold("incidents", [("sam", "I1", 2, ""), ("sam", None, 3, "")])
    sorting.hold("contacts", [("I1", None, 2, ""), ("I9", None, 3, ""), ("", None, 4, "")])
    assert list(sorting.astray("contacts", "incidents")) == [3, 4]


def test_groups_are_followed_past_keys_that_have_none(sorting):
    sorting.hold("contacts", [("b", None, 2, ""), ("d", None, 3, "")])
    following = Following(sorting.by_key("contacts"))
    assert [following.of(key) for key in "abcde"] == [[], [(2, "")], [], [(3, "")], []]
