"""Extracts of which the same was published one after another, before what is published now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from wayhome.insight.extract.folder import Extract
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


def published_before(now: Extract, folders: Sequence[Path]) -> list[Extract]:
    """In their order. Refuses one that is named twice or is `now`, one of another source, and one that is as at a later
    moment than what follows it.

    Two may be as at one moment: files are put right, and counted again as at the same day.
    """
    before = [Extract.opened(folder) for folder in folders]
    places = [one.folder.resolve() for one in (*before, now)]
    if len({*places}) < len(places):
        raise Refusal(Sentence("extract.before_twice"), field="before")
    for one in before:
        if one.about.of != now.about.of:
            raise Refusal(
                Sentence("extract.before_of_another", of=one.about.of, now=now.about.of), field="before"
            )
    for one, after in pairwise((*before, now)):
        if one.about.moment > after.about.moment:
            raise Refusal(
                Sentence("extract.before_later", as_at=one.about.as_at, after=after.about.as_at),
                field="before",
            )
    return before
