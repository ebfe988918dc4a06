"""What anybody would try first, here or anywhere, and no password may be or rest on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, override

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from wayhome.cases.partners.models import User

#: Long enough for our own rule; where they are from stands beside them.
STOLEN: Final = Path(__file__).parent / "data" / "passwords.txt.gz"

#: Besides those of the agency's own name, and with whatever stands around them.
OUR_WORDS: Final = (
    *("wayhome", "missing", "children", "child", "safeguarding", "exploitation", "coordinator"),
    *("council", "police", "social", "worker", "password", "welcome"),
)

#: Letters and figures that must be left without those words.
LEFT: Final = 8


class NotStolenElsewhere(CommonPasswordValidator):
    """Refuses what many people used and was stolen from them, in small letters or capitals."""

    def __init__(self) -> None:
        super().__init__(password_list_path=STOLEN)

    @override
    def get_error_message(self) -> str:
        return say(Sentence("sign_in.stolen_elsewhere"), language())

    @override
    def get_help_text(self) -> str:
        return say(Sentence("sign_in.not_stolen_elsewhere"), language())


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
