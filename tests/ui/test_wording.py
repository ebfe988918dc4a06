from datetime import UTC, date, datetime, timedelta

import pytest

from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui import wording
from wayhome.ui.catalogue import Counted, Unworded
from wayhome.ui.wording import duration, say, when

WORDS = {
    "done": "Done on {on}, after {after}",
    "rows": Counted("n", {"one": "{n} row", "other": "{n} rows"}),
    "around": "It says: {inner}.",
}


@pytest.fixture(autouse=True)
def _more_words(monkeypatch):
    kept = wording.catalogue
    monkeypatch.setattr(wording, "catalogue", lambda language: {**kept(language), **WORDS})


def test_facts_are_put_in_as_a_person_reads_them():
    said = Sentence("done", on=date(2026, 11, 3), after=timedelta(hours=3, minutes=20))
    assert say(said) == "Done on 3 Nov 2026, after 3 hours 20 minutes"


@pytest.mark.parametrize(("n", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (4500, "4,500 rows")])
def test_a_number_chooses_its_form(n, words):
    assert say(Sentence("rows", n=n)) == words


def test_a_sentence_may_hold_a_sentence():
    assert say(Sentence("around", inner=Sentence("rows", n=1))) == "It says: 1 row."


def test_a_sentence_may_hold_several_of_them():
    said = (Sentence("rows", n=1), Sentence("rows", n=2))
    assert say(Sentence("around", inner=said)) == "It says: 1 row; 2 rows."


def test_a_missing_key_is_an_error_that_says_where_to_add_it():
    with pytest.raises(Unworded, match=r"no words for 'not.there' in 'en': add it to ui/sentences/en/"):
        say(Sentence("not.there"))


@pytest.mark.parametrize("said", [Sentence("done", on=date(2026, 11, 3)), Sentence("rows")])
def test_a_missing_fact_is_an_error_that_names_it(said):
    with pytest.raises(Unworded, match=f"'{said.key}' was said without its fact"):
        say(said)


def test_a_count_that_is_no_number_is_an_error():
    with pytest.raises(Unworded, match="not a whole number"):
        say(Sentence("rows", n="many"))


def test_a_fact_of_no_known_kind_is_an_error():
    with pytest.raises(Unworded, match="not list"):
        say(Sentence("around", inner=["a"]))


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=3, minutes=20), "3 hours 20 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=1, minutes=30), "1 day"),
        (timedelta(days=2, hours=5, minutes=59), "2 days 5 hours"),
        (timedelta(days=9, hours=5), "9 days"),
        (-timedelta(hours=2), "2 hours"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(length, words):
    assert duration(length) == words


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment.at(at(2026, 11, 3, 21, 40)), "Tue 3 Nov 2026, 21:40"),
        (Moment.at(at(2026, 7, 3, 21, 40)), "Fri 3 Jul 2026, 22:40"),
        (at(2026, 7, 3, 21, 40), "Fri 3 Jul 2026, 22:40"),
        (date(2026, 11, 3), "3 Nov 2026"),
        (Moment.day(date(2026, 11, 3)), "3 Nov 2026"),
        (Moment.day(date(2026, 10, 25)), "25 Oct 2026"),
        (Moment.between(at(2026, 11, 3), at(2026, 11, 6)), "between 3 Nov 2026 and 5 Nov 2026"),
        (
            Moment.between(at(2026, 11, 3, 21), at(2026, 11, 3, 23)),
            "between 21:00 and 23:00 on Tue 3 Nov 2026",
        ),
        (
            Moment.between(at(2026, 11, 3, 21), at(2026, 11, 4)),
            "between 21:00 and midnight on Tue 3 Nov 2026",
        ),
        (
            Moment.between(at(2026, 11, 3, 21), at(2026, 11, 4, 1)),
            "between Tue 3 Nov 2026, 21:00 and Wed 4 Nov 2026, 01:00",
        ),
    ],
)
def test_a_moment_is_said_at_its_true_width(moment, words):
    assert when(moment) == words


def test_in_the_hour_that_happens_twice_the_words_say_which():
    assert when(at(2026, 10, 25, 0, 30)) == "Sun 25 Oct 2026, 01:30 BST"
    assert when(at(2026, 10, 25, 1, 30)) == "Sun 25 Oct 2026, 01:30 GMT"


def test_braces_in_a_fact_are_text():
    assert say(Sentence("around", inner="{done} {0.__class__} {")) == "It says: {done} {0.__class__} {."
