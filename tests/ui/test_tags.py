from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.templatetags.ui import COLOURS, cell, stacked, tag, unknown
from wayhome.ui.wording import say


def drawn(source: str, path: str = "/", **context: object) -> str:
    template = engines["django"].from_string("{% load ui %}" + source)
    return " ".join(template.render(context, RequestFactory().get(path)).split())


@pytest.mark.parametrize("state", COLOURS)
def test_a_state_is_a_word_as_well_as_a_colour(state):
    assert f">{say(Sentence(f'state.{state}'))}</strong>" in drawn("{% status state %}", state=state)


def test_unknown_looks_like_nothing_that_is_settled():
    settled = {COLOURS[state] for state in ("met", "met_late", "not_done", "not_applicable", "not_stated")}
    assert COLOURS["unknown"] not in settled
    assert COLOURS["being_worked_out"] not in settled


def test_a_state_there_is_not_is_an_error():
    with pytest.raises(LookupError):
        drawn("{% status 'fine' %}")


def test_a_tag_escapes_its_words():
    assert "&lt;b&gt;" in drawn("{% tag words 'red' %}", words="<b>")


@pytest.mark.parametrize("markup_first", [True, False])
def test_of_two_equal_texts_the_one_that_is_no_markup_is_escaped_whichever_was_drawn_first(markup_first):
    said = f"<i>{markup_first}</i>"
    texts = [mark_safe(said), said] if markup_first else [said, mark_safe(said)]
    for draw in (tag, cell, stacked, unknown):
        for text in texts:
            assert (said in draw(text)) is hasattr(text, "__html__"), draw


def test_an_instant_can_be_read_by_a_machine_too():
    moment = Moment.at(datetime(2026, 11, 3, 21, 40, tzinfo=UTC))
    expected = '<time datetime="2026-11-03T21:40:00+00:00">Tue 3 Nov 2026, 21:40</time>'
    assert drawn("{{ m|when }}", m=moment) == expected


def test_a_day_is_a_day_for_a_machine_too():
    moment = Moment.day(date(2026, 7, 3))
    assert drawn("{{ m|when }}", m=moment) == '<time datetime="2026-07-03">3 Jul 2026</time>'


def test_a_span_claims_no_instant():
    span = Moment.between(datetime(2026, 11, 3, 21, tzinfo=UTC), datetime(2026, 11, 3, 23, tzinfo=UTC))
    assert drawn("{{ m|when }}", m=span) == "between 21:00 and 23:00 on Tue 3 Nov 2026"


def test_what_is_not_known_is_said():
    assert drawn("{{ m|when }}", m=None) == '<span class="wayhome-unknown">Not known</span>'


def test_a_duration_stays_on_one_line():
    assert drawn("{{ d|duration }}", d=timedelta(hours=2)) == '<span class="wayhome-duration">2 hours</span>'


def test_a_sentence_is_escaped():
    said = Sentence("when.instant", day="<b>", time="21:40")
    assert drawn("{% sentence s %}", s=said) == "&lt;b&gt;, 21:40"


def test_pages_keep_the_rest_of_the_question():
    pages = drawn("{% pagination page %}", path="/?area=north&page=2", page=Paginator(range(200), 10).page(2))
    assert 'href="?area=north&amp;page=1" rel="prev"' in pages
    assert 'href="?area=north&amp;page=3" rel="next"' in pages
    assert 'href="?area=north&amp;page=2" aria-label="Page 2" aria-current="page"' in pages
    assert "govuk-pagination__item--ellipsis" in pages


def test_one_page_needs_no_pages():
    assert drawn("{% pagination page %}", page=Paginator(range(5), 10).page(1)) == ""


def test_a_page_without_a_form_has_no_error_summary():
    assert drawn("{% error_summary form %}") == ""


def test_a_blank_in_a_summary_is_drawn_as_not_known_and_a_nought_as_a_nought():
    rows = [{"key": "Phone", "value": ""}, {"key": "Times", "value": 0}]
    summary = drawn('{% include "ui/summary_list.html" with rows=rows only %}', rows=rows)
    assert '<span class="wayhome-unknown">Not known</span>' in summary
    assert '<dd class="govuk-summary-list__value">0</dd>' in summary
