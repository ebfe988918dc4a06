"""The tags and filters of a page: `{% load ui %}`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wayhome.rules.moment import LONDON, Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui import wording
from wayhome.ui.context import Link
from wayhome.ui.forms import errors_of, language

register = template.Library()

COLOURS: Final = {
    "due": "yellow",
    "overdue": "alarm",
    "met": "green",
    "met_late": "teal",
    "not_done": "orange",
    "not_applicable": "quiet",
    "unknown": "unknown",
    "not_stated": "quiet",
    "open": "blue",
    "being_worked_out": "unknown",
}
"""What a state looks like. Unknown and being worked out share a look of their own, which nothing safe has."""


@register.simple_tag
def status(state: str) -> SafeString:
    """A state in words and colour: `{% status finding.state %}`. Raises KeyError for a state there is not."""
    return state_tag(state, language())


def state_tag(state: str, language: str) -> SafeString:
    """The same, for what is worded before it is drawn."""
    return tag(wording.say_again(f"state.{state}", language), COLOURS[state])


@register.simple_tag
@lru_cache(maxsize=1024, typed=True)
def tag(words: str, colour: str = "blue") -> SafeString:
    """Any words on a colour: `{% tag "High" "red" %}`.

    GOV.UK's colours (blue, green, teal, purple, magenta, red, orange, yellow, grey) and ours (alarm,
    unknown, quiet).
    """
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


# What follows is for what is worded before it is drawn. Like a tag it is kept apart by type, since of two equal
# texts one may be markup and the other not.


@lru_cache(maxsize=4096, typed=True)
def cell(first: str, *more: str) -> SafeString:
    """What a cell of a table says, and quieter under it what it says further."""
    further = format_html_join("", '<span class="wayhome-table__more">{}</span>', ((line,) for line in more))
    return format_html("{}{}", first, further)


@lru_cache(maxsize=4096, typed=True)
def stacked(*cells: str) -> SafeString:
    """Several such in one cell, each under the one before it."""
    each = '<span class="govuk-!-display-block govuk-!-margin-top-1">{}</span>'
    return format_html_join("", each, ((one,) for one in cells))


@lru_cache(maxsize=128, typed=True)
def unknown(words: str) -> SafeString:
    """That something is not known, in a look which nothing safe has."""
    return format_html('<span class="wayhome-unknown">{}</span>', words)


@register.simple_tag
def sentence(said: Sentence) -> str:
    """A sentence in the reader's language: `{% sentence finding.sentence %}`."""
    return wording.say(said, language())


@register.filter
def when(moment: Moment | datetime | date | None) -> SafeString:
    """A moment at its true width, `{{ event.happened_at|when }}`; None is 'Not known'."""
    if moment is None:
        return unknown(wording.say(Sentence("when.not_known"), language()))
    return _marked(Moment.at(moment) if isinstance(moment, datetime) else moment, language())


@register.filter
def duration(length: timedelta) -> SafeString:
    """How long, kept on one line: `{{ missing_for|duration }}`."""
    return _unbroken(wording.duration(length, language()))


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm | BaseFormSet | str | None) -> dict[str, Any]:
    """What to mend, first on the page, each line leading to its field. The base page says it for `form`."""
    return {"errors": list(errors_of(form)) if isinstance(form, (BaseForm, BaseFormSet)) else []}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Links to a paginator's other pages that keep the rest of the query: `{% pagination page %}`."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query: QueryDict = context["request"].GET.copy()
    query.pop(parameter, None)
    rest = f"{query.urlencode()}&" if query else ""

    def link(number: int | str) -> Link:
        if not isinstance(number, int):
            return Link(str(number), "", current=False)
        return Link(str(number), f"?{rest}{parameter}={number}", current=number == page.number)

    return {
        "links": [link(number) for number in numbers],
        "previous_url": link(page.previous_page_number()).url if page.has_previous() else "",
        "next_url": link(page.next_page_number()).url if page.has_next() else "",
    }


@lru_cache(maxsize=4096)
def _unbroken(words: str) -> SafeString:
    return format_html('<span class="wayhome-duration">{}</span>', words)


@lru_cache(maxsize=4096)
def _marked(moment: Moment | date, language: str) -> SafeString:
    words, machine = wording.when(moment, language), _machine(moment)
    if not machine:
        return format_html("{}", words)
    return format_html('<time datetime="{}">{}</time>', machine, words)


def _machine(moment: Moment | date) -> str:
    """The moment for a machine to read, or '' for a span, which HTML has no way to say."""
    if not isinstance(moment, Moment):
        return moment.isoformat()
    if moment == Moment.day(moment.begins.astimezone(LONDON).date()):
        return moment.begins.astimezone(LONDON).date().isoformat()
    return moment.begins.isoformat() if moment.is_instant else ""
