"""A report's answers, played back before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import reverse

from wayhome.cases.children.reading.parts import in_words
from wayhome.cases.missing.answers import Answers
from wayhome.cases.missing.models import CHILDREN
from wayhome.cases.partners.models import Agency
from wayhome.rules.facts import IdentityStated
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say, when


class Row(NamedTuple):
    """A line of a summary list; a blank value is shown as not known: the page was sent with the box left empty."""

    key: str
    value: str
    url: str
    about: str


def rows(answers: Answers) -> list[Row]:
    """Every question with its answer and the page that changes it: the children first, then as they were asked."""
    asked = [
        Row(
            str(field.label),
            _in_words(value) if answers.is_answered(page) else _not_yet(),
            reverse("missing:report_page", args=[answers.draft.pk, page.slug]),
            "",
        )
        for page, field, value in answers.fields()
        if not field.name.endswith("_until")
    ]
    return [*_children(answers), *asked]


def name_of(identity: IdentityStated) -> str:
    """A child the record does not know, as one line."""
    name = f"{identity.forename} {identity.surname}".strip()
    return f"{name}, born {when(identity.born, language())}" if identity.born else name


def _children(answers: Answers) -> Iterator[Row]:
    url = reverse("missing:report_children", args=[answers.draft.pk])
    names = [child.name for child in answers.children] + [name_of(one) for one in answers.added]
    yield Row("Who is missing", "; ".join(names) or _not_yet(), url, CHILDREN)


def _not_yet() -> str:
    """Nobody has been asked: that is not the same as not knowing."""
    return say(Sentence("missing.not_answered_yet"), language())


def _in_words(value: Any) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, Agency) else in_words(value, {})
