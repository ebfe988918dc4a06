"""A line says a meeting's name: the partnership's own while it is given, else the usual one."""

import re

import pytest

from wayhome.rules.guidance.local_patterns import LOCAL
from wayhome.rules.guidance.protocol import MEETINGS_AND_PANELS
from wayhome.rules.sentence import Sentence
from wayhome.ui.catalogue import Counted, Unworded, catalogue
from wayhome.ui.names import OWN, calling, given
from wayhome.ui.wording import say

HELD = Sentence("facts.kind.MissingMeeting")
CMET = (("missing_meeting", "CMET {n} <b>"),)


def test_a_name_is_said_as_it_was_given_for_as_long_as_it_is_given():
    assert say(HELD) == "Missing meeting"
    with calling(CMET):
        assert say(HELD) == "CMET {n} <b>"
        assert say(Sentence("missing.cannot_follow", said=HELD, standing="")).startswith(
            "'CMET {n} <b>' cannot"
        )
        assert say(Sentence("facts.Notice.long_term_review")) == "Long-term review held"
    assert say(HELD) == "Missing meeting"


def test_a_partnerships_own_sentence_is_said_as_it_is_and_one_that_it_says_no_longer_is_said_to_be_so():
    assert OWN == LOCAL
    hotel = Sentence("alert.local.hotel.why")
    with calling((("alert.local.hotel.why", "The {n} <b>hotel</b>"),)):
        assert say(hotel) == "The {n} <b>hotel</b>"
        assert say(Sentence("alert.why.local.once", said=hotel)) == "The {n} <b>hotel</b>"
    assert say(hotel) == "A pattern that is agreed no longer"


def test_a_name_is_given_back_when_an_answer_fails():
    with pytest.raises(ValueError, match="failed"), calling(CMET):
        raise ValueError("failed")
    assert given() == ()


def test_a_line_that_says_a_name_nobody_has_is_an_error_that_names_it(monkeypatch):
    monkeypatch.setattr("wayhome.ui.wording.catalogue", lambda language: {"held": "{names[mace]} held"})
    with pytest.raises(Unworded, match=r"'held' was said without its fact 'names\.mace'"):
        say(Sentence("held"))


def test_what_can_be_named_has_a_usual_name_and_is_said_by_some_line():
    lines = [
        line
        for words in catalogue("en").values()
        for line in (words.forms.values() if isinstance(words, Counted) else [words])
    ]
    said = {code for line in lines for code in re.findall(r"{names\[(\w+)\]}", line)}
    usual = {key.removeprefix("names.") for key in catalogue("en") if key.startswith("names.")}
    assert said == usual == set(MEETINGS_AND_PANELS)
