"""An entry in words: what was done, and to what. The names of who did it are looked up by those above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayhome.rules.sentence import Sentence
from wayhome.ui.catalogue import Unworded
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from wayhome.cases.audit.models import Entry

#: Acts that say a fact: one for each kind of fact.
SAYING = ("say", "state")


def done(entry: Entry) -> Sentence:
    if entry.verb == "read":
        page = entry.subject_id if entry.subject_kind == "list" else entry.detail.get("page", "")
        return Sentence(f"history.read.{page}")
    saying, _, kind = entry.verb.partition("_")
    if saying in SAYING and kind[:1].isupper():
        return Sentence(f"history.{saying}", kind=Sentence(f"facts.kind.{kind}"))
    return Sentence(f"history.did.{entry.verb}")


def to_what(entry: Entry) -> Sentence:
    return Sentence(f"history.about.{entry.subject_kind}", number=entry.subject_id)


def in_words(sentence: Sentence, code: str, language: str) -> str:
    """What no release has words for is shown as the code it is: an entry is never left out."""
    try:
        return say(sentence, language)
    except Unworded:
        return code
