"""The one exception a practitioner reads."""

from __future__ import annotations

from wayhome.rules.sentence import Sentence


class Refusal(Exception):  # noqa: N818 - to the reader it is a refusal, not an error of theirs
    """Something cannot be done; the sentence says what, why and what to do next.

    `field` names the form field or column it is about, or is None when it is about the record as a whole.
    It never carries a child's name, and is shown to the person, never logged as a fault.
    """

    def __init__(self, sentence: Sentence, *, field: str | None = None) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence
        self.field = field
