"""What anybody would try first here, and no password may rest on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError

from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from wayhome.cases.partners.models import User

#: Besides those of the agency's own name, and with whatever stands around them.
OUR_WORDS: Final = (
    *("wayhome", "missing", "children", "child", "safeguarding", "exploitation", "coordinator"),
    *("council", "police", "social", "worker", "password", "welcome"),
)

#: Letters and figures that must be left without those words.
LEFT: Final = 8


class NotOurWords:
    """Refuses 'Wayhome2026!' and 'BradfordCouncil1', and takes a sentence in which such a word stands."""

    def validate(self, password: str, user: User | None = None) -> None:
        named = _words(user.agency.name) if user and user.agency_id else []
        left = password.casefold()
        for word in sorted((*OUR_WORDS, *named), key=len, reverse=True):
            left = left.replace(word, "")
        if len(re.sub(r"[\W_]", "", left)) < LEFT:
            raise ValidationError(say(Sentence("sign_in.rests_on_our_words"), language()))

    def get_help_text(self) -> str:
        return say(Sentence("sign_in.more_than_our_words"), language())


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if len(word) > 3]
